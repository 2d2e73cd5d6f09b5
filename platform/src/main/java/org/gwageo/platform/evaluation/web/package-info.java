/** The office's board of benchmark jobs. */
@NullMarked
package org.gwageo.platform.evaluation.web;

import org.jspecify.annotations.NullMarked;

/** The office's page of the comparisons of weights. */
@NullMarked
package org.gwageo.platform.lineage.web;

import org.jspecify.annotations.NullMarked;

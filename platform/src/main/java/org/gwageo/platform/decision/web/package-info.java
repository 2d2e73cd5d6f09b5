/** The office's verdict desk. */
@NullMarked
package org.gwageo.platform.decision.web;

import org.jspecify.annotations.NullMarked;

/** The office's verdict desk, and a team's view of its own result. */
@NullMarked
package org.gwageo.platform.decision.web;

import org.jspecify.annotations.NullMarked;

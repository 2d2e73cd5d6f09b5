/** A season from its plan to its questions, worked on by processes that are killed. */
@NullMarked
package org.gwageo.platform.season;

import org.jspecify.annotations.NullMarked;

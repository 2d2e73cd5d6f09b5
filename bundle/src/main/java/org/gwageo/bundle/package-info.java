/** The files of a published stage, and their recomputation. */
@NullMarked
package org.gwageo.bundle;

import org.jspecify.annotations.NullMarked;

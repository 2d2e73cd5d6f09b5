/** A small practice stage, assembled, written, changed and verified. */
@NullMarked
package org.gwageo.bundle;

import org.jspecify.annotations.NullMarked;

/** Asks whether one model's weights were derived from another's. */
@NullMarked
package org.gwageo.lineage;

import org.jspecify.annotations.NullMarked;

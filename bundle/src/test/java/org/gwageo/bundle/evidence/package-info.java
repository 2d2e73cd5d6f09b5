/** From rows to scores. */
@NullMarked
package org.gwageo.bundle.evidence;

import org.jspecify.annotations.NullMarked;

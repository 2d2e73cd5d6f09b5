/** Evidence that generators are drawn again to the digit and found again after training. */
@NullMarked
package org.gwageo.lineage.generators;

import org.jspecify.annotations.NullMarked;

/** Evidence that the exact tests compute what they say. */
@NullMarked
package org.gwageo.lineage.independence;

import org.jspecify.annotations.NullMarked;

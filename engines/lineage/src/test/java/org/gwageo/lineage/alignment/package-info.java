/** Tests of the alignment of residual streams. */
@NullMarked
package org.gwageo.lineage.alignment;

import org.jspecify.annotations.NullMarked;

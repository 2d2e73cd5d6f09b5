/** Tensor names of real checkpoints. */
@NullMarked
package org.gwageo.lineage.anatomy;

import org.jspecify.annotations.NullMarked;

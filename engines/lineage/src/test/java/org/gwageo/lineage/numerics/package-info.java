/** The numerics against plain sums in double precision, and against themselves in other forms. */
@NullMarked
package org.gwageo.lineage.numerics;

import org.jspecify.annotations.NullMarked;

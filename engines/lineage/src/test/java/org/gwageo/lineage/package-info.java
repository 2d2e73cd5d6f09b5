/** Comparisons of synthetic models whose true relation is known. */
@NullMarked
package org.gwageo.lineage;

import org.jspecify.annotations.NullMarked;

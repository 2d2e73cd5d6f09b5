/** Weights compared, in a terminal. */
@NullMarked
package org.gwageo.cli.lineage;

import org.jspecify.annotations.NullMarked;

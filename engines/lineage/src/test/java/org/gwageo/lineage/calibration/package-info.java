/** Tests of control libraries. */
@NullMarked
package org.gwageo.lineage.calibration;

import org.jspecify.annotations.NullMarked;

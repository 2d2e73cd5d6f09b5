/** Tests of the charts. */
@NullMarked
package org.gwageo.platform.web.chart;

import org.jspecify.annotations.NullMarked;

/** The statistics against numbers from mpmath and against simulation. */
@NullMarked
package org.gwageo.lineage.statistics;

import org.jspecify.annotations.NullMarked;

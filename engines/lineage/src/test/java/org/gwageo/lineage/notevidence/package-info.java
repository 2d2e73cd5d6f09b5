/** Evidence that similarities that mean nothing stand beside controls that show it. */
@NullMarked
package org.gwageo.lineage.notevidence;

import org.jspecify.annotations.NullMarked;

/** Evidence that honest records pass and that each forgery fails where it should. */
@NullMarked
package org.gwageo.lineage.process;

import org.jspecify.annotations.NullMarked;

/** How comparisons are spread over the threads of one machine. */
@NullMarked
package org.gwageo.lineage.division;

import org.jspecify.annotations.NullMarked;

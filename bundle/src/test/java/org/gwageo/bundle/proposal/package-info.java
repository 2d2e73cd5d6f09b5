/** What counts as proposed, and what is public when. */
@NullMarked
package org.gwageo.bundle.proposal;

import org.jspecify.annotations.NullMarked;

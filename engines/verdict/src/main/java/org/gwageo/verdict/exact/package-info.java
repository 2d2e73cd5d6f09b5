/** Exact arithmetic: fractions, so that a mean of three is a third and not a row of nines. */
@NullMarked
package org.gwageo.verdict.exact;

import org.jspecify.annotations.NullMarked;

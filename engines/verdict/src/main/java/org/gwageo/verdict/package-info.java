/** Rulebook to scores to gates to verdict. */
@NullMarked
package org.gwageo.verdict;

import org.jspecify.annotations.NullMarked;

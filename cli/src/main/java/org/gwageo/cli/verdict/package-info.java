/** Scores to verdict, in a terminal. */
@NullMarked
package org.gwageo.cli.verdict;

import org.jspecify.annotations.NullMarked;

/**
 * Scores: everything that was measured, marked, rated, ticked and found in one stage.
 *
 * <p>{@link org.gwageo.verdict.scores.Scores} holds raw input only. What becomes of it is said by
 * the rulebook and done by {@link org.gwageo.verdict.Verdicts}.
 */
@NullMarked
package org.gwageo.verdict.scores;

import org.jspecify.annotations.NullMarked;

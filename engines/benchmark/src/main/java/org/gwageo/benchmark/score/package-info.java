/**
 * Scores as a pure function of a task, a subject and a journal.
 *
 * <p>{@link org.gwageo.benchmark.score.BenchmarkScoring} reads the journal once, judges the first
 * reply to each question and adds up. The same journal gives the same bytes on every machine, at
 * any time, in whatever order concurrent requests were answered.
 *
 * <p>Accuracy is the exact fraction of correct replies among those that count. A reply that was cut
 * off, withheld by a filter, empty or unreadable counts as wrong; a question to which the endpoint
 * gave no reply at all does not count and is reported in {@code unanswered}. The standard error
 * takes the repeats of an item as one cluster (Miller 2024, "Adding Error Bars to Evals", equation
 * 4):
 *
 * <pre>
 * p = sum(c_i) / sum(n_i)      se = sqrt( m/(m-1) * sum( (c_i - p n_i)^2 ) ) / sum(n_i)
 * </pre>
 *
 * <p>where item i has c_i correct of n_i counted replies and m items have any. With one repeat this
 * is the sample standard deviation over the square root of m.
 */
@NullMarked
package org.gwageo.benchmark.score;

import org.jspecify.annotations.NullMarked;

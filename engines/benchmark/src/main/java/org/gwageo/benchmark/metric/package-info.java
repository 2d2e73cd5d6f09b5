/**
 * What questions are worth, and how their worth becomes the numbers of a result.
 *
 * <p>Judging one question yields a {@link org.gwageo.benchmark.metric.Reading} for each filter of
 * the task: what was found in the reply and a {@link org.gwageo.benchmark.metric.Value} for each
 * metric. A {@link org.gwageo.benchmark.metric.Column} holds one metric's values of all questions
 * in the order of the items; an {@link org.gwageo.benchmark.metric.Aggregation} turns the column
 * into an {@link org.gwageo.benchmark.metric.Estimate}. Because columns are in item order, a result
 * does not depend on the order in which replies came.
 *
 * <pre>{@code
 * Column accuracy = new Column(3, 1, null);
 * accuracy.put(0, 0, new Value.Score(1));
 * accuracy.put(1, 0, new Value.Score(0));
 * accuracy.put(2, 0, new Value.Score(1));
 * Estimate mean = new Mean().of(accuracy);   // 0.666…, standard error 0.333…, of 3
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.metric;

import org.jspecify.annotations.NullMarked;

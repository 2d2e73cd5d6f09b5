package org.gwageo.benchmark.metric;

import org.jspecify.annotations.Nullable;

/**
 * A number with its uncertainty.
 *
 * @param value the number; null if no question counts
 * @param standardError its standard error; null if it is not known
 * @param n how many questions count
 */
public record Estimate(@Nullable Double value, @Nullable Double standardError, long n) {

  /** Returns the estimate of a column in which no question counts. */
  public static Estimate nothing() {
    return new Estimate(null, null, 0);
  }
}

package org.gwageo.benchmark.latency;

import org.jspecify.annotations.Nullable;

/**
 * Where a percentile of all replies lies, as far as those that came can tell, in milliseconds.
 *
 * @param low the lower end; null if there are too few replies for one
 * @param high the upper end; null if there are too few replies for one
 */
public record PercentileInterval(@Nullable Double low, @Nullable Double high) {

  /** Nothing is known. */
  public static final PercentileInterval NONE = new PercentileInterval(null, null);
}

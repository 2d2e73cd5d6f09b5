package org.gwageo.benchmark.latency;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How a measure is distributed, in milliseconds with microsecond steps.
 *
 * <p>A percentile is the smallest recorded value that at least that share of all values does not
 * exceed, to three significant digits. Without any value all numbers are null.
 *
 * @param n how many values there are
 * @param mean the mean
 * @param p50 the median
 * @param p90 the 90th percentile
 * @param p95 the 95th percentile
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 * @param max the largest value
 */
public record Percentiles(
    long n,
    @Nullable Double mean,
    @Nullable Double p50,
    @Nullable Double p90,
    @Nullable Double p95,
    @Nullable Double p99,
    @Nullable Double p999,
    @Nullable Double max) {

  /** No value at all. */
  public static final Percentiles NONE =
      new Percentiles(0, null, null, null, null, null, null, null);

  static Percentiles of(Histogram micros) {
    long n = micros.getTotalCount();
    if (n == 0) {
      return NONE;
    }
    return new Percentiles(
        n,
        Math.rint(micros.getMean()) / 1000,
        at(micros, 50),
        at(micros, 90),
        at(micros, 95),
        at(micros, 99),
        at(micros, 99.9),
        micros.getMaxValue() / 1000.0);
  }

  private static double at(Histogram micros, double percentile) {
    return Math.min(micros.getValueAtPercentile(percentile), micros.getMaxValue()) / 1000.0;
  }

  /** Returns the numbers as the tree of their JSON form. */
  public Map<String, @Nullable Object> toTree() {
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("n", n);
    tree.put("mean", mean);
    tree.put("p50", p50);
    tree.put("p90", p90);
    tree.put("p95", p95);
    tree.put("p99", p99);
    tree.put("p99.9", p999);
    tree.put("max", max);
    return tree;
  }
}

package org.gwageo.benchmark.statistics;

import java.util.Arrays;

/**
 * A statistic with its bootstrap distribution. Its standard error is the standard deviation of the
 * replicates.
 */
public final class BootstrapEstimate {

  private final double value;
  private final double[] sorted;
  private final double acceleration;
  private final double bias;

  private BootstrapEstimate(double value, double[] sorted, double acceleration, double bias) {
    this.value = value;
    this.sorted = sorted;
    this.acceleration = acceleration;
    this.bias = bias;
  }

  /**
   * @param value the statistic of the data
   * @param replicates the statistic of each replicate; those that are no number are left out
   * @param without the statistic without each cluster
   */
  static BootstrapEstimate of(double value, double[] replicates, double[] without) {
    double[] sorted = Arrays.stream(replicates).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException(
          "a bootstrap needs replicates in which the statistic is a number, not 0 of "
              + replicates.length);
    }
    return new BootstrapEstimate(value, sorted, acceleration(without), bias(value, sorted));
  }

  /** Efron and Tibshirani 1993, equation 14.15. */
  private static double acceleration(double[] without) {
    double mean = Arrays.stream(without).filter(Double::isFinite).average().orElse(0);
    double squares = 0;
    double cubes = 0;
    for (double each : without) {
      if (Double.isFinite(each)) {
        double distance = mean - each;
        squares += distance * distance;
        cubes += distance * distance * distance;
      }
    }
    return squares > 0 ? cubes / (6 * StrictMath.pow(squares, 1.5)) : 0;
  }

  /** Efron and Tibshirani 1993, equation 14.14; replicates equal to the value count half. */
  private static double bias(double value, double[] sorted) {
    double below = 0;
    for (double each : sorted) {
      below += each < value ? 1 : each == value ? 0.5 : 0;
    }
    double share = below / sorted.length;
    double edge = 0.5 / sorted.length;
    return Distributions.normalQuantile(Math.clamp(share, edge, 1 - edge));
  }

  /** Returns the statistic of the data. */
  public double value() {
    return value;
  }

  /** Returns how many replicates gave a number. */
  public int replicates() {
    return sorted.length;
  }

  /** Returns the standard deviation of the replicates. */
  public double standardError() {
    double mean = Arrays.stream(sorted).average().orElse(Double.NaN);
    double squares = 0;
    for (double each : sorted) {
      squares += (each - mean) * (each - mean);
    }
    return Math.sqrt(squares / Math.max(1, sorted.length - 1));
  }

  /** Returns the share of replicates below {@code bound}, ties counting half. */
  public double shareBelow(double bound) {
    double below = 0;
    for (double each : sorted) {
      below += each < bound ? 1 : each == bound ? 0.5 : 0;
    }
    return below / sorted.length;
  }

  /** Returns the interval between quantiles of the replicates. */
  public Interval percentile(double level) {
    double tail = (1 - Interval.checkLevel(level)) / 2;
    return new Interval(quantile(tail), quantile(1 - tail), level, "percentile bootstrap");
  }

  /**
   * Returns the bias-corrected and accelerated interval (Efron 1987, "Better bootstrap confidence
   * intervals", JASA 82), with the acceleration from leaving out one cluster at a time. Preferable
   * to {@link #percentile} for skewed statistics and few clusters.
   */
  public Interval bca(double level) {
    double tail = (1 - Interval.checkLevel(level)) / 2;
    return new Interval(
        quantile(shifted(tail)), quantile(shifted(1 - tail)), level, "BCa bootstrap");
  }

  private double shifted(double probability) {
    double z = bias + Distributions.normalQuantile(probability);
    return Distributions.normalCdf(bias + z / (1 - acceleration * z));
  }

  /** The quantile by linear interpolation between order statistics (type 7). */
  private double quantile(double probability) {
    double at = probability * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}

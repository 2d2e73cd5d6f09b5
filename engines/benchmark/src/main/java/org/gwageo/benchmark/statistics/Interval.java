package org.gwageo.benchmark.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * A confidence interval.
 *
 * @param low its lower end; may be negative infinity
 * @param high its upper end; may be positive infinity
 * @param level how often such an interval covers the true value, for example 0.95
 * @param method how it was computed, for example {@code t(19)}
 */
public record Interval(double low, double high, double level, String method) {

  /** Checks the order of the ends. */
  public Interval {
    checkLevel(level);
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval runs upwards, not from " + low + " to " + high);
    }
  }

  static double checkLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "a confidence level lies between 0 and 1, both excluded, not " + level);
    }
    return level;
  }

  /** Returns whether {@code value} lies in the interval, ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  /** Returns the distance between the ends. */
  public double width() {
    return high - low;
  }

  /** Returns the interval of an increasing function of the value. */
  public Interval map(DoubleUnaryOperator increasing) {
    return new Interval(
        increasing.applyAsDouble(low), increasing.applyAsDouble(high), level, method);
  }

  /** Returns the part of the interval that lies from {@code least} to {@code greatest}. */
  public Interval within(double least, double greatest) {
    return map(value -> Math.clamp(value, least, greatest));
  }
}

package org.gwageo.benchmark.reproduction;

/** Mean and standard deviation of a few scores. */
final class Spread {

  private Spread() {}

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** The standard deviation, with n - 1 below the line; exactly 0 for equal or single values. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    boolean equal = true;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
      equal &= value == values[0];
    }
    return equal ? 0 : Math.sqrt(squares / (values.length - 1));
  }
}

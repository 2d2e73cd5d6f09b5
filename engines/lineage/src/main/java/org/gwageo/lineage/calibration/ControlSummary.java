package org.gwageo.lineage.calibration;

/**
 * The z-scores of one statistic over control pairs.
 *
 * @param pairs how many pairs
 * @param mean their mean
 * @param deviation their standard deviation; 0 for a single pair
 * @param largest the largest of them
 */
public record ControlSummary(int pairs, double mean, double deviation, double largest) {

  /**
   * Summarises z-scores.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ControlSummary of(double[] z) {
    if (z.length == 0) {
      throw new IllegalArgumentException("a summary of controls needs at least one pair");
    }
    double sum = 0;
    double largest = z[0];
    for (double value : z) {
      sum += value;
      largest = Math.max(largest, value);
    }
    double mean = sum / z.length;
    double squares = 0;
    for (double value : z) {
      squares += (value - mean) * (value - mean);
    }
    double deviation = z.length < 2 ? 0 : Math.sqrt(squares / (z.length - 1));
    return new ControlSummary(z.length, mean, deviation, largest);
  }

  /** Returns the summary of both sets of pairs together. */
  public ControlSummary and(ControlSummary other) {
    int n = pairs + other.pairs;
    double total = (pairs * mean + other.pairs * other.mean) / n;
    double squares = squaresAround(total) + other.squaresAround(total);
    return new ControlSummary(
        n, total, Math.sqrt(squares / (n - 1)), Math.max(largest, other.largest));
  }

  private double squaresAround(double centre) {
    double within = (pairs - 1) * deviation * deviation;
    return within + pairs * (mean - centre) * (mean - centre);
  }
}

package org.gwageo.lineage.fingerprint;

/**
 * What the numbers of a tensor add up to.
 *
 * @param count how many numbers there are
 * @param sum their sum
 * @param squares the sum of their squares
 * @param zeros how many are zero
 * @param infinite how many are infinite or not a number; if there is one, the sums are not finite
 */
public record NumberSums(long count, double sum, double squares, long zeros, long infinite) {

  /** Returns the mean; NaN of nothing. */
  public double mean() {
    return sum / count;
  }

  /** Returns the mean squared distance from the mean; NaN of nothing. */
  public double variance() {
    return Math.max(0, squares / count - mean() * mean());
  }

  /** Returns the Euclidean length. */
  public double length() {
    return Math.sqrt(squares);
  }

  NumberSums plus(NumberSums next) {
    return new NumberSums(
        count + next.count,
        sum + next.sum,
        squares + next.squares,
        zeros + next.zeros,
        infinite + next.infinite);
  }
}

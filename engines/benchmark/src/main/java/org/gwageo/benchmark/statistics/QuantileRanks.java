package org.gwageo.benchmark.statistics;

/**
 * Between which order statistics a quantile lies, whatever the distribution.
 *
 * <p>Of n independent values the number at or below the p-quantile is binomial, so that X(low)
 * &lt;= q &lt; X(high) with probability P(low &lt;= B &lt;= high - 1), B ~ Bin(n, p) (David and
 * Nagaraja, "Order Statistics", 3rd ed., section 7.1). Both tails are held to half of what the
 * level leaves, so the interval covers at least the level.
 *
 * @param low the rank of the lower end, from 1; 0 if n is too small for one
 * @param high the rank of the upper end, at most n; n + 1 if n is too small for one
 */
public record QuantileRanks(long low, long high) {

  /**
   * Returns the ranks.
   *
   * @param n how many values there are, at least 1
   * @param p which quantile, above 0 and below 1
   * @param level the coverage, above 0 and below 1
   * @throws IllegalArgumentException if a number is out of its range
   */
  public static QuantileRanks of(long n, double p, double level) {
    if (n < 1 || !(p > 0 && p < 1) || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "a quantile of %d values at %s and level %s".formatted(n, p, level));
    }
    double tail = (1 - level) / 2;
    // The largest rank with P(B <= rank - 1) <= tail, then the smallest with P(B >= rank) <= tail.
    long low = -1 + firstAbove(n, rank -> atMost(rank - 1, n, p) > tail);
    long high = firstAbove(n, rank -> atMost(n - rank, n, 1 - p) <= tail);
    return new QuantileRanks(low, high);
  }

  /** Finds out whether something holds at a rank; once it does, it does at every greater one. */
  private interface Holds {
    boolean at(long rank);
  }

  /** Returns the first rank of 1 to n at which it holds; n + 1 if there is none. */
  private static long firstAbove(long n, Holds holds) {
    long from = 1;
    long to = n + 1;
    while (from < to) {
      long middle = from + (to - from) / 2;
      if (holds.at(middle)) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /** P(B <= k) for B ~ Bin(n, p), DLMF 8.17.5. */
  private static double atMost(long k, long n, double p) {
    return k < 0 ? 0 : k >= n ? 1 : Distributions.beta(1 - p, (double) n - k, k + 1.0);
  }
}

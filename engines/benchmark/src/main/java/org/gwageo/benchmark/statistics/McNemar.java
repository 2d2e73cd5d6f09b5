package org.gwageo.benchmark.statistics;

/**
 * McNemar's exact test: of the items that only one of two entrants got right, does one entrant have
 * more than half (McNemar 1947; the exact form is the sign test)? For items that stand alone; with
 * clusters use {@link SignFlip}, which equals this test where every cluster has one item.
 *
 * @param onlyFirst how many items only the first got right
 * @param onlySecond how many items only the second got right
 * @param p the two-sided p-value
 * @param midP the mid-p value, which is closer to the level and may exceed it slightly
 */
public record McNemar(long onlyFirst, long onlySecond, double p, double midP) {

  /** Returns the test of two counts. */
  public static McNemar test(long onlyFirst, long onlySecond) {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException(
          "counts are not negative: " + onlyFirst + " and " + onlySecond);
    }
    long all = onlyFirst + onlySecond;
    long fewer = Math.min(onlyFirst, onlySecond);
    double upTo = Distributions.fairCoinCdf(fewer, all);
    double below = Distributions.fairCoinCdf(fewer - 1, all);
    double p = all == 0 ? 1 : Math.min(1, 2 * upTo);
    double mid = upTo + below;
    return new McNemar(onlyFirst, onlySecond, p, all == 0 ? 1 : Math.min(1, mid));
  }
}

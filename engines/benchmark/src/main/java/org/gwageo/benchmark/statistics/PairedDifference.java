package org.gwageo.benchmark.statistics;

import java.util.function.Function;

/**
 * Two entrants on the same items.
 *
 * <p>The difference of the means is the mean of the items' differences, and what makes an item hard
 * for both drops out of its error (Miller 2024, section 4.2). Clusters as in {@link ClusteredMean}.
 *
 * @param first the first entrant's mean on the items that both have
 * @param second the second entrant's
 * @param difference first - second with its clustered standard error
 * @param correlation Pearson's correlation of the items' scores; NaN if one entrant's do not vary
 * @param permutation the sign-flip permutation test of no difference
 */
public record PairedDifference(
    ClusteredMean first,
    ClusteredMean second,
    ClusteredMean difference,
    double correlation,
    SignFlip permutation) {

  /**
   * Compares scores; items that either entrant lacks (NaN) are left out.
   *
   * @param flips how many sign assignments to draw where the permutation test is not exact
   * @param seed the seed of those draws
   * @throws IllegalArgumentException if no item has both scores
   */
  public static PairedDifference of(
      double[] first, double[] second, Clusters clusters, int flips, long seed) {
    return of(first, second, clusters, sums -> SignFlip.test(sums, flips, seed));
  }

  /**
   * @param test the permutation test of the clusters' summed differences
   */
  static PairedDifference of(
      double[] first, double[] second, Clusters clusters, Function<double[], SignFlip> test) {
    clusters.checkItems(first.length);
    clusters.checkItems(second.length);
    double[] a = first.clone();
    double[] b = second.clone();
    double[] difference = new double[a.length];
    double[] present = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
      if (Double.isNaN(difference[i])) {
        a[i] = Double.NaN;
        b[i] = Double.NaN;
      } else {
        present[i] = difference[i];
      }
    }
    ClusteredMean mean = ClusteredMean.of(difference, clusters);
    return new PairedDifference(
        ClusteredMean.of(a, clusters),
        ClusteredMean.of(b, clusters),
        mean,
        correlation(a, b),
        test.apply(clusters.sums(present)));
  }

  static double correlation(double[] a, double[] b) {
    double meanA = ClusteredMean.of(a, Clusters.alone(a.length)).mean();
    double meanB = ClusteredMean.of(b, Clusters.alone(b.length)).mean();
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < a.length; i++) {
      if (!Double.isNaN(a[i]) && !Double.isNaN(b[i])) {
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
        ab += (a[i] - meanA) * (b[i] - meanB);
      }
    }
    return aa > 0 && bb > 0 ? Math.clamp(ab / Math.sqrt(aa * bb), -1, 1) : Double.NaN;
  }

  /** Returns the two-sided p-value of difference / SE by Student's t on clusters - 1 degrees. */
  public double studentP() {
    if (difference.clusters() < 2) {
      return 1;
    }
    if (difference.standardError() <= 0) {
      return difference.mean() == 0 ? 1 : Double.MIN_NORMAL;
    }
    double t = Math.abs(difference.mean()) / difference.standardError();
    return 2 * Distributions.studentTail(t, difference.degrees());
  }

  /**
   * Returns how many times more items two separate samples would need for the same standard error.
   */
  public double pairingGain() {
    double apart =
        first.standardError() * first.standardError()
            + second.standardError() * second.standardError();
    double together = difference.standardError() * difference.standardError();
    return together > 0 ? apart / together : Double.NaN;
  }

  /**
   * Returns McNemar's exact test of scores of 0 and 1, clusters not considered.
   *
   * @throws IllegalArgumentException if a score is neither 0, 1 nor NaN
   */
  public static McNemar mcNemar(double[] first, double[] second) {
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int i = 0; i < first.length; i++) {
      double difference = first[i] - second[i];
      boolean binary = (first[i] == 0 || first[i] == 1) && (second[i] == 0 || second[i] == 1);
      if (!binary && !Double.isNaN(difference)) {
        throw new IllegalArgumentException(
            "McNemar's test compares scores of 0 and 1, not " + first[i] + " and " + second[i]);
      }
      onlyFirst += difference > 0 ? 1 : 0;
      onlySecond += difference < 0 ? 1 : 0;
    }
    return McNemar.test(onlyFirst, onlySecond);
  }
}

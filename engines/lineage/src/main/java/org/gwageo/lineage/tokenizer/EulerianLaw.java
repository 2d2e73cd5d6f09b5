package org.gwageo.lineage.tokenizer;

import java.util.Collection;
import org.gwageo.lineage.statistics.LogTails;

/**
 * The law of the number of ascents in random orders.
 *
 * <p>Of n items in a uniform order, n-1 neighbouring pairs, the count A has P(A = k) = ⟨n k⟩ / n!
 * with the Eulerian numbers ⟨n k⟩, and P_n(k) = ((k+1) P_{n-1}(k) + (n-k) P_{n-1}(k-1)) / n
 * (Graham, Knuth, Patashnik, "Concrete Mathematics", eq. 6.35). Where some pairs are left out, the
 * rest falls into runs of neighbouring pairs; runs share no item and are independent. A run of m
 * pairs has mean m/2 and variance (m+2)/12.
 */
final class EulerianLaw {

  /** Up to here tails are summed exactly; the work grows with the square. */
  static final int MOST_EXACT_PAIRS = 400;

  private EulerianLaw() {}

  /** Returns the standard score of {@code ascents} in runs of these many pairs; 0 without pairs. */
  static double z(Collection<Integer> runs, long ascents) {
    double mean = 0;
    double variance = 0;
    for (int pairs : runs) {
      mean += pairs / 2.0;
      variance += (pairs + 2) / 12.0;
    }
    return variance == 0 ? 0 : (ascents - mean) / Math.sqrt(variance);
  }

  /**
   * Returns log10 P(A ≥ ascents): exact up to {@value #MOST_EXACT_PAIRS} pairs, beyond that the
   * normal tail with the correction for continuity, which is the larger of the two far out because
   * the law's fourth cumulant is negative.
   */
  static double log10Upper(Collection<Integer> runs, long ascents) {
    long pairs = runs.stream().mapToLong(Integer::intValue).sum();
    if (ascents <= 0 || pairs == 0) {
      return 0;
    }
    if (pairs <= MOST_EXACT_PAIRS) {
      double exact = exactUpper(runs, Math.toIntExact(ascents), (int) pairs);
      if (exact > 1e-290) {
        return Math.min(0, StrictMath.log10(exact));
      }
    }
    double step = z(runs, ascents) - z(runs, ascents - 1);
    return Math.min(0, LogTails.normal(z(runs, ascents) - step / 2));
  }

  private static double exactUpper(Collection<Integer> runs, int ascents, int pairs) {
    int longest = runs.stream().mapToInt(Integer::intValue).max().orElse(0);
    double[][] byPairs = new double[longest + 1][];
    byPairs[0] = new double[] {1};
    for (int m = 1; m <= longest; m++) {
      byPairs[m] = next(byPairs[m - 1], m + 1);
    }
    double[] law = {1};
    for (int m : runs) {
      law = convolved(law, byPairs[m]);
    }
    double tail = 0;
    for (int k = pairs; k >= ascents; k--) {
      tail += law[k];
    }
    return tail;
  }

  /** Returns the law of n items from that of n-1. */
  private static double[] next(double[] before, int n) {
    var law = new double[n];
    for (int k = 0; k < n; k++) {
      double stay = k < before.length ? (k + 1) * before[k] : 0;
      double rise = k > 0 ? (n - k) * before[k - 1] : 0;
      law[k] = (stay + rise) / n;
    }
    return law;
  }

  private static double[] convolved(double[] a, double[] b) {
    var sum = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        sum[i + j] += a[i] * b[j];
      }
    }
    return sum;
  }
}

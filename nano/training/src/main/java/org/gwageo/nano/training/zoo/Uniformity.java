package org.gwageo.nano.training.zoo;

import java.util.Arrays;

/**
 * How far p-values of true null hypotheses are from uniform on 0 to 1.
 *
 * @param count how many p-values
 * @param kolmogorov the p-value of Kolmogorov and Smirnov's test, two-sided
 * @param tooSmall the p-value of the one-sided test that only too small p-values reject
 * @param anderson the p-value of Anderson and Darling's test
 */
record Uniformity(int count, double kolmogorov, double tooSmall, double anderson) {

  /**
   * Tests {@code values}, which are taken to be independent.
   *
   * <p>Sources: M. Stephens, "EDF Statistics for Goodness of Fit", 1974 (Kolmogorov's limit law at
   * (√n + 0.12 + 0.11/√n) D); N. Smirnov, 1944 (exp(-2 n D²) for one side); G. and J. Marsaglia,
   * "Evaluating the Anderson-Darling Distribution", 2004 (adinf).
   *
   * @throws IllegalArgumentException if there are no values or one is outside 0 to 1
   */
  static Uniformity of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("uniformity needs at least 1 p-value");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (!(sorted[0] >= 0 && sorted[sorted.length - 1] <= 1)) {
      throw new IllegalArgumentException(
          "p-values lie between 0 and 1, not %s to %s"
              .formatted(sorted[0], sorted[sorted.length - 1]));
    }
    int n = sorted.length;
    double above = 0;
    double below = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      above = Math.max(above, (i + 1.0) / n - sorted[i]);
      below = Math.max(below, sorted[i] - (double) i / n);
      double low = Math.max(sorted[i], 1e-300);
      double high = Math.max(1 - sorted[n - 1 - i], 1e-300);
      sum += (2 * i + 1) * (Math.log(low) + Math.log(high));
    }
    double root = Math.sqrt(n);
    double scaled = (root + 0.12 + 0.11 / root) * Math.max(above, below);
    return new Uniformity(
        n, kolmogorov(scaled), Math.exp(-2 * n * above * above), anderson(-n - sum / n));
  }

  /** Returns the upper tail of Kolmogorov's limit law. */
  private static double kolmogorov(double scaled) {
    if (scaled < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2.0 * k * k * scaled * scaled);
    }
    return Math.clamp(sum, 0.0, 1.0);
  }

  /** Returns the upper tail of the limit law of A². */
  private static double anderson(double a) {
    if (a <= 0) {
      return 1;
    }
    double lower;
    if (a < 2) {
      lower =
          Math.exp(-1.2337141 / a)
              / Math.sqrt(a)
              * (2.00012
                  + (.247105 - (.0649821 - (.0347962 - (.011672 - .00168691 * a) * a) * a) * a)
                      * a);
    } else {
      lower =
          Math.exp(
              -Math.exp(
                  1.0776
                      - (2.30695 - (.43424 - (.082433 - (.008056 - .0003146 * a) * a) * a) * a)
                          * a));
    }
    return Math.clamp(1 - lower, 0.0, 1.0);
  }
}

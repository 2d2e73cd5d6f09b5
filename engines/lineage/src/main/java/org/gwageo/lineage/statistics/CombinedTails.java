package org.gwageo.lineage.statistics;

/**
 * One tail probability for several <em>independent</em> tests, all in decimal logarithms.
 *
 * <p>Layers whose neurons have permutations of their own are independent; norms, embeddings and
 * heads share the permutation of the residual stream and are not. For dependent tests these numbers
 * are far too small.
 */
public final class CombinedTails {

  private static final double LN10 = StrictMath.log(10);

  private CombinedTails() {}

  /**
   * Returns log10 p of Fisher's statistic −2 Σ ln pᵢ, chi-square with two degrees of freedom per
   * test (Statistical Methods for Research Workers, 1932, section 21.1). Sensitive to one very
   * small probability.
   *
   * @param log10p of each test, none above 0, at least one
   */
  public static double fisher(double... log10p) {
    double sum = 0;
    for (double one : log10p) {
      if (!(one <= 0)) {
        throw new IllegalArgumentException("a log10 probability is at most 0, not " + one);
      }
      sum -= one;
    }
    return LogTails.chiSquare(2 * LN10 * sum, 2.0 * some(log10p.length));
  }

  /**
   * Returns Stouffer's z-score Σ zᵢ/√n (The American Soldier I, 1949). Sensitive to a small shift
   * of all tests; its tail is {@link LogTails#normal}.
   *
   * @param z the z-score of each test, finite, at least one
   */
  public static double stouffer(double... z) {
    double sum = 0;
    for (double one : z) {
      if (!Double.isFinite(one)) {
        throw new IllegalArgumentException("a z-score to be combined is finite, not " + one);
      }
      sum += one;
    }
    return sum / StrictMath.sqrt(some(z.length));
  }

  private static int some(int tests) {
    if (tests == 0) {
      throw new IllegalArgumentException("no tests to combine");
    }
    return tests;
  }
}

package org.gwageo.lineage.statistics;

/**
 * Anderson and Darling's test that values in [0, 1] are uniform; more than Kolmogorov's it looks at
 * the ends, where the small probabilities of a bad null distribution are.
 *
 * @param statistic A², infinite where a value is exactly 0 or 1
 * @param p probability of a statistic at least as large, right to about 5e-5 absolutely (3e-4 for
 *     fewer than ten values); 0 for a statistic above 12, where it is below 1e-5
 */
public record AndersonDarling(double statistic, double p) {

  /**
   * Returns the test of {@code values}, whose order does not matter, with the distribution of
   * Marsaglia and Marsaglia (J. Stat. Softw. 9(2), 2004).
   *
   * @throws IllegalArgumentException if there is none, or one outside [0, 1]
   */
  public static AndersonDarling uniform(double[] values) {
    double[] sorted = KolmogorovSmirnov.inOrder(values);
    int n = sorted.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double low = StrictMath.log(sorted[i]);
      double high = StrictMath.log1p(-sorted[n - 1 - i]);
      sum += (2 * i + 1) * (low + high);
    }
    double statistic = -n - sum / n;
    return new AndersonDarling(statistic, tail(n, statistic));
  }

  static double tail(int n, double statistic) {
    if (statistic > 12) {
      return 0;
    }
    double limit = limit(statistic);
    return Math.clamp(1 - limit - correction(n, limit), 0, 1);
  }

  /** Returns P(A² &lt; z) for many values. */
  private static double limit(double z) {
    if (z <= 0) {
      return 0;
    }
    if (z < 2) {
      return StrictMath.exp(-1.2337141 / z)
          / StrictMath.sqrt(z)
          * polynomial(z, 2.00012, 0.247105, -0.0649821, 0.0347962, -0.0116720, 0.00168691);
    }
    return StrictMath.exp(
        -StrictMath.exp(polynomial(z, 1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146)));
  }

  /** Returns what has to be added to the limit {@code x} for {@code n} values. */
  private static double correction(int n, double x) {
    if (x > 0.8) {
      return polynomial(x, -130.2137, 745.2337, -1705.091, 1950.646, -1116.360, 255.7844) / n;
    }
    double border = 0.01265 + 0.1757 / n;
    if (x < border) {
      double t = x / border;
      double shape = StrictMath.sqrt(t) * (1 - t) * (49 * t - 102);
      return shape * (0.0037 / ((double) n * n) + 0.00078 / n + 0.00006) / n;
    }
    double t = (x - border) / (0.8 - border);
    double shape = polynomial(t, -0.00022633, 6.54034, -14.6538, 14.458, -8.259, 1.91864);
    return shape * (0.04213 + 0.01365 / n) / n;
  }

  private static double polynomial(double x, double... coefficients) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}

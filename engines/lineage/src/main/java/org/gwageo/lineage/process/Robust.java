package org.gwageo.lineage.process;

import java.util.Arrays;
import org.gwageo.lineage.statistics.MidRanks;

/** Estimates that a few wild values do not move. */
final class Robust {

  private static final int MOST_POINTS = 500;

  private Robust() {}

  /** Returns the median; NaN of nothing. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
  }

  /**
   * Returns the median slope over pairs of points (Theil 1950, Sen 1968), of at most {@value
   * #MOST_POINTS} points spread evenly; 0 if all x are equal.
   */
  static double slope(double[] x, double[] y) {
    int n = Math.min(MOST_POINTS, x.length);
    var slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      int a = (int) ((long) i * x.length / n);
      for (int j = i + 1; j < n; j++) {
        int b = (int) ((long) j * x.length / n);
        if (Math.abs(x[a] - x[b]) > 1e-9) {
          slopes[count++] = (y[b] - y[a]) / (x[b] - x[a]);
        }
      }
    }
    return count == 0 ? 0 : median(Arrays.copyOf(slopes, count));
  }

  /** Returns the rank correlation, ties sharing their rank; 0 if one side is constant. */
  static double spearman(double[] x, double[] y) {
    double[] a = MidRanks.standardised(x);
    double[] b = MidRanks.standardised(y);
    double sum = 0;
    for (int i = 0; a != null && b != null && i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

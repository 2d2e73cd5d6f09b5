package org.gwageo.lineage.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ranks with ties shared, centred and scaled so that a dot product is Spearman's correlation. */
public final class MidRanks {

  private MidRanks() {}

  /**
   * Returns the ranks of {@code values}, tied values sharing their mean rank, shifted to sum 0 and
   * scaled to length 1; null when all values are equal, because constants have no order.
   *
   * @throws IllegalArgumentException if a value is not a number
   */
  public static double @Nullable [] standardised(double[] values) {
    int n = values.length;
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (n < 2 || sorted[0] == sorted[n - 1]) {
      return null;
    }
    var ranks = new double[n];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(values[i])) {
        throw new IllegalArgumentException("element " + i + " is not a number and has no rank");
      }
      int low = firstAtLeast(sorted, values[i]);
      int high = firstAbove(sorted, values[i]);
      ranks[i] = 0.5 * (low + high - n);
      squares += ranks[i] * ranks[i];
    }
    double scale = 1 / Math.sqrt(squares);
    for (int i = 0; i < n; i++) {
      ranks[i] *= scale;
    }
    return ranks;
  }

  private static int firstAtLeast(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int firstAbove(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

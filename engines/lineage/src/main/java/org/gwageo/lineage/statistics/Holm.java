package org.gwageo.lineage.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction (Scand. J. Statist. 6, 1979, 65-70) on decimal logarithms. */
public final class Holm {

  private Holm() {}

  /**
   * Returns the adjusted log10 p-values in the order of {@code log10p}, none above 0.
   *
   * @param hypotheses the size of the whole family; those that are not in the list are treated as
   *     larger than all of the list, which keeps the error rate
   * @throws IllegalArgumentException if the family is smaller than the list
   */
  public static double[] adjust(List<Double> log10p, long hypotheses) {
    if (hypotheses < log10p.size()) {
      throw new IllegalArgumentException(
          "a family of %d hypotheses cannot hold %d".formatted(hypotheses, log10p.size()));
    }
    var adjusted = new double[log10p.size()];
    var order =
        IntStream.range(0, adjusted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(log10p::get))
            .toList();
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < adjusted.length; i++) {
      int at = order.get(i);
      largest = Math.max(largest, log10p.get(at) + StrictMath.log10((double) (hypotheses - i)));
      adjusted[at] = Math.min(0, largest);
    }
    return adjusted;
  }
}

package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.statistics.LogTails;

/**
 * What the same statistic is between blocks of the two models that are not each other's copies: the
 * comparison's own control.
 *
 * <p>Models that learned from similar text, or that share an embedding, match by meaning, at every
 * depth and without any neuron being a copy. Blocks of the same two models at other depths share
 * exactly that, and no neuron, so their statistics show what meaning alone brings about here.
 *
 * @param mean the mean of the control pairs
 * @param deviation their standard deviation
 * @param count how many there are
 * @param most the largest
 */
public record DepthControl(double mean, double deviation, int count, double most) {

  /** With fewer control pairs their spread is unknown, and {@link #ALLOWANCE} takes their place. */
  static final int LEAST = 5;

  /**
   * What is taken off z without a control: the largest z of unrelated models with a shared subspace
   * in a published simulation, rounded up.
   */
  static final double ALLOWANCE = 5;

  /** A pair this many robust deviations above the middle is a match, not a control. */
  private static final double OUTLIER = 6;

  /**
   * Returns the pairs that may serve as controls: of every block of the subject all pairs but the
   * best, because that one may be a match, and of these all but clear matches; never {@code
   * tested}.
   */
  static List<PairMatch> pool(List<PairMatch> pairs, PairMatch tested) {
    var best = new HashMap<Place, PairMatch>();
    for (PairMatch pair : pairs) {
      best.merge(pair.subject(), pair, (a, b) -> a.agreementRoot() >= b.agreementRoot() ? a : b);
    }
    var rest = new ArrayList<PairMatch>();
    for (PairMatch pair : pairs) {
      boolean same =
          pair.subject().equals(tested.subject()) && pair.reference().equals(tested.reference());
      PairMatch first = best.getOrDefault(pair.subject(), pair);
      if (!same && !pair.reference().equals(first.reference())) {
        rest.add(pair);
      }
    }
    return withoutMatches(rest);
  }

  /** Returns the pairs that are no clear matches. */
  static List<PairMatch> withoutMatches(List<PairMatch> pairs) {
    double limit = limit(pairs);
    return pairs.stream().filter(pair -> pair.agreementRoot() <= limit).toList();
  }

  private static double limit(List<PairMatch> pairs) {
    if (pairs.isEmpty()) {
      return 0;
    }
    double[] sorted = pairs.stream().mapToDouble(PairMatch::agreementRoot).sorted().toArray();
    double median = sorted[(sorted.length - 1) / 2];
    double[] distances =
        Arrays.stream(sorted).map(value -> Math.abs(value - median)).sorted().toArray();
    return median + OUTLIER * Math.max(1, 1.4826 * distances[(distances.length - 1) / 2]);
  }

  static DepthControl of(List<PairMatch> pool, ToDoubleFunction<PairMatch> statistic) {
    double[] values = pool.stream().mapToDouble(statistic).toArray();
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return new DepthControl(
        mean,
        values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)),
        values.length,
        Arrays.stream(values).max().orElse(0));
  }

  /** Returns whether there are enough pairs to say how far unrelated blocks spread. */
  boolean enough() {
    return count >= LEAST;
  }

  /**
   * Returns how many deviations {@code value} lies above the controls.
   *
   * @param floor the mean that theory gives; the controls' mean counts only above it
   * @param summed how many independent values {@code value} is the sum of, over their root
   */
  double calibrated(double value, double floor, int summed) {
    if (!enough()) {
      return value - floor - ALLOWANCE;
    }
    double centre = Math.max(floor, mean) * Math.sqrt(summed);
    return (value - centre) / (Math.max(1, deviation) * Math.sqrt(1 + (double) summed / count));
  }

  /** Returns log10 p of a calibrated value: Student's tail of the controls' number. */
  double log10p(double calibrated) {
    return enough() ? LogTails.student(calibrated, count - 1.0) : LogTails.normal(calibrated);
  }
}

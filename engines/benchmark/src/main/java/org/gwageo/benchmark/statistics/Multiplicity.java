package org.gwageo.benchmark.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Adjusts p-values for how many of them are looked at together. */
public final class Multiplicity {

  private Multiplicity() {}

  /**
   * Returns Holm's step-down adjusted p-values (Holm 1979, "A simple sequentially rejective
   * multiple test procedure", Scand. J. Statist. 6). Calling those up to α significant makes a
   * false claim anywhere with probability at most α, whatever the dependence.
   */
  public static double[] holm(double[] p) {
    Integer[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double greatest = 0;
    for (int i = 0; i < order.length; i++) {
      greatest = Math.max(greatest, Math.min(1, (p.length - i) * p[order[i]]));
      adjusted[order[i]] = greatest;
    }
    return adjusted;
  }

  /**
   * Returns Benjamini and Hochberg's adjusted p-values (1995, "Controlling the false discovery
   * rate", JRSS B 57). Of those up to q, a share of at most q is false on average, if the tests are
   * independent or positively dependent.
   */
  public static double[] benjaminiHochberg(double[] p) {
    return stepUp(p, 1);
  }

  /**
   * Returns Benjamini and Yekutieli's adjusted p-values (2001, Ann. Statist. 29), which hold under
   * any dependence and are larger by the factor 1 + 1/2 + … + 1/m.
   */
  public static double[] benjaminiYekutieli(double[] p) {
    return stepUp(p, IntStream.rangeClosed(1, p.length).mapToDouble(i -> 1.0 / i).sum());
  }

  private static double[] stepUp(double[] p, double factor) {
    Integer[] order = ascending(p);
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int i = order.length - 1; i >= 0; i--) {
      least = Math.min(least, factor * p.length / (i + 1) * p[order[i]]);
      adjusted[order[i]] = least;
    }
    return adjusted;
  }

  private static Integer[] ascending(double[] p) {
    for (double each : p) {
      if (!(each >= 0 && each <= 1)) {
        throw new IllegalArgumentException("a p-value lies between 0 and 1, not at " + each);
      }
    }
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(p[i], p[j]));
    return order;
  }
}

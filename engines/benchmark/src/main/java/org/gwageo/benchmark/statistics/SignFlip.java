package org.gwageo.benchmark.statistics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sign-flip permutation test of paired differences.
 *
 * <p>If neither entrant is better, a cluster's summed difference is as likely to be d as -d. The
 * p-value is the share of all assignments of signs to clusters whose total is at least as far from
 * zero as the observed one (two-sided). Signs go to whole clusters, so items of a cluster may
 * depend on each other in any way.
 *
 * <p>Exact by listing all assignments with at most 20 clusters that differ, and by counting sums on
 * a grid where all differences are multiples of one unit, as with scores of 0 and 1. Else from
 * random assignments, as (b+1)/(B+1) with b of B at least as far out (Phipson and Smyth 2010, <a
 * href="https://doi.org/10.2202/1544-6115.1585">Permutation p-values should never be zero</a>),
 * which keeps the level exactly.
 *
 * @param p the two-sided p-value, above 0
 * @param method how it was computed: {@code enumeration}, {@code grid} or {@code random}
 * @param flips how many assignments were drawn; 0 if the test is exact
 */
public record SignFlip(double p, String method, int flips) {

  private static final int MOST_LISTED = 20;
  private static final int LARGEST_UNIT_DIVISOR = 60;
  private static final long MOST_GRID_STEPS = 60_000_000;

  /** Sums that differ by less than this share of the largest possible sum are equal. */
  private static final double SAME = 1e-10;

  /**
   * Returns the test of differences whose clusters sum to {@code clusterSums}.
   *
   * @param flips how many assignments to draw where the test is not exact; see {@link #flipsFor}
   * @param seed the seed of those draws
   */
  public static SignFlip test(double[] clusterSums, int flips, long seed) {
    SignFlip exact = exact(clusterSums);
    if (exact != null) {
      return exact;
    }
    double[] sizes = sizes(clusterSums);
    Arrays.sort(sizes);
    double[][] totals = Draws.withSigns(new Rows(sizes, 1), flips, seed);
    return drawn(clusterSums, flips, r -> totals[r][0]);
  }

  /** The exact test; null if it would take too long. */
  static @Nullable SignFlip exact(double[] clusterSums) {
    double[] sizes = sizes(clusterSums);
    double bound = bound(clusterSums);
    if (sizes.length <= MOST_LISTED) {
      return new SignFlip(listed(sizes, bound), "enumeration", 0);
    }
    long[] units = onGrid(sizes);
    if (units.length == 0) {
      return null;
    }
    double p = counted(units, bound / (sizes[0] / units[0]));
    return new SignFlip(Math.max(Double.MIN_NORMAL, p), "grid", 0);
  }

  /** The test by the totals of random assignments. */
  static SignFlip drawn(double[] clusterSums, int flips, IntToDoubleFunction totals) {
    double bound = bound(clusterSums);
    long outside = 0;
    for (int r = 0; r < flips; r++) {
      outside += Math.abs(totals.applyAsDouble(r)) >= bound ? 1 : 0;
    }
    return new SignFlip((outside + 1.0) / (flips + 1.0), "random", flips);
  }

  private static double[] sizes(double[] clusterSums) {
    return Arrays.stream(clusterSums).map(Math::abs).filter(d -> d > 0).toArray();
  }

  private static double bound(double[] clusterSums) {
    double largest = Arrays.stream(clusterSums).map(Math::abs).sum();
    return Math.abs(Arrays.stream(clusterSums).sum()) - SAME * largest;
  }

  /** All assignments in the order of a Gray code, in which neighbours differ in one sign. */
  private static double listed(double[] sizes, double bound) {
    boolean[] minus = new boolean[sizes.length];
    double sum = Arrays.stream(sizes).sum();
    long all = 1L << sizes.length;
    long outside = 0;
    for (long code = 1; code <= all; code++) {
      outside += Math.abs(sum) >= bound ? 1 : 0;
      int turned = Long.numberOfTrailingZeros(code);
      if (turned < sizes.length) {
        sum += minus[turned] ? 2 * sizes[turned] : -2 * sizes[turned];
        minus[turned] = !minus[turned];
      }
    }
    return (double) outside / all;
  }

  /** The sizes as multiples of a unit; empty if they are none or counting would take too long. */
  private static long[] onGrid(double[] sizes) {
    for (int divisor = 1; divisor <= LARGEST_UNIT_DIVISOR; divisor++) {
      long[] units = new long[sizes.length];
      long total = 0;
      boolean fits = true;
      for (int i = 0; i < sizes.length && fits; i++) {
        double scaled = sizes[i] * divisor;
        units[i] = Math.round(scaled);
        fits = units[i] > 0 && Math.abs(scaled - units[i]) < 1e-9 * Math.max(1, scaled);
        total += units[i];
      }
      if (fits) {
        boolean cheap = total <= Integer.MAX_VALUE / 4 && total * sizes.length <= MOST_GRID_STEPS;
        return cheap ? units : new long[0];
      }
    }
    return new long[0];
  }

  /** Adds one cluster at a time to the distribution of the sum of those with a plus. */
  private static double counted(long[] units, double bound) {
    int total = (int) Arrays.stream(units).sum();
    double[] probability = new double[total + 1];
    probability[0] = 1;
    int reached = 0;
    for (long unit : units) {
      int step = (int) unit;
      for (int s = reached + step; s >= step; s--) {
        probability[s] = (probability[s] + probability[s - step]) / 2;
      }
      for (int s = 0; s < step; s++) {
        probability[s] /= 2;
      }
      reached += step;
    }
    double outside = 0;
    for (int plus = 0; plus <= total; plus++) {
      outside += Math.abs(2.0 * plus - total) >= bound - 1e-6 ? probability[plus] : 0;
    }
    return Math.min(1, outside);
  }

  /**
   * Returns how many random assignments the smallest of {@code comparisons} p-values needs, so that
   * it can fall below the level at all and is known near it with the given relative error (one
   * standard error): max(m/α - 1, (1 - α/m) / (α/m · ε²)).
   *
   * @param alpha the family-wise level, for example 0.05
   * @param comparisons how many p-values are compared together
   * @param relativeError the relative standard error wanted, for example 0.1
   */
  public static int flipsFor(double alpha, int comparisons, double relativeError) {
    if (comparisons < 1 || !(relativeError > 0)) {
      throw new IllegalArgumentException(
          "flips are planned for at least 1 comparison and an error above 0, not "
              + comparisons
              + " and "
              + relativeError);
    }
    double smallest = Interval.checkLevel(alpha) / comparisons;
    double wanted =
        Math.max(1 / smallest - 1, (1 - smallest) / (smallest * relativeError * relativeError));
    return (int) Math.min(Draws.MOST_REPLICATES, Math.ceil(wanted));
  }
}

package org.gwageo.benchmark.statistics;

import java.util.Arrays;

/**
 * All pairs of entrants tested together with the same random signs for whole clusters: the max-T
 * method (Westfall and Young 1993, Resampling-Based Multiple Testing, algorithm 4.1; the sign
 * version in Romano and Wolf 2005, <a href="https://doi.org/10.1198/016214504000000539">Exact and
 * approximate stepdown methods</a>).
 *
 * <p>Pairs that share an entrant, and items that all find hard, make the tests depend on each
 * other; Holm must allow for the worst dependence, this method uses the one that is there and
 * rejects at least about as much. The statistic of a pair is the distance of the sum of its
 * clusters' differences from zero, divided by the root of their summed squares.
 */
final class JointSignFlip {

  private final double[][] sums;
  private final int clusters;
  private final double[][] drawn;

  /**
   * @param sums for each entrant, the sum of its scores in each cluster
   */
  JointSignFlip(double[][] sums, int flips, long seed) {
    this.sums = sums;
    this.clusters = sums[0].length;
    this.drawn = Draws.withSigns(rows(sums), flips, seed);
  }

  /** The test of one pair alone: exact where it can be, else by the signs drawn for all pairs. */
  SignFlip alone(int[] pair) {
    double[] differences = new double[clusters];
    for (int g = 0; g < clusters; g++) {
      differences[g] = sums[pair[0]][g] - sums[pair[1]][g];
    }
    SignFlip exact = SignFlip.exact(differences);
    return exact != null
        ? exact
        : SignFlip.drawn(differences, drawn.length, r -> drawn[r][pair[0]] - drawn[r][pair[1]]);
  }

  /** The step-down adjusted p-values of pairs of entrants. */
  double[] adjustedP(int[][] pairs) {
    double[] root = new double[pairs.length];
    double[] observed = new double[pairs.length];
    for (int m = 0; m < pairs.length; m++) {
      double[] first = sums[pairs[m][0]];
      double[] second = sums[pairs[m][1]];
      double squares = 0;
      double sum = 0;
      for (int g = 0; g < clusters; g++) {
        double d = first[g] - second[g];
        squares += d * d;
        sum += d;
      }
      root[m] = Math.sqrt(squares);
      observed[m] = squares > 0 ? Math.abs(sum) / root[m] : 0;
    }
    return stepDown(pairs, root, observed, drawn);
  }

  private static double[] stepDown(
      int[][] pairs, double[] root, double[] observed, double[][] drawn) {
    Integer[] order = new Integer[pairs.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(observed[i], observed[j]));
    long[] outside = new long[pairs.length];
    for (double[] sum : drawn) {
      double greatest = 0;
      for (int m : order) {
        double t = root[m] > 0 ? Math.abs(sum[pairs[m][0]] - sum[pairs[m][1]]) / root[m] : 0;
        greatest = Math.max(greatest, t);
        outside[m] += greatest >= observed[m] - 1e-9 ? 1 : 0;
      }
    }
    double[] p = new double[pairs.length];
    double least = 0;
    for (int i = order.length - 1; i >= 0; i--) {
      least = Math.max(least, (outside[order[i]] + 1.0) / (drawn.length + 1.0));
      p[order[i]] = least;
    }
    return p;
  }

  /** Rows less the first entrant's: differences are all that counts, and fewer rows differ. */
  private static Rows rows(double[][] sums) {
    int entrants = sums.length;
    int clusters = sums[0].length;
    double[] flat = new double[Math.multiplyExact(clusters, entrants)];
    for (int g = 0; g < clusters; g++) {
      for (int e = 0; e < entrants; e++) {
        flat[g * entrants + e] = sums[e][g] - sums[0][g];
      }
    }
    return new Rows(flat, entrants);
  }

  /**
   * The multiple of the standard error that covers all pairs' true differences together with the
   * given level: the level's quantile of the greatest |t| over pairs when the clusters' residuals
   * get random signs (wild bootstrap, Rademacher signs).
   *
   * @param sizes how many items each cluster has
   */
  static double criticalValue(
      double[][] sums, int[][] pairs, int[] sizes, double level, int flips, long seed) {
    int clusters = sizes.length;
    double[][] residuals = new double[sums.length][clusters];
    double items = Arrays.stream(sizes).sum();
    for (int e = 0; e < sums.length; e++) {
      double mean = Arrays.stream(sums[e]).sum() / items;
      for (int g = 0; g < clusters; g++) {
        residuals[e][g] = sums[e][g] - sizes[g] * mean;
      }
    }
    double[][] drawn = Draws.withSigns(rows(residuals), flips, seed);
    double[] squares = new double[pairs.length];
    for (int m = 0; m < pairs.length; m++) {
      for (int g = 0; g < clusters; g++) {
        double d = residuals[pairs[m][0]][g] - residuals[pairs[m][1]][g];
        squares[m] += d * d;
      }
    }
    double[] greatest = new double[flips];
    for (int r = 0; r < flips; r++) {
      for (int m = 0; m < pairs.length; m++) {
        double sum = drawn[r][pairs[m][0]] - drawn[r][pairs[m][1]];
        double spread = (squares[m] - sum * sum / clusters) * clusters / (clusters - 1.0);
        greatest[r] = Math.max(greatest[r], spread > 0 ? Math.abs(sum) / Math.sqrt(spread) : 0);
      }
    }
    Arrays.sort(greatest);
    int at = (int) Math.ceil((flips + 1) * level) - 1;
    return greatest[Math.clamp(at, 0, flips - 1)];
  }
}

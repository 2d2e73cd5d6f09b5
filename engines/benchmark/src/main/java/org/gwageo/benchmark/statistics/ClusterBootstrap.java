package org.gwageo.benchmark.statistics;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whole clusters drawn with replacement, many times over (Efron and Tibshirani 1993, An
 * Introduction to the Bootstrap; clusters as in Davison and Hinkley 1997, section 3.8).
 *
 * <p>Holds, for each replicate, the sums of some columns over the clusters drawn. Any statistic of
 * sums follows from them: a mean from count and sum, macro-F1 from the counts of its table, corpus
 * BLEU from its n-gram counts. All statistics of one object are of the same draws, so differences
 * between entrants keep the dependence between them.
 *
 * <p>Two clusters are not enough and 20 are few: with fewer than about 30 clusters the intervals
 * are too narrow, and {@link ClusteredMean#interval} is better where it applies.
 */
public final class ClusterBootstrap {

  private final Rows rows;
  private final double[][] sums;

  private ClusterBootstrap(Rows rows, double[][] sums) {
    this.rows = rows;
    this.sums = sums;
  }

  /**
   * Draws replicates.
   *
   * @param clusterSums for each cluster the sums of its items, the same columns in each
   * @param replicates how many; 10,000 give two digits of an interval's end
   * @param seed the seed; the same seed gives the same draws on any machine
   */
  public static ClusterBootstrap draw(double[][] clusterSums, int replicates, long seed) {
    Rows rows = Rows.of(clusterSums);
    return new ClusterBootstrap(rows, Draws.withReplacement(rows, replicates, seed));
  }

  /**
   * Draws replicates of the items' scores: column 0 is the number of items, column e + 1 the sum of
   * {@code scores[e]}.
   *
   * @throws IllegalArgumentException if a score is no finite number
   */
  public static ClusterBootstrap ofScores(
      double[][] scores, Clusters clusters, int replicates, long seed) {
    return draw(table(scores, clusters), replicates, seed);
  }

  static double[][] table(double[][] scores, Clusters clusters) {
    double[][] table = new double[clusters.count()][scores.length + 1];
    for (int i = 0; i < clusters.items(); i++) {
      table[clusters.of(i)][0]++;
    }
    for (int e = 0; e < scores.length; e++) {
      clusters.checkItems(scores[e].length);
      for (int i = 0; i < scores[e].length; i++) {
        if (!Double.isFinite(scores[e][i])) {
          throw new IllegalArgumentException(
              "scores are finite numbers, not " + scores[e][i] + " (item " + i + ")");
        }
        table[clusters.of(i)][e + 1] += scores[e][i];
      }
    }
    return table;
  }

  /** Returns how many replicates were drawn. */
  public int replicates() {
    return sums.length;
  }

  /** Returns the sum of one column in one replicate. */
  public double sum(int replicate, int column) {
    return sums[replicate][column];
  }

  /**
   * Returns a statistic with its bootstrap distribution.
   *
   * @param ofSums the statistic; a pure function that keeps nothing of the array it is given
   */
  public BootstrapEstimate estimate(ToDoubleFunction<double[]> ofSums) {
    double[] total = rows.total();
    double[] values =
        IntStream.range(0, sums.length)
            .parallel()
            .mapToDouble(r -> ofSums.applyAsDouble(sums[r].clone()))
            .toArray();
    double[] without =
        IntStream.range(0, rows.count)
            .parallel()
            .mapToDouble(g -> ofSums.applyAsDouble(without(total, g)))
            .toArray();
    return BootstrapEstimate.of(ofSums.applyAsDouble(total.clone()), values, without);
  }

  private double[] without(double[] total, int g) {
    double[] rest = total.clone();
    for (int w = 0; w < rest.length; w++) {
      rest[w] -= rows.flat[g * rows.width + w];
    }
    return rest;
  }

  /**
   * Returns a statistic that is no function of sums, such as a median.
   *
   * @param clusters how many clusters there are
   * @param ofCounts the statistic when cluster g is taken counts[g] times; a pure function
   */
  public static BootstrapEstimate estimate(
      int clusters, ToDoubleFunction<int[]> ofCounts, int replicates, long seed) {
    Draws.checkReplicates(replicates);
    double[] values =
        IntStream.range(0, replicates)
            .parallel()
            .mapToDouble(r -> ofCounts.applyAsDouble(Draws.counts(clusters, new SplitMix(seed, r))))
            .toArray();
    double[] without =
        IntStream.range(0, clusters)
            .parallel()
            .mapToDouble(g -> ofCounts.applyAsDouble(onceEach(clusters, g)))
            .toArray();
    return BootstrapEstimate.of(ofCounts.applyAsDouble(onceEach(clusters, -1)), values, without);
  }

  private static int[] onceEach(int clusters, int except) {
    int[] counts = new int[clusters];
    for (int g = 0; g < clusters; g++) {
      counts[g] = g == except ? 0 : 1;
    }
    return counts;
  }

  /** Returns the median score. Between two middle scores it is their mean. */
  public static BootstrapEstimate median(
      double[] scores, Clusters clusters, int replicates, long seed) {
    clusters.checkItems(scores.length);
    int[] order =
        IntStream.range(0, scores.length)
            .filter(i -> !Double.isNaN(scores[i]))
            .boxed()
            .sorted((i, j) -> Double.compare(scores[i], scores[j]))
            .mapToInt(Integer::intValue)
            .toArray();
    return estimate(
        clusters.count(),
        counts -> weightedMedian(scores, order, clusters, counts),
        replicates,
        seed);
  }

  private static double weightedMedian(
      double[] scores, int[] order, Clusters clusters, int[] counts) {
    long total = 0;
    for (int i : order) {
      total += counts[clusters.of(i)];
    }
    long seen = 0;
    double lower = Double.NaN;
    for (int i : order) {
      seen += counts[clusters.of(i)];
      if (Double.isNaN(lower) && 2 * seen >= total) {
        lower = scores[i];
      }
      if (2 * seen > total) {
        return (lower + scores[i]) / 2;
      }
    }
    return lower;
  }
}

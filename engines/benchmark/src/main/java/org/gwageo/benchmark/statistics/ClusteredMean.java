package org.gwageo.benchmark.statistics;

/**
 * A mean score and how well the items at hand determine it.
 *
 * <p>With residuals r of the scores from their mean, n scores and G clusters, the squared standard
 * error is G/(G-1) · Σ over clusters (Σ r within the cluster)² / n² (Miller 2024, <a
 * href="https://arxiv.org/abs/2411.00640">Adding Error Bars to Evals</a>, section 2.2, times the
 * small-sample factor G/(G-1)). With one score a cluster it is s/√n.
 *
 * @param mean the mean of the scores that count
 * @param standardError its standard error; NaN with fewer than two clusters
 * @param n how many scores count
 * @param clusters how many clusters they come from
 * @param unclusteredError the standard error if every item stood alone; NaN with fewer than two
 *     items
 */
public record ClusteredMean(
    double mean, double standardError, int n, int clusters, double unclusteredError) {

  /**
   * Returns the mean of the scores that are not NaN.
   *
   * @throws IllegalArgumentException if no score counts, or one is infinite
   */
  public static ClusteredMean of(double[] scores, Clusters clusters) {
    clusters.checkItems(scores.length);
    double sum = 0;
    double lost = 0;
    int n = 0;
    for (double score : scores) {
      if (Double.isInfinite(score)) {
        throw new IllegalArgumentException("a score is a finite number, not " + score);
      }
      if (!Double.isNaN(score)) {
        double term = score - lost;
        double next = sum + term;
        lost = (next - sum) - term;
        sum = next;
        n++;
      }
    }
    if (n == 0) {
      throw new IllegalArgumentException("a mean needs at least one score, not 0");
    }
    return of(scores, clusters, sum / n, n);
  }

  private static ClusteredMean of(double[] scores, Clusters clusters, double mean, int n) {
    double[] residuals = new double[clusters.count()];
    boolean[] present = new boolean[clusters.count()];
    double alone = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isNaN(scores[i])) {
        double residual = scores[i] - mean;
        residuals[clusters.of(i)] += residual;
        present[clusters.of(i)] = true;
        alone += residual * residual;
      }
    }
    int groups = 0;
    double squares = 0;
    for (int g = 0; g < residuals.length; g++) {
      groups += present[g] ? 1 : 0;
      squares += residuals[g] * residuals[g];
    }
    return new ClusteredMean(mean, error(squares, groups, n), n, groups, error(alone, n, n));
  }

  private static double error(double squares, double groups, double n) {
    return groups < 2 ? Double.NaN : Math.sqrt(squares * groups / (groups - 1)) / n;
  }

  /** Returns the degrees of freedom of the standard error: clusters - 1. */
  public int degrees() {
    return clusters - 1;
  }

  /**
   * Returns the design effect: how many times larger the clusters make the variance. It is 1 where
   * the scores do not vary.
   */
  public double designEffect() {
    if (!(unclusteredError > 0)) {
      return 1;
    }
    double ratio = standardError / unclusteredError;
    return ratio * ratio;
  }

  /**
   * Returns the interval mean ± t·SE with Student's t on clusters - 1 degrees of freedom. Near the
   * ends of the scale prefer {@link Proportion}.
   *
   * @throws IllegalArgumentException if there are fewer than two clusters
   */
  public Interval interval(double level) {
    return student(mean, standardError, degrees(), level);
  }

  static Interval student(double centre, double error, double degrees, double level) {
    Interval.checkLevel(level);
    if (!(degrees > 0) || Double.isNaN(error)) {
      throw new IllegalArgumentException(
          "an interval by Student's t needs at least 1 degree of freedom, not " + degrees);
    }
    double half = Distributions.studentQuantile(1 - (1 - level) / 2, degrees) * error;
    String name = degrees == Math.rint(degrees) ? "t(" + (long) degrees + ")" : "t";
    return new Interval(centre - half, centre + half, level, name);
  }
}

package org.gwageo.benchmark.statistics;

/**
 * A share of right answers whose interval stays between 0 and 1 and has a width also where every
 * answer is right.
 *
 * <p>Clusters enter through the effective number of items: the number of independent items that
 * would give the same standard error (Korn and Graubard 1998, "Confidence intervals for proportions
 * with small expected number of positive counts estimated from survey data", Survey Methodology
 * 24), n / designEffect · (t(n-1) / t(G-1))², never more than n. Where all answers are alike the
 * data cannot show the design effect, and the number of clusters is taken instead.
 *
 * @param share the share of right answers
 * @param n how many answers count
 * @param clusters how many clusters they come from
 * @param designEffect how many times the clusters enlarge the variance; at least 1 is used
 */
public record Proportion(double share, int n, int clusters, double designEffect) {

  /**
   * Returns the share of right answers among the scores that are not NaN.
   *
   * @throws IllegalArgumentException if a score is neither 0 nor 1, or none counts
   */
  public static Proportion of(double[] scores, Clusters clusters) {
    for (double score : scores) {
      if (!Double.isNaN(score) && score != 0 && score != 1) {
        throw new IllegalArgumentException("an answer of a proportion scores 0 or 1, not " + score);
      }
    }
    ClusteredMean mean = ClusteredMean.of(scores, clusters);
    return new Proportion(
        mean.mean(),
        mean.n(),
        mean.clusters(),
        mean.standardError() > 0 ? mean.designEffect() : Double.NaN);
  }

  /** Returns the share of {@code right} in {@code n} independent answers. */
  public static Proportion of(int right, int n) {
    if (n < 1 || right < 0 || right > n) {
      throw new IllegalArgumentException(
          "the right answers are 0 to n, and n is at least 1, not " + right + " of " + n);
    }
    return new Proportion((double) right / n, n, n, 1);
  }

  /** Returns the effective number of items for intervals of this level. */
  public double effective(double level) {
    if (clusters == n) {
      return n;
    }
    if (clusters < 2) {
      return 1;
    }
    if (share <= 0 || share >= 1 || Double.isNaN(designEffect)) {
      return clusters;
    }
    double probability = 1 - (1 - Interval.checkLevel(level)) / 2;
    double shrink =
        Distributions.studentQuantile(probability, n - 1)
            / Distributions.studentQuantile(probability, clusters - 1);
    return Math.min(n, n / Math.max(1, designEffect) * shrink * shrink);
  }

  /**
   * Returns Wilson's interval (Wilson 1927, "Probable inference, the law of succession, and
   * statistical inference", JASA 22): all shares that a score test does not reject. Covers the
   * level on average over shares.
   */
  public Interval wilson(double level) {
    double m = effective(level);
    double z = Distributions.normalQuantile(1 - (1 - Interval.checkLevel(level)) / 2);
    double scale = 1 + z * z / m;
    double centre = (share + z * z / (2 * m)) / scale;
    double half = z / scale * Math.sqrt(share * (1 - share) / m + z * z / (4 * m * m));
    // Rounding alone would put 1 - 1e-17 where the end is exactly 1.
    double low = share <= 0 ? 0 : Math.max(0, centre - half);
    double high = share >= 1 ? 1 : Math.min(1, centre + half);
    return new Interval(low, high, level, "wilson");
  }

  /**
   * Returns the interval of Clopper and Pearson (1934, "The use of confidence or fiducial limits
   * illustrated in the case of the binomial", Biometrika 26), which covers at least the level for
   * every share. With clusters it is Korn and Graubard's.
   */
  public Interval clopperPearson(double level) {
    double m = effective(level);
    double right = share * m;
    double wrong = m - right;
    double tail = (1 - Interval.checkLevel(level)) / 2;
    double low = right <= 0 ? 0 : Distributions.betaQuantile(tail, right, wrong + 1);
    double high = wrong <= 0 ? 1 : Distributions.betaQuantile(1 - tail, right + 1, wrong);
    return new Interval(low, high, level, clusters == n ? "clopper-pearson" : "korn-graubard");
  }
}

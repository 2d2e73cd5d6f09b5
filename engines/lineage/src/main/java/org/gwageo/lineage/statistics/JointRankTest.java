package org.gwageo.lineage.statistics;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The mean Spearman correlation of several features of the same n items in two models, when one
 * unknown permutation moves the items of all features together.
 *
 * <p>If the permutation is uniform, the mean is 0 and the variance exactly
 *
 * <pre>{@code Var T = 1/(n-1) · 1/J² · Σ_{j,k} r^S_{jk} r^R_{jk}}</pre>
 *
 * with r the rank correlations between features inside each model, because {@code Cov(Σ a_i b_π(i),
 * Σ c_i e_π(i)) = <a,c><b,e>/(n-1)} for centred vectors. z is T over its standard deviation; its
 * law tends to the normal one (Hoeffding's combinatorial central limit theorem).
 *
 * @param statistic T, the mean correlation, between -1 and 1
 * @param z the statistic in standard deviations of the null
 * @param items n
 * @param features J
 */
public record JointRankTest(double statistic, double z, int items, int features) {

  /**
   * Compares J features; every vector comes from {@link MidRanks#standardised}.
   *
   * @throws IllegalArgumentException if there is no feature or the lengths differ
   */
  public static JointRankTest of(List<double[]> subject, List<double[]> reference) {
    int features = subject.size();
    if (features == 0 || features != reference.size()) {
      throw new IllegalArgumentException(
          "%d features cannot be compared with %d".formatted(features, reference.size()));
    }
    int items = subject.getFirst().length;
    double sum = 0;
    double joint = 0;
    for (int j = 0; j < features; j++) {
      sum += dot(subject.get(j), reference.get(j));
      for (int k = 0; k < features; k++) {
        joint += dot(subject.get(j), subject.get(k)) * dot(reference.get(j), reference.get(k));
      }
    }
    double statistic = sum / features;
    double deviation = Math.sqrt(joint / (items - 1)) / features;
    return new JointRankTest(statistic, statistic / deviation, items, features);
  }

  /** Returns log10 of the one-sided normal tail. */
  public double log10p() {
    return LogTails.normal(z);
  }

  /**
   * Returns the share of {@code draws} random permutations of the subject's items whose statistic
   * is at least this one, counting the observed one among them: (1 + hits) / (draws + 1).
   */
  public double permutationP(
      List<double[]> subject, List<double[]> reference, int draws, SplittableRandom random) {
    int[] order = Permutations.identity(items);
    int hits = 0;
    for (int draw = 0; draw < draws; draw++) {
      Permutations.shuffle(order, random);
      double sum = 0;
      for (int j = 0; j < features; j++) {
        double[] a = subject.get(j);
        double[] b = reference.get(j);
        for (int i = 0; i < items; i++) {
          sum += a[order[i]] * b[i];
        }
      }
      if (sum / features >= statistic) {
        hits++;
      }
    }
    return (1.0 + hits) / (draws + 1.0);
  }

  private static double dot(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "%d items cannot be compared with %d".formatted(a.length, b.length));
    }
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

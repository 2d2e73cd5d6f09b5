package org.gwageo.benchmark.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A weighted mean of tasks, Σ w·(mean - chance)/(1 - chance) / Σ w, weights fixed beforehand.
 *
 * <p>It is linear in the items' scores, so its standard error is that of the sum over clusters of
 * w/(1 - chance)·residual/n (delta method without approximation). Clusters that several tasks
 * share, such as the Korean and the English form of one problem, are recognised by equal numbers if
 * the tasks say that their numbers are shared.
 *
 * @param value the weighted mean
 * @param standardError its standard error; NaN if a task has fewer than two clusters
 * @param degrees degrees of freedom after Welch and Satterthwaite from the tasks' own
 * @param parts the tasks' contributions in the given order
 */
public record Composite(
    double value, double standardError, double degrees, List<Contribution> parts) {

  /** Copies the list. */
  public Composite {
    parts = List.copyOf(parts);
  }

  /**
   * What one task contributes.
   *
   * @param task the task's name
   * @param weight its share of the weights
   * @param mean its mean score
   * @param above the mean above chance, (mean - chance)/(1 - chance)
   * @param standardError the error of {@code above}
   */
  public record Contribution(
      String task, double weight, ClusteredMean mean, double above, double standardError) {}

  /** One task of a composite. */
  public static final class Part {

    private final String task;
    private final double[] scores;
    private final int[] clusters;
    private final double weight;
    private final double chance;

    /**
     * Makes a task's part.
     *
     * @param task its name
     * @param scores its items' scores; NaN is left out
     * @param clusters the cluster number of each item
     * @param weight its weight, above 0
     * @param chance the score of guessing, 0 to below 1; 0 for no correction
     */
    public Part(String task, double[] scores, int[] clusters, double weight, double chance) {
      if (scores.length != clusters.length) {
        throw new IllegalArgumentException(
            task + " has " + scores.length + " scores but " + clusters.length + " cluster numbers");
      }
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("the weight of " + task + " is above 0, not " + weight);
      }
      if (!(chance >= 0 && chance < 1)) {
        throw new IllegalArgumentException(
            "the score of guessing in " + task + " is 0 to below 1, not " + chance);
      }
      this.task = task;
      this.scores = scores.clone();
      this.clusters = clusters.clone();
      this.weight = weight;
      this.chance = chance;
    }
  }

  /**
   * Returns the composite of tasks.
   *
   * @param sharedClusters whether equal cluster numbers in different tasks mean the same cluster
   */
  public static Composite of(List<Part> parts, boolean sharedClusters) {
    return of(parts, sharedClusters, false);
  }

  /**
   * Returns the difference of two entrants' composites on the same tasks and items, first - second.
   * Items that either lacks are left out.
   */
  public static Composite difference(List<Part> first, List<Part> second, boolean sharedClusters) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          "composites of " + first.size() + " and " + second.size() + " tasks have no difference");
    }
    List<Part> differences = new ArrayList<>();
    for (int t = 0; t < first.size(); t++) {
      differences.add(minus(first.get(t), second.get(t)));
    }
    return of(differences, sharedClusters, true);
  }

  private static Part minus(Part a, Part b) {
    boolean same = a.task.equals(b.task) && a.weight == b.weight && a.chance == b.chance;
    if (!same || !Arrays.equals(a.clusters, b.clusters)) {
      throw new IllegalArgumentException(
          "task " + a.task + " has other items, weight or chance for the second entrant");
    }
    double[] scores = a.scores.clone();
    for (int i = 0; i < scores.length; i++) {
      scores[i] -= b.scores[i];
    }
    return new Part(a.task, scores, a.clusters, a.weight, a.chance);
  }

  private static Composite of(List<Part> parts, boolean shared, boolean isDifference) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a composite has at least 1 task, not 0");
    }
    double weights = parts.stream().mapToDouble(part -> part.weight).sum();
    List<Contribution> contributions = new ArrayList<>();
    Map<Integer, Double> influence = new HashMap<>();
    double value = 0;
    double alone = 0;
    double satterthwaite = 0;
    for (Part part : parts) {
      ClusteredMean mean = ClusteredMean.of(part.scores, Clusters.of(part.clusters));
      double share = part.weight / weights;
      double scale = 1 / (1 - part.chance);
      double above = (mean.mean() - (isDifference ? 0 : part.chance)) * scale;
      double error = mean.standardError() * scale;
      contributions.add(new Contribution(part.task, share, mean, above, error));
      value += share * above;
      double variance = share * share * error * error;
      alone += variance;
      satterthwaite += variance * variance / Math.max(1, mean.degrees());
      addInfluence(part, mean, share * scale, influence);
    }
    double variance =
        shared ? influence.values().stream().mapToDouble(sum -> sum * sum).sum() : alone;
    boolean known = !Double.isNaN(alone);
    return new Composite(
        value,
        known ? Math.sqrt(variance) : Double.NaN,
        satterthwaite > 0 ? alone * alone / satterthwaite : Double.POSITIVE_INFINITY,
        contributions);
  }

  private static void addInfluence(
      Part part, ClusteredMean mean, double scale, Map<Integer, Double> influence) {
    double groups = mean.clusters();
    double factor = scale / mean.n() * Math.sqrt(groups / Math.max(1, groups - 1));
    for (int i = 0; i < part.scores.length; i++) {
      if (!Double.isNaN(part.scores[i])) {
        influence.merge(part.clusters[i], factor * (part.scores[i] - mean.mean()), Double::sum);
      }
    }
  }

  /** Returns the interval of the value by Student's t. */
  public Interval interval(double level) {
    return ClusteredMean.student(value, standardError, degrees, level);
  }
}

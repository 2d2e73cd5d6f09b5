package org.gwageo.benchmark.metric;

import java.util.function.ToDoubleFunction;

/**
 * A number computed for each item from its repeats and then averaged over items, such as pass@k.
 *
 * <p>Items of which not every repeat counts are left out. Drawing more replies than an item has is
 * refused.
 *
 * @param word the aggregation's name, for example {@code pass@5}
 * @param ofItem the item's number from the scores of its repeats; a pure function
 */
public record Repeated(String word, ToDoubleFunction<double[]> ofItem) implements Aggregation {

  /**
   * Returns pass@k: the probability that at least one of k replies drawn from the n given ones
   * without replacement is right, 1 − C(n−c, k)/C(n, k) for c right ones (Chen et al. 2021, <a
   * href="https://arxiv.org/abs/2107.03374">Evaluating Large Language Models Trained on Code</a>,
   * section 2.1).
   *
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public static Repeated passAt(int k) {
    check(k);
    return new Repeated("pass@" + k, scores -> 1 - drawn(scores, wrong(scores), k));
  }

  /**
   * Returns pass^k: the probability that all of k replies drawn from the n given ones without
   * replacement are right, C(c, k)/C(n, k) (Yao et al. 2024, <a
   * href="https://arxiv.org/abs/2406.12045">τ-bench</a>, section 3).
   *
   * @throws IllegalArgumentException if {@code k} is below 1
   */
  public static Repeated passAll(int k) {
    check(k);
    return new Repeated("pass^" + k, scores -> drawn(scores, scores.length - wrong(scores), k));
  }

  private static void check(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k replies are drawn, at least 1, not " + k);
    }
  }

  private static int wrong(double[] scores) {
    int wrong = 0;
    for (double score : scores) {
      wrong += score == 1 ? 0 : 1;
    }
    return wrong;
  }

  /** The probability that k replies drawn without replacement are all among {@code m} of them. */
  private static double drawn(double[] scores, int m, int k) {
    if (k > scores.length) {
      throw new IllegalArgumentException(
          "at most the %d replies of an item are drawn, not %d".formatted(scores.length, k));
    }
    double probability = 1;
    for (int i = 0; i < k; i++) {
      probability *= Math.max(0, m - i) / (double) (scores.length - i);
    }
    return probability;
  }

  @Override
  public Estimate of(Column column) {
    int[] clusters = new int[column.items()];
    for (int item = 0; item < clusters.length; item++) {
      clusters[item] = column.cluster(item);
    }
    var numbers = new Column(column.items(), 1, column.isUnclustered() ? null : clusters);
    double[] scores = new double[column.repeats()];
    for (int item = 0; item < column.items(); item++) {
      boolean whole = true;
      for (int repeat = 0; repeat < scores.length; repeat++) {
        scores[repeat] = column.score(item, repeat);
        whole &= !Double.isNaN(scores[repeat]);
      }
      if (whole) {
        numbers.put(item, 0, new Value.Score(ofItem.applyAsDouble(scores)));
      }
    }
    return new Mean().of(numbers);
  }
}

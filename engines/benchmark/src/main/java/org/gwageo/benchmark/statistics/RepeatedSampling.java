package org.gwageo.benchmark.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What n replies to one item, c of them right, say about k replies: pass@k, pass^k, G-Pass@k, avg@k
 * and maj@k. Each is the exact mean over all choices of k of the n replies, so it has no noise
 * beyond that of the n replies, and is unbiased for k independent replies.
 *
 * <p>The standard error over items from {@link #over} covers both which items were asked and which
 * replies came.
 */
public final class RepeatedSampling {

  /** The most replies to one item of which a majority can be computed. */
  public static final int MOST_REPLIES = 1000;

  private RepeatedSampling() {}

  /** A number of an item from how many of its replies are right. */
  @FunctionalInterface
  public interface OfItem {

    /** Returns the number for {@code right} of {@code replies}. */
    double of(int replies, int right);
  }

  /**
   * Returns pass@k: the probability that at least one of k replies is right, 1 - C(n-c, k)/C(n, k)
   * (Chen et al. 2021, <a href="https://arxiv.org/abs/2107.03374">arXiv 2107.03374</a>, equation
   * 1), as a product so that nothing overflows.
   *
   * @throws IllegalArgumentException unless 1 <= k <= n and 0 <= c <= n
   */
  public static double passAt(int replies, int right, int k) {
    check(replies, right, k);
    return 1 - allAmong(replies, replies - right, k);
  }

  /**
   * Returns pass^k: the probability that all of k replies are right, C(c, k)/C(n, k) (Yao et al.
   * 2024, <a href="https://arxiv.org/abs/2406.12045">arXiv 2406.12045</a>, section 3).
   */
  public static double passAll(int replies, int right, int k) {
    check(replies, right, k);
    return allAmong(replies, right, k);
  }

  /**
   * Returns G-Pass@k with threshold τ: the probability that at least ⌈τk⌉ of k replies are right
   * (Liu et al. 2024, <a href="https://arxiv.org/abs/2412.13147">arXiv 2412.13147</a>, equation 3);
   * τ near 0 gives pass@k and 1 gives pass^k.
   *
   * @param tau above 0, at most 1
   */
  public static double gPassAt(int replies, int right, int k, double tau) {
    check(replies, right, k);
    if (!(tau > 0 && tau <= 1)) {
      throw new IllegalArgumentException("τ is above 0 and at most 1, not " + tau);
    }
    // 0.6 · 5 is 3.0000000000000004 - a hair must not ask for one more right reply.
    int least = Math.max(1, (int) Math.ceil(tau * k - 1e-9));
    double sum = 0;
    for (int j = Math.max(least, k - (replies - right)); j <= Math.min(k, right); j++) {
      sum +=
          StrictMath.exp(
              Distributions.logChoose(right, j)
                  + Distributions.logChoose(replies - right, k - j)
                  - Distributions.logChoose(replies, k));
    }
    return Math.min(1, sum);
  }

  /**
   * Returns mG-Pass@k: 2/k · Σ G-Pass@k at τ = i/k for i from ⌈k/2⌉ + 1 to k (ibid., equation 5).
   */
  public static double meanGPassAt(int replies, int right, int k) {
    check(replies, right, k);
    double sum = 0;
    for (int i = (k + 1) / 2 + 1; i <= k; i++) {
      sum += gPassAt(replies, right, k, (double) i / k);
    }
    return 2 * sum / k;
  }

  /** The probability that k of n replies drawn without replacement are all among m of them. */
  private static double allAmong(int n, int m, int k) {
    double probability = 1;
    for (int i = 0; i < k; i++) {
      probability *= Math.max(0, m - i) / (double) (n - i);
    }
    return probability;
  }

  /**
   * Returns maj@k: the probability that the most frequent answer among k replies is the right one.
   * Among equally frequent answers one is drawn; a reply without an answer does not vote.
   *
   * @param answers the answer of each reply, equal answers having equal numbers; negative where
   *     none was found; at most {@link #MOST_REPLIES}
   * @param gold the number of the right answer
   * @param k how many replies vote
   */
  public static double majorityAt(int[] answers, int gold, int k) {
    if (answers.length > MOST_REPLIES) {
      throw new IllegalArgumentException(
          "a majority is of at most " + MOST_REPLIES + " replies, not " + answers.length);
    }
    int right = (int) Arrays.stream(answers).filter(a -> a == gold && a >= 0).count();
    check(answers.length, right, k);
    Map<Integer, Integer> others = new HashMap<>();
    int blank = 0;
    for (int answer : answers) {
      if (answer < 0) {
        blank++;
      } else if (answer != gold) {
        others.merge(answer, 1, Integer::sum);
      }
    }
    double[][] choose = binomials(answers.length);
    double ways = 0;
    for (int votes = 1; votes <= Math.min(right, k); votes++) {
      ways += choose[right][votes] * beaten(others.values(), blank, votes, k - votes, choose);
    }
    return Math.min(1, ways / choose[answers.length][k]);
  }

  /**
   * In how many ways {@code open} other replies can be chosen so that no other answer has more than
   * {@code votes}, each way divided by 1 + the number of answers with exactly that many.
   */
  private static double beaten(
      Iterable<Integer> others, int blank, int votes, int open, double[][] choose) {
    int mostTies = open / votes;
    double[][] ways = new double[open + 1][mostTies + 1];
    for (int y = 0; y <= Math.min(blank, open); y++) {
      ways[y][0] = choose[blank][y];
    }
    for (int count : others) {
      double[][] next = new double[open + 1][mostTies + 1];
      for (int size = 0; size <= open; size++) {
        for (int ties = 0; ties <= mostTies; ties++) {
          double sofar = ways[size][ties];
          for (int y = 0; sofar > 0 && y <= Math.min(Math.min(count, votes), open - size); y++) {
            next[size + y][ties + (y == votes ? 1 : 0)] += sofar * choose[count][y];
          }
        }
      }
      ways = next;
    }
    double sum = 0;
    for (int ties = 0; ties <= mostTies; ties++) {
      sum += ways[open][ties] / (1 + ties);
    }
    return sum;
  }

  private static double[][] binomials(int n) {
    double[][] choose = new double[n + 1][n + 1];
    for (int i = 0; i <= n; i++) {
      choose[i][0] = 1;
      for (int j = 1; j <= i; j++) {
        choose[i][j] = choose[i - 1][j - 1] + choose[i - 1][j];
      }
    }
    return choose;
  }

  /**
   * Returns the mean of an item's number over items, with its clustered standard error.
   *
   * @param replies how many replies each item has; an item with fewer than {@code least} is left
   *     out
   * @param right how many of them are right
   * @param least how many replies an item needs: k
   */
  public static ClusteredMean over(
      int[] replies, int[] right, int least, Clusters clusters, OfItem ofItem) {
    clusters.checkItems(replies.length);
    clusters.checkItems(right.length);
    double[] numbers = new double[replies.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = replies[i] < Math.max(1, least) ? Double.NaN : ofItem.of(replies[i], right[i]);
    }
    return ClusteredMean.of(numbers, clusters);
  }

  /** Returns avg@k: the mean over items of the share of right replies. */
  public static ClusteredMean average(int[] replies, int[] right, Clusters clusters) {
    return over(replies, right, 1, clusters, (n, c) -> (double) c / n);
  }

  private static void check(int replies, int right, int k) {
    if (right < 0 || right > replies) {
      throw new IllegalArgumentException("right replies are 0 to " + replies + ", not " + right);
    }
    if (k < 1 || k > replies) {
      throw new IllegalArgumentException(
          "k is 1 to the number of replies, " + replies + ", not " + k);
    }
  }
}

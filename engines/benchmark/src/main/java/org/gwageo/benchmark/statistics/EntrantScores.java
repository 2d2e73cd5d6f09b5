package org.gwageo.benchmark.statistics;

import java.util.Arrays;

/**
 * One entrant's scores on the items of a task. Not changed once made.
 *
 * <p>An item that was asked several times carries the mean of its repeats.
 */
public final class EntrantScores {

  private final String entrant;
  private final double[] scores;
  private final int[] clusters;

  /**
   * Makes an entrant's scores.
   *
   * @param entrant the entrant's name
   * @param scores the score of each item; NaN where it was not answered
   * @param clusters the cluster of each item, any numbers, equal ones being together
   * @throws IllegalArgumentException if a score is infinite, or there are as many clusters as not
   *     items
   */
  public EntrantScores(String entrant, double[] scores, int[] clusters) {
    if (scores.length != clusters.length) {
      throw new IllegalArgumentException(
          entrant
              + " has "
              + scores.length
              + " scores but "
              + clusters.length
              + " cluster numbers");
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isInfinite(scores[i])) {
        throw new IllegalArgumentException(
            "a score is a finite number or NaN; "
                + entrant
                + " has "
                + scores[i]
                + " at item "
                + i);
      }
    }
    this.entrant = entrant;
    this.scores = scores.clone();
    this.clusters = clusters.clone();
  }

  /** Returns scores of items that stand alone. */
  public static EntrantScores of(String entrant, double... scores) {
    int[] clusters = new int[scores.length];
    Arrays.setAll(clusters, i -> i);
    return new EntrantScores(entrant, scores, clusters);
  }

  /** Returns the entrant's name. */
  public String entrant() {
    return entrant;
  }

  /** Returns how many items there are. */
  public int items() {
    return scores.length;
  }

  /** Returns a copy of the scores. */
  public double[] scores() {
    return scores.clone();
  }

  /** Returns a copy of the cluster numbers. */
  public int[] clusters() {
    return clusters.clone();
  }

  /** Returns how many items were not answered. */
  public int unanswered() {
    return (int) Arrays.stream(scores).filter(Double::isNaN).count();
  }
}

package org.gwageo.platform.evaluation;

import java.util.Arrays;

/** The scores of two runs at the same items, in the order of the items. */
public final class PairedScores {

  private final double[] first;
  private final double[] second;
  private final int[] clusters;

  /** Takes one score an item and run, and the number of the item's cluster. */
  PairedScores(double[] first, double[] second, int[] clusters) {
    this.first = first;
    this.second = second;
    this.clusters = clusters;
  }

  /** Returns how many items there are. */
  public int items() {
    return first.length;
  }

  /** Returns the first run's scores. */
  public double[] first() {
    return first.clone();
  }

  /** Returns the second run's scores. */
  public double[] second() {
    return second.clone();
  }

  /** Returns the clusters' numbers. */
  public int[] clusters() {
    return clusters.clone();
  }

  /** Returns whether every score of both runs is the same. */
  public boolean same() {
    return Arrays.equals(first, second);
  }
}

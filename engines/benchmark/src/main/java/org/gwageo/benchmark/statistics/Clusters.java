package org.gwageo.benchmark.statistics;

import java.util.HashMap;
import java.util.Map;

/**
 * Which items belong together: the questions to one passage, the turns of one conversation, the
 * translations of one problem. Items of a cluster may depend on each other, clusters may not.
 *
 * <p>Clusters are numbered from 0 in the order in which they first occur. Not changed once made.
 */
public final class Clusters {

  private final int[] ofItem;
  private final int count;

  private Clusters(int[] ofItem, int count) {
    this.ofItem = ofItem;
    this.count = count;
  }

  /** Returns the clusters of items that carry the given numbers, equal numbers being together. */
  public static Clusters of(int[] numbers) {
    int[] dense = new int[numbers.length];
    Map<Integer, Integer> seen = new HashMap<>();
    for (int i = 0; i < dense.length; i++) {
      dense[i] = seen.computeIfAbsent(numbers[i], number -> seen.size());
    }
    return new Clusters(dense, seen.size());
  }

  /** Returns clusters of one item each. */
  public static Clusters alone(int items) {
    int[] dense = new int[items];
    for (int i = 0; i < items; i++) {
      dense[i] = i;
    }
    return new Clusters(dense, items);
  }

  /** Returns how many items there are. */
  public int items() {
    return ofItem.length;
  }

  /** Returns how many clusters there are. */
  public int count() {
    return count;
  }

  /** Returns the number of an item's cluster. */
  public int of(int item) {
    return ofItem[item];
  }

  /** Returns how many items each cluster has. */
  public int[] sizes() {
    int[] sizes = new int[count];
    for (int cluster : ofItem) {
      sizes[cluster]++;
    }
    return sizes;
  }

  /** Returns the sum of {@code values} within each cluster. */
  public double[] sums(double[] values) {
    checkItems(values.length);
    double[] sums = new double[count];
    for (int i = 0; i < ofItem.length; i++) {
      sums[ofItem[i]] += values[i];
    }
    return sums;
  }

  /** Returns the clusters of the items that {@code kept} names, in that order. */
  Clusters only(int[] kept) {
    int[] numbers = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      numbers[i] = ofItem[kept[i]];
    }
    return of(numbers);
  }

  void checkItems(int length) {
    if (length != ofItem.length) {
      throw new IllegalArgumentException(
          "the clusters are those of " + ofItem.length + " items, not of " + length);
    }
  }
}

package org.gwageo.lineage.statistics;

import java.util.SplittableRandom;

/** Uniform random orders of 0 … n-1. */
public final class Permutations {

  private Permutations() {}

  /** Returns 0, 1, … n-1. */
  public static int[] identity(int n) {
    var order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    return order;
  }

  /** Puts {@code order} into a uniform random order (Durstenfeld 1964, algorithm 235). */
  public static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}

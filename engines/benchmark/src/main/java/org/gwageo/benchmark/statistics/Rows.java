package org.gwageo.benchmark.statistics;

import java.util.Arrays;

/**
 * One row of numbers for each cluster, in one array, and how often each different row occurs.
 *
 * <p>Scores of 0 and 1 make few different rows: five entrants have 32. Drawing how often each
 * different row is taken has exactly the distribution of drawing rows one by one, at a cost that
 * does not grow with the number of clusters.
 */
final class Rows {

  /** A binomial draw costs about as much as drawing this many rows one by one. */
  private static final int COST_OF_A_BINOMIAL = 25;

  final double[] flat;
  final int count;
  final int width;

  Rows(double[] flat, int width) {
    this.flat = flat;
    this.width = width;
    this.count = flat.length / width;
  }

  static Rows of(double[][] rows) {
    if (rows.length == 0 || rows[0].length == 0) {
      throw new IllegalArgumentException("clusters have sums: at least one row of one number");
    }
    int width = rows[0].length;
    double[] flat = new double[Math.multiplyExact(rows.length, width)];
    for (int g = 0; g < rows.length; g++) {
      if (rows[g].length != width) {
        throw new IllegalArgumentException(
            "every cluster has as many sums: "
                + width
                + " in cluster 0, but "
                + rows[g].length
                + " in cluster "
                + g);
      }
      System.arraycopy(rows[g], 0, flat, g * width, width);
    }
    return new Rows(flat, width);
  }

  double[] total() {
    double[] total = new double[width];
    for (int i = 0; i < flat.length; i += width) {
      for (int w = 0; w < width; w++) {
        total[w] += flat[i + w];
      }
    }
    return total;
  }

  /**
   * The different rows with their counts, in ascending order so that the order of clusters makes no
   * difference; empty counts if drawing rows one by one is cheaper.
   */
  Grouped grouped() {
    int most = count / COST_OF_A_BINOMIAL;
    int capacity = Integer.highestOneBit(Math.max(4, most * 4)) * 2;
    int[] slots = new int[capacity];
    Arrays.fill(slots, -1);
    int[] first = new int[most + 1];
    long[] times = new long[most + 1];
    int found = 0;
    for (int g = 0; g < count; g++) {
      int slot = hash(g) & (capacity - 1);
      while (slots[slot] >= 0 && !same(first[slots[slot]], g)) {
        slot = (slot + 1) & (capacity - 1);
      }
      if (slots[slot] < 0) {
        if (found == most) {
          return new Grouped(new double[0][], new long[0]);
        }
        slots[slot] = found;
        first[found++] = g;
      }
      times[slots[slot]]++;
    }
    Integer[] order = new Integer[found];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Arrays.compare(row(first[a]), row(first[b])));
    double[][] rows = new double[found][];
    long[] counts = new long[found];
    for (int i = 0; i < found; i++) {
      rows[i] = row(first[order[i]]);
      counts[i] = times[order[i]];
    }
    return new Grouped(rows, counts);
  }

  double[] row(int g) {
    return Arrays.copyOfRange(flat, g * width, (g + 1) * width);
  }

  private int hash(int g) {
    long hash = 1;
    for (int i = g * width; i < (g + 1) * width; i++) {
      hash = (hash ^ Double.doubleToLongBits(flat[i])) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash ^ (hash >>> 32));
  }

  private boolean same(int g, int h) {
    for (int w = 0; w < width; w++) {
      if (Double.doubleToLongBits(flat[g * width + w])
          != Double.doubleToLongBits(flat[h * width + w])) {
        return false;
      }
    }
    return true;
  }

  /** Different rows, and how many clusters have each. */
  static final class Grouped {

    final double[][] rows;
    final long[] counts;

    Grouped(double[][] rows, long[] counts) {
      this.rows = rows;
      this.counts = counts;
    }

    boolean isWorthwhile() {
      return counts.length > 0;
    }
  }
}

package org.gwageo.benchmark.statistics;

import java.util.stream.IntStream;

/**
 * Sums over clusters drawn with replacement, and over clusters with random signs, replicate by
 * replicate. Replicates run on all processors; each has its own stream of the seed.
 */
final class Draws {

  /** Replicates whose sign sums are built together, so that a table of subset sums pays. */
  private static final int BATCH = 1024;

  static final int MOST_REPLICATES = 10_000_000;

  private Draws() {}

  static int checkReplicates(int replicates) {
    if (replicates < 1 || replicates > MOST_REPLICATES) {
      throw new IllegalArgumentException(
          "replicates are 1 to " + MOST_REPLICATES + ", not " + replicates);
    }
    return replicates;
  }

  /** For each replicate the sums over as many clusters as there are, drawn with replacement. */
  static double[][] withReplacement(Rows rows, int replicates, long seed) {
    double[][] sums = new double[checkReplicates(replicates)][rows.width];
    Rows.Grouped grouped = rows.grouped();
    if (grouped.isWorthwhile()) {
      IntStream.range(0, replicates)
          .parallel()
          .forEach(r -> drawGrouped(grouped, rows.count, new SplitMix(seed, r), sums[r]));
    } else {
      int batch = BlockDraws.batch(rows.count);
      IntStream.range(0, (replicates + batch - 1) / batch)
          .parallel()
          .forEach(
              b ->
                  BlockDraws.draw(
                      rows, seed, b * batch, Math.min(replicates, (b + 1) * batch), sums));
    }
    return sums;
  }

  private static void drawGrouped(
      Rows.Grouped grouped, long clusters, SplitMix random, double[] sums) {
    long left = clusters;
    long unseen = clusters;
    for (int d = 0; d < grouped.counts.length && left > 0; d++) {
      long count = grouped.counts[d];
      long taken = count == unseen ? left : random.nextBinomial(left, (double) count / unseen);
      double[] row = grouped.rows[d];
      for (int w = 0; w < sums.length; w++) {
        sums[w] += taken * row[w];
      }
      left -= taken;
      unseen -= count;
    }
  }

  /**
   * How often each of {@code clusters} clusters is taken in one replicate. With 32 bits a draw no
   * cluster is preferred by more than one part in 2^32 / clusters.
   */
  static int[] counts(int clusters, SplitMix random) {
    int[] counts = new int[clusters];
    long bits = 0;
    for (int i = 0; i < clusters; i++) {
      bits = (i & 1) == 0 ? random.nextLong() : bits << 32;
      counts[(int) (((bits >>> 32) * clusters) >>> 32)]++;
    }
    return counts;
  }

  /** For each replicate the sums over all clusters, each with a random sign for its whole row. */
  static double[][] withSigns(Rows rows, int replicates, long seed) {
    double[][] sums = new double[checkReplicates(replicates)][rows.width];
    Rows.Grouped grouped = rows.grouped();
    if (grouped.isWorthwhile()) {
      IntStream.range(0, replicates)
          .parallel()
          .forEach(r -> signsGrouped(grouped, new SplitMix(seed, r), sums[r]));
    } else {
      IntStream.range(0, (replicates + BATCH - 1) / BATCH)
          .parallel()
          .forEach(b -> signsBatch(rows, seed, b * BATCH, sums));
    }
    return sums;
  }

  private static void signsGrouped(Rows.Grouped grouped, SplitMix random, double[] sums) {
    for (int d = 0; d < grouped.counts.length; d++) {
      long count = grouped.counts[d];
      long surplus = 2 * random.nextBinomial(count, 0.5) - count;
      double[] row = grouped.rows[d];
      for (int w = 0; w < sums.length; w++) {
        sums[w] += surplus * row[w];
      }
    }
  }

  /**
   * Eight clusters have 256 combinations of signs. Their sums are tabulated once, and each
   * replicate of the batch looks one of them up with eight random bits.
   */
  private static void signsBatch(Rows rows, long seed, int from, double[][] sums) {
    int until = Math.min(sums.length, from + BATCH);
    int width = rows.width;
    var random = new SplitMix[until - from];
    for (int r = from; r < until; r++) {
      random[r - from] = new SplitMix(seed, r);
    }
    long[] bits = new long[random.length];
    double[] table = new double[256 * width];
    for (int g = 0; g < rows.count; g += 8) {
      tabulate(rows, g, table);
      boolean fresh = g % 64 == 0;
      for (int r = 0; r < random.length; r++) {
        bits[r] = fresh ? random[r].nextLong() : bits[r] >>> 8;
        int at = (int) (bits[r] & 255) * width;
        double[] sum = sums[from + r];
        for (int w = 0; w < width; w++) {
          sum[w] += table[at + w];
        }
      }
    }
  }

  private static void tabulate(Rows rows, int from, double[] table) {
    int width = rows.width;
    int size = Math.min(8, rows.count - from);
    for (int w = 0; w < width; w++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum -= rows.flat[(from + i) * width + w];
      }
      table[w] = sum;
    }
    for (int signs = 1; signs < 256; signs++) {
      // The lowest set bit turns one sign of a combination that is in the table already.
      int turned = Integer.numberOfTrailingZeros(signs);
      int base = (signs & (signs - 1)) * width;
      int row = turned < size ? (from + turned) * width : -1;
      for (int w = 0; w < width; w++) {
        table[signs * width + w] = table[base + w] + (row < 0 ? 0 : 2 * rows.flat[row + w]);
      }
    }
  }
}

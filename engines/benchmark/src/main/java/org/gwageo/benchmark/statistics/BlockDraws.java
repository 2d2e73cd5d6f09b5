package org.gwageo.benchmark.statistics;

/**
 * Draws with replacement of rows that are all different, in time close to that of the additions.
 *
 * <p>How many draws fall into each block of 16 rows is found first, by halving: of n draws from two
 * equally large halves as many fall into the first as n random bits are ones. Then every block
 * draws from its own rows, two at a time, by looking their sum up in a table of 256 pairs. A batch
 * of replicates shares the table. The distribution is exactly that of drawing row after row.
 */
final class BlockDraws {

  /** Replicates that are drawn together, so that a table of pairs pays. */
  private static final int BATCH = 128;

  /** The most numbers of draws that a batch keeps. */
  private static final int MOST_COUNTS = 4_000_000;

  private static final int BLOCK = 16;

  private final Rows rows;
  private final int blocks;
  private final SplitMix[] random;
  private final int[] counts;
  private final double[] single;
  private final double[] pair;

  private BlockDraws(Rows rows, SplitMix[] random) {
    this.rows = rows;
    this.random = random;
    this.blocks = (rows.count + BLOCK - 1) / BLOCK;
    this.counts = new int[Math.multiplyExact(blocks, random.length)];
    this.single = new double[BLOCK * rows.width];
    this.pair = new double[BLOCK * BLOCK * rows.width];
  }

  /** How many replicates to draw together. Each has its own stream, so it changes no result. */
  static int batch(int clusters) {
    return Math.clamp((long) MOST_COUNTS * BLOCK / clusters, 1, BATCH);
  }

  /** Fills the sums of the replicates from {@code from} to {@code until} - 1. */
  static void draw(Rows rows, long seed, int from, int until, double[][] sums) {
    var random = new SplitMix[until - from];
    for (int r = 0; r < random.length; r++) {
      random[r] = new SplitMix(seed, from + r);
    }
    var draws = new BlockDraws(rows, random);
    for (int r = 0; r < random.length; r++) {
      draws.spread(r, 0, draws.blocks, rows.count);
    }
    for (int b = 0; b < draws.blocks; b++) {
      int size = Math.min(BLOCK, rows.count - b * BLOCK);
      draws.tabulate(b, size);
      for (int r = 0; r < random.length; r++) {
        draws.addBlock(r, draws.counts[b * random.length + r], size, sums[from + r]);
      }
    }
  }

  /** Spreads n draws of replicate r over the blocks from {@code low} to {@code high} - 1. */
  private void spread(int r, int low, int high, long n) {
    if (high - low == 1) {
      counts[low * random.length + r] = (int) n;
      return;
    }
    int first = Integer.highestOneBit(high - low - 1);
    long firstRows = (long) first * BLOCK;
    long allRows = Math.min((long) high * BLOCK, rows.count) - (long) low * BLOCK;
    long taken =
        2 * firstRows == allRows
            ? random[r].nextHalf(n)
            : random[r].nextBinomial(n, (double) firstRows / allRows);
    spread(r, low, low + first, taken);
    spread(r, low + first, high, n - taken);
  }

  /** Column after column, so that the part of the table in use stays small. */
  private void tabulate(int block, int size) {
    int width = rows.width;
    for (int w = 0; w < width; w++) {
      for (int i = 0; i < size; i++) {
        single[w * BLOCK + i] = rows.flat[(block * BLOCK + i) * width + w];
      }
      for (int j = 0; j < size; j++) {
        double second = single[w * BLOCK + j];
        for (int i = 0; i < size; i++) {
          pair[(w * BLOCK + j) * BLOCK + i] = single[w * BLOCK + i] + second;
        }
      }
    }
  }

  private void addBlock(int r, int draws, int size, double[] sum) {
    if (size < BLOCK) {
      for (int i = 0; i < draws; i++) {
        int row = (int) (((random[r].nextLong() >>> 32) * size) >>> 32);
        for (int w = 0; w < sum.length; w++) {
          sum[w] += single[w * BLOCK + row];
        }
      }
      return;
    }
    int left = draws;
    for (; left >= BLOCK; left -= BLOCK) {
      addSixteen(random[r].nextLong(), sum);
    }
    if (left > 0) {
      addFewer(random[r].nextLong(), left, sum);
    }
  }

  /** Sixteen draws of four bits each. Written out, because a loop would cost more than the sums. */
  private void addSixteen(long bits, double[] sum) {
    int a = (int) bits;
    int b = (int) (bits >>> 32);
    for (int w = 0; w < sum.length; w++) {
      int at = w * BLOCK * BLOCK;
      double first =
          (pair[at + (a & 255)] + pair[at + (a >>> 8 & 255)])
              + (pair[at + (a >>> 16 & 255)] + pair[at + (a >>> 24)]);
      double second =
          (pair[at + (b & 255)] + pair[at + (b >>> 8 & 255)])
              + (pair[at + (b >>> 16 & 255)] + pair[at + (b >>> 24)]);
      sum[w] += first + second;
    }
  }

  private void addFewer(long bits, int draws, double[] sum) {
    long rest = bits;
    int left = draws;
    if (left >= 8) {
      int a = (int) rest;
      for (int w = 0; w < sum.length; w++) {
        int at = w * BLOCK * BLOCK;
        sum[w] +=
            (pair[at + (a & 255)] + pair[at + (a >>> 8 & 255)])
                + (pair[at + (a >>> 16 & 255)] + pair[at + (a >>> 24)]);
      }
      rest >>>= 32;
      left -= 8;
    }
    for (; left >= 2; left -= 2) {
      int two = (int) (rest & 255);
      rest >>>= 8;
      for (int w = 0; w < sum.length; w++) {
        sum[w] += pair[w * BLOCK * BLOCK + two];
      }
    }
    if (left == 1) {
      int one = (int) (rest & 15);
      for (int w = 0; w < sum.length; w++) {
        sum[w] += single[w * BLOCK + one];
      }
    }
  }
}

package org.gwageo.lineage.generators;

/**
 * The stream that PyTorch draws from on a processor after {@code torch.manual_seed}.
 *
 * <p>A tensor of floats takes one word of MT19937 per element; 24 bits of it are a uniform number.
 * Normal numbers come from sixteen of them at a time: number j and number j + 8 give, after Box and
 * Muller (Ann. Math. Statist. 29, 1958), the normal numbers j and j + 8.
 */
final class CpuDraws {

  /** Numbers that are made normal together. */
  static final int GROUP = 16;

  private static final int HALF = GROUP / 2;
  private static final int BITS = (1 << 24) - 1;

  private final MersenneTwister words;
  private final double[] group = new double[GROUP];

  CpuDraws(long seed) {
    words = new MersenneTwister((int) seed);
  }

  /** Leaves out words. */
  void skip(long count) {
    for (long i = 0; i < count; i++) {
      words.word();
    }
  }

  /**
   * Draws the next numbers, as normal and as uniform ones of mean 0 and variance 1.
   *
   * @param count a multiple of {@value #GROUP}
   */
  void next(float[] normal, float[] uniform, int at, int count) {
    for (int from = at; from < at + count; from += GROUP) {
      for (int i = 0; i < GROUP; i++) {
        group[i] = (words.word() & BITS) * 0x1p-24;
        uniform[from + i] = (float) ((2 * group[i] - 1) * Generator.HALF_WIDTH);
      }
      for (int i = 0; i < HALF; i++) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - group[i]));
        double angle = 2 * Math.PI * group[i + HALF];
        normal[from + i] = (float) (radius * StrictMath.cos(angle));
        normal[from + i + HALF] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }
}

package org.gwageo.lineage.generators;

/**
 * What PyTorch draws on a graphics card after {@code torch.cuda.manual_seed}: element i of a tensor
 * belongs to thread i, whose stream is that of Philox4x32-10 with the seed as key and the thread in
 * the counter's third word. Every call moves the counter's first words on, by one for every four
 * numbers that a thread draws.
 *
 * <p>This holds for as many elements as a card runs threads; later ones depend on the card. With
 * {@value #ELEMENTS} elements no card in use reaches that.
 */
public final class CudaDraws {

  /** Elements that are drawn alike on all cards of at least 40 multiprocessors. */
  static final int ELEMENTS = 40_960;

  /** Elements of one counter on a card of 40 multiprocessors; others draw more with one. */
  public static final long PER_CALL = 4L * ELEMENTS;

  private static final double UNIT = 0x1p-32;

  private final int[] counter = new int[4];

  CudaDraws() {}

  /**
   * Draws the elements from {@code from} to before {@code to} of a tensor, as normal and as uniform
   * numbers of mean 0 and variance 1.
   *
   * @param offset calls' worth of counters since the seed was set
   */
  void draw(long seed, long offset, int from, int to, float[] normal, float[] uniform, int at) {
    for (int i = from; i < to; i++) {
      counter[0] = (int) offset;
      counter[1] = (int) (offset >>> 32);
      counter[2] = i;
      counter[3] = 0;
      Philox.mix(counter, (int) seed, (int) (seed >>> 32));
      double first = (Integer.toUnsignedLong(counter[0]) + 0.5) * UNIT;
      double angle = 2 * Math.PI * (Integer.toUnsignedLong(counter[1]) + 0.5) * UNIT;
      int to0 = at + i - from;
      normal[to0] = (float) (Math.sqrt(-2 * StrictMath.log(first)) * StrictMath.sin(angle));
      uniform[to0] = (float) ((2 * first - 1) * Generator.HALF_WIDTH);
    }
  }
}

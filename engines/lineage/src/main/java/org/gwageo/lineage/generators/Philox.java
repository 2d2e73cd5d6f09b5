package org.gwageo.lineage.generators;

/**
 * The counter-based generator Philox4x32-10: a bijection of a 128-bit counter under a 64-bit key,
 * so that any part of a stream is drawn without what stands before it.
 *
 * <p>Source: J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 4.3.
 */
public final class Philox {

  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;

  private Philox() {}

  /** Returns the four words of a counter of four words under a key of two. */
  public static int[] words(int[] counter, int key0, int key1) {
    int[] words = counter.clone();
    mix(words, key0, key1);
    return words;
  }

  /** Replaces a counter of four words by its words under a key of two. */
  static void mix(int[] counter, int key0, int key1) {
    int c0 = counter[0];
    int c1 = counter[1];
    int c2 = counter[2];
    int c3 = counter[3];
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < 10; round++) {
      long p0 = M0 * Integer.toUnsignedLong(c0);
      long p1 = M1 * Integer.toUnsignedLong(c2);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += W0;
      k1 += W1;
    }
    counter[0] = c0;
    counter[1] = c1;
    counter[2] = c2;
    counter[3] = c3;
  }
}

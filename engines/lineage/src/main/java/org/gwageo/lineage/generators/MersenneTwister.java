package org.gwageo.lineage.generators;

/**
 * The generator MT19937 of 32-bit words.
 *
 * <p>Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM Trans. Model. Comput. Simul.
 * 8(1), 1998, with the initialisation of 2002.
 */
final class MersenneTwister {

  private static final int SIZE = 624;
  private static final int MIDDLE = 397;
  private static final int TWIST = 0x9908B0DF;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7FFFFFFF;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  MersenneTwister(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  /** Returns the next 32 bits. */
  int word() {
    if (next == SIZE) {
      turn();
    }
    int word = state[next++];
    word ^= word >>> 11;
    word ^= word << 7 & 0x9D2C5680;
    word ^= word << 15 & 0xEFC60000;
    return word ^ (word >>> 18);
  }

  private void turn() {
    for (int i = 0; i < SIZE; i++) {
      int mixed = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
      state[i] = state[(i + MIDDLE) % SIZE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }
}

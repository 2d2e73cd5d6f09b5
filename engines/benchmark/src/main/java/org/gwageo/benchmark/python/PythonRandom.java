package org.gwageo.benchmark.python;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * CPython's {@code random.Random}: the Mersenne Twister MT19937 with 53-bit floats, bit for bit.
 *
 * <p>The generator and its seeding are those of Matsumoto and Nishimura (ACM TOMACS 8, 1998; {@code
 * init_by_array} of 2002). {@link #sample}, {@link #shuffle}, {@link #choice} and {@link #choices}
 * draw in the order in which CPython 3.11 and 3.12 draw. Not thread-safe.
 */
public final class PythonRandom {

  private static final int N = 624;
  private static final int M = 397;
  private static final int MATRIX_A = 0x9908b0df;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;

  private final int[] state = new int[N];
  private int next = N;

  /** Seeds the generator as {@code random.seed(seed)} does. */
  public PythonRandom(long seed) {
    seed(BigInteger.valueOf(seed).abs());
  }

  private void seed(BigInteger absolute) {
    int words = Math.max(1, (absolute.bitLength() + 31) / 32);
    int[] key = new int[words];
    for (int i = 0; i < words; i++) {
      key[i] = absolute.shiftRight(32 * i).intValue();
    }
    state[0] = 19650218;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    mix(key);
    next = N;
  }

  private void mix(int[] key) {
    int i = 1;
    int j = 0;
    for (int k = Math.max(N, key.length); k > 0; k--) {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525)) + key[j] + j;
      i++;
      j = (j + 1) % key.length;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    for (int k = N - 1; k > 0; k--) {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941)) - i;
      i++;
      if (i >= N) {
        state[0] = state[N - 1];
        i = 1;
      }
    }
    state[0] = UPPER;
  }

  private int word() {
    if (next >= N) {
      refill();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void refill() {
    for (int k = 0; k < N; k++) {
      int y = (state[k] & UPPER) | (state[(k + 1) % N] & LOWER);
      state[k] = state[(k + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX_A);
    }
    next = 0;
  }

  /** Returns {@code random()}: a multiple of 2^-53 in [0, 1). */
  public double random() {
    int a = word() >>> 5;
    int b = word() >>> 6;
    return (a * 67108864.0 + b) * (1.0 / 9007199254740992.0);
  }

  /**
   * Returns {@code getrandbits(bits)}.
   *
   * @param bits from 1 to 63
   */
  public long bits(int bits) {
    if (bits < 1 || bits > 63) {
      throw new IllegalArgumentException("random bits are drawn 1 to 63 at a time, not " + bits);
    }
    if (bits <= 32) {
      return (word() & 0xffffffffL) >>> (32 - bits);
    }
    long low = word() & 0xffffffffL;
    long high = (word() & 0xffffffffL) >>> (64 - bits);
    return high << 32 | low;
  }

  /** Returns an integer in [0, bound), as {@code randrange(bound)}. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("a bound is at least 1, not " + bound);
    }
    int bits = 32 - Integer.numberOfLeadingZeros(bound);
    long drawn = bits(bits);
    while (drawn >= bound) {
      drawn = bits(bits);
    }
    return (int) drawn;
  }

  /**
   * Returns the positions that {@code sample(population, count)} takes from {@code size} elements.
   */
  public int[] sample(int size, int count) {
    if (count < 0 || count > size) {
      throw new IllegalArgumentException(
          "a sample has 0 to " + size + " elements of " + size + ", not " + count);
    }
    // CPython's choice of method: a set is smaller than the pool for small samples.
    double setSize = 21;
    if (count > 5) {
      setSize += Math.pow(4, Math.ceil(Math.log(count * 3.0) / Math.log(4)));
    }
    return size <= setSize ? fromPool(size, count) : bySelection(size, count);
  }

  private int[] fromPool(int size, int count) {
    int[] pool = new int[size];
    for (int i = 0; i < size; i++) {
      pool[i] = i;
    }
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      int j = below(size - i);
      result[i] = pool[j];
      pool[j] = pool[size - i - 1];
    }
    return result;
  }

  private int[] bySelection(int size, int count) {
    Set<Integer> selected = new HashSet<>();
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      int j = below(size);
      while (!selected.add(j)) {
        j = below(size);
      }
      result[i] = j;
    }
    return result;
  }

  /** Puts a list into the order that {@code shuffle(list)} gives it. */
  public <T> void shuffle(List<T> list) {
    for (int i = list.size() - 1; i > 0; i--) {
      int j = below(i + 1);
      T moved = list.get(i);
      list.set(i, list.get(j));
      list.set(j, moved);
    }
  }

  /** Returns the element that {@code choice(list)} takes. */
  public <T> T choice(List<T> list) {
    return list.get(below(list.size()));
  }

  /** Returns the positions that {@code choices(population, k=count)} takes, with replacement. */
  public int[] choices(int size, int count) {
    if (size < 1) {
      throw new IllegalArgumentException("choices are made from at least 1 element, not " + size);
    }
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      result[i] = (int) Math.floor(random() * size);
    }
    return result;
  }
}

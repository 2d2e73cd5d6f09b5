package org.gwageo.benchmark.contamination;

/** Polynomial hashes of the last so many values, modulo 2 to the power of 64. */
final class Rolling {

  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final long leaving;
  private final long[] ring;
  private int at;
  private long seen;
  private long hash;

  Rolling(int length) {
    this.ring = new long[length];
    long power = 1;
    for (int i = 0; i < length; i++) {
      power *= BASE;
    }
    this.leaving = power;
  }

  /** Takes a value and returns whether there are enough for a run. */
  boolean add(long value) {
    long mixed = mix(value);
    hash = hash * BASE + mixed - ring[at] * leaving;
    ring[at] = mixed;
    at = at + 1 == ring.length ? 0 : at + 1;
    return ++seen >= ring.length;
  }

  long hash() {
    return hash;
  }

  void clear() {
    java.util.Arrays.fill(ring, 0);
    at = 0;
    seen = 0;
    hash = 0;
  }

  /** Spreads the bits of a value (the finalizer of SplitMix64). */
  static long mix(long value) {
    long z = value + BASE;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Returns the hash of a word that goes on with {@code letter}. */
  static long word(long soFar, int letter) {
    return (soFar ^ letter) * BASE + (soFar >>> 29);
  }
}

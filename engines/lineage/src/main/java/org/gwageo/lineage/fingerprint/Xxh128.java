package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Objects;

/**
 * XXH3 with 128 bits, seed 0 and the default secret, of inputs of more than 240 bytes.
 *
 * <p>Source of constants and steps: the XXH3 part of the xxHash specification, version 0.2.0. The
 * hash is not cryptographic: it finds equal blocks among honest files, where two different blocks
 * collide with odds of 2^-128, and proves nothing against someone who makes blocks collide.
 */
final class Xxh128 {

  /** The shortest input. */
  static final int SHORTEST = 241;

  static final int STRIPE = 64;
  static final int STRIPES_PER_BLOCK = 16;
  static final int BLOCK = STRIPE * STRIPES_PER_BLOCK;
  private static final int SECRET_LENGTH = 192;

  /** Where in the secret the words of the last stripe begin. */
  private static final int LAST_STRIPE = SECRET_LENGTH - STRIPE - 7;

  private static final int SCRAMBLE = SECRET_LENGTH - STRIPE;
  private static final int MERGE = 11;

  private static final long PRIME32_1 = 0x9E3779B1L;
  private static final long PRIME32_2 = 0x85EBCA77L;
  private static final long PRIME32_3 = 0xC2B2AE3DL;
  private static final long PRIME64_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME64_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME64_3 = 0x165667B19E3779F9L;
  private static final long PRIME64_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME64_5 = 0x27D4EB2F165667C5L;

  private static final MemorySegment SECRET =
      MemorySegment.ofArray(
          HexFormat.of()
              .parseHex(
                  "b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f"
                      + "cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c"
                      + "3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8"
                      + "a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364"
                      + "eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e"
                      + "2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e"));

  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long[] START = {
    PRIME32_3, PRIME64_1, PRIME64_2, PRIME64_3, PRIME64_4, PRIME32_2, PRIME64_5, PRIME32_1
  };

  /** The secret's words at every multiple of eight bytes. */
  private static final long[] WORDS = words(0, SECRET_LENGTH / 8);

  private static final long[] LAST_WORDS = words(LAST_STRIPE, 8);
  private static final long[] SCRAMBLE_WORDS = words(SCRAMBLE, 8);

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private final long[] sums = new long[8];
  private final boolean vectors;

  Xxh128() {
    this(VECTORS);
  }

  Xxh128(boolean vectors) {
    this.vectors = vectors;
  }

  /**
   * Writes the hash of {@code length} bytes from {@code from} on: its low 64 bits to {@code
   * to[at]}, its high 64 bits to {@code to[at + 1]}.
   *
   * @throws IllegalArgumentException if there are fewer than {@value #SHORTEST} bytes
   */
  void hash(MemorySegment bytes, long from, int length, long[] to, int at) {
    if (length < SHORTEST) {
      throw new IllegalArgumentException(
          "this hash takes at least %d bytes, not %d".formatted(SHORTEST, length));
    }
    Objects.checkFromIndexSize(from, length, bytes.byteSize());
    start();
    int blocks = blocks(length);
    for (int block = 0; block < blocks; block++) {
      add(bytes, from + (long) block * BLOCK);
    }
    finish(bytes, from, length, to, at);
  }

  /** Returns how many times {@link #add} is called between {@link #start} and {@link #finish}. */
  static int blocks(int length) {
    return (length - 1) / BLOCK;
  }

  /** Begins a hash. */
  void start() {
    System.arraycopy(START, 0, sums, 0, 8);
  }

  /** Takes in the next {@value #BLOCK} bytes. */
  void add(MemorySegment bytes, long from) {
    if (vectors) {
      Xxh128Lanes.block(bytes, from, sums, WORDS, SCRAMBLE_WORDS);
    } else {
      stripes(bytes, from, STRIPES_PER_BLOCK, sums);
      scramble(sums);
    }
  }

  /**
   * Takes in the next {@value RunLanes#BYTES} bytes of bf16 and adds the numbers to chains; needs
   * vectors.
   *
   * @return how many numbers are zero
   */
  long addRun(MemorySegment bytes, long from, float[] chains) {
    return RunLanes.read(bytes, from, sums, WORDS, SCRAMBLE_WORDS, chains);
  }

  /** Takes in what is left of {@code length} bytes and writes the hash of all. */
  void finish(MemorySegment bytes, long from, int length, long[] to, int at) {
    int blocks = blocks(length);
    int rest = (length - 1 - blocks * BLOCK) / STRIPE;
    if (vectors) {
      Xxh128Lanes.rest(bytes, from + (long) blocks * BLOCK, rest, sums, WORDS);
      Xxh128Lanes.rest(bytes, from + length - STRIPE, 1, sums, LAST_WORDS);
    } else {
      stripes(bytes, from + (long) blocks * BLOCK, rest, sums);
      stripe(bytes, from + length - STRIPE, LAST_WORDS, 0, sums);
    }
    to[at] = merged(sums, MERGE, length * PRIME64_1);
    to[at + 1] = merged(sums, SCRAMBLE - MERGE, ~(length * PRIME64_2));
  }

  private static void stripes(MemorySegment bytes, long from, int count, long[] sums) {
    for (int n = 0; n < count; n++) {
      stripe(bytes, from + (long) n * STRIPE, WORDS, n, sums);
    }
  }

  private static void stripe(MemorySegment bytes, long from, long[] words, int key, long[] sums) {
    for (int i = 0; i < 8; i++) {
      long word = bytes.get(WORD, from + 8L * i);
      long keyed = word ^ words[key + i];
      sums[i ^ 1] += word;
      sums[i] += (keyed & 0xFFFFFFFFL) * (keyed >>> 32);
    }
  }

  private static void scramble(long[] sums) {
    for (int i = 0; i < 8; i++) {
      long sum = sums[i];
      sums[i] = (sum ^ (sum >>> 47) ^ SCRAMBLE_WORDS[i]) * PRIME32_1;
    }
  }

  private static long merged(long[] sums, int secret, long start) {
    long result = start;
    for (int i = 0; i < 8; i += 2) {
      long a = sums[i] ^ SECRET.get(WORD, secret + 8L * i);
      long b = sums[i + 1] ^ SECRET.get(WORD, secret + 8L * i + 8);
      result += (a * b) ^ Math.unsignedMultiplyHigh(a, b);
    }
    result ^= result >>> 37;
    result *= 0x165667919E3779F9L;
    return result ^ (result >>> 32);
  }

  private static long[] words(int from, int count) {
    var words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = SECRET.get(WORD, from + 8L * i);
    }
    return words;
  }
}

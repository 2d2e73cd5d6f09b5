package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loop of {@link Xxh128} over whole blocks in vectors of words. The class needs the module
 * jdk.incubator.vector and must not be touched without it.
 */
final class Xxh128Lanes {

  private static final VectorSpecies<Long> WORDS =
      LongVector.SPECIES_PREFERRED.length() > 8
          ? LongVector.SPECIES_512
          : LongVector.SPECIES_PREFERRED.length() < 2
              ? LongVector.SPECIES_128
              : LongVector.SPECIES_PREFERRED;
  private static final int WIDTH = WORDS.length();

  /** Every word to its neighbour's place. */
  private static final VectorShuffle<Long> NEIGHBOURS =
      VectorShuffle.fromOp(WORDS, lane -> lane ^ 1);

  private static final long LOW = 0xFFFFFFFFL;
  private static final long PRIME32_1 = 0x9E3779B1L;

  private Xxh128Lanes() {}

  /** Takes {@code blocks} blocks of sixteen stripes into the eight sums. */
  static void blocks(
      MemorySegment bytes, long from, int blocks, long[] sums, long[] secret, long[] scramble) {
    for (int lane = 0; lane < 8; lane += WIDTH) {
      lanes(bytes, from + 8L * lane, blocks, sums, secret, scramble, lane);
    }
  }

  private static void lanes(
      MemorySegment bytes,
      long from,
      int blocks,
      long[] sums,
      long[] secret,
      long[] scramble,
      int lane) {
    LongVector sum = LongVector.fromArray(WORDS, sums, lane);
    LongVector last = LongVector.fromArray(WORDS, scramble, lane);
    long at = from;
    for (int block = 0; block < blocks; block++) {
      LongVector words = LongVector.zero(WORDS);
      for (int n = 0; n < Xxh128.STRIPES_PER_BLOCK; n++) {
        LongVector word = LongVector.fromMemorySegment(WORDS, bytes, at, ByteOrder.LITTLE_ENDIAN);
        LongVector keyed =
            word.lanewise(VectorOperators.XOR, LongVector.fromArray(WORDS, secret, lane + n));
        LongVector low = keyed.lanewise(VectorOperators.AND, LOW);
        LongVector high = keyed.lanewise(VectorOperators.LSHR, 32);
        sum = sum.add(low.mul(high));
        words = words.add(word);
        at += Xxh128.STRIPE;
      }
      // Words are added to their neighbours' sums; all of a block's can change places at once.
      sum = sum.add(words.rearrange(NEIGHBOURS));
      LongVector folded = sum.lanewise(VectorOperators.XOR, sum.lanewise(VectorOperators.LSHR, 47));
      sum = folded.lanewise(VectorOperators.XOR, last).mul(PRIME32_1);
    }
    sum.intoArray(sums, lane);
  }
}

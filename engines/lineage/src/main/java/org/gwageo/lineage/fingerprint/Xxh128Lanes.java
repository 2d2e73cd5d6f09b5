package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loop of {@link Xxh128} over stripes in vectors of words. The class needs the module
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

  /** Takes sixteen stripes into the eight sums and mixes these with the secret's last words. */
  static void block(MemorySegment bytes, long from, long[] sums, long[] secret, long[] scramble) {
    for (int lane = 0; lane < 8; lane += WIDTH) {
      LongVector sum =
          stripes(bytes, from + 8L * lane, Xxh128.STRIPES_PER_BLOCK, sums, secret, lane);
      sum.lanewise(VectorOperators.XOR, sum.lanewise(VectorOperators.LSHR, 47))
          .lanewise(VectorOperators.XOR, LongVector.fromArray(WORDS, scramble, lane))
          .mul(PRIME32_1)
          .intoArray(sums, lane);
    }
  }

  /**
   * Takes stripes into the eight sums.
   *
   * @param secret eight words for the first stripe, each next one beginning a word later
   */
  static void rest(MemorySegment bytes, long from, int stripes, long[] sums, long[] secret) {
    for (int lane = 0; lane < 8; lane += WIDTH) {
      stripes(bytes, from + 8L * lane, stripes, sums, secret, lane).intoArray(sums, lane);
    }
  }

  private static LongVector stripes(
      MemorySegment bytes, long from, int stripes, long[] sums, long[] secret, int lane) {
    LongVector sum = LongVector.fromArray(WORDS, sums, lane);
    LongVector words = LongVector.zero(WORDS);
    for (int n = 0; n < stripes; n++) {
      LongVector word =
          LongVector.fromMemorySegment(
              WORDS, bytes, from + (long) n * Xxh128.STRIPE, ByteOrder.LITTLE_ENDIAN);
      // As ints: the compiler would merge this step with the mask and then no longer see that
      // both factors have 32 bits, for which there is an instruction three times as fast.
      LongVector keyed =
          word.reinterpretAsInts()
              .lanewise(
                  VectorOperators.XOR,
                  LongVector.fromArray(WORDS, secret, lane + n).reinterpretAsInts())
              .reinterpretAsLongs();
      LongVector low = keyed.lanewise(VectorOperators.AND, LOW);
      LongVector high = keyed.lanewise(VectorOperators.LSHR, 32);
      sum = sum.add(low.mul(high));
      words = words.add(word);
    }
    // Words are added to their neighbours' sums; all can change places at once.
    return sum.add(words.rearrange(NEIGHBOURS));
  }
}

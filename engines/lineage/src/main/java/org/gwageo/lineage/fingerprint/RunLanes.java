package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link Xxh128} and {@link Tally} in one: every vector of a run is loaded once. The
 * class needs the module jdk.incubator.vector and must not be touched without it.
 */
final class RunLanes {

  /** Bytes of a run of bf16. */
  static final int BYTES = 2 * Tally.RUN;

  private static final int LANES = Tally.LANES;
  private static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.length() > LANES / 2
          ? IntVector.SPECIES_512
          : IntVector.SPECIES_PREFERRED.length() < 4
              ? IntVector.SPECIES_128
              : IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, INTS.vectorShape());
  private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, INTS.vectorShape());
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, INTS.vectorShape());
  private static final int WIDTH = INTS.vectorByteSize();

  /** Every word to its neighbour's place. */
  private static final VectorShuffle<Long> NEIGHBOURS =
      VectorShuffle.fromOp(LONGS, lane -> lane ^ 1);

  private static final long LOW = 0xFFFFFFFFL;
  private static final long PRIME32_1 = 0x9E3779B1L;

  /** The upper of two bf16 in a word, which is the second in a file. */
  private static final int SECOND = 0xFFFF0000;

  private static final short NOT_SIGN = 0x7FFF;
  private static final short ONE = 1;

  private RunLanes() {}

  /**
   * Takes {@value #BYTES} bytes into the eight sums of a hash, which stands between two of its
   * blocks, and adds them as bf16 to chains, which are those of {@link TallyLanes#addHalves}.
   *
   * @return how many numbers are zero
   */
  static long read(
      MemorySegment bytes, long from, long[] sums, long[] secret, long[] scramble, float[] chains) {
    long zeros = 0;
    for (int part = 0; part < Xxh128.STRIPE; part += WIDTH) {
      zeros += part(bytes, from + part, part, sums, secret, scramble, chains);
    }
    return zeros;
  }

  private static long part(
      MemorySegment bytes,
      long from,
      int part,
      long[] sums,
      long[] secret,
      long[] scramble,
      float[] chains) {
    int word = part / Long.BYTES;
    int even = part / Float.BYTES;
    int odd = LANES / 2 + even;
    LongVector sum = LongVector.fromArray(LONGS, sums, word);
    FloatVector evenSum = FloatVector.fromArray(FLOATS, chains, even);
    FloatVector oddSum = FloatVector.fromArray(FLOATS, chains, odd);
    FloatVector evenSquare = FloatVector.fromArray(FLOATS, chains, LANES + even);
    FloatVector oddSquare = FloatVector.fromArray(FLOATS, chains, LANES + odd);
    ShortVector zeros = ShortVector.zero(SHORTS);
    for (int block = 0; block < BYTES; block += Xxh128.BLOCK) {
      LongVector words = LongVector.zero(LONGS);
      for (int n = 0; n < Xxh128.STRIPES_PER_BLOCK; n++) {
        IntVector both =
            IntVector.fromMemorySegment(
                INTS, bytes, from + block + (long) n * Xxh128.STRIPE, ByteOrder.LITTLE_ENDIAN);
        // As ints: the compiler would merge this step with the mask and then no longer see that
        // both factors have 32 bits, for which there is an instruction three times as fast.
        LongVector keyed =
            both.lanewise(
                    VectorOperators.XOR,
                    LongVector.fromArray(LONGS, secret, word + n).reinterpretAsInts())
                .reinterpretAsLongs();
        sum =
            sum.add(
                keyed
                    .lanewise(VectorOperators.AND, LOW)
                    .mul(keyed.lanewise(VectorOperators.LSHR, 32)));
        words = words.add(both.reinterpretAsLongs());
        FloatVector first = both.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
        FloatVector second = both.lanewise(VectorOperators.AND, SECOND).reinterpretAsFloats();
        zeros =
            zeros.add(
                ONE,
                both.reinterpretAsShorts()
                    .lanewise(VectorOperators.AND, NOT_SIGN)
                    .compare(VectorOperators.EQ, (short) 0));
        evenSum = evenSum.add(first);
        oddSum = oddSum.add(second);
        evenSquare = first.fma(first, evenSquare);
        oddSquare = second.fma(second, oddSquare);
      }
      // Words are added to their neighbours' sums; all can change places at once.
      sum = sum.add(words.rearrange(NEIGHBOURS));
      sum =
          sum.lanewise(VectorOperators.XOR, sum.lanewise(VectorOperators.LSHR, 47))
              .lanewise(VectorOperators.XOR, LongVector.fromArray(LONGS, scramble, word))
              .mul(PRIME32_1);
    }
    sum.intoArray(sums, word);
    evenSum.intoArray(chains, even);
    oddSum.intoArray(chains, odd);
    evenSquare.intoArray(chains, LANES + even);
    oddSquare.intoArray(chains, LANES + odd);
    return zeros.reduceLanes(VectorOperators.ADD);
  }
}

package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link Tally} in vectors of up to sixteen floats; a vector holds different chains.
 * The class needs the module jdk.incubator.vector and must not be touched without it.
 */
final class TallyLanes {

  private static final int LANES = Tally.LANES;
  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > LANES / 2
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  private static final int WIDTH = FLOATS.length();
  private static final VectorSpecies<Integer> WORDS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** The upper of two bf16 in a word, which is the second in a file. */
  private static final int SECOND = 0xFFFF0000;

  private static final short NOT_SIGN = 0x7FFF;

  private TallyLanes() {}

  /** Adds {@code count} numbers, a multiple of 32, to the chains; returns how many are zero. */
  static long add(float[] values, int from, int count, float[] chains) {
    long zeros = 0;
    for (int lane = 0; lane < LANES; lane += 2 * WIDTH) {
      zeros += lanes(values, from, lane, count, chains);
    }
    return zeros;
  }

  private static long lanes(float[] values, int from, int lane, int count, float[] chains) {
    FloatVector firstSum = FloatVector.fromArray(FLOATS, chains, lane);
    FloatVector secondSum = FloatVector.fromArray(FLOATS, chains, lane + WIDTH);
    FloatVector firstSquare = FloatVector.fromArray(FLOATS, chains, LANES + lane);
    FloatVector secondSquare = FloatVector.fromArray(FLOATS, chains, LANES + lane + WIDTH);
    long zeros = 0;
    for (int i = lane; i < count; i += LANES) {
      FloatVector first = FloatVector.fromArray(FLOATS, values, from + i);
      FloatVector second = FloatVector.fromArray(FLOATS, values, from + i + WIDTH);
      zeros += first.compare(VectorOperators.EQ, 0).trueCount();
      zeros += second.compare(VectorOperators.EQ, 0).trueCount();
      firstSum = firstSum.add(first);
      secondSum = secondSum.add(second);
      firstSquare = first.fma(first, firstSquare);
      secondSquare = second.fma(second, secondSquare);
    }
    firstSum.intoArray(chains, lane);
    secondSum.intoArray(chains, lane + WIDTH);
    firstSquare.intoArray(chains, LANES + lane);
    secondSquare.intoArray(chains, LANES + lane + WIDTH);
    return zeros;
  }

  /** Adds bf16 likewise, with the chains of even numbers before those of odd ones. */
  static long addHalves(MemorySegment bytes, long from, int count, float[] chains) {
    long zeros = 0;
    for (int lane = 0; lane < LANES / 2; lane += WIDTH) {
      zeros += halves(bytes, from + 4L * lane, lane, count, chains);
    }
    return zeros;
  }

  private static long halves(MemorySegment bytes, long from, int lane, int count, float[] chains) {
    int odd = LANES / 2 + lane;
    FloatVector evenSum = FloatVector.fromArray(FLOATS, chains, lane);
    FloatVector oddSum = FloatVector.fromArray(FLOATS, chains, odd);
    FloatVector evenSquare = FloatVector.fromArray(FLOATS, chains, LANES + lane);
    FloatVector oddSquare = FloatVector.fromArray(FLOATS, chains, LANES + odd);
    long zeros = 0;
    for (int i = 0; i < count; i += LANES) {
      IntVector words =
          IntVector.fromMemorySegment(WORDS, bytes, from + 2L * i, ByteOrder.LITTLE_ENDIAN);
      FloatVector first = words.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
      FloatVector second = words.lanewise(VectorOperators.AND, SECOND).reinterpretAsFloats();
      zeros +=
          words
              .reinterpretAsShorts()
              .lanewise(VectorOperators.AND, NOT_SIGN)
              .compare(VectorOperators.EQ, (short) 0)
              .trueCount();
      evenSum = evenSum.add(first);
      oddSum = oddSum.add(second);
      evenSquare = first.fma(first, evenSquare);
      oddSquare = second.fma(second, oddSquare);
    }
    evenSum.intoArray(chains, lane);
    oddSum.intoArray(chains, odd);
    evenSquare.intoArray(chains, LANES + lane);
    oddSquare.intoArray(chains, LANES + odd);
    return zeros;
  }
}

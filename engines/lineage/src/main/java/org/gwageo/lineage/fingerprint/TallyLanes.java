package org.gwageo.lineage.fingerprint;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loop of {@link Tally} in vectors. A square of a float is exact in a double, so fusing it with
 * the sum changes no bit. The class needs the module jdk.incubator.vector and must not be touched
 * without it.
 */
final class TallyLanes {

  private static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.length() > 8
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = DOUBLES.length();
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.vectorBitSize() / 2)));

  private TallyLanes() {}

  /** Adds the first {@code count} numbers, a multiple of 16, and returns how many are zero. */
  static long add(float[] values, int count, double[] sums, double[] squares) {
    if (WIDTH == 1) {
      return Tally.add(values, 0, count, sums, squares);
    }
    long zeros = 0;
    for (int lane = 0; lane < Tally.LANES; lane += 2 * WIDTH) {
      zeros += lanes(values, lane, count, sums, squares);
    }
    return zeros;
  }

  private static long lanes(float[] values, int lane, int count, double[] sums, double[] squares) {
    DoubleVector firstSum = DoubleVector.zero(DOUBLES);
    DoubleVector firstSquare = firstSum;
    DoubleVector secondSum = firstSum;
    DoubleVector secondSquare = firstSum;
    long zeros = 0;
    for (int i = lane; i < count; i += Tally.LANES) {
      FloatVector first = FloatVector.fromArray(FLOATS, values, i);
      FloatVector second = FloatVector.fromArray(FLOATS, values, i + WIDTH);
      zeros += first.compare(VectorOperators.EQ, 0).trueCount();
      zeros += second.compare(VectorOperators.EQ, 0).trueCount();
      DoubleVector a = (DoubleVector) first.convertShape(VectorOperators.F2D, DOUBLES, 0);
      DoubleVector b = (DoubleVector) second.convertShape(VectorOperators.F2D, DOUBLES, 0);
      firstSum = firstSum.add(a);
      firstSquare = a.fma(a, firstSquare);
      secondSum = secondSum.add(b);
      secondSquare = b.fma(b, secondSquare);
    }
    firstSum.intoArray(sums, lane);
    firstSquare.intoArray(squares, lane);
    secondSum.intoArray(sums, lane + WIDTH);
    secondSquare.intoArray(squares, lane + WIDTH);
    return zeros;
  }
}

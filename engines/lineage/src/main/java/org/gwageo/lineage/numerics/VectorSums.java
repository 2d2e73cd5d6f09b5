package org.gwageo.lineage.numerics;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loop of {@link Sums} in vectors of doubles. */
final class VectorSums {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = DOUBLES.length();
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.vectorBitSize() / 2)));

  private VectorSums() {}

  /** Adds the products to the 32 sums, four vectors of sums at a time. */
  static void add(float[] a, int aFrom, float[] b, int bFrom, int count, double[] sums) {
    if (WIDTH == 1 || WIDTH > 8) {
      Sums.add(a, aFrom, b, bFrom, count, sums);
      return;
    }
    for (int lane = 0; lane < Sums.LANES; lane += 4 * WIDTH) {
      four(a, aFrom + lane, b, bFrom + lane, count, sums, lane);
    }
  }

  private static void four(
      float[] a, int aFrom, float[] b, int bFrom, int count, double[] sums, int lane) {
    DoubleVector first = DoubleVector.zero(DOUBLES);
    DoubleVector second = first;
    DoubleVector third = first;
    DoubleVector fourth = first;
    for (int i = 0; i < count; i += Sums.LANES) {
      int x = aFrom + i;
      int y = bFrom + i;
      first = product(a, x, b, y).add(first);
      second = product(a, x + WIDTH, b, y + WIDTH).add(second);
      third = product(a, x + 2 * WIDTH, b, y + 2 * WIDTH).add(third);
      fourth = product(a, x + 3 * WIDTH, b, y + 3 * WIDTH).add(fourth);
    }
    first.intoArray(sums, lane);
    second.intoArray(sums, lane + WIDTH);
    third.intoArray(sums, lane + 2 * WIDTH);
    fourth.intoArray(sums, lane + 3 * WIDTH);
  }

  private static DoubleVector product(float[] a, int x, float[] b, int y) {
    return doubles(a, x).mul(doubles(b, y));
  }

  private static DoubleVector doubles(float[] values, int at) {
    return (DoubleVector)
        FloatVector.fromArray(FLOATS, values, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }
}

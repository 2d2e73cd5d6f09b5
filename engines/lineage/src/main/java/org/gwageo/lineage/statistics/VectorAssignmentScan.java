package org.gwageo.lineage.statistics;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of doubles; every lane keeps the least of its own columns and the numbers of these as
 * doubles, which are exact far beyond the length of an array. Lanes are compared at the end.
 */
final class VectorAssignmentScan extends AssignmentScan {

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = DOUBLES.length();
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.vectorBitSize() / 2)));
  private final double[] lanes = new double[LANES];
  private final double[] numbers = new double[LANES];

  @Override
  void twoLeast(float[] value, int at, double[] price) {
    int bound = price.length - price.length % LANES;
    // Made here: a vector from a field would be an object throughout the loop.
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    DoubleVector lowAt = DoubleVector.zero(DOUBLES).addIndex(1);
    DoubleVector next = low;
    DoubleVector nextAt = lowAt;
    DoubleVector number = lowAt;
    for (int column = 0; column < bound; column += LANES) {
      DoubleVector cost =
          DoubleVector.fromArray(DOUBLES, price, column).sub(values(value, at + column));
      VectorMask<Double> lower = cost.compare(VectorOperators.LT, low);
      VectorMask<Double> between = cost.compare(VectorOperators.LT, next);
      next = next.blend(cost, between).blend(low, lower);
      nextAt = nextAt.blend(number, between).blend(lowAt, lower);
      low = low.blend(cost, lower);
      lowAt = lowAt.blend(number, lower);
      number = number.add(LANES);
    }
    forget();
    collect(low, lowAt);
    collect(next, nextAt);
    offerFrom(bound, value, at, price);
  }

  @Override
  void relax(
      float[] value,
      int at,
      double[] open,
      double shift,
      int row,
      double[] shortest,
      double[] before,
      double[] taken) {
    int bound = open.length - open.length % LANES;
    DoubleVector low = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    DoubleVector lowAt = DoubleVector.zero(DOUBLES).addIndex(1);
    DoubleVector lowFree = low;
    DoubleVector lowFreeAt = lowAt;
    DoubleVector number = lowAt;
    DoubleVector from = DoubleVector.broadcast(DOUBLES, row);
    for (int column = 0; column < bound; column += LANES) {
      DoubleVector cost =
          DoubleVector.fromArray(DOUBLES, open, column).sub(values(value, at + column)).sub(shift);
      DoubleVector known = DoubleVector.fromArray(DOUBLES, shortest, column);
      VectorMask<Double> shorter = cost.compare(VectorOperators.LT, known);
      known = known.blend(cost, shorter);
      known.intoArray(shortest, column);
      DoubleVector.fromArray(DOUBLES, before, column)
          .blend(from, shorter)
          .intoArray(before, column);
      VectorMask<Double> lower = known.compare(VectorOperators.LT, low);
      low = low.blend(known, lower);
      lowAt = lowAt.blend(number, lower);
      DoubleVector ofFree = known.add(DoubleVector.fromArray(DOUBLES, taken, column));
      VectorMask<Double> lowerFree = ofFree.compare(VectorOperators.LT, lowFree);
      lowFree = lowFree.blend(ofFree, lowerFree);
      lowFreeAt = lowFreeAt.blend(number, lowerFree);
      number = number.add(LANES);
    }
    forget();
    collect(low, lowAt);
    lowFree.intoArray(lanes, 0);
    lowFreeAt.intoArray(numbers, 0);
    for (int lane = 0; lane < LANES; lane++) {
      offerFree(lanes[lane], (int) numbers[lane]);
    }
    relaxFrom(bound, value, at, open, shift, row, shortest, before, taken);
  }

  private static DoubleVector values(float[] value, int at) {
    return (DoubleVector)
        FloatVector.fromArray(FLOATS, value, at).convertShape(VectorOperators.F2D, DOUBLES, 0);
  }

  private void collect(DoubleVector costs, DoubleVector columns) {
    costs.intoArray(lanes, 0);
    columns.intoArray(numbers, 0);
    for (int lane = 0; lane < LANES; lane++) {
      offer(lanes[lane], (int) numbers[lane]);
    }
  }
}

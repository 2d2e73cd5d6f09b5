package org.gwageo.lineage.numerics;

import java.util.Objects;

/**
 * Sums of products of floats in double precision.
 *
 * <p>The product of two floats is exact in a double. Products are added in 32 sums, the product at
 * index i to sum i mod 32, and these are then added in halves: 16 to the other 16, 8 to 8, down to
 * one. The bits follow from this order, whatever the width of the vectors.
 */
public final class Sums {

  static final int LANES = 32;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private Sums() {}

  /** Returns the sum of products of {@code count} values of each array. */
  public static double dot(float[] a, int aFrom, float[] b, int bFrom, int count) {
    Objects.checkFromIndexSize(aFrom, count, a.length);
    Objects.checkFromIndexSize(bFrom, count, b.length);
    var sums = new double[LANES];
    int whole = count - count % LANES;
    if (VECTORS) {
      VectorSums.add(a, aFrom, b, bFrom, whole, sums);
    } else {
      add(a, aFrom, b, bFrom, whole, sums);
    }
    for (int i = whole; i < count; i++) {
      sums[i - whole] += (double) a[aFrom + i] * b[bFrom + i];
    }
    return folded(sums);
  }

  /** Returns the sum of the squares of {@code count} values. */
  public static double squares(float[] values, int from, int count) {
    return dot(values, from, values, from, count);
  }

  /** Returns the sum of the squares of each row. */
  public static double[] rowSquares(FloatMatrix matrix) {
    var squares = new double[matrix.rows()];
    for (int row = 0; row < squares.length; row++) {
      squares[row] = squares(matrix.values(), matrix.start(row), matrix.columns());
    }
    return squares;
  }

  /** Returns the sum of squares of doubles, in the same order of additions. */
  static double squares(double[] values) {
    var sums = new double[LANES];
    for (int i = 0; i < values.length; i++) {
      sums[i % LANES] += values[i] * values[i];
    }
    return folded(sums);
  }

  static void add(float[] a, int aFrom, float[] b, int bFrom, int count, double[] sums) {
    for (int i = 0; i < count; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += (double) a[aFrom + i + lane] * b[bFrom + i + lane];
      }
    }
  }

  private static double folded(double[] sums) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        sums[lane] += sums[lane + half];
      }
    }
    return sums[0];
  }
}

package org.gwageo.lineage.numerics;

import java.util.SplittableRandom;

/** Random matrices for the tests of this package. */
final class Draws {

  private Draws() {}

  /** Normal values in a window that is neither at the start of its array nor without gaps. */
  static FloatMatrix normal(int rows, int columns, long seed) {
    var random = new SplittableRandom(seed);
    int stride = columns + 5;
    var values = new float[7 + rows * stride];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return FloatMatrix.of(values, 7, rows, columns, stride);
  }

  static FloatMatrix transposed(FloatMatrix matrix) {
    FloatMatrix result = FloatMatrix.zeros(matrix.columns(), matrix.rows());
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        result.put(column, row, matrix.at(row, column));
      }
    }
    return result;
  }
}

package org.gwageo.nano.zoo;

import java.util.SplittableRandom;

/**
 * A square matrix in double precision, for changes of basis.
 *
 * @param size the number of rows and of columns
 * @param values row-major elements; never changed after creation
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SquareMatrix(int size, double[] values) {

  double at(int row, int column) {
    return values[row * size + column];
  }

  void requireSize(int wanted) {
    if (size != wanted) {
      throw new IllegalArgumentException(
          "a basis of %d vectors is applied to %d channels".formatted(size, wanted));
    }
  }

  /** Returns a random orthogonal matrix: Gaussian rows, orthogonalised twice after Gram-Schmidt. */
  static SquareMatrix orthogonal(int size, SplittableRandom random) {
    var q = new double[size * size];
    for (int i = 0; i < q.length; i++) {
      q[i] = random.nextGaussian();
    }
    for (int row = 0; row < size; row++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int other = 0; other < row; other++) {
          double dot = 0;
          for (int k = 0; k < size; k++) {
            dot += q[row * size + k] * q[other * size + k];
          }
          for (int k = 0; k < size; k++) {
            q[row * size + k] -= dot * q[other * size + k];
          }
        }
      }
      double norm = 0;
      for (int k = 0; k < size; k++) {
        norm += q[row * size + k] * q[row * size + k];
      }
      for (int k = 0; k < size; k++) {
        q[row * size + k] /= Math.sqrt(norm);
      }
    }
    return new SquareMatrix(size, q);
  }

  SquareMatrix transposed() {
    var turned = new double[values.length];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        turned[column * size + row] = values[row * size + column];
      }
    }
    return new SquareMatrix(size, turned);
  }

  SquareMatrix times(SquareMatrix other) {
    other.requireSize(size);
    var product = new double[values.length];
    for (int row = 0; row < size; row++) {
      for (int k = 0; k < size; k++) {
        for (int column = 0; column < size; column++) {
          product[row * size + column] += at(row, k) * other.at(k, column);
        }
      }
    }
    return new SquareMatrix(size, product);
  }

  /** Returns this matrix with row i times {@code factors[i]}. */
  SquareMatrix scaledRows(double[] factors) {
    var scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = values[i] * factors[i / size];
    }
    return new SquareMatrix(size, scaled);
  }
}

package org.gwageo.lineage.alignment;

import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.numerics.PolarFactor;

/**
 * The polar factor of a matrix, or zeros for a matrix of zeros. Its singular values lie in [0, 1]:
 * directions that are rounding noise may end below 1, and that is meant, because the bounds of
 * {@link TraceBound} hold for every contraction.
 */
final class PolarContraction {

  private PolarContraction() {}

  /** Returns a matrix of the same size; all values of {@code matrix} are finite. */
  static FloatMatrix of(FloatMatrix matrix, MatrixProduct product) {
    return inPlace(FloatMatrix.of(matrix.toArray(), matrix.rows(), matrix.columns()), product);
  }

  /** The same, in the memory of the matrix, whose array is overwritten. */
  static FloatMatrix inPlace(FloatMatrix matrix, MatrixProduct product) {
    for (float value : matrix.values()) {
      if (value != 0) {
        return PolarFactor.inPlace(matrix, product).factor();
      }
    }
    return matrix;
  }
}

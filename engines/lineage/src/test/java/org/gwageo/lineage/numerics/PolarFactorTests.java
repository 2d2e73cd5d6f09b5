package org.gwageo.lineage.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolarFactorTests {

  private static final MatrixProduct PRODUCT = MatrixProduct.onThreads(2);

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 7", "60, 60", "40, 75", "75, 40", "1, 30", "30, 1"})
  void isThatOfTheSingularValueDecomposition(int rows, int columns) {
    FloatMatrix matrix = Draws.normal(rows, columns, 31L * rows + columns);
    var svd = new SingularValueDecomposition(doubles(matrix));
    RealMatrix expected = svd.getU().multiply(svd.getVT());
    PolarFactor polar = PolarFactor.of(matrix, PRODUCT);
    double share = svd.getSingularValues()[Math.min(rows, columns) - 1] / svd.getNorm();
    assertThat(largestDifference(polar.factor(), expected)).isLessThan(3e-6 / share);
    assertThat(polar.residual()).isLessThan(1e-5);
    assertThat(polar.rank()).isCloseTo(Math.min(rows, columns), within(1e-3));
  }

  @Test
  void givesAnOrthogonalMatrixBack() {
    PolarFactor first = PolarFactor.of(Draws.normal(200, 200, 33), PRODUCT);
    PolarFactor second = PolarFactor.of(first.factor(), PRODUCT);
    assertThat(largestDifference(second.factor(), doubles(first.factor()))).isLessThan(1e-5);
  }

  /** Half of the singular values fall from 1 to 1e-4, the others are below the cutoff. */
  @Test
  void keepsDirectionsDownToTheCutoffAndNoSingularValueAboveOne() {
    int size = 120;
    FloatMatrix u = PolarFactor.of(Draws.normal(size, size, 34), PRODUCT).factor();
    FloatMatrix v = PolarFactor.of(Draws.normal(size, size, 35), PRODUCT).factor();
    FloatMatrix scaled = FloatMatrix.zeros(size, size);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double value = k < 60 ? Math.pow(10, -4 * k / 59.0) : 0;
        scaled.put(i, k, (float) (u.at(i, k) * value));
      }
    }
    FloatMatrix matrix = PRODUCT.timesTransposed(scaled, v);
    PolarFactor polar = PolarFactor.of(matrix, PRODUCT);
    double[] singular = new SingularValueDecomposition(doubles(polar.factor())).getSingularValues();
    assertThat(singular[0]).isLessThanOrEqualTo(1 + 1e-5);
    assertThat(polar.largest()).isLessThanOrEqualTo(1 + 1e-6);
    assertThat(singular[59]).isCloseTo(1, within(2e-5));

    // uᵢᵀQvᵢ is 1 for the kept directions, up to the rounding of the matrix itself.
    FloatMatrix inside = PRODUCT.times(PRODUCT.transposedTimes(u, polar.factor()), v);
    for (int k = 0; k < 60; k++) {
      assertThat((double) inside.at(k, k)).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void scaleDoesNotMatter() {
    FloatMatrix matrix = Draws.normal(50, 50, 36);
    FloatMatrix expected = PolarFactor.of(matrix, PRODUCT).factor();
    for (float factor : new float[] {0x1p-90f, 0x1p100f}) {
      FloatMatrix other = FloatMatrix.of(matrix.toArray(), 50, 50);
      for (int i = 0; i < 2_500; i++) {
        other.values()[i] *= factor;
      }
      assertThat(largestDifference(PolarFactor.of(other, PRODUCT).factor(), doubles(expected)))
          .isLessThan(1e-4);
    }
  }

  @Test
  void doublesBeyondTheRangeOfFloatsAreScaledFirst() {
    double[] values = {3e200, 0, 0, -2e198};
    FloatMatrix factor = PolarFactor.of(values, 2, 2, PRODUCT).factor();
    assertThat(factor.at(0, 0)).isCloseTo(1f, within(1e-5f));
    assertThat(factor.at(1, 1)).isCloseTo(-1f, within(1e-5f));
    assertThat(factor.at(0, 1)).isZero();
  }

  @Test
  void theFactorInPlaceHasTheSameBits() {
    FloatMatrix matrix = FloatMatrix.of(Draws.normal(70, 50, 37).toArray(), 70, 50);
    float[] before = matrix.toArray();
    FloatMatrix expected = PolarFactor.of(matrix, PRODUCT).factor();
    assertThat(matrix.values()).containsExactly(before);
    assertThat(PolarFactor.inPlace(matrix, PRODUCT).factor().toArray())
        .containsExactly(expected.toArray());
    assertThatThrownBy(() -> PolarFactor.inPlace(matrix.columns(0, 20), PRODUCT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the matrix is a window of a larger array");
  }

  @Test
  void refusesWhatHasNoDirection() {
    assertThatThrownBy(() -> PolarFactor.of(FloatMatrix.zeros(3, 3), PRODUCT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whose norm is 0.0");
    FloatMatrix infinite = FloatMatrix.zeros(3, 3);
    infinite.put(1, 1, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> PolarFactor.of(infinite, PRODUCT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PolarFactor.of(new double[] {Double.NaN}, 1, 1, PRODUCT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PolarFactor.of(Draws.normal(2, 2, 1), PRODUCT, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a cutoff is from 1e-8 to 0.5, not 0.9");
  }

  private static RealMatrix doubles(FloatMatrix matrix) {
    RealMatrix result = new Array2DRowRealMatrix(matrix.rows(), matrix.columns());
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        result.setEntry(row, column, matrix.at(row, column));
      }
    }
    return result;
  }

  private static double largestDifference(FloatMatrix actual, RealMatrix expected) {
    return Arrays.stream(doubles(actual).subtract(expected).getData())
        .flatMapToDouble(Arrays::stream)
        .map(Math::abs)
        .max()
        .orElseThrow();
  }
}

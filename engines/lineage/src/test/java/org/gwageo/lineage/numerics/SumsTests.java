package org.gwageo.lineage.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SumsTests {

  @Test
  void areTheSameInVectorsAndPlainLoops() {
    var random = new SplittableRandom(41);
    float[] a = Draws.normal(1, 4_100, 42).values();
    float[] b = Draws.normal(1, 4_100, 43).values();
    for (int round = 0; round < 300; round++) {
      int from = random.nextInt(5);
      int count = Sums.LANES * random.nextInt(120);
      var plain = new double[Sums.LANES];
      var vectors = new double[Sums.LANES];
      Sums.add(a, from, b, 3, count, plain);
      VectorSums.add(a, from, b, 3, count, vectors);
      assertThat(vectors).isEqualTo(plain);
    }
  }

  @Test
  void agreeWithExactArithmetic() {
    float[] a = Draws.normal(1, 3_000, 44).values();
    float[] b = Draws.normal(1, 3_000, 45).values();
    for (int count : new int[] {0, 1, 31, 32, 33, 2_999}) {
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = 0; i < count; i++) {
        exact = exact.add(new BigDecimal(a[2 + i]).multiply(new BigDecimal(b[5 + i])));
      }
      assertThat(Sums.dot(a, 2, b, 5, count)).isCloseTo(exact.doubleValue(), within(1e-12));
    }
  }

  @Test
  void squaresOfLargeFloatsDoNotOverflow() {
    float[] values = {3e38f, 3e38f, 1};
    assertThat(Sums.squares(values, 0, 2)).isCloseTo(2 * 9e76, within(1e71));
  }

  @Test
  void rowsHaveTheirOwnSums() {
    FloatMatrix matrix = FloatMatrix.of(new float[] {9, 1, 2, 9, 3, 4}, 1, 2, 2, 3);
    assertThat(Sums.rowSquares(matrix)).containsExactly(5, 25);
  }

  @Test
  void refusesToReadBeyondAnArray() {
    assertThatThrownBy(() -> Sums.dot(new float[5], 2, new float[9], 0, 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}

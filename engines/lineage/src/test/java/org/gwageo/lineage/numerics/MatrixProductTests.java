package org.gwageo.lineage.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MatrixProductTests {

  private static final MatrixProduct ONE = MatrixProduct.onThreads(1);
  private static final MatrixProduct PLAIN = new MatrixProduct(1, new ScalarKernel());

  @Test
  void everyElementHasTheBitsOfItsDefinition() {
    var random = new SplittableRandom(1);
    for (int round = 0; round < 60; round++) {
      int rows = 1 + random.nextInt(70);
      int columns = 1 + random.nextInt(90);
      int depth = round % 4 == 0 ? 256 * (1 + random.nextInt(3)) : random.nextInt(600);
      FloatMatrix a = Draws.normal(rows, depth, random.nextLong());
      FloatMatrix b = Draws.normal(columns, depth, random.nextLong());
      float[] expected = byDefinition(a, b);
      FloatMatrix aTransposed = Draws.transposed(a);
      FloatMatrix bTransposed = Draws.transposed(b);
      for (MatrixProduct product : List.of(ONE, PLAIN, MatrixProduct.onThreads(3))) {
        assertThat(product.timesTransposed(a, b).toArray()).isEqualTo(expected);
        assertThat(product.times(a, bTransposed).toArray()).isEqualTo(expected);
        assertThat(product.transposedTimes(aTransposed, bTransposed).toArray()).isEqualTo(expected);
      }
    }
  }

  @Test
  void bitsDoNotDependOnThreadsOrVectors() {
    FloatMatrix a = Draws.normal(811, 523, 2);
    FloatMatrix b = Draws.normal(1_700, 523, 3);
    float[] expected = PLAIN.timesTransposed(a, b).toArray();
    for (int threads : new int[] {1, 2, 3, 8}) {
      assertThat(MatrixProduct.onThreads(threads).timesTransposed(a, b).toArray())
          .isEqualTo(expected);
    }
  }

  /** Every width that the machine has, in processes of their own, since a process has one. */
  @Test
  void bitsDoNotDependOnTheWidthOfTheVectors() throws Exception {
    var digests = new TreeSet<String>();
    for (int bytes : new int[] {16, 32, 64}) {
      digests.add(
          inOwnProcess("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=" + bytes));
    }
    digests.add(inOwnProcess());
    assertThat(digests).hasSize(1);
    assertThat(digests.first()).matches("[0-9a-f]{64}");
  }

  private static String inOwnProcess(String... options) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4"));
    command.addAll(Arrays.asList(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BitsOfNumerics.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).isZero();
    return output.strip();
  }

  @Test
  void addingInPiecesOfWholeBlocksGivesTheBitsOfTheWhole() {
    FloatMatrix a = Draws.normal(1_100, 33, 4);
    FloatMatrix b = Draws.normal(1_100, 41, 5);
    FloatMatrix sum = FloatMatrix.zeros(33, 41);
    for (int from = 0; from < 1_100; from += 512) {
      int count = Math.min(512, 1_100 - from);
      ONE.addTransposedTimes(a.rows(from, count), b.rows(from, count), sum);
    }
    assertThat(sum.toArray()).isEqualTo(ONE.transposedTimes(a, b).toArray());

    FloatMatrix c = Draws.normal(33, 700, 6);
    FloatMatrix d = Draws.normal(41, 700, 7);
    FloatMatrix again = FloatMatrix.zeros(33, 41);
    ONE.addTimesTransposed(c.columns(0, 512), d.columns(0, 512), again);
    ONE.addTimesTransposed(c.columns(512, 188), d.columns(512, 188), again);
    assertThat(again.toArray()).isEqualTo(ONE.timesTransposed(c, d).toArray());
  }

  @Test
  void theGramMatrixIsTheProductWithItself() {
    for (int rows : new int[] {1, 31, 200, 1_601}) {
      FloatMatrix a = Draws.normal(rows, 270, rows);
      float[] expected = ONE.timesTransposed(a, a).toArray();
      assertThat(MatrixProduct.onThreads(2).gram(a).toArray()).isEqualTo(expected);
      assertThat(ONE.gramOfColumns(Draws.transposed(a)).toArray()).isEqualTo(expected);
    }
  }

  @Test
  void writesNothingOutsideTheWindow() {
    FloatMatrix a = Draws.normal(30, 40, 8);
    FloatMatrix b = Draws.normal(50, 40, 9);
    var values = new float[5 + 30 * 60];
    Arrays.fill(values, 77);
    FloatMatrix window = FloatMatrix.of(values, 5, 30, 50, 60);
    ONE.timesTransposed(a, b, window);
    assertThat(window.toArray()).isEqualTo(ONE.timesTransposed(a, b).toArray());
    for (int i = 0; i < values.length; i++) {
      if (i < 5 || (i - 5) % 60 >= 50) {
        assertThat(values[i]).isEqualTo(77);
      }
    }
  }

  @Test
  void isRightToTheLastDigitsOfAFloat() {
    FloatMatrix a = Draws.normal(20, 4_000, 10);
    FloatMatrix b = Draws.normal(25, 4_000, 11);
    FloatMatrix c = ONE.timesTransposed(a, b);
    for (int row = 0; row < 20; row++) {
      for (int column = 0; column < 25; column++) {
        double exact = 0;
        for (int step = 0; step < 4_000; step++) {
          exact += (double) a.at(row, step) * b.at(column, step);
        }
        assertThat((double) c.at(row, column)).isCloseTo(exact, within(2e-4));
      }
    }
  }

  @Test
  void infinitiesStayInTheirRowAndColumn() {
    FloatMatrix a = Draws.normal(25, 300, 12);
    FloatMatrix b = Draws.normal(70, 300, 13);
    a.put(3, 299, Float.POSITIVE_INFINITY);
    b.put(69, 0, Float.NaN);
    FloatMatrix c = ONE.timesTransposed(a, b);
    for (int row = 0; row < 25; row++) {
      for (int column = 0; column < 70; column++) {
        assertThat(Float.isFinite(c.at(row, column))).isEqualTo(row != 3 && column != 69);
      }
    }
  }

  @Test
  void anEmptyInnerDimensionGivesZeros() {
    FloatMatrix result = FloatMatrix.of(new float[] {5, 5, 5, 5, 5, 5}, 2, 3);
    ONE.times(FloatMatrix.zeros(2, 0), FloatMatrix.zeros(0, 3), result);
    assertThat(result.toArray()).containsOnly(0);
    assertThat(ONE.times(FloatMatrix.zeros(0, 4), FloatMatrix.zeros(4, 3)).rows()).isZero();
  }

  @Test
  void refusesWhatDoesNotFit() {
    FloatMatrix a = FloatMatrix.zeros(2, 3);
    assertThatThrownBy(() -> ONE.times(a, FloatMatrix.zeros(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the inner dimensions of a product differ: 3 and 2");
    assertThatThrownBy(() -> ONE.times(a, FloatMatrix.zeros(3, 4), FloatMatrix.zeros(2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a product of 2 x 4 does not fit a matrix of 2 x 3");
    FloatMatrix square = FloatMatrix.zeros(3, 3);
    assertThatThrownBy(() -> ONE.gram(square, square))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("over one of its factors");
    assertThatThrownBy(() -> MatrixProduct.onThreads(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FloatMatrix.of(new float[11], 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a matrix of 3 x 4 at 0 ends at 12, its array at 11");
    assertThatThrownBy(() -> FloatMatrix.zeros(100_000, 100_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> a.columns(2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static float[] byDefinition(FloatMatrix a, FloatMatrix b) {
    var result = new float[a.rows() * b.rows()];
    for (int row = 0; row < a.rows(); row++) {
      for (int column = 0; column < b.rows(); column++) {
        float sum = 0;
        for (int block = 0; block < a.columns(); block += MatrixProduct.DEPTH) {
          float chain = 0;
          for (int k = block; k < Math.min(a.columns(), block + MatrixProduct.DEPTH); k++) {
            chain = Math.fma(a.at(row, k), b.at(column, k), chain);
          }
          sum += chain;
        }
        result[row * b.rows() + column] = sum;
      }
    }
    return result;
  }
}

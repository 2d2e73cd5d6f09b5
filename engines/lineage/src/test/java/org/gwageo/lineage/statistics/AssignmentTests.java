package org.gwageo.lineage.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTests {

  @Test
  void isTheBestOfAllMatchings() {
    var random = new SplittableRandom(7);
    for (int round = 0; round < 600; round++) {
      int columns = 1 + random.nextInt(7);
      int rows = 1 + random.nextInt(columns);
      boolean coarse = round % 3 == 0;
      var value = new float[rows][columns];
      for (float[] row : value) {
        for (int k = 0; k < columns; k++) {
          double drawn = random.nextGaussian();
          row[k] = (float) (coarse ? Math.rint(drawn) : drawn);
        }
      }
      int[] matched = Assignment.maximise(value);
      assertThat(matched).doesNotHaveDuplicates();
      assertThat(total(value, matched)).isCloseTo(best(value, 0, 0), within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "assignment.csv")
  void hasTheTotalThatScipyFinds(String kind, int rows, int columns, double total) {
    float[][] value = value(kind, rows, columns);
    int[] matched = Assignment.maximise(value);
    assertThat(matched).doesNotHaveDuplicates();
    assertThat(total(value, matched)).isCloseTo(total, within(1e-6));

    var flat = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(value[row], 0, flat, row * columns, columns);
    }
    assertThat(Assignment.maximise(flat, rows, columns)).isEqualTo(matched);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 1, -3.5f})
  void matchesAllRowsWhereAllValuesAreEqual(float value) {
    var values = new float[700 * 900];
    Arrays.fill(values, value);
    assertThat(Assignment.maximise(values, 700, 900)).doesNotHaveDuplicates().hasSize(700);
    assertThat(Assignment.maximise(values, 700, 700)).doesNotHaveDuplicates().hasSize(700);
  }

  @Test
  void findsAHiddenPermutationAmongDuplicatedRows() {
    var random = new SplittableRandom(8);
    int[] hidden = Permutations.identity(300);
    Permutations.shuffle(hidden, random);
    var value = new float[300][300];
    for (int row = 0; row < 300; row++) {
      for (int column = 0; column < 300; column++) {
        value[row][column] = (float) (0.1 * random.nextGaussian());
      }
    }
    value[10] = value[20].clone();
    for (int row = 0; row < 300; row++) {
      value[row][hidden[row]] += 1;
    }
    assertThat(Assignment.maximise(value)).isEqualTo(hidden);
  }

  @Test
  void plainLoopsAndVectorsScanAlike() {
    var random = new SplittableRandom(9);
    for (int columns = 2; columns < 70; columns++) {
      var value = new float[columns + 3];
      var price = new double[columns];
      var taken = new double[columns];
      for (int k = 0; k < columns; k++) {
        value[k + 3] = (float) Math.rint(3 * random.nextGaussian());
        price[k] = random.nextInt(3);
        taken[k] = random.nextInt(2) == 0 ? 0 : Double.POSITIVE_INFINITY;
      }
      var plain = new ScalarAssignmentScan();
      var vectors = new VectorAssignmentScan();
      plain.twoLeast(value, 3, price);
      vectors.twoLeast(value, 3, price);
      assertThat(vectors.least).isEqualTo(plain.least);
      assertThat(vectors.leastAt).isEqualTo(plain.leastAt);
      assertThat(vectors.second).isEqualTo(plain.second);
      assertThat(vectors.secondAt).isEqualTo(plain.secondAt);

      price[0] = Double.POSITIVE_INFINITY;
      var plainShortest = new double[columns];
      var plainBefore = new double[columns];
      Arrays.setAll(plainShortest, k -> k % 4 - 2);
      var vectorShortest = plainShortest.clone();
      var vectorBefore = plainBefore.clone();
      plain.relax(value, 3, price, 0.5, 4, plainShortest, plainBefore, taken);
      vectors.relax(value, 3, price, 0.5, 4, vectorShortest, vectorBefore, taken);
      assertThat(vectorShortest).isEqualTo(plainShortest);
      assertThat(vectorBefore).isEqualTo(plainBefore);
      assertThat(vectors.leastAt).isEqualTo(plain.leastAt);
      assertThat(vectors.free).isEqualTo(plain.free);
      assertThat(vectors.freeAt).isEqualTo(plain.freeAt);
    }
  }

  @Test
  void matchesNothingWithoutRows() {
    assertThat(Assignment.maximise(new float[0][])).isEmpty();
    assertThat(Assignment.maximise(new float[0], 0, 5)).isEmpty();
  }

  @Test
  void refusesWhatCannotBeMatched() {
    assertThatThrownBy(() -> Assignment.maximise(new float[][] {{1, 2}, {3, Float.NaN}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the value in row 1 and column 1 is NaN, not a finite number");
    assertThatThrownBy(
            () -> Assignment.maximise(new float[] {1, Float.NEGATIVE_INFINITY, 2, 3}, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-Infinity");
    assertThatThrownBy(() -> Assignment.maximise(new float[][] {{1}, {2}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 rows cannot be matched with 1 columns");
    assertThatThrownBy(() -> Assignment.maximise(new float[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has 1 columns");
    assertThatThrownBy(() -> Assignment.maximise(new float[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("array of 3");
  }

  private static double total(float[][] value, int[] matched) {
    double sum = 0;
    for (int row = 0; row < matched.length; row++) {
      sum += value[row][matched[row]];
    }
    return sum;
  }

  private static double best(float[][] value, int row, int used) {
    if (row == value.length) {
      return 0;
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int column = 0; column < value[0].length; column++) {
      if ((used & 1 << column) == 0) {
        most = Math.max(most, value[row][column] + best(value, row + 1, used | 1 << column));
      }
    }
    return most;
  }

  /** The values of reference.py. */
  private static float[][] value(String kind, int rows, int columns) {
    var value = new float[rows][columns];
    for (long i = 0; i < rows; i++) {
      for (long j = 0; j < columns; j++) {
        long mixed = (i * 7919 + j * 104729 + (i * i % 1009) * (j * j % 2003) * 31) % 1000003;
        value[(int) i][(int) j] =
            switch (kind) {
              case "spread" -> (float) (mixed / 1000003.0);
              case "ties" -> (float) (mixed % 7);
              default -> (float) ((i % 101) * (j % 211) / 50.0 + mixed / 1000003.0 - 100);
            };
      }
    }
    return value;
  }
}

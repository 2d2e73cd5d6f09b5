package org.gwageo.lineage.anatomy;

import java.util.Arrays;
import java.util.Optional;
import org.gwageo.lineage.checkpoint.StoredTensor;

/**
 * A matrix that a formula sets: a bank of filters or the basis of a Fourier transform, as encoders
 * of speech carry them beside their weights, or the mask that hides later tokens.
 *
 * <p>In a bank each filter is a single hump: no value is negative, most are 0, and the others of a
 * filter stand side by side, rising and then falling. In a basis, whatever its window, row k at
 * sample n is w<sub>n</sub> cos(2πkn/N) or the sine, so that x<sub>k+1</sub> + x<sub>k-1</sub> =
 * 2c<sub>n</sub> x<sub>k</sub> holds at every sample with one number c<sub>n</sub>.
 */
final class FormulaMatrix {

  private static final int LEAST_LINES = 12;
  private static final int SCREENED_ROWS = 32;
  private static final int MOST_ELEMENTS = 1 << 23;
  private static final double ZEROS_OF_A_BANK = 0.5;
  private static final double SAMPLES_THAT_FIT = 0.95;

  /** What rounding to eight bits of mantissa leaves of the recurrence, of the sum of squares. */
  private static final double ROUNDING = 1e-4;

  private final float[] values;
  private final int rows;
  private final int columns;

  private FormulaMatrix(float[] values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  /** Whether the tensor, its axes of length 1 left out, is such a matrix. */
  static boolean is(StoredTensor tensor) {
    var lengths = tensor.shape().stream().filter(length -> length != 1).toList();
    if (lengths.size() != 2 || !tensor.type().floating() || tensor.elements() > MOST_ELEMENTS) {
      return false;
    }
    int rows = lengths.getFirst().intValue();
    int columns = lengths.getLast().intValue();
    if (Math.min(rows, columns) < LEAST_LINES) {
      return false;
    }
    int screened = Math.min(rows, SCREENED_ROWS);
    var first = new FormulaMatrix(tensor.toFloats(0, screened * columns), screened, columns);
    boolean triangle = rows == columns && first.isTriangle();
    if (!triangle && !first.mayBeBank() && !first.isBasis()) {
      return false;
    }
    var whole = new FormulaMatrix(tensor.toFloats(0, rows * columns), rows, columns);
    // Cosines and sines may stand below each other.
    return (triangle && whole.isTriangle())
        || whole.isBank()
        || whole.isBasis()
        || (whole.part(0, rows / 2).isBasis() && whole.part(rows / 2, rows).isBasis());
  }

  private FormulaMatrix part(int from, int to) {
    return new FormulaMatrix(
        Arrays.copyOfRange(values, from * columns, to * columns), to - from, columns);
  }

  private float at(int row, int column) {
    return values[row * columns + column];
  }

  /** Whether one number stands up to the diagonal, or before it, and another behind. */
  private boolean isTriangle() {
    float before = at(rows - 1, 0);
    float behind = at(0, columns - 1);
    boolean diagonal = at(0, 0) == before;
    if (before == behind) {
      return false;
    }
    for (int row = 0; row < rows; row++) {
      int length = diagonal ? row + 1 : row;
      for (int column = 0; column < columns; column++) {
        if (at(row, column) != (column < length ? before : behind)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean mayBeBank() {
    int zeros = 0;
    for (float value : values) {
      if (!(value >= 0)) {
        return false;
      }
      zeros += value == 0 ? 1 : 0;
    }
    return zeros >= ZEROS_OF_A_BANK * values.length;
  }

  private boolean isBank() {
    return mayBeBank() && (humps(this) || humps(turned()));
  }

  private static boolean humps(FormulaMatrix matrix) {
    int filters = 0;
    for (int row = 0; row < matrix.rows; row++) {
      Optional<Boolean> hump = matrix.hump(row);
      if (hump.isPresent() && !hump.get()) {
        return false;
      }
      filters += hump.isPresent() ? 1 : 0;
    }
    return filters >= LEAST_LINES;
  }

  /** Whether a row rises once and falls once; empty for a row of zeros. */
  private Optional<Boolean> hump(int row) {
    int from = 0;
    int to = columns - 1;
    while (from < columns && at(row, from) == 0) {
      from++;
    }
    while (to > from && at(row, to) == 0) {
      to--;
    }
    if (from == columns) {
      return Optional.empty();
    }
    int i = from;
    while (i < to && at(row, i + 1) >= at(row, i)) {
      i++;
    }
    while (i < to && at(row, i + 1) <= at(row, i) && at(row, i + 1) > 0) {
      i++;
    }
    return Optional.of(i == to);
  }

  private boolean isBasis() {
    return waves(this) || waves(turned());
  }

  /** Whether the columns, read downwards, are waves of one frequency each. */
  private static boolean waves(FormulaMatrix matrix) {
    int fit = 0;
    int empty = 0;
    for (int column = 0; column < matrix.columns; column++) {
      double squares = 0;
      double cross = 0;
      double outer = 0;
      for (int k = 1; k < matrix.rows - 1; k++) {
        double value = matrix.at(k, column);
        double around = (double) matrix.at(k - 1, column) + matrix.at(k + 1, column);
        squares += value * value;
        cross += value * around;
        outer += around * around;
      }
      if (squares == 0) {
        empty++;
        continue;
      }
      double left = outer - cross * cross / squares;
      fit += left <= ROUNDING * squares ? 1 : 0;
    }
    int waves = matrix.columns - empty;
    return waves >= LEAST_LINES && fit >= SAMPLES_THAT_FIT * waves;
  }

  private FormulaMatrix turned() {
    var turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = at(row, column);
      }
    }
    return new FormulaMatrix(turned, /* rows= */ columns, /* columns= */ rows);
  }
}

package org.gwageo.nano.zoo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/**
 * A tensor in memory, row-major. Vectors are matrices of one column; axes after the first are taken
 * together as columns. Every method leaves this tensor as it is.
 *
 * @param shape the length of each axis, outermost first
 * @param values the elements; never changed after creation
 */
@SuppressWarnings("ArrayRecordComponent") // weights are never compared as records
public record Tensor(List<Integer> shape, float[] values) {

  /**
   * Checks that there are as many values as the shape needs.
   *
   * @throws IllegalArgumentException if there are not
   */
  public Tensor {
    shape = List.copyOf(shape);
    long needed = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    if (needed != values.length) {
      throw new IllegalArgumentException(
          "a tensor of shape %s holds %d values, not %d".formatted(shape, needed, values.length));
    }
  }

  /** Returns a matrix of Gaussian values with standard deviation {@code spread}. */
  public static Tensor gaussian(int rows, int columns, double spread, SplittableRandom random) {
    var values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return new Tensor(List.of(rows, columns), values);
  }

  /** Returns the length of the first axis. */
  public int rows() {
    return shape.getFirst();
  }

  /** Returns the number of elements of one row. */
  public int columns() {
    return values.length / rows();
  }

  /** Returns the element in {@code row} and {@code column}. */
  public float at(int row, int column) {
    return values[row * columns() + column];
  }

  /** Returns the root of the mean squared element. */
  public double scale() {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / values.length);
  }

  /** Returns the rows {@code order[0], order[1], …}; rows may be left out or repeated. */
  public Tensor rows(int[] order) {
    int columns = columns();
    var picked = new float[order.length * columns];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(values, order[i] * columns, picked, i * columns, columns);
    }
    return new Tensor(withRows(order.length), picked);
  }

  /** Returns the columns {@code order[0], order[1], …} of a matrix. */
  public Tensor columns(int[] order) {
    int rows = rows();
    int columns = columns();
    var picked = new float[rows * order.length];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < order.length; i++) {
        picked[row * order.length + i] = values[row * columns + order[i]];
      }
    }
    return new Tensor(List.of(rows, order.length), picked);
  }

  /** Returns each row times its factor. */
  public Tensor scaledRows(double[] factors) {
    var scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (values[i] * factors[i / columns()]);
    }
    return new Tensor(shape, scaled);
  }

  /** Returns each column times its factor. */
  public Tensor scaledColumns(double[] factors) {
    var scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (values[i] * factors[i % columns()]);
    }
    return new Tensor(shape, scaled);
  }

  /** Returns this matrix times {@code other}; sums are taken in double. */
  public Tensor times(SquareMatrix other) {
    int rows = rows();
    int columns = columns();
    other.requireSize(columns);
    var product = new float[values.length];
    var sums = new double[columns];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < columns; k++) {
        double value = values[row * columns + k];
        for (int column = 0; column < columns; column++) {
          sums[column] += value * other.at(k, column);
        }
      }
      for (int column = 0; column < columns; column++) {
        product[row * columns + column] = (float) sums[column];
      }
    }
    return new Tensor(shape, product);
  }

  /** Returns the transpose of a matrix. */
  public Tensor transposed() {
    int rows = rows();
    int columns = columns();
    var turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return new Tensor(List.of(columns, rows), turned);
  }

  /** Returns a tensor of the same shape from the elements of this one and {@code other}. */
  public Tensor with(Tensor other, DoubleBinaryOperator operator) {
    requireShape(other.shape);
    var result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) operator.applyAsDouble(values[i], other.values[i]);
    }
    return new Tensor(shape, result);
  }

  /** Returns this tensor plus Gaussian noise of standard deviation {@code spread}. */
  public Tensor noisy(double spread, SplittableRandom random) {
    var result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (values[i] + spread * random.nextGaussian());
    }
    return new Tensor(shape, result);
  }

  /** Returns this tensor with the given rows replaced. */
  public Tensor withRows(Map<Integer, float[]> replacements) {
    var result = values.clone();
    replacements.forEach(
        (row, content) -> System.arraycopy(content, 0, result, row * columns(), columns()));
    return new Tensor(shape, result);
  }

  /** Returns a copy of one row. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * columns(), (row + 1) * columns());
  }

  /** Returns the rows of this matrix and below them those of {@code other}. */
  public Tensor above(Tensor other) {
    if (columns() != other.columns()) {
      throw new IllegalArgumentException(
          "rows of %d columns cannot stand over rows of %d".formatted(columns(), other.columns()));
    }
    var joined = Arrays.copyOf(values, values.length + other.values.length);
    System.arraycopy(other.values, 0, joined, values.length, other.values.length);
    return new Tensor(withRows(rows() + other.rows()), joined);
  }

  private List<Integer> withRows(int rows) {
    var changed = new ArrayList<>(shape);
    changed.set(0, rows);
    return changed;
  }

  private void requireShape(List<Integer> wanted) {
    if (!shape.equals(wanted)) {
      throw new IllegalArgumentException(
          "tensors of shapes %s and %s cannot be combined".formatted(shape, wanted));
    }
  }
}

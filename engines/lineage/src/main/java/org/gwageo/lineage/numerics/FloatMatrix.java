package org.gwageo.lineage.numerics;

import java.util.Objects;

/**
 * A matrix of floats: a window of a row-major array, whose rows may lie further apart than they are
 * long. The values are shared with whoever holds the array, and not copied.
 */
public final class FloatMatrix {

  private final float[] values;
  private final int offset;
  private final int rows;
  private final int columns;
  private final int stride;

  private FloatMatrix(float[] values, int offset, int rows, int columns, int stride) {
    this.values = values;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * Returns a window of {@code values}.
   *
   * @param offset index of the first value of the first row
   * @param stride distance between the first values of two rows, at least {@code columns}
   * @throws IllegalArgumentException if a part of the window lies outside the array
   */
  public static FloatMatrix of(float[] values, int offset, int rows, int columns, int stride) {
    if (offset < 0 || rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d at %d has a negative number".formatted(rows, columns, offset));
    }
    if (stride < columns) {
      throw new IllegalArgumentException(
          "rows of %d columns cannot lie %d apart".formatted(columns, stride));
    }
    long end = rows == 0 || columns == 0 ? offset : offset + (rows - 1L) * stride + columns;
    if (end > values.length) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d at %d ends at %d, its array at %d"
              .formatted(rows, columns, offset, end, values.length));
    }
    return new FloatMatrix(values, offset, rows, columns, stride);
  }

  /** Returns the first {@code rows} x {@code columns} of {@code values} without gaps. */
  public static FloatMatrix of(float[] values, int rows, int columns) {
    return of(values, 0, rows, columns, columns);
  }

  /**
   * Returns a new matrix of zeros.
   *
   * @throws IllegalArgumentException if it has more values than an array can hold
   */
  public static FloatMatrix zeros(int rows, int columns) {
    long size = (long) rows * columns;
    if (rows < 0 || columns < 0 || size > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d is not between 0 and %d values"
              .formatted(rows, columns, Integer.MAX_VALUE - 8));
    }
    return of(new float[(int) size], rows, columns);
  }

  /** Returns the array that holds the values. */
  public float[] values() {
    return values;
  }

  /** Returns the index of the first value in the array. */
  public int offset() {
    return offset;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Returns the distance in the array between the first values of two rows. */
  public int stride() {
    return stride;
  }

  /** Returns the value in row {@code row} and column {@code column}, both from 0. */
  public float at(int row, int column) {
    return values[index(row, column)];
  }

  /** Replaces the value in row {@code row} and column {@code column}, both from 0. */
  public void put(int row, int column, float value) {
    values[index(row, column)] = value;
  }

  /** Returns the rows from {@code first}, of the same array. */
  public FloatMatrix rows(int first, int count) {
    Objects.checkFromIndexSize(first, count, rows);
    return new FloatMatrix(
        values, count == 0 ? offset : offset + first * stride, count, columns, stride);
  }

  /** Returns the columns from {@code first}, of the same array. */
  public FloatMatrix columns(int first, int count) {
    Objects.checkFromIndexSize(first, count, columns);
    return new FloatMatrix(values, count == 0 ? offset : offset + first, rows, count, stride);
  }

  /** Returns the values row after row in a new array without gaps. */
  public float[] toArray() {
    var copy = new float[Math.multiplyExact(rows, columns)];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(values, start(row), copy, row * columns, columns);
    }
    return copy;
  }

  /** Returns the index in the array of the first value of a row. */
  int start(int row) {
    return offset + row * stride;
  }

  private int index(int row, int column) {
    Objects.checkIndex(row, rows);
    Objects.checkIndex(column, columns);
    return offset + row * stride + column;
  }

  /** Tells whether the two may share a value: same array, overlapping stretches. */
  @SuppressWarnings("ReferenceEquality") // sharing is what is asked
  boolean overlaps(FloatMatrix other) {
    return values == other.values
        && rows > 0
        && columns > 0
        && other.rows > 0
        && other.columns > 0
        && offset < other.start(other.rows - 1) + other.columns
        && other.offset < start(rows - 1) + columns;
  }
}

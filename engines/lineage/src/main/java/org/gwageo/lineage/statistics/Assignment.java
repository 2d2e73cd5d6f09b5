package org.gwageo.lineage.statistics;

import java.util.Arrays;

/**
 * The linear assignment problem, solved exactly: shortest augmenting paths after column reduction
 * and augmenting row reduction (Jonker and Volgenant, Computing 38, 1987, 325-340), with prices in
 * double precision.
 *
 * <p>Where several matchings are best, which one is returned follows from the order of rows and
 * columns. A statistic that compares a matching with an order has to shuffle rows and columns first
 * and undo it afterwards; otherwise equal values look like agreement.
 */
public final class Assignment {

  /** After so many scans per row the bidding has become a price war, and paths are faster. */
  private static final int BIDS = 12;

  private static final int FREE = -1;

  private final Rows values;
  private final int rows;
  private final int columns;
  private final AssignmentScan scan = AssignmentScan.best();

  /** What a column costs beyond its value; 0 as long as it is free, unless all must be taken. */
  private final double[] price;

  /** 0 for a free column, infinite for a taken one. */
  private final double[] taken;

  private final int[] columnOf;
  private final int[] rowOf;

  private Assignment(Rows values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
    this.price = new double[columns];
    this.taken = new double[columns];
    this.columnOf = new int[rows];
    this.rowOf = new int[columns];
    Arrays.fill(columnOf, FREE);
    Arrays.fill(rowOf, FREE);
  }

  /** Where the values of a row are: in {@code of(row)} from {@code at(row)}. */
  private static final class Rows {
    private final float[][] arrays;
    private final int stride;

    /**
     * @param stride 0 for an array per row, else the distance of the rows in the only array
     */
    Rows(float[][] arrays, int stride) {
      this.arrays = arrays;
      this.stride = stride;
    }

    float[] of(int row) {
      return arrays[stride == 0 ? row : 0];
    }

    int at(int row) {
      return row * stride;
    }
  }

  /**
   * Returns for every row the column it is matched with, so that the sum of the values is largest
   * and no column is used twice.
   *
   * @param value rows x columns, at most as many rows as columns, all finite
   * @throws IllegalArgumentException if there are more rows than columns, rows of different
   *     lengths, or a value that is not finite
   */
  public static int[] maximise(float[][] value) {
    int columns = value.length == 0 ? 0 : value[0].length;
    for (int row = 0; row < value.length; row++) {
      if (value[row].length != columns) {
        throw new IllegalArgumentException(
            "row %d has %d columns and row 0 has %d".formatted(row, value[row].length, columns));
      }
    }
    return solve(new Rows(value, 0), value.length, columns);
  }

  /**
   * Returns the same for values that lie row after row in one array.
   *
   * @throws IllegalArgumentException also if {@code value} is shorter than rows x columns
   */
  public static int[] maximise(float[] value, int rows, int columns) {
    if (rows < 0 || columns < 0 || (long) rows * columns > value.length) {
      throw new IllegalArgumentException(
          "%d x %d values are not in an array of %d".formatted(rows, columns, value.length));
    }
    return solve(new Rows(new float[][] {value}, columns), rows, columns);
  }

  private static int[] solve(Rows values, int rows, int columns) {
    if (rows > columns) {
      throw new IllegalArgumentException(
          "%d rows cannot be matched with %d columns".formatted(rows, columns));
    }
    var problem = new Assignment(values, rows, columns);
    problem.requireFinite();
    if (rows == columns && rows > 1) {
      problem.reduceColumns();
    }
    problem.bid();
    problem.augment();
    return problem.columnOf;
  }

  private void requireFinite() {
    for (int row = 0; row < rows; row++) {
      float[] value = values.of(row);
      int at = values.at(row);
      for (int column = 0; column < columns; column++) {
        if (!Float.isFinite(value[at + column])) {
          throw new IllegalArgumentException(
              "the value in row %d and column %d is %s, not a finite number"
                  .formatted(row, column, value[at + column]));
        }
      }
    }
  }

  /** Gives every column its largest value as price and, if it is still free, the row of it. */
  private void reduceColumns() {
    var best = new int[columns];
    Arrays.fill(price, Double.NEGATIVE_INFINITY);
    for (int row = 0; row < rows; row++) {
      float[] value = values.of(row);
      int at = values.at(row);
      for (int column = 0; column < columns; column++) {
        if (value[at + column] > price[column]) {
          price[column] = value[at + column];
          best[column] = row;
        }
      }
    }
    for (int column = columns - 1; column >= 0; column--) {
      if (columnOf[best[column]] == FREE) {
        match(best[column], column);
      }
    }
  }

  private void match(int row, int column) {
    columnOf[row] = column;
    rowOf[column] = row;
    taken[column] = Double.POSITIVE_INFINITY;
  }

  private int[] freeRows() {
    var free = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (columnOf[row] == FREE) {
        free[count++] = row;
      }
    }
    return Arrays.copyOf(free, count);
  }

  /**
   * Augmenting row reduction: a free row takes its best column and raises the price to the point
   * where the second best is as good; the row that had the column bids next.
   */
  private void bid() {
    long scans = (long) BIDS * rows;
    if (columns < 2) {
      return;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int start : freeRows()) {
        int row = start;
        while (row != FREE && scans-- > 0) {
          scan.twoLeast(values.of(row), values.at(row), price);
          double step = scan.second - scan.least;
          int column = scan.leastAt;
          if (step == 0 && rowOf[column] != FREE) {
            column = scan.secondAt;
          }
          int displaced = rowOf[column];
          price[column] += step;
          match(row, column);
          if (displaced != FREE) {
            columnOf[displaced] = FREE;
          }
          // Without a rise two rows could take the column from each other for ever.
          row = step > 0 ? displaced : FREE;
        }
      }
    }
  }

  /** Dijkstra's shortest path from every row that is still free to the nearest free column. */
  private void augment() {
    var shortest = new double[columns];
    var before = new double[columns];
    var open = new double[columns];
    var doneColumn = new int[columns];
    var doneDistance = new double[columns];
    for (int start : freeRows()) {
      Arrays.fill(shortest, Double.POSITIVE_INFINITY);
      System.arraycopy(price, 0, open, 0, columns);
      int done = 0;
      double reached = 0;
      double base = 0;
      int row = start;
      int end;
      while (true) {
        double shift = base - reached;
        scan.relax(values.of(row), values.at(row), open, shift, row, shortest, before, taken);
        if (scan.freeAt >= 0 && scan.free <= scan.least) {
          reached = scan.free;
          end = scan.freeAt;
          break;
        }
        int column = scan.leastAt;
        reached = scan.least;
        doneColumn[done] = column;
        doneDistance[done++] = reached;
        open[column] = Double.POSITIVE_INFINITY;
        shortest[column] = Double.POSITIVE_INFINITY;
        row = rowOf[column];
        base = price[column] - values.of(row)[values.at(row) + column];
      }
      for (int i = 0; i < done; i++) {
        price[doneColumn[i]] += reached - doneDistance[i];
      }
      follow(before, start, end);
    }
  }

  private void follow(double[] before, int start, int end) {
    int column = end;
    int row;
    do {
      row = (int) before[column];
      int freed = columnOf[row];
      match(row, column);
      column = freed;
    } while (row != start);
  }
}

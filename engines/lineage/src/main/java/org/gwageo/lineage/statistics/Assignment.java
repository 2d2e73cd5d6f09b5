package org.gwageo.lineage.statistics;

import java.util.Arrays;

/**
 * The linear assignment problem, solved exactly by shortest augmenting paths (Jonker and Volgenant,
 * Computing 38, 1987, without their initialisation).
 */
public final class Assignment {

  private Assignment() {}

  /**
   * Returns for every row the column it is matched with, so that the sum of the values is largest
   * and no column is used twice.
   *
   * @param value rows x columns, at most as many rows as columns, all finite
   */
  public static int[] maximise(float[][] value) {
    int rows = value.length;
    int columns = rows == 0 ? 0 : value[0].length;
    if (rows > columns) {
      throw new IllegalArgumentException(
          "%d rows cannot be matched with %d columns".formatted(rows, columns));
    }
    var rowPotential = new double[rows + 1];
    var columnPotential = new double[columns + 1];
    var rowOf = new int[columns + 1];
    var before = new int[columns + 1];
    var shortest = new double[columns + 1];
    var done = new boolean[columns + 1];
    for (int row = 1; row <= rows; row++) {
      rowOf[0] = row;
      Arrays.fill(shortest, Double.POSITIVE_INFINITY);
      Arrays.fill(done, false);
      int at = 0;
      do {
        done[at] = true;
        int from = rowOf[at];
        float[] values = value[from - 1];
        double least = Double.POSITIVE_INFINITY;
        int next = 0;
        for (int column = 1; column <= columns; column++) {
          if (!done[column]) {
            double reduced = -values[column - 1] - rowPotential[from] - columnPotential[column];
            if (reduced < shortest[column]) {
              shortest[column] = reduced;
              before[column] = at;
            }
            if (shortest[column] < least) {
              least = shortest[column];
              next = column;
            }
          }
        }
        for (int column = 0; column <= columns; column++) {
          if (done[column]) {
            rowPotential[rowOf[column]] += least;
            columnPotential[column] -= least;
          } else {
            shortest[column] -= least;
          }
        }
        if (next == 0) {
          throw new IllegalArgumentException("a value to be matched is not a finite number");
        }
        at = next;
      } while (rowOf[at] != 0);
      while (at != 0) {
        rowOf[at] = rowOf[before[at]];
        at = before[at];
      }
    }
    var matched = new int[rows];
    for (int column = 1; column <= columns; column++) {
      if (rowOf[column] != 0) {
        matched[rowOf[column] - 1] = column - 1;
      }
    }
    return matched;
  }
}

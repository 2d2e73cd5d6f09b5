package org.gwageo.lineage.numerics;

import java.util.Arrays;

/** Plain loops, for a Java without the vector module. */
final class ScalarKernel implements Kernel {

  private static final int ROWS = 4;
  private static final int COLUMNS = 32;

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void multiply(
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int depth,
      float[] tile,
      int tileAt,
      int stride) {
    var sums = new float[COLUMNS];
    for (int row = 0; row < ROWS; row++) {
      Arrays.fill(sums, 0);
      for (int step = 0; step < depth; step++) {
        float factor = left[leftAt + step * ROWS + row];
        int from = rightAt + step * COLUMNS;
        for (int column = 0; column < COLUMNS; column++) {
          sums[column] = Math.fma(right[from + column], factor, sums[column]);
        }
      }
      int to = tileAt + row * stride;
      for (int column = 0; column < COLUMNS; column++) {
        tile[to + column] += sums[column];
      }
    }
  }
}

package org.gwageo.lineage.numerics;

/**
 * A factor as a product sees it: lanes, which are the rows or the columns of the result, and steps,
 * over which it is summed.
 *
 * @param transposed whether the lanes are the columns of the matrix and not its rows
 */
record Side(FloatMatrix matrix, boolean transposed) {

  static Side rows(FloatMatrix matrix) {
    return new Side(matrix, false);
  }

  static Side columns(FloatMatrix matrix) {
    return new Side(matrix, true);
  }

  int lanes() {
    return transposed ? matrix.columns() : matrix.rows();
  }

  int depth() {
    return transposed ? matrix.rows() : matrix.columns();
  }

  /**
   * Copies some lanes of some steps, step after step, the steps {@code width} apart.
   *
   * @param to index of the first value in {@code panel}
   */
  void copy(int lane, int lanes, int firstStep, int steps, int width, float[] panel, int to) {
    float[] values = matrix.values();
    if (transposed) {
      for (int step = 0; step < steps; step++) {
        int from = matrix.start(firstStep + step) + lane;
        System.arraycopy(values, from, panel, to + step * width, lanes);
      }
      return;
    }
    int lanesByFour = lanes - lanes % 4;
    for (int i = 0; i < lanesByFour; i += 4) {
      int first = matrix.start(lane + i) + firstStep;
      int second = first + matrix.stride();
      int third = second + matrix.stride();
      int fourth = third + matrix.stride();
      for (int step = 0, at = to + i; step < steps; step++, at += width) {
        panel[at] = values[first + step];
        panel[at + 1] = values[second + step];
        panel[at + 2] = values[third + step];
        panel[at + 3] = values[fourth + step];
      }
    }
    for (int i = lanesByFour; i < lanes; i++) {
      int from = matrix.start(lane + i) + firstStep;
      for (int step = 0, at = to + i; step < steps; step++, at += width) {
        panel[at] = values[from + step];
      }
    }
  }
}

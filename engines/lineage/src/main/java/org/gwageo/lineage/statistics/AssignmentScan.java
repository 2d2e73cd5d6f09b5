package org.gwageo.lineage.statistics;

/**
 * The two loops over all columns in which {@link Assignment} spends its time. Results are in the
 * fields, until the next call. Of equal values the one in the lowest column counts, so that all
 * implementations lead to the same matching.
 */
abstract sealed class AssignmentScan permits ScalarAssignmentScan, VectorAssignmentScan {

  /** The least reduced cost, and its column. */
  double least;

  int leastAt;

  /** The second least reduced cost, and its column; of {@link #twoLeast} only. */
  double second;

  int secondAt;

  /** The least distance of a column that is not taken, and its column or -1; of {@link #relax}. */
  double free;

  int freeAt;

  /** Returns vectors if the incubating module is there, else plain loops. */
  static AssignmentScan best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorAssignmentScan()
        : new ScalarAssignmentScan();
  }

  /** Finds the two least of {@code price[k] - value[at + k]}; at least two columns. */
  abstract void twoLeast(float[] value, int at, double[] price);

  /**
   * Lowers {@code shortest[k]} to {@code open[k] - value[at + k] - shift} where that is less, notes
   * {@code row} in {@code before[k]} there, and finds the least distances of all columns and of
   * those with {@code taken[k] == 0}.
   *
   * @param open prices, infinite for columns whose distance is settled
   */
  abstract void relax(
      float[] value,
      int at,
      double[] open,
      double shift,
      int row,
      double[] shortest,
      double[] before,
      double[] taken);

  final void offer(double cost, int column) {
    if (cost < least || (cost == least && column < leastAt)) {
      second = least;
      secondAt = leastAt;
      least = cost;
      leastAt = column;
    } else if (cost < second || (cost == second && column < secondAt)) {
      second = cost;
      secondAt = column;
    }
  }

  final void offerFree(double cost, int column) {
    if (cost < free || (cost == free && column < freeAt)) {
      free = cost;
      freeAt = column;
    }
  }

  final void forget() {
    least = Double.POSITIVE_INFINITY;
    second = Double.POSITIVE_INFINITY;
    free = Double.POSITIVE_INFINITY;
    leastAt = -1;
    secondAt = -1;
    freeAt = -1;
  }

  /** {@link #twoLeast} for the columns from {@code first}, in plain loops. */
  final void offerFrom(int first, float[] value, int at, double[] price) {
    for (int column = first; column < price.length; column++) {
      offer(price[column] - value[at + column], column);
    }
  }

  /** {@link #relax} for the columns from {@code first}, in plain loops. */
  final void relaxFrom(
      int first,
      float[] value,
      int at,
      double[] open,
      double shift,
      int row,
      double[] shortest,
      double[] before,
      double[] taken) {
    for (int column = first; column < open.length; column++) {
      double cost = open[column] - value[at + column] - shift;
      if (cost < shortest[column]) {
        shortest[column] = cost;
        before[column] = row;
      }
      offer(shortest[column], column);
      offerFree(shortest[column] + taken[column], column);
    }
  }
}

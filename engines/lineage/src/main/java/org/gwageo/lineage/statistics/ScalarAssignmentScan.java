package org.gwageo.lineage.statistics;

/** Plain loops, for a Java without the vector module. */
final class ScalarAssignmentScan extends AssignmentScan {

  @Override
  void twoLeast(float[] value, int at, double[] price) {
    forget();
    offerFrom(0, value, at, price);
  }

  @Override
  void relax(
      float[] value,
      int at,
      double[] open,
      double shift,
      int row,
      double[] shortest,
      double[] before,
      double[] taken) {
    forget();
    relaxFrom(0, value, at, open, shift, row, shortest, before, taken);
  }
}

package org.gwageo.lineage.fingerprint;

import java.util.Arrays;

/**
 * Adds up floats: number i goes to sum i mod {@value #LANES} in double precision, and the sums are
 * then added in halves. The bits do not depend on the width of the vectors.
 */
final class Tally {

  static final int LANES = 16;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private Tally() {}

  static NumberSums of(float[] values, int count) {
    return of(values, count, VECTORS);
  }

  static NumberSums of(float[] values, int count, boolean vectors) {
    var sums = new double[LANES];
    var squares = new double[LANES];
    int whole = count - count % LANES;
    long zeros =
        vectors
            ? TallyLanes.add(values, whole, sums, squares)
            : add(values, 0, whole, sums, squares);
    zeros += add(values, whole, count, sums, squares);
    double square = folded(squares);
    long infinite = Double.isFinite(square) ? 0 : infinite(values, count);
    return new NumberSums(count, folded(sums), square, zeros, infinite);
  }

  static long add(float[] values, int from, int to, double[] sums, double[] squares) {
    long zeros = 0;
    for (int i = from; i < to; i++) {
      double value = values[i];
      sums[i % LANES] += value;
      squares[i % LANES] += value * value;
      zeros += value == 0 ? 1 : 0;
    }
    return zeros;
  }

  private static long infinite(float[] values, int count) {
    long infinite = 0;
    for (int i = 0; i < count; i++) {
      infinite += Float.isFinite(values[i]) ? 0 : 1;
    }
    return infinite;
  }

  private static double folded(double[] lanes) {
    double[] sums = Arrays.copyOf(lanes, LANES);
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        sums[lane] += sums[lane + half];
      }
    }
    return sums[0];
  }
}

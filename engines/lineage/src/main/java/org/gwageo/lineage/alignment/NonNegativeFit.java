package org.gwageo.lineage.alignment;

import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/** Least squares with coefficients that are not negative, for a handful of regressors. */
final class NonNegativeFit {

  /** Regressors up to which all subsets are tried. */
  static final int MOST = 8;

  private NonNegativeFit() {}

  /**
   * Returns the coefficients with the smallest sum of squares {@code |y - Σ a_i x_i|²}, found among
   * the unconstrained solutions on all subsets of regressors.
   *
   * @param gram inner products of the regressors
   * @param with inner products of the regressors with y
   */
  static double[] of(double[][] gram, double[] with) {
    int n = with.length;
    var best = new double[n];
    double explained = 0;
    for (int subset = 1; subset < 1 << n; subset++) {
      double[] solution = solve(gram, with, subset);
      double gain = 0;
      boolean feasible = true;
      for (int i = 0; i < n; i++) {
        feasible &= solution[i] >= 0;
        gain += solution[i] * with[i];
      }
      if (feasible && gain > explained) {
        explained = gain;
        best = solution;
      }
    }
    return best;
  }

  /** Returns the unconstrained coefficients of the regressors in {@code subset}, others 0. */
  static double[] solve(double[][] gram, double[] with, int subset) {
    int size = Integer.bitCount(subset);
    var index = new int[size];
    for (int i = 0, at = 0; i < with.length; i++) {
      if ((subset >> i & 1) == 1) {
        index[at++] = i;
      }
    }
    var matrix = new double[size][size];
    var right = new double[size];
    for (int i = 0; i < size; i++) {
      right[i] = with[index[i]];
      for (int j = 0; j < size; j++) {
        matrix[i][j] = gram[index[i]][index[j]];
      }
    }
    var solution = new double[with.length];
    if (size == 0) {
      return solution;
    }
    try {
      double[] found =
          new QRDecomposition(new Array2DRowRealMatrix(matrix, false))
              .getSolver()
              .solve(new ArrayRealVector(right, false))
              .toArray();
      for (int i = 0; i < size; i++) {
        solution[index[i]] = found[i];
      }
    } catch (MathIllegalArgumentException singular) {
      // Equal references leave the shares undetermined; a smaller subset gives the same fit.
      return solution;
    }
    return solution;
  }
}

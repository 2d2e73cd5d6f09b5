package org.gwageo.lineage.notevidence;

import java.util.Arrays;
import org.gwageo.lineage.anatomy.Part;

/**
 * The singular values of evenly spread rows of a matrix, falling, divided by the largest: a sketch
 * whose shape follows that of the whole spectrum.
 */
final class Spectrum {

  private static final int MOST_ROWS = 48;
  private static final int MOST_SWEEPS = 30;

  private Spectrum() {}

  static double[] of(Part part) {
    int rows = Math.toIntExact(Math.min(MOST_ROWS, part.shape().getFirst()));
    int columns = Math.toIntExact(part.elements() / part.shape().getFirst());
    long stride = part.shape().getFirst() / rows;
    var sketch = new float[rows][];
    for (int i = 0; i < rows; i++) {
      sketch[i] = part.toFloats(i * stride * columns, columns);
    }
    var gram = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int c = 0; c < columns; c++) {
          sum += (double) sketch[i][c] * sketch[j][c];
        }
        gram[i][j] = sum;
        gram[j][i] = sum;
      }
    }
    double[] values = eigenvalues(gram);
    double largest = Math.max(1e-300, values[values.length - 1]);
    var falling = new double[rows];
    for (int i = 0; i < rows; i++) {
      falling[i] = Math.sqrt(Math.max(0, values[rows - 1 - i]) / largest);
    }
    return falling;
  }

  /** Root mean square of the differences; the shorter curve decides how many are compared. */
  static double distance(double[] a, double[] b) {
    int n = Math.min(a.length, b.length);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares / n);
  }

  /** Returns the eigenvalues, rising, by cyclic Jacobi rotations (Golub and Van Loan, 8.5). */
  static double[] eigenvalues(double[][] symmetric) {
    int n = symmetric.length;
    for (int sweep = 0; sweep < MOST_SWEEPS && offDiagonal(symmetric) > 1e-22; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(symmetric, p, q);
        }
      }
    }
    var values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = symmetric[i][i];
    }
    Arrays.sort(values);
    return values;
  }

  private static double offDiagonal(double[][] a) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        off += i == j ? 0 : a[i][j] * a[i][j];
        all += a[i][j] * a[i][j];
      }
    }
    return all == 0 ? 0 : off / all;
  }

  private static void rotate(double[][] a, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double x = a[k][p];
      double y = a[k][q];
      a[k][p] = c * x - s * y;
      a[k][q] = s * x + c * y;
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = c * x - s * y;
      a[q][k] = s * x + c * y;
    }
  }
}

package org.gwageo.lineage.statistics;

import java.util.Arrays;

/**
 * Kolmogorov's test that values in [0, 1] are uniform: the largest distance of their empirical
 * distribution from the diagonal, on either side.
 *
 * @param distance the statistic D, from 0 to 1
 * @param p probability of a distance at least as large
 */
public record KolmogorovSmirnov(double distance, double p) {

  /** Up to this size the distribution is computed exactly. */
  private static final int EXACT = 1_000;

  /**
   * n·D² above which p is below a millionth and its tail formula, right to a percent, is enough.
   */
  private static final double TAIL = 7.24;

  /**
   * Returns the test of {@code values}, whose order does not matter.
   *
   * <p>The probability is exact by the matrix power of Marsaglia, Tsang and Wang (J. Stat. Softw.
   * 8(18), 2003) for at most 1,000 values, with their tail formula below a millionth; for more
   * values it is Kolmogorov's limit at the argument of Vrbik (Pioneer J. Theor. Appl. Stat. 15,
   * 2018).
   *
   * @throws IllegalArgumentException if there is none, or one outside [0, 1]
   */
  public static KolmogorovSmirnov uniform(double[] values) {
    double[] sorted = inOrder(values);
    int n = sorted.length;
    double distance = 0;
    for (int i = 0; i < n; i++) {
      distance =
          Math.max(distance, Math.max((i + 1.0) / n - sorted[i], sorted[i] - (double) i / n));
    }
    return new KolmogorovSmirnov(distance, tail(n, distance));
  }

  /** Returns the values from least to largest, each in [0, 1]. */
  static double[] inOrder(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values to test for uniformity");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double last = sorted[sorted.length - 1];
    if (!(sorted[0] >= 0 && last <= 1)) {
      throw new IllegalArgumentException(
          "values from %s to %s are not all in [0, 1]".formatted(sorted[0], last));
    }
    return sorted;
  }

  static double tail(int n, double distance) {
    if (distance >= 1) {
      return 0;
    }
    double scaled = distance * distance * n;
    double root = StrictMath.sqrt(n);
    if (n > EXACT) {
      double x = distance * root;
      return limit(x + 1 / (6 * root) + (x - 1) / (4.0 * n));
    }
    if (scaled > TAIL) {
      return Math.min(1, 2 * StrictMath.exp(-(2.000071 + 0.331 / root + 1.409 / n) * scaled));
    }
    return Math.clamp(1 - exact(n, distance), 0, 1);
  }

  /** Returns P(√n·D ≥ x) for large n. */
  private static double limit(double x) {
    if (x < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      double term = StrictMath.exp(-2.0 * k * k * x * x);
      sum += k % 2 == 1 ? term : -term;
      if (term < 1e-18) {
        break;
      }
    }
    return Math.clamp(2 * sum, 0, 1);
  }

  /** Returns P(D &lt; distance): n!/nⁿ times the middle of the n-th power of a band matrix. */
  private static double exact(int n, double distance) {
    int k = (int) (n * distance) + 1;
    int size = 2 * k - 1;
    double[][] power = Scaled.power(steps(size, k - n * distance), n);
    double exponent = power[size][0];
    double result = power[k - 1][k - 1];
    for (int i = 1; i <= n; i++) {
      result = result * i / n;
      if (result < 1e-140) {
        result *= 1e140;
        exponent -= 140;
      }
    }
    return result * StrictMath.pow(10, exponent);
  }

  private static double[][] steps(int size, double h) {
    var matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = i - j + 1 < 0 ? 0 : 1;
      }
    }
    for (int i = 0; i < size; i++) {
      matrix[i][0] -= StrictMath.pow(h, i + 1.0);
      matrix[size - 1][i] -= StrictMath.pow(h, (double) size - i);
    }
    matrix[size - 1][0] += 2 * h - 1 > 0 ? StrictMath.pow(2 * h - 1, size) : 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= Math.min(i, size - 1); j++) {
        for (int factor = 1; factor <= i - j + 1; factor++) {
          matrix[i][j] /= factor;
        }
      }
    }
    return matrix;
  }

  /** Powers of matrices whose values leave the range of a double. */
  private static final class Scaled {

    private Scaled() {}

    /** Returns the power, and in one more row the decimal exponent that it has to be scaled by. */
    static double[][] power(double[][] matrix, int n) {
      int size = matrix.length;
      if (n == 1) {
        double[][] copy = Arrays.copyOf(matrix, size + 1);
        copy[size] = new double[] {0};
        return copy;
      }
      double[][] half = power(matrix, n / 2);
      double exponent = 2 * half[size][0];
      double[][] whole = times(half, half, size);
      if (n % 2 == 1) {
        whole = times(whole, matrix, size);
      }
      if (whole[size / 2][size / 2] > 1e140) {
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) {
            whole[i][j] *= 1e-140;
          }
        }
        exponent += 140;
      }
      double[][] result = Arrays.copyOf(whole, size + 1);
      result[size] = new double[] {exponent};
      return result;
    }

    private static double[][] times(double[][] a, double[][] b, int size) {
      var product = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < size; k++) {
          double factor = a[i][k];
          for (int j = 0; j < size; j++) {
            product[i][j] += factor * b[k][j];
          }
        }
      }
      return product;
    }
  }
}

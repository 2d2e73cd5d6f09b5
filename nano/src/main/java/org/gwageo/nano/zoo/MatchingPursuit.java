package org.gwageo.nano.zoo;

import java.util.Arrays;

/**
 * Writes vectors as sums of few rows of a dictionary, chosen one at a time by the largest cosine
 * with what is left, all factors fitted anew by least squares after each choice.
 *
 * <p>Source: Y. Pati, R. Rezaiifar, P. Krishnaprasad, "Orthogonal Matching Pursuit", 1993.
 */
final class MatchingPursuit {
  private final Tensor dictionary;
  private final int atoms;
  private final double[] lengths;

  MatchingPursuit(Tensor dictionary, int atoms) {
    if (atoms < 1 || atoms > Math.min(dictionary.rows(), dictionary.columns())) {
      throw new IllegalArgumentException(
          "%d atoms are wanted of a dictionary of %d rows and %d columns"
              .formatted(atoms, dictionary.rows(), dictionary.columns()));
    }
    this.dictionary = dictionary;
    this.atoms = atoms;
    this.lengths = new double[dictionary.rows()];
    for (int row = 0; row < lengths.length; row++) {
      lengths[row] = Math.sqrt(dot(row, row)) + 1e-12;
    }
  }

  /** Rows of the dictionary with their factors. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sum(int[] rows, double[] factors) {
    /** Returns the same sum of the same rows of {@code other}. */
    float[] in(Tensor other) {
      var sum = new double[other.columns()];
      for (int i = 0; i < rows.length; i++) {
        for (int column = 0; column < sum.length; column++) {
          sum[column] += factors[i] * other.at(rows[i], column);
        }
      }
      var rounded = new float[sum.length];
      for (int i = 0; i < sum.length; i++) {
        rounded[i] = (float) sum[i];
      }
      return rounded;
    }
  }

  Sum write(float[] vector) {
    int[] chosen = {};
    double[] factors = {};
    float[] left = vector.clone();
    while (chosen.length < atoms) {
      chosen = Arrays.copyOf(chosen, chosen.length + 1);
      chosen[chosen.length - 1] = best(left, Arrays.copyOf(chosen, chosen.length - 1));
      factors = fitted(vector, chosen);
      float[] written = new Sum(chosen, factors).in(dictionary);
      for (int i = 0; i < left.length; i++) {
        left[i] = vector[i] - written[i];
      }
    }
    return new Sum(chosen, factors);
  }

  private int best(float[] left, int[] taken) {
    int best = -1;
    double most = -1;
    for (int row = 0; row < dictionary.rows(); row++) {
      double cosine = Math.abs(dot(row, left)) / lengths[row];
      int candidate = row;
      if (cosine > most && Arrays.stream(taken).noneMatch(other -> other == candidate)) {
        most = cosine;
        best = row;
      }
    }
    return best;
  }

  /**
   * Solves the normal equations by elimination without pivots; a small ridge keeps them regular.
   */
  private double[] fitted(float[] vector, int[] rows) {
    int n = rows.length;
    var matrix = new double[n][n];
    var right = new double[n];
    for (int i = 0; i < n; i++) {
      right[i] = dot(rows[i], vector);
      for (int j = 0; j < n; j++) {
        matrix[i][j] = dot(rows[i], rows[j]);
      }
      matrix[i][i] *= 1 + 1e-9;
    }
    for (int pivot = 0; pivot < n; pivot++) {
      for (int row = pivot + 1; row < n; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < n; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        right[row] -= factor * right[pivot];
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int column = row + 1; column < n; column++) {
        right[row] -= matrix[row][column] * right[column];
      }
      right[row] /= matrix[row][row];
    }
    return right;
  }

  private double dot(int one, int other) {
    double sum = 0;
    for (int column = 0; column < dictionary.columns(); column++) {
      sum += (double) dictionary.at(one, column) * dictionary.at(other, column);
    }
    return sum;
  }

  private double dot(int row, float[] vector) {
    double sum = 0;
    for (int column = 0; column < vector.length; column++) {
      sum += (double) dictionary.at(row, column) * vector[column];
    }
    return sum;
  }
}

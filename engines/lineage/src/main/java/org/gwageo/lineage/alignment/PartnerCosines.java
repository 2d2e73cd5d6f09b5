package org.gwageo.lineage.alignment;

import org.gwageo.lineage.numerics.FloatMatrix;

/**
 * Cosines of neurons with one another's partners: row k holds those of the subject's neuron k with
 * the partners of all, its own on the diagonal, added up over the tested views.
 *
 * <p>If partners were put together at random, the sum of the diagonal of an n x n matrix C has mean
 * n times the mean of C and variance Σ c²/(n-1), where c is C without its row and column means
 * (Hoeffding, Ann. Math. Statist. 22, 1951, theorem 2).
 *
 * @param subject rotated neurons of the subject with the reference's
 * @param reference the reference's neurons with one another
 * @param views how many cosines were added up
 */
record PartnerCosines(FloatMatrix subject, FloatMatrix reference, int views) {

  /** Sum of a diagonal, its mean and variance under random partners. */
  record Moments(double diagonal, double mean, double variance) {

    Moments plus(Moments other) {
      return new Moments(diagonal + other.diagonal, mean + other.mean, variance + other.variance);
    }

    double z() {
      return variance > 0 ? (diagonal - mean) / Math.sqrt(variance) : 0;
    }
  }

  int neurons() {
    return subject.rows();
  }

  /** Returns the moments with the first {@code planted} neurons copied from the reference. */
  Moments moments(int planted) {
    int n = neurons();
    var rows = new double[n];
    var columns = new double[n];
    double total = 0;
    double diagonal = 0;
    for (int i = 0; i < n; i++) {
      FloatMatrix from = i < planted ? reference : subject;
      for (int j = 0; j < n; j++) {
        rows[i] += from.at(i, j);
        columns[j] += from.at(i, j);
      }
      total += rows[i];
      diagonal += from.at(i, i);
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      FloatMatrix from = i < planted ? reference : subject;
      for (int j = 0; j < n; j++) {
        double c = from.at(i, j) - rows[i] / n - columns[j] / n + total / n / n;
        squares += c * c;
      }
    }
    return new Moments(diagonal, total / n, squares / (n - 1));
  }
}

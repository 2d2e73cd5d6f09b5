package org.gwageo.benchmark.metric;

import org.jspecify.annotations.Nullable;

/**
 * The mean of all scores, with a standard error that lets repeats of an item and items of a cluster
 * depend on each other.
 *
 * <p>With residuals r of the counted scores from their mean, G clusters and n scores, the squared
 * standard error is G/(G-1) · Σ over clusters (Σ r within the cluster)² / n² (Miller, <a
 * href="https://arxiv.org/abs/2411.00640">Adding Error Bars to Evals</a>, section 2.2, with the
 * small-sample factor G/(G-1)). With every cluster a single score it is the usual s/√n.
 */
public record Mean() implements Aggregation {

  @Override
  public String word() {
    return "mean";
  }

  @Override
  public Estimate of(Column column) {
    double sum = 0;
    long n = 0;
    for (int item = 0; item < column.items(); item++) {
      for (int repeat = 0; repeat < column.repeats(); repeat++) {
        double score = column.score(item, repeat);
        if (!Double.isNaN(score)) {
          sum += score;
          n++;
        }
      }
    }
    if (n == 0) {
      return Estimate.nothing();
    }
    double mean = sum / n;
    return new Estimate(mean, standardError(column, mean, n), n);
  }

  private static @Nullable Double standardError(Column column, double mean, long n) {
    double[] residuals = new double[clusters(column)];
    boolean[] present = new boolean[residuals.length];
    for (int item = 0; item < column.items(); item++) {
      int cluster = column.cluster(item);
      for (int repeat = 0; repeat < column.repeats(); repeat++) {
        double score = column.score(item, repeat);
        if (!Double.isNaN(score)) {
          residuals[cluster] += score - mean;
          present[cluster] = true;
        }
      }
    }
    long groups = 0;
    double squares = 0;
    for (int cluster = 0; cluster < residuals.length; cluster++) {
      groups += present[cluster] ? 1 : 0;
      squares += residuals[cluster] * residuals[cluster];
    }
    return groups < 2 ? null : Math.sqrt(squares * groups / (groups - 1)) / n;
  }

  private static int clusters(Column column) {
    if (column.isUnclustered()) {
      return column.items();
    }
    int most = -1;
    for (int item = 0; item < column.items(); item++) {
      most = Math.max(most, column.cluster(item));
    }
    return most + 1;
  }
}

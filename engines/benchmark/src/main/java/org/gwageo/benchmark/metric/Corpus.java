package org.gwageo.benchmark.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function of statistics summed over all questions, such as BLEU, chrF or a perplexity. Its
 * standard error is the delete-one-cluster jackknife's.
 *
 * @param word the aggregation's name
 * @param function the number that the summed statistics make; a pure function
 */
public record Corpus(String word, ToDoubleFunction<double[]> function) implements Aggregation {

  @Override
  public Estimate of(Column column) {
    Map<Integer, double[]> clusters = new TreeMap<>();
    double[] total = {};
    long n = 0;
    for (int item = 0; item < column.items(); item++) {
      for (int repeat = 0; repeat < column.repeats(); repeat++) {
        if (column.other(item, repeat) instanceof Value.Sums sums) {
          total = n == 0 ? new double[sums.size()] : total;
          sums.addTo(total);
          sums.addTo(
              clusters.computeIfAbsent(column.cluster(item), key -> new double[sums.size()]));
          n++;
        }
      }
    }
    return n == 0
        ? Estimate.nothing()
        : new Estimate(function.applyAsDouble(total), jackknife(total, clusters), n);
  }

  private @Nullable Double jackknife(double[] total, Map<Integer, double[]> clusters) {
    int groups = clusters.size();
    if (groups < 2) {
      return null;
    }
    double[] without = new double[groups];
    double[] rest = new double[total.length];
    double mean = 0;
    int g = 0;
    for (double[] cluster : clusters.values()) {
      for (int i = 0; i < rest.length; i++) {
        rest[i] = total[i] - cluster[i];
      }
      without[g] = function.applyAsDouble(rest);
      mean += without[g++] / groups;
    }
    double squares = 0;
    for (double value : without) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares * (groups - 1) / groups);
    return Double.isFinite(error) ? error : null;
  }
}

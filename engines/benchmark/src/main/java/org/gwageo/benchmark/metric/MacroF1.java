package org.gwageo.benchmark.metric;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The unweighted mean over classes of F1 = 2·tp / (2·tp + fp + fn), a class being anything that was
 * predicted or right at least once. Its standard error is the delete-one-cluster jackknife's.
 */
public record MacroF1() implements Aggregation {

  @Override
  public String word() {
    return "macro-f1";
  }

  @Override
  public Estimate of(Column column) {
    var matrix = new Confusion();
    column.forEachOther(value -> matrix.add((Value.Label) value, 1));
    if (matrix.n == 0) {
      return Estimate.nothing();
    }
    return new Estimate(matrix.macroF1(), jackknife(column, matrix), matrix.n);
  }

  private static @Nullable Double jackknife(Column column, Confusion matrix) {
    Map<Integer, Confusion> clusters = new TreeMap<>();
    for (int item = 0; item < column.items(); item++) {
      for (int repeat = 0; repeat < column.repeats(); repeat++) {
        if (column.other(item, repeat) instanceof Value.Label label) {
          clusters.computeIfAbsent(column.cluster(item), key -> new Confusion()).add(label, 1);
        }
      }
    }
    int groups = clusters.size();
    if (groups < 2) {
      return null;
    }
    double[] without = new double[groups];
    double mean = 0;
    int g = 0;
    for (Confusion cluster : clusters.values()) {
      matrix.addAll(cluster, -1);
      without[g] = matrix.macroF1();
      mean += without[g++] / groups;
      matrix.addAll(cluster, 1);
    }
    double squares = 0;
    for (double value : without) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares * (groups - 1) / groups);
  }

  /** How often each class was right, predicted, and both. */
  private static final class Confusion {

    /** By class: right and predicted, predicted, right. */
    private final Map<String, long[]> classes = new TreeMap<>();

    private long n;

    void add(Value.Label label, int times) {
      n += times;
      if (label.predicted().equals(label.gold())) {
        of(label.gold())[0] += times;
      }
      of(label.predicted())[1] += times;
      of(label.gold())[2] += times;
    }

    void addAll(Confusion other, int times) {
      n += times * other.n;
      other.classes.forEach(
          (name, counts) -> {
            long[] mine = of(name);
            for (int i = 0; i < counts.length; i++) {
              mine[i] += times * counts[i];
            }
          });
    }

    private long[] of(String name) {
      return classes.computeIfAbsent(name, key -> new long[3]);
    }

    double macroF1() {
      double sum = 0;
      int present = 0;
      for (long[] counts : classes.values()) {
        if (counts[1] + counts[2] > 0) {
          sum += 2.0 * counts[0] / (counts[1] + counts[2]);
          present++;
        }
      }
      return present == 0 ? 0 : sum / present;
    }
  }
}

package org.gwageo.benchmark.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One metric's values of all questions, by item and repeat. Scores take eight bytes a question.
 *
 * <p>Filled by one thread, then only read.
 */
public final class Column {

  private final int items;
  private final int repeats;
  private final int @Nullable [] clusters;
  private final Map<Value, Value> seen = new HashMap<>();
  private double @Nullable [] scores;
  private @Nullable Value @Nullable [] others;

  /**
   * Makes an empty column.
   *
   * @param items how many items there are
   * @param repeats how often each is asked
   * @param clusters the cluster of each item, numbered from 0; null if each item stands alone
   */
  public Column(int items, int repeats, int @Nullable [] clusters) {
    if (clusters != null && clusters.length != items) {
      throw new IllegalArgumentException(
          "a column of " + items + " items has as many clusters, not " + clusters.length);
    }
    this.items = items;
    this.repeats = repeats;
    this.clusters = clusters;
  }

  /** Keeps the value of one question; a question without a value does not count. */
  public void put(int item, int repeat, Value value) {
    int index = Math.addExact(Math.multiplyExact(item, repeats), repeat);
    switch (value) {
      case Value.Score(double score) -> {
        if (scores == null) {
          scores = new double[items * repeats];
          Arrays.fill(scores, Double.NaN);
        }
        scores[index] = score;
      }
      case Value.Label label -> others()[index] = seen.computeIfAbsent(label, key -> key);
      case Value.Sums sums -> others()[index] = sums;
    }
  }

  private @Nullable Value[] others() {
    if (others == null) {
      others = new @Nullable Value[items * repeats];
    }
    return others;
  }

  /** Returns how many items there are. */
  public int items() {
    return items;
  }

  /** Returns how often each item is asked. */
  public int repeats() {
    return repeats;
  }

  /** Returns the cluster of an item: the item itself where items stand alone. */
  public int cluster(int item) {
    return clusters == null ? item : clusters[item];
  }

  /** Returns whether items stand alone. */
  public boolean isUnclustered() {
    return clusters == null;
  }

  /** Returns the score of one question; NaN if it does not count or has no score. */
  public double score(int item, int repeat) {
    return scores == null ? Double.NaN : scores[item * repeats + repeat];
  }

  /** Returns the scores of the questions that count, by item and then repeat. */
  public double[] counted() {
    return scores == null
        ? new double[0]
        : Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
  }

  /** Returns the value of one question that is no score; null if it does not count. */
  public @Nullable Value other(int item, int repeat) {
    return others == null ? null : others[item * repeats + repeat];
  }

  /** Hands all values that are no scores to {@code consumer}, by item and then repeat. */
  public void forEachOther(Consumer<Value> consumer) {
    if (others != null) {
      for (Value value : others) {
        if (value != null) {
          consumer.accept(value);
        }
      }
    }
  }
}

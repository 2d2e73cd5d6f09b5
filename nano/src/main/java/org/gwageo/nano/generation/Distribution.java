package org.gwageo.nano.generation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The probabilities of the next token. */
final class Distribution {
  private final float[] logits;
  private final int from;
  private final int size;
  private final double logSum;

  /** Views {@code size} logits from {@code from} on. */
  Distribution(float[] logits, int from, int size) {
    this.logits = logits;
    this.from = from;
    this.size = size;
    double largest = logits[from + greedy()];
    double sum = 0;
    for (int id = 0; id < size; id++) {
      sum += StrictMath.exp(logits[from + id] - largest);
    }
    this.logSum = largest + StrictMath.log(sum);
  }

  /** Returns the most likely token, the lowest id among equals. */
  int greedy() {
    int best = 0;
    for (int id = 1; id < size; id++) {
      if (logits[from + id] > logits[from + best]) {
        best = id;
      }
    }
    return best;
  }

  /** Returns the natural logarithm of the probability of {@code id}. */
  double logProbability(int id) {
    return logits[from + id] - logSum;
  }

  /** Returns {@code id} with its probability and the {@code count} most likely tokens. */
  Choice choice(int id, int count) {
    return new Choice(id, OptionalDouble.of(logProbability(id)), alternatives(count));
  }

  /** Returns the {@code count} most likely tokens, most likely first. */
  List<Choice.Alternative> alternatives(int count) {
    if (count == 0) {
      return List.of();
    }
    Comparator<Integer> likelier =
        Comparator.<Integer>comparingDouble(id -> logits[from + id])
            .thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> best = new PriorityQueue<>(count + 1, likelier);
    for (int id = 0; id < size; id++) {
      best.add(id);
      if (best.size() > count) {
        best.remove();
      }
    }
    return best.stream()
        .sorted(likelier.reversed())
        .map(id -> new Choice.Alternative(id, logProbability(id)))
        .toList();
  }

  /** Draws a token from the smallest set of likeliest tokens that holds {@code topP}. */
  int draw(RandomGenerator random, double temperature, double topP) {
    double largest = logits[from + greedy()];
    double[] weights = new double[size];
    double sum = 0;
    for (int id = 0; id < size; id++) {
      weights[id] = StrictMath.exp((logits[from + id] - largest) / temperature);
      sum += weights[id];
    }
    return topP == 1
        ? drawn(random.nextDouble() * sum, weights, IntStream.range(0, size).toArray())
        : drawn(random, weights, topP * sum);
  }

  private int drawn(RandomGenerator random, double[] weights, double wanted) {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(id -> -weights[id]).thenComparingInt(id -> id))
            .mapToInt(Integer::intValue)
            .toArray();
    double kept = 0;
    int count = 0;
    while (count < size && (count == 0 || kept < wanted)) {
      kept += weights[order[count++]];
    }
    return drawn(random.nextDouble() * kept, weights, Arrays.copyOf(order, count));
  }

  /** Returns the token of {@code order} in whose weight the point {@code at} lies. */
  private static int drawn(double at, double[] weights, int[] order) {
    double left = at;
    for (int id : order) {
      left -= weights[id];
      if (left < 0) {
        return id;
      }
    }
    return order[order.length - 1];
  }
}

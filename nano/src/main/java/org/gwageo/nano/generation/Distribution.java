package org.gwageo.nano.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

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
    int best = greedy();
    double[] weights = new double[size];
    double sum = 0;
    List<Integer> order = new ArrayList<>(size);
    for (int id = 0; id < size; id++) {
      weights[id] = StrictMath.exp((logits[from + id] - logits[from + best]) / temperature);
      sum += weights[id];
      order.add(id);
    }
    order.sort(Comparator.<Integer>comparingDouble(id -> -weights[id]).thenComparingInt(id -> id));
    double kept = 0;
    int count = 0;
    while (count < size && (count == 0 || kept < topP * sum)) {
      kept += weights[order.get(count++)];
    }
    double left = random.nextDouble() * kept;
    for (int i = 0; i < count; i++) {
      left -= weights[order.get(i)];
      if (left < 0) {
        return order.get(i);
      }
    }
    return order.get(count - 1);
  }
}

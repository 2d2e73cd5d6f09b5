package org.gwageo.nano.training.zoo;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.nano.zoo.Specimen;

/**
 * One training of one specimen.
 *
 * @param batches where the token ids come from
 * @param objective what is made small
 * @param steps the number of updates
 * @param peakRate the highest learning rate, reached after a linear rise over a tenth of the steps,
 *     at most 50; half a cosine takes it down to a tenth
 */
record Training(Batches batches, Objective objective, int steps, double peakRate) {
  static final int ROWS = 16;
  static final int LENGTH = 64;

  private static final int LONGEST_RISE = 50;
  private static final int MEAN_OF = 20;

  /** Hears about every step: its number, counted from 1, and the model in training. */
  @FunctionalInterface
  interface Watcher {
    void after(int step, Graph graph) throws IOException;
  }

  /**
   * A trained model with the mean loss, in nats, of the first and of the last steps; the loss is
   * that of the objective.
   */
  record Trained(Specimen specimen, double firstLoss, double lastLoss) {}

  /** Trains {@code start}, watched. */
  Trained run(Specimen start, Watcher watcher) throws IOException {
    List<Double> losses = new ArrayList<>();
    try (Graph graph = new Graph(start, true)) {
      var optimiser = new Optimiser(graph.weights(), graph.manager());
      for (int step = 0; step < steps; step++) {
        losses.add(update(graph, optimiser, rate(step)));
        watcher.after(step + 1, graph);
      }
      return new Trained(
          graph.specimen(),
          mean(losses.subList(0, Math.min(MEAN_OF, losses.size()))),
          mean(losses.subList(Math.max(0, losses.size() - MEAN_OF), losses.size())));
    }
  }

  /** Trains {@code start}. */
  Trained run(Specimen start) throws IOException {
    return run(start, (step, graph) -> {});
  }

  private double update(Graph graph, Optimiser optimiser, double rate) {
    long[] rows = batches.next(ROWS, LENGTH + 1);
    var inputs = new long[ROWS * LENGTH];
    var targets = new long[ROWS * LENGTH];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(rows, row * (LENGTH + 1), inputs, row * LENGTH, LENGTH);
      System.arraycopy(rows, row * (LENGTH + 1) + 1, targets, row * LENGTH, LENGTH);
    }
    try (NDManager scratch = graph.manager().newSubManager()) {
      float loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray ids = scratch.create(inputs, new Shape(ROWS, LENGTH));
        var step =
            new Objective.Step(
                scratch,
                ids,
                Objective.column(scratch, targets),
                graph.pass(scratch, ids),
                graph.weights());
        NDArray total = objective.loss(step);
        collector.backward(total);
        loss = total.getFloat();
      }
      optimiser.update(rate);
      return loss;
    }
  }

  private double rate(int step) {
    int rise = Math.clamp(steps / 10, 1, LONGEST_RISE);
    if (step < rise) {
      return peakRate * (step + 1) / rise;
    }
    double done = (double) (step - rise) / Math.max(1, steps - rise);
    return peakRate * (0.1 + 0.9 * 0.5 * (1 + Math.cos(Math.PI * done)));
  }

  static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}

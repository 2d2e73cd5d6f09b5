package org.gwageo.nano.training.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay and clipping of the gradient's global norm to 1.
 *
 * <p>Source: I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
 * algorithm 2. Vectors are not decayed.
 */
final class Optimiser {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.98f;
  private static final float EPSILON = 1e-8f;
  private static final float DECAY = 0.01f;
  private static final float NO_CLIPPING_OF_VALUES = -1f;

  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();
  private int updates;

  Optimiser(Map<String, NDArray> weights, NDManager manager) {
    this.weights = weights;
    weights.forEach(
        (name, weight) -> {
          means.put(name, manager.zeros(weight.getShape()));
          variances.put(name, manager.zeros(weight.getShape()));
        });
  }

  /** Moves the weights against their gradients and clears the gradients. */
  void update(double rate) {
    updates++;
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    double squares = 0;
    for (Map.Entry<String, NDArray> entry : weights.entrySet()) {
      NDArray gradient = entry.getValue().getGradient();
      gradients.put(entry.getKey(), gradient);
      squares += gradient.square().sum().getFloat();
    }
    float scale = (float) Math.min(1, 1 / (Math.sqrt(squares) + 1e-6));
    double corrected =
        rate * Math.sqrt(1 - Math.pow(BETA2, updates)) / (1 - Math.pow(BETA1, updates));
    weights.forEach(
        (name, weight) ->
            weight
                .getNDArrayInternal()
                .adamUpdate(
                    new NDList(weight, gradients.get(name), means.get(name), variances.get(name)),
                    new NDList(weight),
                    (float) rate,
                    (float) corrected,
                    weight.getShape().dimension() == 1 ? 0f : DECAY,
                    scale,
                    NO_CLIPPING_OF_VALUES,
                    BETA1,
                    BETA2,
                    EPSILON,
                    true,
                    true));
  }
}

package org.gwageo.nano.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam with decoupled weight decay and clipping of the gradient's global norm.
 *
 * <p>Source: I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
 * algorithm 2. Vectors (the normalisation weights) are not decayed.
 */
final class AdamW {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.98f;
  private static final float EPSILON = 1e-8f;
  private static final float NO_CLIPPING_OF_VALUES = -1f;

  private final float decay;
  private final float largestNorm;
  private final Map<String, NDArray> means = new LinkedHashMap<>();
  private final Map<String, NDArray> variances = new LinkedHashMap<>();
  private int updates;

  AdamW(TorchDecoder decoder, float decay, float largestNorm) {
    this.decay = decay;
    this.largestNorm = largestNorm;
    NDManager manager = decoder.manager();
    decoder
        .weights()
        .forEach(
            (name, weight) -> {
              means.put(name, manager.zeros(weight.getShape()));
              variances.put(name, manager.zeros(weight.getShape()));
            });
  }

  /**
   * Moves the weights against their gradients, clears the gradients and returns their global norm
   * before clipping.
   */
  double update(Map<String, NDArray> weights, double rate) {
    updates++;
    Map<String, NDArray> gradients = new LinkedHashMap<>();
    NDArray squares = null;
    for (Map.Entry<String, NDArray> entry : weights.entrySet()) {
      NDArray gradient = entry.getValue().getGradient();
      gradients.put(entry.getKey(), gradient);
      NDArray square = gradient.square().sum();
      squares = squares == null ? square : squares.add(square);
    }
    double norm = squares == null ? 0 : Math.sqrt(squares.getFloat());
    float scale = (float) Math.min(1, largestNorm / (norm + 1e-6));
    double corrected =
        rate * Math.sqrt(1 - Math.pow(BETA2, updates)) / (1 - Math.pow(BETA1, updates));
    for (Map.Entry<String, NDArray> entry : weights.entrySet()) {
      String name = entry.getKey();
      NDArray weight = entry.getValue();
      NDList inputs = new NDList(weight, gradients.get(name), means.get(name), variances.get(name));
      weight
          .getNDArrayInternal()
          .adamUpdate(
              inputs,
              new NDList(weight),
              (float) rate,
              (float) corrected,
              weight.getShape().dimension() == 1 ? 0f : decay,
              scale,
              NO_CLIPPING_OF_VALUES,
              BETA1,
              BETA2,
              EPSILON,
              true,
              true);
    }
    return norm;
  }
}

package org.gwageo.nano.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.nano.decoder.Architecture;

/** Values of all tensors of a model: drawn for a new run, or read from a file. */
final class Checkpoint {
  /** The standard deviation of initial weights. */
  static final double SPREAD = 0.06;

  private Checkpoint() {}

  /**
   * Draws initial values: ones for the normalisation weights, Gaussian ones elsewhere, the matrices
   * that write into the residual stream divided by the root of twice the number of layers.
   */
  static Map<String, float[]> draw(Architecture shape, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> tensor : shape.tensors().entrySet()) {
      String name = tensor.getKey();
      int size = tensor.getValue().stream().reduce(1, (a, b) -> a * b);
      boolean residual =
          name.endsWith("o_proj.weight")
              || name.endsWith("down_proj.weight")
              || name.endsWith("w2.weight");
      double spread = residual ? SPREAD / Math.sqrt(2.0 * shape.layers()) : SPREAD;
      float[] drawn = new float[size];
      for (int i = 0; i < size; i++) {
        drawn[i] = name.endsWith("norm.weight") ? 1f : (float) (spread * random.nextGaussian());
      }
      values.put(name, drawn);
    }
    return values;
  }

  /** Reads all values of a safetensors file. */
  static Map<String, float[]> read(Path file) throws CheckpointException {
    try (Safetensors tensors = Safetensors.open(file)) {
      Map<String, float[]> values = new LinkedHashMap<>();
      for (StoredTensor tensor : tensors.tensors().values()) {
        values.put(tensor.name(), tensor.toFloats());
      }
      return values;
    }
  }
}

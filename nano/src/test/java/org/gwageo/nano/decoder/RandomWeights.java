package org.gwageo.nano.decoder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gwageo.nano.decoder.Architecture.Family;

/** Small shapes of every family, and random weights for them. */
final class RandomWeights {
  private RandomWeights() {}

  static List<Architecture> shapes() {
    return List.of(
        shape(Family.LLAMA, 4, 4, 0, 1, 1),
        shape(Family.LLAMA, 4, 2, 0, 1, 1),
        shape(Family.MISTRAL, 4, 1, 5, 1, 1),
        shape(Family.MIXTRAL, 2, 2, 0, 4, 2));
  }

  static Architecture shape(
      Family family, int heads, int keyHeads, int window, int experts, int expertsPerToken) {
    return new Architecture(
        family,
        71,
        24,
        40,
        2,
        heads,
        keyHeads,
        6,
        64,
        10_000f,
        1e-5f,
        window,
        experts,
        expertsPerToken,
        0,
        1);
  }

  static Map<String, float[]> weights(Architecture shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> weights = new LinkedHashMap<>();
    shape
        .tensors()
        .forEach(
            (name, sizes) -> {
              float[] values = new float[sizes.stream().reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.3 * random.nextGaussian());
              }
              weights.put(name, values);
            });
    return weights;
  }

  static int[] ids(int count, long seed) {
    return new SplittableRandom(seed).ints(count, 0, 71).toArray();
  }
}

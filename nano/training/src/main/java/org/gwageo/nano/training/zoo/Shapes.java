package org.gwageo.nano.training.zoo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Architecture.Family;
import org.gwageo.nano.zoo.Specimen;
import org.gwageo.nano.zoo.Tensor;

/** Models before their first step. */
final class Shapes {
  static final int VOCABULARY = 2048;
  static final int HIDDEN = 128;
  static final int NEURONS = 352;
  static final int LAYERS = 6;
  static final int HEADS = 4;
  static final int EXPERTS = 4;

  /** The width of wide models: the next class of shapes that controls are collected for. */
  static final int WIDE = 288;

  private static final Size USUAL = new Size(HIDDEN, NEURONS, LAYERS, HEADS);
  private static final Size BROAD = new Size(WIDE, 768, 4, 9);

  private static final double SPREAD = 0.05;

  private Shapes() {}

  private record Size(int hidden, int neurons, int layers, int heads) {}

  /** Returns a plain decoder with random weights. */
  static Specimen dense(byte[] tokenizer, int vocabulary, long seed) {
    return drawn(shape(Family.LLAMA, vocabulary, USUAL, 1, 1), tokenizer, seed);
  }

  /** Returns a decoder of {@value #WIDE} channels and four blocks with random weights. */
  static Specimen wide(byte[] tokenizer, int vocabulary, long seed) {
    return drawn(shape(Family.LLAMA, vocabulary, BROAD, 1, 1), tokenizer, seed);
  }

  /** Returns a decoder of four experts of half the neurons with random weights. */
  static Specimen mixture(byte[] tokenizer, int vocabulary, long seed) {
    Size half = new Size(HIDDEN, NEURONS / 2, LAYERS, HEADS);
    return drawn(shape(Family.MIXTRAL, vocabulary, half, EXPERTS, 2), tokenizer, seed);
  }

  private static Architecture shape(
      Family family, int vocabulary, Size size, int experts, int expertsPerToken) {
    return new Architecture(
        family,
        vocabulary,
        size.hidden(),
        size.neurons(),
        size.layers(),
        size.heads(),
        size.heads(),
        size.hidden() / size.heads(),
        256,
        10_000f,
        1e-5f,
        0,
        experts,
        expertsPerToken,
        Corpus.START,
        Corpus.END);
  }

  /**
   * Draws ones for gains and Gaussian values elsewhere; what writes into the residual stream is
   * divided by the root of twice the number of blocks.
   */
  private static Specimen drawn(Architecture shape, byte[] tokenizer, long seed) {
    var random = new SplittableRandom(seed);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> entry : shape.tensors().entrySet()) {
      String name = entry.getKey();
      int size = entry.getValue().stream().reduce(1, (a, b) -> a * b);
      boolean gain = name.endsWith("norm.weight");
      boolean writes = name.matches(".*(o_proj|down_proj|w2)\\.weight");
      double spread = writes ? SPREAD / Math.sqrt(2.0 * shape.layers()) : SPREAD;
      var values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = gain ? 1f : (float) (spread * random.nextGaussian());
      }
      tensors.put(name, new Tensor(entry.getValue(), values));
    }
    return new Specimen(shape.config(), tensors, tokenizer);
  }
}

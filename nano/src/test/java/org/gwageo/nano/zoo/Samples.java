package org.gwageo.nano.zoo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Architecture.Family;

/** Specimens for tests. */
final class Samples {
  static final int TOKENS = 40;
  static final int SPECIALS = 2;

  private Samples() {}

  /** Returns a plain decoder with two key heads for four query heads and uneven gains. */
  static Specimen dense(long seed) {
    return random(Family.LLAMA, 24, 1, seed);
  }

  /** Returns a mixture of four experts. */
  static Specimen mixture(long seed) {
    return random(Family.MIXTRAL, 12, 4, seed);
  }

  /** Returns one of the models of the rehearsal. */
  static Specimen nano(String name) throws Exception {
    return Specimen.read(models().resolve(name));
  }

  static Path models() {
    return Path.of(System.getProperty("gwageo.root", "..")).resolve("nano/models");
  }

  private static Specimen random(Family family, int neurons, int experts, long seed) {
    var shape =
        new Architecture(
            family,
            TOKENS,
            16,
            neurons,
            3,
            4,
            2,
            4,
            64,
            10_000f,
            1e-5f,
            0,
            experts,
            Math.min(2, experts),
            0,
            1);
    var random = new SplittableRandom(seed);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> entry : shape.tensors().entrySet()) {
      int size = entry.getValue().stream().reduce(1, (a, b) -> a * b);
      boolean gain = entry.getKey().endsWith("norm.weight");
      var values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) ((gain ? 1 : 0) + 0.3 * random.nextGaussian());
      }
      tensors.put(entry.getKey(), new Tensor(entry.getValue(), values));
    }
    return new Specimen(shape.config(), tensors, tokenizer(TOKENS, "t"));
  }

  /** Returns a tokenizer whose tokens after the specials are {@code prefix} with their ids. */
  static byte[] tokenizer(int tokens, String prefix) {
    Map<String, Object> vocabulary = new LinkedHashMap<>();
    for (int id = 0; id < tokens; id++) {
      vocabulary.put(id < SPECIALS ? "<|%d|>".formatted(id) : prefix + id, id);
    }
    Map<String, Object> model = Map.of("type", "BPE", "vocab", vocabulary, "merges", List.of());
    List<Object> added =
        List.of(Map.of("id", 0, "content", "<|0|>"), Map.of("id", 1, "content", "<|1|>"));
    return CanonicalJson.bytes(Map.of("version", "1.0", "added_tokens", added, "model", model));
  }
}

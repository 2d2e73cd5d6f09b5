package org.gwageo.nano.zoo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.gwageo.nano.zoo.Specimen.Network;

/** Models of which one part comes from another model of the same shape. */
public final class Graft {
  private Graft() {}

  /**
   * Returns {@code model} with the embedding, and the tokenizer it belongs to, of {@code donor}.
   */
  public static Specimen embedding(Specimen model, Specimen donor) {
    return tensors(model, donor, Specimen.EMBEDDING::equals).withTokenizer(donor.tokenizer());
  }

  /** Returns {@code model} with the attention of all blocks of {@code donor}. */
  public static Specimen attention(Specimen model, Specimen donor) {
    return tensors(model, donor, name -> name.contains(".self_attn."));
  }

  /** Returns {@code model} with the networks of the given blocks of {@code donor}. */
  public static Specimen networks(Specimen model, Specimen donor, int... layers) {
    return tensors(
        model,
        donor,
        name ->
            Arrays.stream(layers)
                .anyMatch(layer -> name.startsWith("model.layers.%d.mlp.".formatted(layer))));
  }

  /** Returns {@code model} with every tensor of {@code donor} whose name is chosen. */
  public static Specimen tensors(Specimen model, Specimen donor, Predicate<String> chosen) {
    var change = model.change();
    for (String name : model.tensors().keySet()) {
      if (chosen.test(name)) {
        change.put(name, donor.tensor(name));
      }
    }
    return change.done();
  }

  /**
   * Replaces a random share of the neurons of every network by neurons of {@code donor}.
   *
   * @param scattered whether they come from other indices than those they go to
   */
  public static Specimen neurons(
      Specimen model, Specimen donor, double share, boolean scattered, long seed) {
    var random = new SplittableRandom(seed);
    var change = model.change();
    for (int layer = 0; layer < model.layers(); layer++) {
      List<Network> networks = model.networks(layer);
      for (Network network : networks) {
        int neurons = model.tensor(network.up()).rows();
        int count = (int) Math.round(neurons * share);
        int[] to = Arrays.copyOf(Specimen.shuffled(neurons, random), count);
        int[] from = scattered ? Specimen.shuffled(neurons, random) : to;
        for (String name : List.of(network.gate(), network.up())) {
          change.put(name, replaced(model.tensor(name), donor.tensor(name), to, from));
        }
        Tensor down = model.tensor(network.down()).transposed();
        Tensor other = donor.tensor(network.down()).transposed();
        change.put(network.down(), replaced(down, other, to, from).transposed());
      }
    }
    return change.done();
  }

  /**
   * Joins a language model and a vision tower into one multimodal model: the names of the first get
   * the prefix {@code language_model.}, those of the second {@code vision_tower.}.
   */
  public static Specimen multimodal(Specimen text, Specimen vision) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    vision.tensors().forEach((name, tensor) -> tensors.put("vision_tower." + name, tensor));
    text.tensors().forEach((name, tensor) -> tensors.put("language_model." + name, tensor));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of("LlavaForConditionalGeneration"));
    config.put("model_type", "llava");
    config.put("text_config", text.config());
    config.put("vision_config", vision.config());
    return new Specimen(config, tensors, text.tokenizer());
  }

  private static Tensor replaced(Tensor own, Tensor donor, int[] to, int[] from) {
    Map<Integer, float[]> rows = new HashMap<>();
    for (int i = 0; i < to.length; i++) {
      rows.put(to[i], donor.row(from[i]));
    }
    return own.withRows(rows);
  }
}

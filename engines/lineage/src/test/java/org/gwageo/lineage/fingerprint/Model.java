package org.gwageo.lineage.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;

/** A small gated model of Gaussian weights. */
final class Model {

  static final int CHANNELS = 200;
  static final int NEURONS = 700;
  static final int LAYERS = 3;

  private final SequencedMap<String, float[]> values = new LinkedHashMap<>();
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  static Model random(long seed) {
    return random(seed, CHANNELS, NEURONS);
  }

  static Model random(long seed, int channels, int neurons) {
    var model = new Model();
    var random = new SplittableRandom(seed);
    model.add("model.embed_tokens.weight", random, 0, 900, channels);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "model.layers." + layer + ".";
      model.add(prefix + "input_layernorm.weight", random, 1, channels);
      model.add(prefix + "post_attention_layernorm.weight", random, 1, channels);
      for (String part : List.of("q", "k", "v", "o")) {
        model.add(prefix + "self_attn." + part + "_proj.weight", random, 0, channels, channels);
      }
      model.add(prefix + "mlp.gate_proj.weight", random, 0, neurons, channels);
      model.add(prefix + "mlp.up_proj.weight", random, 0, neurons, channels);
      model.add(prefix + "mlp.down_proj.weight", random, 0, channels, neurons);
    }
    model.add("model.norm.weight", random, 1, channels);
    return model;
  }

  private void add(String name, SplittableRandom random, double mean, long... axes) {
    var shape = new ArrayList<Long>();
    long elements = 1;
    for (long axis : axes) {
      shape.add(axis);
      elements *= axis;
    }
    var weights = new float[(int) elements];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (mean + 0.1 * random.nextGaussian());
    }
    values.put(name, weights);
    shapes.put(name, shape);
  }

  /** Adds noise to every tensor. */
  Model trainedOn(long seed) {
    var copy = copy();
    var random = new SplittableRandom(seed);
    copy.values
        .values()
        .forEach(
            weights -> {
              for (int i = 0; i < weights.length; i++) {
                weights[i] += (float) (0.03 * random.nextGaussian());
              }
            });
    return copy;
  }

  /** Takes the tensors whose name contains {@code part} from another model. */
  Model with(String part, Model other) {
    var copy = copy();
    copy.values.replaceAll(
        (name, weights) ->
            name.contains(part) ? other.values.getOrDefault(name, weights).clone() : weights);
    return copy;
  }

  /** Puts an infinity into the second neuron of the second layer. */
  Model withInfinity() {
    var copy = copy();
    copy.values.computeIfPresent(
        "model.layers.1.mlp.up_proj.weight",
        (name, weights) -> {
          weights[CHANNELS + 5] = Float.POSITIVE_INFINITY;
          return weights;
        });
    return copy;
  }

  /** Adds a tensor that has the numbers of another one. */
  Model withCopy(String name, String of) {
    var copy = copy();
    copy.values.put(of, copy.values.getOrDefault(name, new float[0]).clone());
    copy.shapes.put(of, copy.shapes.getOrDefault(name, List.of()));
    return copy;
  }

  /** Changes the last number of a tensor. */
  Model withAnotherEnd(String name) {
    var copy = copy();
    copy.values.computeIfPresent(
        name,
        (any, weights) -> {
          weights[weights.length - 1] += 1;
          return weights;
        });
    return copy;
  }

  private Model copy() {
    var copy = new Model();
    values.forEach((name, weights) -> copy.values.put(name, weights.clone()));
    copy.shapes.putAll(shapes);
    return copy;
  }

  Path write(Path folder) throws IOException, CheckpointException {
    return write(folder, ElementType.BF16);
  }

  Path write(Path folder, ElementType type) throws IOException, CheckpointException {
    Files.createDirectories(folder);
    var tensors = new ArrayList<StoredTensor>();
    values.forEach(
        (name, weights) ->
            tensors.add(
                StoredTensor.of(name, type, shapes.getOrDefault(name, List.of()), weights)));
    Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of("format", "pt"));
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
    return folder;
  }
}

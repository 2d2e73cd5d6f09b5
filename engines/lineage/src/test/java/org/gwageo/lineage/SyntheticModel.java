package org.gwageo.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.statistics.Permutations;

/** A Llama-shaped checkpoint of Gaussian weights, and the ways to derive another from it. */
final class SyntheticModel {

  record Shape(int channels, int neurons, int layers, int vocabulary, int experts, boolean tied) {
    static final Shape NANO = new Shape(144, 352, 4, 600, 0, true);
  }

  private final Shape shape;
  private int offset;
  private final SequencedMap<String, float[]> values = new LinkedHashMap<>();
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private SyntheticModel(Shape shape) {
    this.shape = shape;
  }

  static SyntheticModel random(Shape shape, long seed) {
    var model = new SyntheticModel(shape);
    var random = new SplittableRandom(seed);
    long d = shape.channels();
    model.add("model.embed_tokens.weight", random, 0, 0.05, shape.vocabulary(), d);
    if (!shape.tied()) {
      model.add("lm_head.weight", random, 0, 0.05, shape.vocabulary(), d);
    }
    for (int layer = 0; layer < shape.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      model.add(prefix + "input_layernorm.weight", random, 1, 0.1, d);
      model.add(prefix + "post_attention_layernorm.weight", random, 1, 0.1, d);
      for (String part : List.of("q", "k", "v", "o")) {
        model.add(prefix + "self_attn." + part + "_proj.weight", random, 0, 0.05, d, d);
      }
      if (shape.experts() == 0) {
        model.addMlp(prefix + "mlp.", "gate_proj", "up_proj", "down_proj", random);
      } else {
        String moe = prefix + "block_sparse_moe.";
        model.add(moe + "gate.weight", random, 0, 0.05, shape.experts(), d);
        for (int expert = 0; expert < shape.experts(); expert++) {
          model.addMlp(moe + "experts." + expert + ".", "w1", "w3", "w2", random);
        }
      }
    }
    model.add("model.norm.weight", random, 1, 0.1, d);
    return model;
  }

  private void addMlp(String prefix, String gate, String up, String down, SplittableRandom random) {
    long d = shape.channels();
    long h = shape.neurons();
    add(prefix + gate + ".weight", random, 0, 0.05, h, d);
    add(prefix + up + ".weight", random, 0, 0.05, h, d);
    add(prefix + down + ".weight", random, 0, 0.05, d, h);
  }

  private void add(String name, SplittableRandom random, double mean, double sd, long... axes) {
    var dimensions = new ArrayList<Long>();
    long n = 1;
    for (long axis : axes) {
      dimensions.add(axis);
      n *= axis;
    }
    var weights = new float[Math.toIntExact(n)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (mean + sd * random.nextGaussian());
    }
    values.put(name, weights);
    shapes.put(name, dimensions);
  }

  SyntheticModel copy() {
    var copy = new SyntheticModel(shape);
    values.forEach((name, weights) -> copy.values.put(name, weights.clone()));
    copy.shapes.putAll(shapes);
    return copy;
  }

  /** Adds noise of {@code share} times each tensor's own spread, as training on would. */
  SyntheticModel perturbed(double share, long seed) {
    var copy = copy();
    var random = new SplittableRandom(seed);
    copy.values.forEach(
        (name, weights) -> {
          double sd = share * (name.contains("norm") ? 0.1 : 0.05);
          for (int i = 0; i < weights.length; i++) {
            weights[i] += (float) (sd * random.nextGaussian());
          }
        });
    return copy;
  }

  /** Adds shares of this model and of another of the same shape. */
  SyntheticModel mixed(double share, SyntheticModel other, double otherShare) {
    var copy = copy();
    copy.values.forEach(
        (name, weights) -> {
          float[] beside = other.weights(name);
          for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (share * weights[i] + otherShare * beside[i]);
          }
        });
    return copy;
  }

  /** Takes the tensors whose name fits from {@code other}. */
  SyntheticModel grafted(SyntheticModel other, Predicate<String> names) {
    var copy = copy();
    copy.values.replaceAll(
        (name, weights) -> names.test(name) ? other.weights(name).clone() : weights);
    return copy;
  }

  /** Adds a tensor. */
  SyntheticModel with(String name, float[] weights, Long... axes) {
    var copy = copy();
    copy.put(name, weights, List.of(axes));
    return copy;
  }

  /** Takes one tensor of {@code other} under another name. */
  SyntheticModel graftedAs(SyntheticModel other, String from, String to) {
    var copy = copy();
    copy.put(to, other.weights(from), other.shapes.getOrDefault(from, List.of()));
    return copy;
  }

  /** Keeps only the given layers, renumbered. */
  SyntheticModel withLayers(int... kept) {
    var pruned =
        new SyntheticModel(
            new Shape(
                shape.channels(),
                shape.neurons(),
                kept.length,
                shape.vocabulary(),
                shape.experts(),
                shape.tied()));
    values.forEach(
        (name, weights) -> {
          if (!name.contains("layers.")) {
            pruned.put(name, weights, shapes.getOrDefault(name, List.of()));
          }
          for (int to = 0; to < kept.length; to++) {
            String from = "model.layers." + kept[to] + ".";
            if (name.startsWith(from)) {
              pruned.put(
                  "model.layers." + to + "." + name.substring(from.length()),
                  weights,
                  shapes.getOrDefault(name, List.of()));
            }
          }
        });
    return pruned;
  }

  /** Puts the neurons of every dense MLP into another order, which changes no output. */
  SyntheticModel withShuffledNeurons(long seed) {
    var copy = copy();
    var random = new SplittableRandom(seed);
    for (int layer = 0; layer < shape.layers(); layer++) {
      int[] order = Permutations.identity(shape.neurons());
      Permutations.shuffle(order, random);
      String mlp = "model.layers." + layer + ".mlp.";
      copy.permuteRows(mlp + "gate_proj.weight", order);
      copy.permuteRows(mlp + "up_proj.weight", order);
      copy.permuteColumns(mlp + "down_proj.weight", order);
    }
    return copy;
  }

  /** Puts the residual channels of the whole model into another order, which changes no output. */
  SyntheticModel withShuffledChannels(long seed) {
    var copy = copy();
    int[] order = Permutations.identity(shape.channels());
    Permutations.shuffle(order, new SplittableRandom(seed));
    for (String name : List.copyOf(copy.values.keySet())) {
      boolean writes = name.contains("o_proj") || name.contains("down") || name.contains("norm");
      if (writes) {
        copy.permuteRows(name, order);
      } else {
        copy.permuteColumns(name, order);
      }
    }
    return copy;
  }

  /** Sets all gains to 1, as in a model that was never trained. */
  SyntheticModel withUntrainedGains() {
    var copy = copy();
    copy.values.forEach(
        (name, weights) -> {
          if (name.contains("norm")) {
            Arrays.fill(weights, 1);
          }
        });
    return copy;
  }

  /**
   * Makes some channels of the embedding much larger than the others, as large models have them.
   */
  SyntheticModel withLoudChannels(double times, int... channels) {
    var copy = copy();
    float[] embedding = copy.weights("model.embed_tokens.weight");
    for (int token = 0; token < shape.vocabulary(); token++) {
      for (int channel : channels) {
        embedding[token * shape.channels() + channel] *= (float) times;
      }
    }
    return copy;
  }

  /** Names the tokens so that only those beyond the first {@code offset} are shared. */
  SyntheticModel withOtherTokens(int offset) {
    var copy = copy();
    copy.offset = offset;
    return copy;
  }

  SyntheticModel with(String name, List<Long> dimensions, float[] weights) {
    var copy = copy();
    copy.put(name, weights, dimensions);
    return copy;
  }

  Checkpoint write(Path folder) throws IOException, CheckpointException {
    Files.createDirectories(folder);
    var tensors = new ArrayList<StoredTensor>();
    values.forEach(
        (name, weights) ->
            tensors.add(
                StoredTensor.of(
                    name, ElementType.BF16, shapes.getOrDefault(name, List.of()), weights)));
    Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of("format", "pt"));
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
    var vocabulary = new LinkedHashMap<String, Object>();
    for (int id = 0; id < shape.vocabulary(); id++) {
      vocabulary.put("token" + (id + offset), id);
    }
    Files.write(
        folder.resolve("tokenizer.json"),
        CanonicalJson.bytes(Map.of("model", Map.of("type", "BPE", "vocab", vocabulary))));
    return Checkpoint.open(folder);
  }

  private void put(String name, float[] weights, List<Long> dimensions) {
    values.put(name, weights.clone());
    shapes.put(name, dimensions);
  }

  private float[] weights(String name) {
    float[] weights = values.get(name);
    if (weights == null) {
      throw new IllegalArgumentException("there is no tensor " + name);
    }
    return weights;
  }

  private void permuteRows(String name, int[] order) {
    float[] from = weights(name);
    int width = from.length / order.length;
    var to = new float[from.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(from, order[i] * width, to, i * width, width);
    }
    values.put(name, to);
  }

  private void permuteColumns(String name, int[] order) {
    float[] from = weights(name);
    int rows = from.length / order.length;
    var to = new float[from.length];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < order.length; i++) {
        to[r * order.length + i] = from[r * order.length + order[i]];
      }
    }
    values.put(name, to);
  }
}

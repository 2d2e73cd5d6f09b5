package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.Permutations;

/** A Llama-shaped model in memory, and what may be done to it; every change makes a new model. */
final class TinyModel {

  static final int CHANNELS = 96;
  static final int NEURONS = 224;
  static final int LAYERS = 4;
  static final int TOKENS = 600;

  private static final int SEMANTICS = 16;

  private record Tensor(FloatMatrix values) {}

  private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

  private TinyModel() {}

  /** Gaussian weights and gains around 1. */
  static TinyModel random(long seed) {
    return random(seed, CHANNELS, NEURONS, LAYERS, TOKENS);
  }

  static TinyModel random(long seed, int channels, int neurons, int layers, int tokens) {
    var model = new TinyModel();
    var random = new SplittableRandom(seed);
    model.put("model.embed_tokens.weight", gaussian(random, tokens, channels, 0, 1));
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "model.layers." + layer + ".";
      model.put(prefix + "input_layernorm.weight", gaussian(random, 1, channels, 1, 0.1));
      model.put(prefix + "post_attention_layernorm.weight", gaussian(random, 1, channels, 1, 0.1));
      for (String part : List.of("q", "k", "v", "o")) {
        model.put(
            prefix + "self_attn." + part + "_proj.weight",
            gaussian(random, channels, channels, 0, 0.1));
      }
      model.put(prefix + "mlp.gate_proj.weight", gaussian(random, neurons, channels, 0, 0.1));
      model.put(prefix + "mlp.up_proj.weight", gaussian(random, neurons, channels, 0, 0.1));
      model.put(prefix + "mlp.down_proj.weight", gaussian(random, channels, neurons, 0, 0.1));
    }
    model.put("model.norm.weight", gaussian(random, 1, channels, 1, 0.1));
    return model;
  }

  /**
   * A model that shares with all others of its kind what tokens mean: the embedding is a common
   * matrix of rank 16 in a basis of its own, plus noise; its neurons prefer those directions, and
   * three channels of its own are five times as large as the others everywhere.
   */
  static TinyModel structured(long seed) {
    TinyModel model = random(seed);
    var own = new SplittableRandom(seed ^ 0xBA515);
    FloatMatrix meaning = gaussian(new SplittableRandom(4711), TOKENS, SEMANTICS, 0, 2);
    FloatMatrix basis = gaussian(own, SEMANTICS, CHANNELS, 0, 0.5);
    MatrixProduct product = MatrixProduct.onThreads(1);
    product.addTransposedTimes(transposed(meaning), basis, model.at("model.embed_tokens.weight"));
    for (int layer = 0; layer < LAYERS; layer++) {
      FloatMatrix taste = gaussian(own, NEURONS, SEMANTICS, 0, 0.05);
      for (String part : List.of("gate", "up")) {
        FloatMatrix rows = model.at("model.layers." + layer + ".mlp." + part + "_proj.weight");
        product.addTransposedTimes(transposed(taste), basis, rows);
      }
    }
    for (int outlier = 0; outlier < 3; outlier++) {
      model.scaleChannel(own.nextInt(CHANNELS), 5);
    }
    return model;
  }

  private static FloatMatrix gaussian(
      SplittableRandom random, int rows, int columns, double mean, double deviation) {
    var values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return FloatMatrix.of(values, rows, columns);
  }

  /** Adds noise of {@code share} times the spread of fresh weights. */
  TinyModel perturbed(double share, long seed) {
    var copy = new TinyModel();
    var random = new SplittableRandom(seed);
    tensors.forEach(
        (name, tensor) -> {
          double deviation = share * (name.contains("embed") ? 1 : 0.1);
          FloatMatrix noisy = copied(tensor.values());
          for (int i = 0; i < noisy.values().length; i++) {
            noisy.values()[i] += (float) (deviation * random.nextGaussian());
          }
          copy.put(name, noisy);
        });
    return copy;
  }

  /** Channel c moves to place {@code to[c]} with its sign; the function stays what it was. */
  TinyModel withChannels(int[] to, boolean[] flipped) {
    int[] from = new int[to.length];
    for (int c = 0; c < to.length; c++) {
      from[to[c]] = c;
    }
    var copy = new TinyModel();
    tensors.forEach(
        (name, tensor) -> {
          boolean sign = !name.contains("norm");
          FloatMatrix moved = FloatMatrix.zeros(tensor.values().rows(), tensor.values().columns());
          for (int r = 0; r < moved.rows(); r++) {
            for (int c = 0; c < moved.columns(); c++) {
              int channel = writes(name) ? r : c;
              float value =
                  writes(name) ? tensor.values().at(from[r], c) : tensor.values().at(r, from[c]);
              moved.put(r, c, sign && flipped[from[channel]] ? -value : value);
            }
          }
          copy.put(name, moved);
        });
    return copy;
  }

  TinyModel withShuffledChannels(long seed) {
    var random = new SplittableRandom(seed);
    int[] to = Permutations.identity(CHANNELS);
    Permutations.shuffle(to, random);
    var flipped = new boolean[CHANNELS];
    for (int c = 0; c < CHANNELS; c++) {
      flipped[c] = random.nextBoolean();
    }
    return withChannels(to, flipped);
  }

  /** Turns the residual stream and folds all gains into the readers behind them. */
  TinyModel rotated(long seed) {
    MatrixProduct product = MatrixProduct.onThreads(1);
    FloatMatrix turn =
        PolarContraction.of(
            gaussian(new SplittableRandom(seed), CHANNELS, CHANNELS, 0, 1), product);
    var copy = new TinyModel();
    tensors.forEach(
        (name, tensor) -> {
          FloatMatrix values = tensor.values();
          if (name.contains("norm")) {
            FloatMatrix ones = copied(values);
            Arrays.fill(ones.values(), 1);
            copy.put(name, ones);
          } else if (writes(name)) {
            copy.put(name, product.transposedTimes(turn, values));
          } else {
            copy.put(name, product.times(folded(name, values), turn));
          }
        });
    return copy;
  }

  /** Moves all gains in front of a layer's readers into the readers. */
  TinyModel gainsFolded() {
    var copy = new TinyModel();
    tensors.forEach(
        (name, tensor) -> {
          if (name.contains("layernorm")) {
            FloatMatrix ones = copied(tensor.values());
            Arrays.fill(ones.values(), 1);
            copy.put(name, ones);
          } else {
            boolean reads = name.contains(".layers.") && !writes(name);
            copy.put(name, reads ? folded(name, tensor.values()) : tensor.values());
          }
        });
    return copy;
  }

  private FloatMatrix folded(String name, FloatMatrix values) {
    if (name.contains("embed")) {
      return values;
    }
    String layer = name.substring(0, name.indexOf('.', "model.layers.".length()) + 1);
    FloatMatrix gain =
        at(
            layer
                + (name.contains("self_attn")
                    ? "input_layernorm.weight"
                    : "post_attention_layernorm.weight"));
    FloatMatrix folded = copied(values);
    for (int r = 0; r < folded.rows(); r++) {
      for (int c = 0; c < folded.columns(); c++) {
        folded.put(r, c, folded.at(r, c) * gain.at(0, c));
      }
    }
    return folded;
  }

  TinyModel withShuffledNeurons(long seed) {
    var random = new SplittableRandom(seed);
    return withNeurons(
        () -> {
          int[] order = Permutations.identity(NEURONS);
          Permutations.shuffle(order, random);
          return order;
        });
  }

  /** Keeps the given share of the neurons of every layer, a random choice in random order. */
  TinyModel withFewerNeurons(double share, long seed) {
    var random = new SplittableRandom(seed);
    return withNeurons(
        () -> {
          int[] order = Permutations.identity(NEURONS);
          Permutations.shuffle(order, random);
          return Arrays.copyOf(order, (int) (share * NEURONS));
        });
  }

  private TinyModel withNeurons(Supplier<int[]> choice) {
    TinyModel copy = copy();
    for (int layer = 0; layer < layers(); layer++) {
      int[] kept = choice.get();
      String mlp = "model.layers." + layer + ".mlp.";
      copy.put(mlp + "gate_proj.weight", rows(at(mlp + "gate_proj.weight"), kept));
      copy.put(mlp + "up_proj.weight", rows(at(mlp + "up_proj.weight"), kept));
      copy.put(
          mlp + "down_proj.weight",
          transposed(rows(transposed(at(mlp + "down_proj.weight")), kept)));
    }
    return copy;
  }

  /** Keeps the first channels only. */
  TinyModel withFewerChannels(int kept) {
    var copy = new TinyModel();
    int[] first = Permutations.identity(kept);
    tensors.forEach(
        (name, tensor) ->
            copy.put(
                name,
                writes(name)
                    ? rows(tensor.values(), first)
                    : transposed(rows(transposed(tensor.values()), first))));
    return copy;
  }

  /** Keeps the given layers, renumbered. */
  TinyModel withLayers(int... kept) {
    var copy = new TinyModel();
    tensors.forEach(
        (name, tensor) -> {
          if (!name.contains(".layers.")) {
            copy.put(name, tensor.values());
          }
          for (int to = 0; to < kept.length; to++) {
            String prefix = "model.layers." + kept[to] + ".";
            if (name.startsWith(prefix)) {
              copy.put(
                  "model.layers." + to + "." + name.substring(prefix.length()), tensor.values());
            }
          }
        });
    return copy;
  }

  /** Cuts every MLP into experts, the neurons dealt out in random order. */
  TinyModel inExperts(int experts, long seed) {
    TinyModel shuffled = withShuffledNeurons(seed);
    var copy = new TinyModel();
    int size = NEURONS / experts;
    shuffled.tensors.forEach(
        (name, tensor) -> {
          int mlp = name.indexOf("mlp.");
          if (mlp < 0) {
            copy.put(name, tensor.values());
            return;
          }
          FloatMatrix neurons =
              name.contains("down") ? transposed(tensor.values()) : tensor.values();
          String part = name.contains("gate") ? "w1" : name.contains("up") ? "w3" : "w2";
          for (int expert = 0; expert < experts; expert++) {
            FloatMatrix slice = copied(neurons.rows(expert * size, size));
            copy.put(
                name.substring(0, mlp)
                    + "block_sparse_moe.experts."
                    + expert
                    + "."
                    + part
                    + ".weight",
                name.contains("down") ? transposed(slice) : slice);
          }
        });
    return copy;
  }

  /** Takes the embedding of another model. */
  TinyModel withEmbeddingOf(TinyModel other) {
    TinyModel copy = copy();
    copy.put("model.embed_tokens.weight", other.at("model.embed_tokens.weight"));
    return copy;
  }

  /** Adds a tensor. */
  TinyModel with(String name, FloatMatrix values) {
    TinyModel copy = copy();
    copy.put(name, values);
    return copy;
  }

  /** The mixture of two models. */
  TinyModel mixed(double share, TinyModel other, double otherShare) {
    var copy = new TinyModel();
    tensors.forEach(
        (name, tensor) -> {
          FloatMatrix sum = copied(tensor.values());
          float[] added = other.at(name).toArray();
          for (int i = 0; i < added.length; i++) {
            sum.values()[i] = (float) (share * sum.values()[i] + otherShare * added[i]);
          }
          copy.put(name, sum);
        });
    return copy;
  }

  FloatMatrix at(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("there is no tensor " + name);
    }
    return tensor.values();
  }

  FloatMatrix embedding() {
    return at("model.embed_tokens.weight");
  }

  Tower tower() throws CheckpointException {
    var stored = new ArrayList<StoredTensor>();
    tensors.forEach(
        (name, tensor) -> {
          FloatMatrix values = tensor.values();
          List<Long> shape =
              name.contains("norm")
                  ? List.of((long) values.columns() * values.rows())
                  : List.of((long) values.rows(), (long) values.columns());
          stored.add(StoredTensor.of(name, ElementType.F32, shape, values.toArray()));
        });
    return Anatomy.of(stored, false).tower(Place.TEXT).orElseThrow();
  }

  /** Token ids, of tokens that all tiny models have. */
  static Map<String, Integer> ids() {
    return ids(0);
  }

  /** Token ids of which the first {@code unknown} are tokens that no other model has. */
  static Map<String, Integer> ids(int unknown) {
    var ids = new LinkedHashMap<String, Integer>();
    for (int id = 0; id < TOKENS; id++) {
      ids.put(id < unknown ? "own" + id : "token" + id, id);
    }
    return ids;
  }

  private int layers() {
    return (int) tensors.keySet().stream().filter(name -> name.contains("up_proj")).count();
  }

  private void scaleChannel(int channel, float factor) {
    tensors.forEach(
        (name, tensor) -> {
          FloatMatrix values = tensor.values();
          int lanes = writes(name) ? values.columns() : values.rows();
          for (int i = 0; i < lanes && !name.contains("norm"); i++) {
            int row = writes(name) ? channel : i;
            int column = writes(name) ? i : channel;
            values.put(row, column, factor * values.at(row, column));
          }
        });
  }

  private static boolean writes(String name) {
    return name.contains("o_proj") || name.contains("down_proj");
  }

  private TinyModel copy() {
    var copy = new TinyModel();
    copy.tensors.putAll(tensors);
    return copy;
  }

  private void put(String name, FloatMatrix values) {
    tensors.put(name, new Tensor(values));
  }

  private static FloatMatrix copied(FloatMatrix matrix) {
    return FloatMatrix.of(matrix.toArray(), matrix.rows(), matrix.columns());
  }

  private static FloatMatrix rows(FloatMatrix matrix, int[] chosen) {
    return RotationFit.chosen(copied(matrix), chosen);
  }

  private static FloatMatrix transposed(FloatMatrix matrix) {
    FloatMatrix turned = FloatMatrix.zeros(matrix.columns(), matrix.rows());
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = 0; c < matrix.columns(); c++) {
        turned.put(c, r, matrix.at(r, c));
      }
    }
    return turned;
  }
}

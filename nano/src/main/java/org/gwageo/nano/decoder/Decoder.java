package org.gwageo.nano.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.gwageo.nano.decoder.Architecture.Expert;
import org.gwageo.nano.decoder.Architecture.Family;
import org.gwageo.nano.files.BadModelException;
import org.jspecify.annotations.Nullable;

/** A decoder with its weights; immutable, so many sequences can run through it at once. */
public final class Decoder {
  private final Architecture shape;
  private final Kernels kernels;
  private final float[] embedding;
  private final Matrix output;
  private final float[] finalNorm;
  private final List<Layer> layers;
  private final Rotation rotation;

  private record Network(Matrix gate, Matrix up, Matrix down) {}

  @SuppressWarnings("ArrayRecordComponent") // weights are never compared
  private record Layer(
      float[] attentionNorm,
      Matrix query,
      Matrix key,
      Matrix value,
      Matrix mix,
      float[] networkNorm,
      @Nullable Matrix router,
      List<Network> networks) {}

  /**
   * Arranges weights for the kernels of this machine.
   *
   * @param weights row-major values by the tensor names of {@link Architecture#tensors()}
   * @throws BadModelException if a tensor is missing, left over or of another size
   */
  public Decoder(Architecture shape, Map<String, float[]> weights) throws BadModelException {
    this(shape, weights, Kernels.best());
  }

  Decoder(Architecture shape, Map<String, float[]> weights, Kernels kernels)
      throws BadModelException {
    check(shape, weights);
    this.shape = shape;
    this.kernels = kernels;
    Arrangement arrange = new Arrangement(shape, weights, kernels.panelWidth());
    this.embedding = arrange.values("model.embed_tokens.weight");
    this.output = arrange.matrix("model.embed_tokens.weight");
    this.finalNorm = arrange.values("model.norm.weight");
    this.layers = arrange.layers();
    this.rotation = new Rotation(shape);
  }

  private static void check(Architecture shape, Map<String, float[]> weights)
      throws BadModelException {
    TreeSet<String> unknown = new TreeSet<>(weights.keySet());
    for (Map.Entry<String, List<Integer>> tensor : shape.tensors().entrySet()) {
      float[] values = weights.get(tensor.getKey());
      long wanted =
          tensor.getValue().stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      if (values == null) {
        throw new BadModelException("tensor %s is missing".formatted(tensor.getKey()));
      }
      if (values.length != wanted) {
        throw new BadModelException(
            "tensor %s has %d values, its shape %s needs %d"
                .formatted(tensor.getKey(), values.length, tensor.getValue(), wanted));
      }
      unknown.remove(tensor.getKey());
    }
    if (!unknown.isEmpty()) {
      throw new BadModelException(
          "tensor %s belongs to no part of a %s"
              .formatted(unknown.first(), shape.family().className()));
    }
  }

  private record Arrangement(Architecture shape, Map<String, float[]> weights, int width) {
    float[] values(String name) {
      return Objects.requireNonNull(weights.get(name), name);
    }

    Matrix matrix(String name) {
      List<Integer> sizes = Objects.requireNonNull(shape.tensors().get(name), name);
      return new Matrix(values(name), sizes.get(0), sizes.get(1), width);
    }

    List<Layer> layers() {
      List<Layer> all = new ArrayList<>();
      for (int i = 0; i < shape.layers(); i++) {
        String prefix = "model.layers." + i + ".";
        List<Network> networks = new ArrayList<>();
        for (Expert expert : shape.experts(i)) {
          networks.add(
              new Network(matrix(expert.gate()), matrix(expert.up()), matrix(expert.down())));
        }
        all.add(
            new Layer(
                values(prefix + "input_layernorm.weight"),
                matrix(prefix + "self_attn.q_proj.weight"),
                matrix(prefix + "self_attn.k_proj.weight"),
                matrix(prefix + "self_attn.v_proj.weight"),
                matrix(prefix + "self_attn.o_proj.weight"),
                values(prefix + "post_attention_layernorm.weight"),
                shape.family() == Family.MIXTRAL
                    ? matrix(prefix + "block_sparse_moe.gate.weight")
                    : null,
                networks));
      }
      return all;
    }
  }

  /** Returns the shape. */
  public Architecture shape() {
    return shape;
  }

  /**
   * Returns an empty cache for at most {@code capacity} positions.
   *
   * @throws IllegalArgumentException if the model has fewer positions
   */
  public Cache cache(int capacity) {
    if (capacity < 1 || capacity > shape.positions()) {
      throw new IllegalArgumentException(
          "a sequence of %d tokens is asked for, the model has positions 1 to %d"
              .formatted(capacity, shape.positions()));
    }
    return new Cache(shape, capacity);
  }

  /**
   * Appends {@code ids} to the sequence in {@code cache} and returns the logits after the last of
   * them, one a token of the vocabulary.
   */
  public float[] next(Cache cache, int[] ids) {
    float[] x = states(cache, ids);
    return logits(Arrays.copyOfRange(x, x.length - shape.hidden(), x.length), 1);
  }

  /**
   * Appends {@code ids} to the sequence in {@code cache} and returns the logits after each of them,
   * {@code ids.length} rows of one value a token of the vocabulary.
   */
  public float[] all(Cache cache, int[] ids) {
    return logits(states(cache, ids), ids.length);
  }

  private float[] logits(float[] states, int rows) {
    float[] normed = new float[states.length];
    norm(states, finalNorm, rows, normed);
    float[] logits = new float[rows * shape.vocabulary()];
    kernels.multiply(output, normed, rows, logits);
    return logits;
  }

  private float[] states(Cache cache, int[] ids) {
    if (ids.length == 0 || ids.length > cache.capacity - cache.length) {
      throw new IllegalArgumentException(
          "%d tokens are appended to %d, the cache holds %d"
              .formatted(ids.length, cache.length, cache.capacity));
    }
    int rows = ids.length;
    int hidden = shape.hidden();
    float[] x = new float[rows * hidden];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(embedding, ids[row] * hidden, x, row * hidden, hidden);
    }
    float[] normed = new float[x.length];
    float[] change = new float[x.length];
    for (int layer = 0; layer < layers.size(); layer++) {
      Layer weights = layers.get(layer);
      norm(x, weights.attentionNorm(), rows, normed);
      attend(cache, layer, normed, rows, change);
      kernels.addScaled(1f, change, 0, x, 0, x.length);
      norm(x, weights.networkNorm(), rows, normed);
      if (weights.router() == null) {
        feed(weights.networks().getFirst(), normed, rows, change);
      } else {
        mix(weights, weights.router(), normed, rows, change);
      }
      kernels.addScaled(1f, change, 0, x, 0, x.length);
    }
    cache.length += rows;
    return x;
  }

  private void attend(Cache cache, int layer, float[] x, int rows, float[] result) {
    Layer weights = layers.get(layer);
    int size = shape.headSize();
    int keyWidth = shape.keyHeads() * size;
    int width = shape.heads() * size;
    float[] query = new float[rows * width];
    float[] key = new float[rows * keyWidth];
    float[] value = new float[rows * keyWidth];
    kernels.multiply(weights.query(), x, rows, query);
    kernels.multiply(weights.key(), x, rows, key);
    kernels.multiply(weights.value(), x, rows, value);
    for (int row = 0; row < rows; row++) {
      int position = cache.length + row;
      rotation.turn(query, row * width, shape.heads(), position);
      rotation.turn(key, row * keyWidth, shape.keyHeads(), position);
      for (int i = 0; i < keyWidth; i++) {
        cache.keys[layer][i * cache.capacity + position] = key[row * keyWidth + i];
      }
      System.arraycopy(value, row * keyWidth, cache.values[layer], position * keyWidth, keyWidth);
    }
    float[] mixed = new float[rows * width];
    float[] scores = new float[cache.capacity];
    for (int row = 0; row < rows; row++) {
      for (int head = 0; head < shape.heads(); head++) {
        attend(cache, layer, query, row, head, scores, mixed);
      }
    }
    kernels.multiply(weights.mix(), mixed, rows, result);
  }

  private void attend(
      Cache cache, int layer, float[] query, int row, int head, float[] scores, float[] mixed) {
    int size = shape.headSize();
    int at = (row * shape.heads() + head) * size;
    int keyHead = head / (shape.heads() / shape.keyHeads());
    int keyWidth = shape.keyHeads() * size;
    int to = cache.length + row + 1;
    int from = shape.window() == 0 ? 0 : Math.max(0, to - shape.window());
    Arrays.fill(scores, from, to, 0f);
    float scale = (float) (1 / Math.sqrt(size));
    for (int i = 0; i < size; i++) {
      int base = (keyHead * size + i) * cache.capacity;
      kernels.addScaled(
          query[at + i] * scale, cache.keys[layer], base + from, scores, from, to - from);
    }
    softmax(scores, from, to);
    for (int position = from; position < to; position++) {
      kernels.addScaled(
          scores[position],
          cache.values[layer],
          position * keyWidth + keyHead * size,
          mixed,
          at,
          size);
    }
  }

  private void feed(Network network, float[] x, int rows, float[] result) {
    float[] gate = new float[rows * shape.intermediate()];
    float[] up = new float[gate.length];
    kernels.multiply(network.gate(), x, rows, gate);
    kernels.multiply(network.up(), x, rows, up);
    for (int i = 0; i < gate.length; i++) {
      gate[i] = gate[i] / (1f + (float) StrictMath.exp(-gate[i])) * up[i];
    }
    kernels.multiply(network.down(), gate, rows, result);
  }

  private void mix(Layer weights, Matrix router, float[] x, int rows, float[] result) {
    int experts = shape.experts();
    int hidden = shape.hidden();
    float[] routed = new float[rows * experts];
    kernels.multiply(router, x, rows, routed);
    Arrays.fill(result, 0f);
    float[] part = new float[hidden];
    for (int row = 0; row < rows; row++) {
      float[] share = Arrays.copyOfRange(routed, row * experts, (row + 1) * experts);
      softmax(share, 0, experts);
      int[] chosen = largest(share, shape.expertsPerToken());
      float sum = 0;
      for (int expert : chosen) {
        sum += share[expert];
      }
      float[] input = Arrays.copyOfRange(x, row * hidden, (row + 1) * hidden);
      for (int expert : chosen) {
        feed(weights.networks().get(expert), input, 1, part);
        kernels.addScaled(share[expert] / sum, part, 0, result, row * hidden, hidden);
      }
    }
  }

  private static int[] largest(float[] values, int count) {
    int[] chosen = new int[count];
    boolean[] taken = new boolean[values.length];
    for (int i = 0; i < count; i++) {
      int best = -1;
      for (int j = 0; j < values.length; j++) {
        if (!taken[j] && (best < 0 || values[j] > values[best])) {
          best = j;
        }
      }
      taken[best] = true;
      chosen[i] = best;
    }
    return chosen;
  }

  private void norm(float[] x, float[] weight, int rows, float[] result) {
    int hidden = shape.hidden();
    for (int row = 0; row < rows; row++) {
      double squares = 0;
      for (int i = row * hidden; i < (row + 1) * hidden; i++) {
        squares += (double) x[i] * x[i];
      }
      float factor = (float) (1 / Math.sqrt(squares / hidden + shape.epsilon()));
      for (int i = 0; i < hidden; i++) {
        result[row * hidden + i] = x[row * hidden + i] * factor * weight[i];
      }
    }
  }

  private static void softmax(float[] values, int from, int to) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, values[i]);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      values[i] = (float) StrictMath.exp(values[i] - largest);
      sum += values[i];
    }
    float factor = (float) (1 / sum);
    for (int i = from; i < to; i++) {
      values[i] *= factor;
    }
  }
}

package org.gwageo.nano.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.gwageo.nano.decoder.Architecture;
import org.gwageo.nano.decoder.Architecture.Expert;
import org.gwageo.nano.decoder.Architecture.Family;

/**
 * The decoder in the operations of the tensor engine, with gradients.
 *
 * <p>Shapes in comments: B sequences, T positions, H heads, D width, S head size, N = B x T.
 */
final class TorchDecoder implements AutoCloseable {
  private static final float MASKED = -1e9f;

  static {
    // The engine must neither fetch libraries nor report its use.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final Architecture shape;
  private final NDManager manager;
  private final SequencedMap<String, NDArray> weights = new LinkedHashMap<>();

  /**
   * Creates the decoder with the given weights.
   *
   * @param values row-major values by tensor name
   * @param trainable whether gradients are kept
   */
  TorchDecoder(Architecture shape, Map<String, float[]> values, boolean trainable) {
    this.shape = shape;
    this.manager = NDManager.newBaseManager("PyTorch");
    shape
        .tensors()
        .forEach(
            (name, sizes) -> {
              float[] tensor = values.get(name);
              if (tensor == null) {
                throw new IllegalArgumentException("tensor %s has no values".formatted(name));
              }
              long[] dimensions = sizes.stream().mapToLong(Integer::longValue).toArray();
              NDArray weight = manager.create(tensor, new Shape(dimensions));
              weight.setRequiresGradient(trainable);
              weights.put(name, weight);
            });
  }

  /** Returns the trainable tensors by name. */
  SequencedMap<String, NDArray> weights() {
    return weights;
  }

  /** Returns the manager that owns the weights. */
  NDManager manager() {
    return manager;
  }

  /** Returns a copy of all values by tensor name. */
  Map<String, float[]> values() {
    Map<String, float[]> values = new LinkedHashMap<>();
    weights.forEach((name, weight) -> values.put(name, weight.toFloatArray()));
    return values;
  }

  /** The final states and the balance term of a mixture, which is 0 elsewhere. */
  record Pass(NDArray states, NDArray balance) {}

  /**
   * Computes the normalised final states, N x D, of {@code ids}, B x T.
   *
   * @param scratch takes everything computed on the way
   */
  Pass states(NDManager scratch, NDArray ids) {
    for (NDArray weight : weights.values()) {
      weight.tempAttach(scratch);
    }
    long batch = ids.getShape().get(0);
    long length = ids.getShape().get(1);
    NDArray[] angles = angles(scratch, (int) length);
    NDArray mask = mask(scratch, (int) length);
    NDArray x = embedding(ids, weight("model.embed_tokens.weight"));
    x = x.reshape(batch * length, shape.hidden());
    NDArray balance = scratch.zeros(new Shape());
    for (int layer = 0; layer < shape.layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      NDArray normed = norm(x, weight(prefix + "input_layernorm.weight"));
      x = x.add(attention(prefix + "self_attn.", normed, batch, length, angles, mask));
      normed = norm(x, weight(prefix + "post_attention_layernorm.weight"));
      if (shape.family() == Family.MIXTRAL) {
        Pass mixed = mixture(layer, normed);
        x = x.add(mixed.states());
        balance = balance.add(mixed.balance());
      } else {
        x = x.add(network(normed, shape.experts(layer).getFirst()));
      }
    }
    return new Pass(norm(x, weight("model.norm.weight")), balance);
  }

  /** Returns the logits, rows x vocabulary, of the given rows of {@code states}. */
  NDArray logits(NDArray states, NDArray rows) {
    return linear(embedding(rows, states), "model.embed_tokens.weight");
  }

  /** Returns the logits after the last of {@code ids}. */
  float[] lastLogits(int[] ids) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray input = scratch.create(longs(ids), new Shape(1, ids.length));
      NDArray rows = scratch.create(new long[] {ids.length - 1L});
      return logits(states(scratch, input).states(), rows).toFloatArray();
    }
  }

  /** Returns the most likely continuation of {@code ids}, ended by {@code endId} or the limit. */
  List<Integer> greedy(int[] ids, int limit) {
    List<Integer> generated = new ArrayList<>();
    int[] all = ids.clone();
    while (generated.size() < limit) {
      float[] logits = lastLogits(all);
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        if (logits[i] > logits[best]) {
          best = i;
        }
      }
      if (best == shape.endId()) {
        break;
      }
      generated.add(best);
      all = Arrays.copyOf(all, all.length + 1);
      all[all.length - 1] = best;
    }
    return generated;
  }

  static long[] longs(int[] values) {
    return Arrays.stream(values).asLongStream().toArray();
  }

  private NDArray attention(
      String prefix, NDArray x, long batch, long length, NDArray[] angles, NDArray mask) {
    int size = shape.headSize();
    NDArray query = heads(linear(x, prefix + "q_proj.weight"), batch, length, shape.heads());
    NDArray key = heads(linear(x, prefix + "k_proj.weight"), batch, length, shape.keyHeads());
    NDArray value = heads(linear(x, prefix + "v_proj.weight"), batch, length, shape.keyHeads());
    query = rotate(query, angles).mul(1.0 / Math.sqrt(size));
    key = rotate(key, angles);
    int group = shape.heads() / shape.keyHeads();
    if (group > 1) {
      key = key.repeat(1, group);
      value = value.repeat(1, group);
    }
    // B x H x T x T
    NDArray scores = query.matMul(key.transpose(0, 1, 3, 2)).add(mask).softmax(-1);
    NDArray mixed =
        scores
            .matMul(value)
            .transpose(0, 2, 1, 3)
            .reshape(batch * length, (long) shape.heads() * size);
    return linear(mixed, prefix + "o_proj.weight");
  }

  private NDArray heads(NDArray x, long batch, long length, int heads) {
    return x.reshape(batch, length, heads, shape.headSize()).transpose(0, 2, 1, 3);
  }

  private static NDArray rotate(NDArray x, NDArray[] angles) {
    NDList halves = x.split(2, 3);
    NDArray turned = NDArrays.concat(new NDList(halves.get(1).neg(), halves.get(0)), 3);
    return x.mul(angles[0]).add(turned.mul(angles[1]));
  }

  private Pass mixture(int layer, NDArray x) {
    List<Expert> experts = shape.experts(layer);
    String gate = "model.layers." + layer + ".block_sparse_moe.gate.weight";
    NDArray routed = linear(x, gate).softmax(-1); // N x E
    NDArray least =
        routed
            .stopGradient()
            .topK(shape.expertsPerToken(), -1, true, true)
            .get(0)
            .min(new int[] {1}, true);
    NDArray chosen = routed.stopGradient().gte(least).toType(DataType.FLOAT32, false);
    NDArray share = routed.mul(chosen);
    share = share.div(share.sum(new int[] {1}, true));
    NDArray sum = null;
    NDList shares = share.split(experts.size(), 1);
    for (int e = 0; e < experts.size(); e++) {
      NDArray part = network(x, experts.get(e)).mul(shares.get(e));
      sum = sum == null ? part : sum.add(part);
    }
    NDArray balance =
        chosen
            .mean(new int[] {0})
            .mul(routed.mean(new int[] {0}))
            .sum()
            .mul((double) experts.size() / shape.expertsPerToken());
    return new Pass(Objects.requireNonNull(sum), balance);
  }

  private NDArray network(NDArray x, Expert names) {
    NDArray gate = linear(x, names.gate());
    return linear(gate.mul(Activation.sigmoid(gate)).mul(linear(x, names.up())), names.down());
  }

  private NDArray norm(NDArray x, NDArray weight) {
    NDArray root = x.square().mean(new int[] {1}, true).add(shape.epsilon()).sqrt();
    return x.div(root).mul(weight);
  }

  private NDArray linear(NDArray x, String name) {
    return x.matMul(weight(name).transpose());
  }

  private static NDArray embedding(NDArray ids, NDArray rows) {
    return Embedding.embedding(ids, rows, SparseFormat.DENSE).singletonOrThrow();
  }

  private NDArray weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  private NDArray[] angles(NDManager scratch, int length) {
    int size = shape.headSize();
    float[] cos = new float[length * size];
    float[] sin = new float[length * size];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < size; i++) {
        double angle = t / Math.pow(shape.ropeTheta(), 2.0 * (i % (size / 2)) / size);
        cos[t * size + i] = (float) Math.cos(angle);
        sin[t * size + i] = (float) Math.sin(angle);
      }
    }
    Shape table = new Shape(length, size);
    return new NDArray[] {scratch.create(cos, table), scratch.create(sin, table)};
  }

  private NDArray mask(NDManager scratch, int length) {
    float[] mask = new float[length * length];
    for (int to = 0; to < length; to++) {
      for (int from = 0; from < length; from++) {
        boolean seen = from <= to && (shape.window() == 0 || from > to - shape.window());
        mask[to * length + from] = seen ? 0 : MASKED;
      }
    }
    return scratch.create(mask, new Shape(length, length));
  }

  @Override
  public void close() {
    manager.close();
  }
}

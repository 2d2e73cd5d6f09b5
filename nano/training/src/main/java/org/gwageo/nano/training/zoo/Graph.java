package org.gwageo.nano.training.zoo;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.gwageo.nano.zoo.Specimen;
import org.gwageo.nano.zoo.Specimen.Network;
import org.gwageo.nano.zoo.Tensor;

/**
 * A specimen in the operations of the tensor engine, with gradients and with the states after every
 * block in reach.
 *
 * <p>Shapes in comments: B rows, T positions, N = B x T, D width, S head size, E experts.
 */
final class Graph implements AutoCloseable {
  private static final float MASKED = -1e9f;
  private static final float EPSILON = 1e-5f;
  private static final double ROPE_BASE = 10_000;

  static {
    // The engine must neither fetch libraries nor report its use.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final Specimen specimen;
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final SequencedMap<String, NDArray> weights = new LinkedHashMap<>();

  /**
   * What one pass computes.
   *
   * @param states the embedded input and the states after each block, N x D each
   * @param logits N x vocabulary
   * @param balance how unevenly experts are used; 1 per block when even, 0 without experts
   */
  record Pass(List<NDArray> states, NDArray logits, NDArray balance) {}

  Graph(Specimen specimen, boolean trainable) {
    this.specimen = specimen;
    specimen
        .tensors()
        .forEach(
            (name, tensor) -> {
              long[] axes = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
              NDArray weight = manager.create(tensor.values(), new Shape(axes));
              weight.setRequiresGradient(trainable);
              weights.put(name, weight);
            });
  }

  SequencedMap<String, NDArray> weights() {
    return weights;
  }

  NDManager manager() {
    return manager;
  }

  /** Returns the model with the weights of this moment. */
  Specimen specimen() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) ->
            tensors.put(name, new Tensor(specimen.tensor(name).shape(), weight.toFloatArray())));
    return new Specimen(specimen.config(), tensors, specimen.tokenizer());
  }

  /** Computes all states and logits of {@code ids}, B x T. */
  Pass pass(NDManager scratch, NDArray ids) {
    for (NDArray weight : weights.values()) {
      weight.tempAttach(scratch);
    }
    long batch = ids.getShape().get(0);
    long length = ids.getShape().get(1);
    int hidden = specimen.hidden();
    NDArray[] angles = angles(scratch, (int) length);
    NDArray mask = mask(scratch, (int) length);
    NDArray x =
        Embedding.embedding(ids, weight("model.embed_tokens.weight"), SparseFormat.DENSE)
            .singletonOrThrow()
            .reshape(batch * length, hidden);
    List<NDArray> states = new ArrayList<>(List.of(x));
    NDArray balance = scratch.zeros(new Shape());
    for (int layer = 0; layer < specimen.layers(); layer++) {
      NDArray normed = norm(x, weight(Specimen.in(layer, "input_layernorm")));
      x = x.add(attention(layer, normed, batch, length, angles, mask));
      normed = norm(x, weight(Specimen.in(layer, "post_attention_layernorm")));
      List<Network> networks = specimen.networks(layer);
      if (networks.size() == 1) {
        x = x.add(network(normed, networks.getFirst()));
      } else {
        NDArray routed = linear(normed, Specimen.in(layer, "block_sparse_moe.gate")).softmax(-1);
        NDArray chosen = chosen(routed);
        x = x.add(mixture(normed, networks, routed.mul(chosen)));
        balance = balance.add(evenness(chosen, routed));
      }
      states.add(x);
    }
    String head = specimen.tied() ? "model.embed_tokens.weight" : "lm_head.weight";
    return new Pass(states, linear(norm(x, weight("model.norm.weight")), head), balance);
  }

  private NDArray attention(
      int layer, NDArray x, long batch, long length, NDArray[] angles, NDArray mask) {
    int size = specimen.headSize();
    NDArray query = heads(linear(x, Specimen.in(layer, "self_attn.q_proj")), batch, length);
    NDArray key = heads(linear(x, Specimen.in(layer, "self_attn.k_proj")), batch, length);
    NDArray value = heads(linear(x, Specimen.in(layer, "self_attn.v_proj")), batch, length);
    query = rotate(query, angles).mul(1.0 / Math.sqrt(size));
    key = rotate(key, angles);
    int group = specimen.heads() / specimen.keyHeads();
    if (group > 1) {
      key = key.repeat(1, group);
      value = value.repeat(1, group);
    }
    // B x heads x T x T
    NDArray scores = query.matMul(key.transpose(0, 1, 3, 2)).add(mask).softmax(-1);
    NDArray mixed =
        scores
            .matMul(value)
            .transpose(0, 2, 1, 3)
            .reshape(batch * length, (long) specimen.heads() * size);
    return linear(mixed, Specimen.in(layer, "self_attn.o_proj"));
  }

  private NDArray heads(NDArray x, long batch, long length) {
    long size = specimen.headSize();
    return x.reshape(batch, length, x.getShape().get(1) / size, size).transpose(0, 2, 1, 3);
  }

  private static NDArray rotate(NDArray x, NDArray[] angles) {
    NDList halves = x.split(2, 3);
    NDArray turned = NDArrays.concat(new NDList(halves.get(1).neg(), halves.get(0)), 3);
    return x.mul(angles[0]).add(turned.mul(angles[1]));
  }

  /** Returns 1 where an expert is among the chosen of its position, N x E. */
  private NDArray chosen(NDArray routed) {
    int count = specimen.number("num_experts_per_tok");
    NDArray fixed = routed.stopGradient();
    NDArray least = fixed.topK(count, -1, true, true).get(0).min(new int[] {1}, true);
    return fixed.gte(least).toType(DataType.FLOAT32, false);
  }

  private NDArray mixture(NDArray x, List<Network> networks, NDArray shares) {
    NDList columns = shares.div(shares.sum(new int[] {1}, true)).split(networks.size(), 1);
    NDArray sum = network(x, networks.getFirst()).mul(columns.get(0));
    for (int e = 1; e < networks.size(); e++) {
      sum = sum.add(network(x, networks.get(e)).mul(columns.get(e)));
    }
    return sum;
  }

  private static NDArray evenness(NDArray chosen, NDArray routed) {
    int[] positions = {0};
    float experts = routed.getShape().get(1);
    return chosen.mean(positions).mul(routed.mean(positions)).sum().mul(experts);
  }

  private NDArray network(NDArray x, Network names) {
    NDArray gate = linear(x, names.gate());
    return linear(gate.mul(Activation.sigmoid(gate)).mul(linear(x, names.up())), names.down());
  }

  private static NDArray norm(NDArray x, NDArray gain) {
    NDArray root = x.square().mean(new int[] {1}, true).add(EPSILON).sqrt();
    return x.div(root).mul(gain);
  }

  private NDArray linear(NDArray x, String name) {
    return x.matMul(weight(name).transpose());
  }

  private NDArray weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  private NDArray[] angles(NDManager scratch, int length) {
    int size = specimen.headSize();
    var cos = new float[length * size];
    var sin = new float[length * size];
    for (int t = 0; t < length; t++) {
      for (int i = 0; i < size; i++) {
        double angle = t / Math.pow(ROPE_BASE, 2.0 * (i % (size / 2)) / size);
        cos[t * size + i] = (float) Math.cos(angle);
        sin[t * size + i] = (float) Math.sin(angle);
      }
    }
    Shape table = new Shape(length, size);
    return new NDArray[] {scratch.create(cos, table), scratch.create(sin, table)};
  }

  private static NDArray mask(NDManager scratch, int length) {
    var mask = new float[length * length];
    for (int to = 0; to < length; to++) {
      for (int from = to + 1; from < length; from++) {
        mask[to * length + from] = MASKED;
      }
    }
    return scratch.create(mask, new Shape(length, length));
  }

  @Override
  public void close() {
    manager.close();
  }
}

package org.gwageo.nano.training.zoo;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.gwageo.nano.zoo.Specimen;
import org.gwageo.nano.zoo.Tensor;

/**
 * A small encoder of pictures that learns to name shape and colour: patches of 4 x 4 pixels, learnt
 * positions, blocks with layer norms before attention and before a plain network, all with biases.
 * Its tensors are named as CLIP's vision model. The classifier is no part of the specimen.
 *
 * <p>Shapes in comments: B pictures, T patches, N = B x T, D width.
 */
final class VisionTower implements AutoCloseable {
  static final int HIDDEN = 96;
  static final int LAYERS = 4;

  /** The width of wide towers. */
  static final int WIDE = 288;

  private static final int HEADS = 4;
  private static final int PATCH = 4;
  private static final int SIDE = Pictures.SIZE / PATCH;
  private static final int PATCHES = SIDE * SIDE;
  private static final int BATCH = 32;
  private static final double RATE = 1.5e-3;
  private static final double SPREAD = 0.05;
  private static final float EPSILON = 1e-5f;
  private static final String PREFIX = "vision_model.";
  private static final String CLASSIFIER = "classifier.weight";

  static {
    // The engine must neither fetch libraries nor report its use.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private final int hidden;
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final SequencedMap<String, NDArray> weights = new LinkedHashMap<>();

  private VisionTower(Map<String, Tensor> tensors, int hidden) {
    this.hidden = hidden;
    tensors.forEach(
        (name, tensor) -> {
          long[] axes = tensor.shape().stream().mapToLong(Integer::longValue).toArray();
          NDArray weight = manager.create(tensor.values(), new Shape(axes));
          weight.setRequiresGradient(true);
          weights.put(name, weight);
        });
  }

  /**
   * Trains a tower.
   *
   * @param start the tower to go on with; its classifier is drawn anew
   */
  static Training.Trained train(Specimen start, int steps, long seed) {
    var tensors = new LinkedHashMap<>(start.tensors());
    var random = new SplittableRandom(seed);
    int hidden = start.hidden();
    tensors.put(CLASSIFIER, Tensor.gaussian(Pictures.CLASSES, hidden, SPREAD, random));
    var pictures = new Pictures(seed);
    List<Double> losses = new ArrayList<>();
    try (var tower = new VisionTower(tensors, hidden)) {
      var optimiser = new Optimiser(tower.weights, tower.manager);
      for (int step = 0; step < steps; step++) {
        double rate = RATE * Math.min(1, (step + 1) / 50.0) * (1 - 0.9 * step / steps);
        losses.add(tower.update(pictures.next(BATCH), optimiser, rate));
      }
      return new Training.Trained(
          tower.specimen(start),
          Training.mean(losses.subList(0, Math.min(20, steps))),
          Training.mean(losses.subList(Math.max(0, steps - 20), steps)));
    }
  }

  /** Returns a tower of {@value #HIDDEN} channels with random weights. */
  static Specimen drawn(byte[] tokenizer, long seed) {
    return drawn(tokenizer, HIDDEN, seed);
  }

  /** Returns a tower of {@code hidden} channels and four times as many neurons a block. */
  static Specimen drawn(byte[] tokenizer, int hidden, long seed) {
    int neurons = 4 * hidden;
    var random = new SplittableRandom(seed);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    Tensor patches = Tensor.gaussian(hidden, Pictures.CHANNELS * PATCH * PATCH, 0.14, random);
    tensors.put(
        PREFIX + "embeddings.patch_embedding.weight",
        new Tensor(List.of(hidden, Pictures.CHANNELS, PATCH, PATCH), patches.values()));
    tensors.put(
        PREFIX + "embeddings.position_embedding.weight",
        Tensor.gaussian(PATCHES, hidden, SPREAD, random));
    for (int layer = 0; layer < LAYERS; layer++) {
      norm(tensors, in(layer, "layer_norm1"), hidden);
      for (String part : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
        linear(tensors, in(layer, "self_attn." + part), hidden, hidden, random);
      }
      norm(tensors, in(layer, "layer_norm2"), hidden);
      linear(tensors, in(layer, "mlp.fc1"), neurons, hidden, random);
      linear(tensors, in(layer, "mlp.fc2"), hidden, neurons, random);
    }
    norm(tensors, PREFIX + "post_layernorm", hidden);
    return new Specimen(config(hidden), tensors, tokenizer);
  }

  private static Map<String, Object> config(int hidden) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of("CLIPVisionModel"));
    config.put("hidden_act", "silu");
    config.put("hidden_size", hidden);
    config.put("image_size", Pictures.SIZE);
    config.put("intermediate_size", 4 * hidden);
    config.put("model_type", "clip_vision_model");
    config.put("num_attention_heads", HEADS);
    config.put("num_hidden_layers", LAYERS);
    config.put("patch_size", PATCH);
    return config;
  }

  private static String in(int layer, String part) {
    return PREFIX + "encoder.layers.%d.%s".formatted(layer, part);
  }

  private static void norm(Map<String, Tensor> tensors, String name, int hidden) {
    var ones = new float[hidden];
    Arrays.fill(ones, 1);
    tensors.put(name + ".weight", new Tensor(List.of(hidden), ones));
    tensors.put(name + ".bias", new Tensor(List.of(hidden), new float[hidden]));
  }

  private static void linear(
      Map<String, Tensor> tensors, String name, int out, int in, SplittableRandom random) {
    tensors.put(name + ".weight", Tensor.gaussian(out, in, SPREAD, random));
    tensors.put(name + ".bias", new Tensor(List.of(out), new float[out]));
  }

  private Specimen specimen(Specimen start) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    start
        .tensors()
        .forEach(
            (name, tensor) ->
                tensors.put(name, new Tensor(tensor.shape(), weight(name).toFloatArray())));
    return new Specimen(start.config(), tensors, start.tokenizer());
  }

  private double update(Pictures.Batch batch, Optimiser optimiser, double rate) {
    try (NDManager scratch = manager.newSubManager()) {
      weights.values().forEach(weight -> weight.tempAttach(scratch));
      float loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray classes = Objective.column(scratch, batch.classes());
        NDArray total = Objective.entropy(logits(scratch, batch), classes);
        collector.backward(total);
        loss = total.getFloat();
      }
      optimiser.update(rate);
      return loss;
    }
  }

  private NDArray logits(NDManager scratch, Pictures.Batch batch) {
    long count = batch.classes().length;
    int inputs = Pictures.CHANNELS * PATCH * PATCH;
    // B x C x side x patch x side x patch, patches first
    NDArray pixels =
        scratch
            .create(batch.pixels(), new Shape(count, Pictures.CHANNELS, SIDE, PATCH, SIDE, PATCH))
            .transpose(0, 2, 4, 1, 3, 5)
            .reshape(count * PATCHES, inputs);
    NDArray stem = weight(PREFIX + "embeddings.patch_embedding.weight").reshape(hidden, inputs);
    NDArray positions = weight(PREFIX + "embeddings.position_embedding.weight");
    NDArray x =
        pixels
            .matMul(stem.transpose())
            .reshape(count, PATCHES, hidden)
            .add(positions)
            .reshape(count * PATCHES, hidden);
    for (int layer = 0; layer < LAYERS; layer++) {
      x = x.add(attention(layer, normed(x, in(layer, "layer_norm1")), count));
      NDArray inner = linear(normed(x, in(layer, "layer_norm2")), in(layer, "mlp.fc1"));
      x = x.add(linear(inner.mul(Activation.sigmoid(inner)), in(layer, "mlp.fc2")));
    }
    NDArray mean =
        normed(x, PREFIX + "post_layernorm").reshape(count, PATCHES, hidden).mean(new int[] {1});
    return mean.matMul(weight(CLASSIFIER).transpose());
  }

  private NDArray attention(int layer, NDArray x, long count) {
    int size = hidden / HEADS;
    NDArray query = heads(linear(x, in(layer, "self_attn.q_proj")), count, size);
    NDArray key = heads(linear(x, in(layer, "self_attn.k_proj")), count, size);
    NDArray value = heads(linear(x, in(layer, "self_attn.v_proj")), count, size);
    NDArray scores = query.mul(1 / Math.sqrt(size)).matMul(key.transpose(0, 1, 3, 2)).softmax(-1);
    NDArray mixed = scores.matMul(value).transpose(0, 2, 1, 3).reshape(count * PATCHES, hidden);
    return linear(mixed, in(layer, "self_attn.out_proj"));
  }

  private static NDArray heads(NDArray x, long count, int size) {
    return x.reshape(count, PATCHES, HEADS, size).transpose(0, 2, 1, 3);
  }

  private NDArray normed(NDArray x, String name) {
    int[] channels = {1};
    NDArray centred = x.sub(x.mean(channels, true));
    NDArray root = centred.square().mean(channels, true).add(EPSILON).sqrt();
    return centred.div(root).mul(weight(name + ".weight")).add(weight(name + ".bias"));
  }

  private NDArray linear(NDArray x, String name) {
    return x.matMul(weight(name + ".weight").transpose()).add(weight(name + ".bias"));
  }

  private NDArray weight(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }

  @Override
  public void close() {
    manager.close();
  }
}

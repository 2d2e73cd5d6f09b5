package org.gwageo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.generators.DrawnNumbers;
import org.gwageo.lineage.generators.Generator;

/** A Llama-shaped checkpoint of Gaussian weights, just large enough to be tested. */
final class TinyModel {

  private final long channels;
  private final long seed;
  private final double noise;
  private final long other;
  private final double share;
  private OptionalLong drawn = OptionalLong.empty();

  private TinyModel(long channels, long seed, double noise, long other, double share) {
    this.channels = channels;
    this.seed = seed;
    this.noise = noise;
    this.other = other;
    this.share = share;
  }

  /** Returns a model with weights of its own. */
  static TinyModel of(long seed) {
    return new TinyModel(96, seed, 0, 0, 0);
  }

  /** Returns a model whose shapes allow no comparison with the others. */
  static TinyModel ofAnotherShape(long seed) {
    return new TinyModel(12, seed, 0, 0, 0);
  }

  /** Returns a model continued from this one. */
  TinyModel continued() {
    return new TinyModel(channels, seed, 0.05, 0, 0);
  }

  /** Returns this model with a share of the model of another seed in place of its own. */
  TinyModel mergedWith(long other, double share) {
    return new TinyModel(channels, seed, noise, other, share);
  }

  /**
   * Returns a model that began with PyTorch's numbers of a seed and learned something of its own.
   */
  static TinyModel drawnFrom(long generatorSeed, long seed) {
    TinyModel model = of(seed);
    model.drawn = OptionalLong.of(generatorSeed);
    return model;
  }

  /** Writes the model and returns its folder. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    var own = new SplittableRandom(seed);
    var foreign = new SplittableRandom(other);
    DoubleSupplier weights =
        drawn.isPresent()
            ? begun(drawn.getAsLong(), own)
            : () -> (1 - share) * own.nextGaussian() + share * foreign.nextGaussian();
    var training = new SplittableRandom(~seed);
    var tensors = new ArrayList<StoredTensor>();
    long neurons = channels * 2;
    long tokens = 2 * channels + 8;
    tensors.add(tensor("model.embed_tokens.weight", 0, weights, training, tokens, channels));
    for (int layer = 0; layer < 2; layer++) {
      String in = "model.layers." + layer + ".";
      tensors.add(tensor(in + "input_layernorm.weight", 1, weights, training, channels));
      tensors.add(tensor(in + "post_attention_layernorm.weight", 1, weights, training, channels));
      for (String part : List.of("q", "k", "v", "o")) {
        String name = in + "self_attn." + part + "_proj.weight";
        tensors.add(tensor(name, 0, weights, training, channels, channels));
      }
      tensors.add(tensor(in + "mlp.gate_proj.weight", 0, weights, training, neurons, channels));
      tensors.add(tensor(in + "mlp.up_proj.weight", 0, weights, training, neurons, channels));
      tensors.add(tensor(in + "mlp.down_proj.weight", 0, weights, training, channels, neurons));
    }
    Safetensors.write(folder.resolve("model.safetensors"), tensors, Map.of());
    Files.writeString(folder.resolve("config.json"), "{\"model_type\":\"llama\"}");
    return folder;
  }

  private static DoubleSupplier begun(long generatorSeed, SplittableRandom learned) {
    float[] first = DrawnNumbers.of(Generator.TORCH_CPU_NORMAL, generatorSeed, 0, 1 << 18);
    var next = new AtomicInteger();
    return () -> 0.8 * first[next.getAndIncrement()] + 0.6 * learned.nextGaussian();
  }

  private StoredTensor tensor(
      String name, double mean, DoubleSupplier weights, SplittableRandom training, long... axes) {
    var shape = new ArrayList<Long>();
    long size = 1;
    for (long axis : axes) {
      shape.add(axis);
      size *= axis;
    }
    var values = new float[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + 0.1 * (weights.getAsDouble() + noise * training.nextGaussian()));
    }
    return StoredTensor.of(name, ElementType.BF16, shape, values);
  }
}

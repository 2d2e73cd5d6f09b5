package org.gwageo.cluster.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;

/** A gated model of Gaussian weights in bf16, a few megabytes large. */
final class Model {

  private static final int CHANNELS = 256;
  private static final int NEURONS = 1024;
  private static final int VOCABULARY = 4000;
  private static final int TOKENS = 100_000;
  private static final int BF16_OF_GGUF = 30;

  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();

  private Model() {}

  static Model random(int layers, long seed) {
    var model = new Model();
    var random = new SplittableRandom(seed);
    model.add("model.embed_tokens.weight", random, 0, VOCABULARY, CHANNELS);
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "model.layers." + layer + ".";
      model.add(prefix + "input_layernorm.weight", random, 1, CHANNELS);
      model.add(prefix + "self_attn.q_proj.weight", random, 0, CHANNELS, CHANNELS);
      model.add(prefix + "self_attn.o_proj.weight", random, 0, CHANNELS, CHANNELS);
      model.add(prefix + "post_attention_layernorm.weight", random, 1, CHANNELS);
      model.add(prefix + "mlp.gate_proj.weight", random, 0, NEURONS, CHANNELS);
      model.add(prefix + "mlp.up_proj.weight", random, 0, NEURONS, CHANNELS);
      model.add(prefix + "mlp.down_proj.weight", random, 0, CHANNELS, NEURONS);
    }
    model.add("model.norm.weight", random, 1, CHANNELS);
    model.add("lm_head.weight", random, 0, VOCABULARY, CHANNELS);
    return model;
  }

  private void add(String name, SplittableRandom random, double mean, int... axes) {
    int elements = 1;
    var shape = new ArrayList<Long>();
    for (int axis : axes) {
      elements *= axis;
      shape.add((long) axis);
    }
    var values = new float[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = (float) (mean + 0.1 * random.nextGaussian());
    }
    tensors.put(name, StoredTensor.of(name, ElementType.BF16, shape, values));
  }

  /** Adds noise to every tensor. */
  Model trained(long seed) {
    var random = new SplittableRandom(seed);
    var copy = new Model();
    tensors.forEach(
        (name, tensor) -> {
          float[] values = tensor.toFloats();
          for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.02 * random.nextGaussian());
          }
          copy.tensors.put(name, StoredTensor.of(name, ElementType.BF16, tensor.shape(), values));
        });
    return copy;
  }

  /** Stores the MLPs in eight bits with a scale per block of 128 x 128. */
  Model quantised() {
    var copy = new Model();
    tensors.forEach(
        (name, tensor) -> {
          if (!name.contains("mlp")) {
            copy.tensors.put(name, tensor);
            return;
          }
          var codes = new byte[(int) tensor.elements()];
          new SplittableRandom(name.hashCode()).nextBytes(codes);
          for (int i = 0; i < codes.length; i++) {
            // Without the two patterns that are no numbers.
            codes[i] = (codes[i] & 0x7F) == 0x7F ? 0 : codes[i];
          }
          copy.tensors.put(
              name,
              new StoredTensor(
                  name, ElementType.F8_E4M3, tensor.shape(), MemorySegment.ofArray(codes)));
          long rows = tensor.shape().getFirst() / 128;
          long columns = tensor.shape().getLast() / 128;
          var scales = new float[(int) (rows * columns)];
          for (int i = 0; i < scales.length; i++) {
            scales[i] = 0.001f * (1 + i % 7);
          }
          String scale = name + "_scale_inv";
          copy.tensors.put(
              scale, StoredTensor.of(scale, ElementType.F32, List.of(rows, columns), scales));
        });
    return copy;
  }

  /** Writes one file of weights with a configuration and a tokenizer beside it. */
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Safetensors.write(
        folder.resolve("model.safetensors"), tensors.values(), Map.of("format", "pt"));
    return withSmallFiles(folder);
  }

  /** Writes three files of weights and their index. */
  Path writeInShards(Path folder) throws IOException {
    Files.createDirectories(folder);
    var shards = new TreeMap<String, List<StoredTensor>>();
    var index = new TreeMap<String, Object>();
    int number = 0;
    for (StoredTensor tensor : tensors.values()) {
      String shard = "model-0000%d-of-00003.safetensors".formatted(1 + number++ % 3);
      shards.computeIfAbsent(shard, any -> new ArrayList<>()).add(tensor);
      index.put(tensor.name(), shard);
    }
    for (Map.Entry<String, List<StoredTensor>> shard : shards.entrySet()) {
      Safetensors.write(folder.resolve(shard.getKey()), shard.getValue(), Map.of());
    }
    Files.write(
        folder.resolve("model.safetensors.index.json"),
        CanonicalJson.bytes(Map.of("weight_map", index)));
    return withSmallFiles(folder);
  }

  /**
   * Writes a GGUF file whose header is longer than a megabyte, because it lists tokens.
   *
   * @param file where
   */
  Path writeGguf(Path file) throws IOException {
    var names =
        Map.of(
            "model.embed_tokens", "token_embd",
            "lm_head", "output",
            "model.norm", "output_norm",
            "input_layernorm", "attn_norm",
            "post_attention_layernorm", "ffn_norm");
    var infos = new Little();
    var data = new Little();
    tensors.forEach(
        (name, tensor) -> {
          String own = name.replace("model.layers.", "blk.").replace("mlp.", "ffn_");
          own =
              own.replace("self_attn.q_proj", "attn_q").replace("self_attn.o_proj", "attn_output");
          own = own.replace("_proj.weight", ".weight");
          String stem = own.substring(own.startsWith("blk.") ? own.indexOf('.', 4) + 1 : 0);
          stem = stem.substring(0, stem.length() - ".weight".length());
          own = own.replace(stem + ".weight", names.getOrDefault(stem, stem) + ".weight");
          infos.text(own).i32(tensor.shape().size());
          tensor.shape().reversed().forEach(infos::i64);
          infos.i32(BF16_OF_GGUF).i64(data.size());
          data.bytes(tensor.bytes().toArray(ValueLayout.JAVA_BYTE)).pad();
        });
    var header = new Little().bytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    header.i32(3).i64(tensors.size()).i64(2);
    header.text("general.architecture").i32(8).text("llama");
    header.text("tokenizer.ggml.tokens").i32(9).i32(8).i64(TOKENS);
    for (int token = 0; token < TOKENS; token++) {
      header.text("token" + token);
    }
    header.bytes(infos.all()).pad();
    Files.write(file, header.bytes(data.all()).all());
    return file;
  }

  /** Bytes in the order of GGUF. */
  private static final class Little {

    private final ByteArrayOutputStream to = new ByteArrayOutputStream();

    Little i32(int value) {
      return bytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    Little i64(long value) {
      return bytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    Little text(String value) {
      return i64(value.length()).bytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    Little bytes(byte[] bytes) {
      to.writeBytes(bytes);
      return this;
    }

    Little pad() {
      return bytes(new byte[(32 - to.size() % 32) % 32]);
    }

    int size() {
      return to.size();
    }

    byte[] all() {
      return to.toByteArray();
    }
  }

  private static Path withSmallFiles(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\":\"llama\",\"hidden_size\":%d}".formatted(CHANNELS));
    Files.writeString(
        folder.resolve("tokenizer.json"),
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0}}}",
        StandardCharsets.UTF_8);
    return folder;
  }
}

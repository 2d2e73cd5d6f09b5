package org.gwageo.nano.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One model of the zoo in memory: the tree of its {@code config.json}, its tensors by name and the
 * bytes of its {@code tokenizer.json}. A transformation takes specimens and returns a new one.
 *
 * <p>Tensors are named as Llama's and Mixtral's: readers of the residual stream (query, key, value,
 * gate, up, router, lm_head) have its channels as columns, writers (attention output, down) have
 * them as rows, the embedding has them as columns.
 */
public final class Specimen {
  static final String EMBEDDING = "model.embed_tokens.weight";
  static final String FINAL_NORM = "model.norm.weight";
  static final String HEAD = "lm_head.weight";

  private static final Pattern WRITER =
      Pattern.compile("model\\.layers\\..*\\.(o_proj|down_proj|w2)\\.weight");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SequencedMap<String, Object> config;
  private final SequencedMap<String, Tensor> tensors;
  private final byte[] tokenizer;

  /** The three matrices of one gated network, by name. */
  public record Network(String gate, String up, String down) {}

  /** Copies the maps; the tensors are shared, for they never change. */
  public Specimen(
      Map<String, Object> config, SequencedMap<String, Tensor> tensors, byte[] tokenizer) {
    this.config = new LinkedHashMap<>(config);
    this.tensors = new LinkedHashMap<>(tensors);
    this.tokenizer = tokenizer.clone();
  }

  /**
   * Reads a folder with {@code model.safetensors}, {@code config.json} and {@code tokenizer.json}.
   *
   * @throws IOException if a file is missing
   * @throws CheckpointException if the weights or the configuration cannot be understood
   */
  public static Specimen read(Path folder) throws IOException, CheckpointException {
    SequencedMap<String, Object> config = new LinkedHashMap<>();
    try {
      byte[] json = Files.readAllBytes(folder.resolve("config.json"));
      config.putAll(JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {}));
    } catch (JacksonException e) {
      throw new CheckpointException("config.json is not JSON: " + e.getOriginalMessage(), e);
    }
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    try (var file = Safetensors.open(folder)) {
      for (StoredTensor tensor : file.tensors().values()) {
        List<Integer> shape = tensor.shape().stream().map(Math::toIntExact).toList();
        tensors.put(tensor.name(), new Tensor(shape, tensor.toFloats()));
      }
    }
    return new Specimen(config, tensors, Files.readAllBytes(folder.resolve("tokenizer.json")));
  }

  /** Writes the three files into {@code folder}; weights as bfloat16, half to even. */
  public void write(Path folder) throws IOException {
    write(folder, ElementType.BF16);
  }

  /** Writes the three files into {@code folder}, weights as {@code type}: BF16 or F32. */
  public void write(Path folder, ElementType type) throws IOException {
    Files.createDirectories(folder);
    List<StoredTensor> stored = new ArrayList<>();
    tensors.forEach(
        (name, tensor) ->
            stored.add(
                StoredTensor.of(
                    name,
                    type,
                    tensor.shape().stream().map(Integer::longValue).toList(),
                    tensor.values())));
    Safetensors.write(folder.resolve("model.safetensors"), stored, Map.of("format", "pt"));
    Files.write(folder.resolve("config.json"), CanonicalJson.bytes(config));
    Files.write(folder.resolve("tokenizer.json"), tokenizer);
  }

  /** Returns the tree of {@code config.json}. */
  public Map<String, Object> config() {
    return Collections.unmodifiableMap(config);
  }

  /** Returns the tensors by name. */
  public SequencedMap<String, Tensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  /** Returns the bytes of {@code tokenizer.json}. */
  public byte[] tokenizer() {
    return tokenizer.clone();
  }

  /**
   * Returns the tensor called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the model has no tensor " + name);
    }
    return tensor;
  }

  /** Returns the number of blocks. */
  public int layers() {
    return number("num_hidden_layers");
  }

  /** Returns the width of the residual stream. */
  public int hidden() {
    return number("hidden_size");
  }

  /** Returns the number of query heads. */
  public int heads() {
    return number("num_attention_heads");
  }

  /** Returns the number of key and value heads. */
  public int keyHeads() {
    return number("num_key_value_heads");
  }

  /** Returns the width of one head. */
  public int headSize() {
    return number("head_dim");
  }

  /** Returns the neurons of one network. */
  public int neurons() {
    return number("intermediate_size");
  }

  /** Returns the number of experts in a block, 1 for a plain network. */
  public int experts() {
    return config.get("num_local_experts") instanceof Number number ? number.intValue() : 1;
  }

  /** Returns whether the output vocabulary is the embedding itself. */
  public boolean tied() {
    return !tensors.containsKey(HEAD);
  }

  /**
   * Returns the whole number in field {@code field} of the configuration.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int number(String field) {
    if (config.get(field) instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException("config.json has no whole number in field " + field);
  }

  /** Returns the name of the tensor {@code part} of block {@code layer}. */
  public static String in(int layer, String part) {
    return "model.layers.%d.%s.weight".formatted(layer, part);
  }

  /** Returns the networks of a block: one, or its experts. */
  public List<Network> networks(int layer) {
    if (!tensors.containsKey(in(layer, "block_sparse_moe.gate"))) {
      return List.of(
          new Network(
              in(layer, "mlp.gate_proj"), in(layer, "mlp.up_proj"), in(layer, "mlp.down_proj")));
    }
    return IntStream.range(0, experts()).mapToObj(expert -> expert(layer, expert)).toList();
  }

  static Network expert(int layer, int expert) {
    String prefix = "block_sparse_moe.experts." + expert + ".";
    return new Network(
        in(layer, prefix + "w1"), in(layer, prefix + "w3"), in(layer, prefix + "w2"));
  }

  /** Returns the names of the matrices that read after the norm before attention. */
  static List<String> attentionReaders(int layer) {
    return List.of(
        in(layer, "self_attn.q_proj"),
        in(layer, "self_attn.k_proj"),
        in(layer, "self_attn.v_proj"));
  }

  /** Returns the names of the matrices that read after the norm before the networks. */
  List<String> networkReaders(int layer) {
    List<String> readers = new ArrayList<>();
    if (tensors.containsKey(in(layer, "block_sparse_moe.gate"))) {
      readers.add(in(layer, "block_sparse_moe.gate"));
    }
    for (Network network : networks(layer)) {
      readers.add(network.gate());
      readers.add(network.up());
    }
    return readers;
  }

  /** Returns the names of the matrices of a block that write into the residual stream. */
  List<String> writers(int layer) {
    List<String> writers = new ArrayList<>();
    writers.add(in(layer, "self_attn.o_proj"));
    for (Network network : networks(layer)) {
      writers.add(network.down());
    }
    return writers;
  }

  /** Returns whether the matrix called {@code name} writes into the residual stream. */
  static boolean writes(String name) {
    return WRITER.matcher(name).matches();
  }

  /** Begins a changed copy. */
  Change change() {
    return new Change(this);
  }

  /** Returns this model with other values of {@code tensor}. */
  public Specimen with(String name, Tensor tensor) {
    return change().put(name, tensor).done();
  }

  /** Returns this model with another tokenizer. */
  Specimen withTokenizer(byte[] json) {
    return new Specimen(config, tensors, json);
  }

  /** Returns {@code 0, 1, …, size - 1} in random order. */
  static int[] shuffled(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  /** A copy in the making. */
  static final class Change {
    private final SequencedMap<String, Object> config;
    private final SequencedMap<String, Tensor> tensors;
    private final byte[] tokenizer;

    private Change(Specimen from) {
      config = new LinkedHashMap<>(from.config);
      tensors = new LinkedHashMap<>(from.tensors);
      tokenizer = from.tokenizer;
    }

    Change put(String name, Tensor tensor) {
      tensors.put(name, tensor);
      return this;
    }

    Change set(String field, @Nullable Object value) {
      if (value == null) {
        config.remove(field);
      } else {
        config.put(field, value);
      }
      return this;
    }

    Change remove(String name) {
      tensors.remove(name);
      return this;
    }

    Change clear() {
      tensors.clear();
      return this;
    }

    Tensor get(String name) {
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IllegalArgumentException("the model has no tensor " + name);
      }
      return tensor;
    }

    Specimen done() {
      return new Specimen(config, tensors, tokenizer);
    }
  }
}

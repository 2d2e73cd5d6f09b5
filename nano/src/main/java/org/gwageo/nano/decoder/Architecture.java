package org.gwageo.nano.decoder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.gwageo.nano.files.BadModelException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The shape of a decoder, as {@code config.json} states it.
 *
 * @param family which published architecture the tensors are named and computed after
 * @param vocabulary the number of token ids
 * @param hidden the width of the residual stream
 * @param intermediate the width of one feed-forward network, of one expert in a mixture
 * @param layers the number of blocks
 * @param heads the number of query heads
 * @param keyHeads the number of key and value heads; divides {@code heads}
 * @param headSize the width of one head; even
 * @param positions the longest sequence in tokens
 * @param ropeTheta the base of the rotary angles
 * @param epsilon the term under the root of the normalisation
 * @param window how many positions, itself included, a position sees; 0 for all before it
 * @param experts the number of experts; 1 for a plain network
 * @param expertsPerToken how many experts each token uses
 * @param startId the id of the token every sequence starts with
 * @param endId the id of the token that ends a turn
 */
public record Architecture(
    Family family,
    int vocabulary,
    int hidden,
    int intermediate,
    int layers,
    int heads,
    int keyHeads,
    int headSize,
    int positions,
    float ropeTheta,
    float epsilon,
    int window,
    int experts,
    int expertsPerToken,
    int startId,
    int endId) {

  /** A published architecture whose tensor names and arithmetic are followed. */
  public enum Family {
    /** Dense decoder, multi-head or grouped-query attention. */
    LLAMA("LlamaForCausalLM", "llama"),
    /** Dense decoder whose attention sees a sliding window. */
    MISTRAL("MistralForCausalLM", "mistral"),
    /** Decoder with a mixture of feed-forward experts. */
    MIXTRAL("MixtralForCausalLM", "mixtral");

    private final String className;
    private final String modelType;

    Family(String className, String modelType) {
      this.className = className;
      this.modelType = modelType;
    }

    /** Returns the entry of {@code architectures} in {@code config.json}. */
    public String className() {
      return className;
    }
  }

  /** Checks that the numbers fit together. */
  public Architecture {
    atLeast("vocab_size", vocabulary, 1);
    atLeast("hidden_size", hidden, 1);
    atLeast("intermediate_size", intermediate, 1);
    atLeast("num_hidden_layers", layers, 1);
    atLeast("num_attention_heads", heads, 1);
    atLeast("num_key_value_heads", keyHeads, 1);
    atLeast("head_dim", headSize, 2);
    atLeast("max_position_embeddings", positions, 2);
    atLeast("num_local_experts", experts, 1);
    if (heads % keyHeads != 0) {
      throw new IllegalArgumentException(
          "num_key_value_heads is %d and does not divide num_attention_heads, which is %d"
              .formatted(keyHeads, heads));
    }
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("head_dim is %d, it must be even".formatted(headSize));
    }
    if (expertsPerToken < 1 || expertsPerToken > experts) {
      throw new IllegalArgumentException(
          "num_experts_per_tok is %d, the limit is %d".formatted(expertsPerToken, experts));
    }
    if (window < 0 || startId < 0 || startId >= vocabulary || endId < 0 || endId >= vocabulary) {
      throw new IllegalArgumentException(
          "sliding_window %d, bos_token_id %d or eos_token_id %d is outside 0 to vocab_size %d"
              .formatted(window, startId, endId, vocabulary));
    }
  }

  private static void atLeast(String field, int value, int least) {
    if (value < least || value > 1 << 24) {
      throw new IllegalArgumentException(
          "%s is %d, the limits are %d and %d".formatted(field, value, least, 1 << 24));
    }
  }

  /**
   * Reads the bytes of a {@code config.json}.
   *
   * @throws BadModelException if a field is missing or names something this runtime cannot compute
   */
  public static Architecture parse(String name, byte[] json) throws BadModelException {
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      return parse(name, root);
    } catch (JacksonException e) {
      throw new BadModelException("%s is not JSON: %s".formatted(name, e.getOriginalMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new BadModelException("%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Architecture parse(String name, JsonNode root) throws BadModelException {
    String className = root.path("architectures").path(0).asString("");
    Family family = null;
    for (Family candidate : Family.values()) {
      if (candidate.className.equals(className)) {
        family = candidate;
      }
    }
    if (family == null) {
      throw new BadModelException(
          "%s: architecture '%s' is none of LlamaForCausalLM, MistralForCausalLM, MixtralForCausalLM"
              .formatted(name, className));
    }
    if (!root.path("tie_word_embeddings").asBoolean(false)) {
      throw new BadModelException("%s: tie_word_embeddings must be true".formatted(name));
    }
    if (!root.path("hidden_act").asString("").equals("silu")) {
      throw new BadModelException("%s: hidden_act must be silu".formatted(name));
    }
    int heads = integer(name, root, "num_attention_heads");
    int hidden = integer(name, root, "hidden_size");
    boolean mixture = family == Family.MIXTRAL;
    return new Architecture(
        family,
        integer(name, root, "vocab_size"),
        hidden,
        integer(name, root, "intermediate_size"),
        integer(name, root, "num_hidden_layers"),
        heads,
        integer(name, root, "num_key_value_heads"),
        root.path("head_dim").asInt(heads == 0 ? 0 : hidden / heads),
        integer(name, root, "max_position_embeddings"),
        (float) root.path("rope_theta").asDouble(10_000),
        (float) root.path("rms_norm_eps").asDouble(1e-6),
        root.path("sliding_window").asInt(0),
        mixture ? integer(name, root, "num_local_experts") : 1,
        mixture ? integer(name, root, "num_experts_per_tok") : 1,
        integer(name, root, "bos_token_id"),
        integer(name, root, "eos_token_id"));
  }

  private static int integer(String name, JsonNode root, String field) throws BadModelException {
    JsonNode node = root.path(field);
    if (!node.canConvertToInt()) {
      throw new BadModelException("%s has no whole number in field %s".formatted(name, field));
    }
    return node.asInt();
  }

  /** Returns the tree that {@code config.json} holds for this architecture. */
  public SequencedMap<String, Object> config() {
    SequencedMap<String, Object> config = new LinkedHashMap<>();
    config.put("architectures", List.of(family.className));
    config.put("attention_bias", false);
    config.put("attention_dropout", 0);
    config.put("bos_token_id", startId);
    config.put("eos_token_id", endId);
    config.put("head_dim", headSize);
    config.put("hidden_act", "silu");
    config.put("hidden_size", hidden);
    config.put("initializer_range", 0.02);
    config.put("intermediate_size", intermediate);
    config.put("max_position_embeddings", positions);
    config.put("model_type", family.modelType);
    config.put("num_attention_heads", heads);
    config.put("num_hidden_layers", layers);
    config.put("num_key_value_heads", keyHeads);
    config.put("rms_norm_eps", (double) epsilon == 1e-5f ? 1e-5 : (double) epsilon);
    config.put("rope_theta", (double) ropeTheta);
    config.put("tie_word_embeddings", true);
    config.put("torch_dtype", "bfloat16");
    config.put("use_cache", true);
    config.put("vocab_size", vocabulary);
    if (window > 0) {
      config.put("sliding_window", window);
    }
    if (family == Family.MIXTRAL) {
      config.put("num_experts_per_tok", expertsPerToken);
      config.put("num_local_experts", experts);
      config.put("router_aux_loss_coef", 0.01);
    }
    return config;
  }

  /** Returns the shape of every stored tensor by name, in the order of the layers. */
  public SequencedMap<String, List<Integer>> tensors() {
    SequencedMap<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put("model.embed_tokens.weight", List.of(vocabulary, hidden));
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "model.layers." + layer + ".";
      shapes.put(prefix + "input_layernorm.weight", List.of(hidden));
      shapes.put(prefix + "self_attn.q_proj.weight", List.of(heads * headSize, hidden));
      shapes.put(prefix + "self_attn.k_proj.weight", List.of(keyHeads * headSize, hidden));
      shapes.put(prefix + "self_attn.v_proj.weight", List.of(keyHeads * headSize, hidden));
      shapes.put(prefix + "self_attn.o_proj.weight", List.of(hidden, heads * headSize));
      shapes.put(prefix + "post_attention_layernorm.weight", List.of(hidden));
      if (family == Family.MIXTRAL) {
        shapes.put(prefix + "block_sparse_moe.gate.weight", List.of(experts, hidden));
      }
      for (Expert expert : experts(layer)) {
        shapes.put(expert.gate(), List.of(intermediate, hidden));
        shapes.put(expert.up(), List.of(intermediate, hidden));
        shapes.put(expert.down(), List.of(hidden, intermediate));
      }
    }
    shapes.put("model.norm.weight", List.of(hidden));
    return shapes;
  }

  /** The tensor names of one feed-forward network. */
  public record Expert(String gate, String up, String down) {}

  /** Returns the feed-forward networks of {@code layer}: one, or the experts of a mixture. */
  public List<Expert> experts(int layer) {
    String prefix = "model.layers." + layer + ".";
    if (family != Family.MIXTRAL) {
      return List.of(
          new Expert(
              prefix + "mlp.gate_proj.weight",
              prefix + "mlp.up_proj.weight",
              prefix + "mlp.down_proj.weight"));
    }
    List<Expert> all = new ArrayList<>();
    for (int e = 0; e < experts; e++) {
      String expert = prefix + "block_sparse_moe.experts." + e + ".";
      all.add(new Expert(expert + "w1.weight", expert + "w3.weight", expert + "w2.weight"));
    }
    return all;
  }

  /** Returns the number of stored parameters. */
  public long parameters() {
    long sum = 0;
    for (List<Integer> shape : tensors().values()) {
      long product = 1;
      for (int size : shape) {
        product *= size;
      }
      sum += product;
    }
    return sum;
  }
}

package org.gwageo.lineage.anatomy;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tensor names of Llama, Mistral, Mixtral, Qwen, Gemma and OLMo style checkpoints. */
final class TensorNames {

  private static final String BODY =
      "(?:model\\.language_model\\.|language_model\\.model\\.|language_model\\.|model\\.)?";
  private static final Pattern LAYER = Pattern.compile(BODY + "layers\\.(\\d{1,4})\\.(.+)");
  private static final Pattern OUTSIDE =
      Pattern.compile(BODY + "(embed_tokens\\.weight|norm\\.weight|lm_head\\.weight)");
  private static final Pattern EXPERT =
      Pattern.compile(
          "(?:mlp|block_sparse_moe)\\.experts\\.(\\d{1,5})\\."
              + "(gate_proj|up_proj|down_proj|w1|w2|w3)\\.weight");
  private static final Pattern SHARED_EXPERT =
      Pattern.compile("mlp\\.shared_experts?\\.(gate_proj|up_proj|down_proj)\\.weight");
  private static final Pattern VISION =
      Pattern.compile("(?:.*\\.)?(?:visual|vision\\w*|image\\w*|mm_projector)\\..+");
  private static final Pattern AUDIO = Pattern.compile("(?:.*\\.)?(?:audio\\w*|speech\\w*)\\..+");

  private static final Map<String, Role> IN_LAYER =
      Map.ofEntries(
          Map.entry("input_layernorm.weight", Role.ATTENTION_NORM),
          Map.entry("post_attention_layernorm.weight", Role.POST_ATTENTION_NORM),
          Map.entry("pre_feedforward_layernorm.weight", Role.PRE_FEEDFORWARD_NORM),
          Map.entry("post_feedforward_layernorm.weight", Role.POST_FEEDFORWARD_NORM),
          Map.entry("self_attn.q_norm.weight", Role.QUERY_NORM),
          Map.entry("self_attn.k_norm.weight", Role.KEY_NORM),
          Map.entry("self_attn.q_proj.weight", Role.QUERY),
          Map.entry("self_attn.k_proj.weight", Role.KEY),
          Map.entry("self_attn.v_proj.weight", Role.VALUE),
          Map.entry("self_attn.o_proj.weight", Role.OUTPUT),
          Map.entry("mlp.gate_proj.weight", Role.GATE),
          Map.entry("mlp.up_proj.weight", Role.UP),
          Map.entry("mlp.down_proj.weight", Role.DOWN),
          Map.entry("mlp.gate.weight", Role.ROUTER),
          Map.entry("block_sparse_moe.gate.weight", Role.ROUTER));

  private static final Map<String, Role> IN_EXPERT =
      Map.of(
          "gate_proj", Role.GATE,
          "w1", Role.GATE,
          "up_proj", Role.UP,
          "w3", Role.UP,
          "down_proj", Role.DOWN,
          "w2", Role.DOWN);

  private TensorNames() {}

  /** Returns the place of the tensor called {@code name}; never fails, unknown is a role too. */
  static Place place(String name) {
    Matcher outside = OUTSIDE.matcher(name);
    if (outside.matches()) {
      return switch (outside.group(1)) {
        case "embed_tokens.weight" -> new Place(Role.EMBEDDING, Place.NONE, Place.NONE, "");
        case "norm.weight" -> new Place(Role.FINAL_NORM, Place.NONE, Place.NONE, "");
        default -> new Place(Role.LM_HEAD, Place.NONE, Place.NONE, "");
      };
    }
    Matcher layer = LAYER.matcher(name);
    if (layer.matches()) {
      return inLayer(name, Integer.parseInt(layer.group(1)), layer.group(2));
    }
    if (VISION.matcher(name).matches()) {
      return new Place(Role.VISION, Place.NONE, Place.NONE, name);
    }
    if (AUDIO.matcher(name).matches()) {
      return new Place(Role.AUDIO, Place.NONE, Place.NONE, name);
    }
    return new Place(Role.UNKNOWN, Place.NONE, Place.NONE, name);
  }

  private static Place inLayer(String name, int layer, String rest) {
    Role role = IN_LAYER.get(rest);
    if (role != null) {
      return new Place(role, layer, Place.NONE, "");
    }
    Matcher expert = EXPERT.matcher(rest);
    if (expert.matches()) {
      Role part = IN_EXPERT.getOrDefault(expert.group(2), Role.UNKNOWN);
      return new Place(part, layer, Integer.parseInt(expert.group(1)), "");
    }
    Matcher shared = SHARED_EXPERT.matcher(rest);
    if (shared.matches()) {
      Role part = IN_EXPERT.getOrDefault(shared.group(1), Role.UNKNOWN);
      return new Place(part, layer, Place.SHARED, "");
    }
    if (rest.matches("self_attn\\.[qkv]_proj\\.bias")) {
      return new Place(Role.ATTENTION_BIAS, layer, Place.NONE, rest);
    }
    return new Place(Role.UNKNOWN, Place.NONE, Place.NONE, name);
  }
}

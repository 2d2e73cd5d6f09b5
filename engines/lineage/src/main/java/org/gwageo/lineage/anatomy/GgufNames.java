package org.gwageo.lineage.anatomy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.lineage.anatomy.Claim.Fusion;
import org.gwageo.lineage.anatomy.LeafNames.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names that GGUF files use for every family: {@code blk.N.attn_q.weight} in the language
 * model, {@code enc.blk} and {@code dec.blk} in an encoder and decoder, {@code v.blk}, {@code
 * a.blk} and {@code mm} in the files of vision and audio encoders.
 */
final class GgufNames {

  private static final Pattern LAYER =
      Pattern.compile("(?:(enc|dec|v|a)\\.)?blk\\.(\\d+)\\.([^.]+)(?:\\.(\\d{1,5}))?\\.(\\w+)");
  private static final Pattern BARE_LAYER =
      Pattern.compile("(?:(enc|dec|v|a)\\.)?blk\\.(\\d+)\\.([^.]+)");
  private static final Pattern OUTSIDE =
      Pattern.compile("(?:(enc|dec|v|a)\\.)?([\\w.]+?)(?:\\.(weight|bias))?");
  private static final int LONGEST = 512;

  /** The families whose query and key rows the converter reorders into rotary pairs. */
  private static final Set<String> PAIRED =
      Set.of(
          "llama",
          "mistral3",
          "deci",
          "baichuan",
          "internlm2",
          "minicpm",
          "xverse",
          "olmo",
          "arctic",
          "deepseek",
          "granite",
          "granitemoe",
          "granitehybrid",
          "smollm3",
          "arcee",
          "chameleon",
          "bailingmoe",
          "llada",
          "nanbeige");

  private static final Map<String, Leaf> IN_LAYER = new HashMap<>();
  private static final Map<String, Leaf> ALONE = new HashMap<>();

  static {
    put("attn_norm", Role.ATTENTION_NORM);
    put("ln1", Role.ATTENTION_NORM);
    put("attn_q", Role.QUERY);
    put("attn_k", Role.KEY);
    put("attn_v", Role.VALUE);
    IN_LAYER.put("attn_qkv", new Leaf(Role.QUERY, "", Fusion.QUERY_KEY_VALUE));
    put("attn_output", Role.OUTPUT);
    put("attn_out", Role.OUTPUT);
    put("attn_q_norm", Role.QUERY_NORM);
    put("attn_k_norm", Role.KEY_NORM);
    put("attn_gate", Role.ATTENTION_GATE);
    put("attn_q_a", Role.QUERY_DOWN);
    put("attn_q_b", Role.QUERY_UP);
    put("attn_kv_a_mqa", Role.KEY_VALUE_DOWN);
    put("attn_kv_b", Role.KEY_VALUE_UP);
    put("attn_k_b", Role.KEY_VALUE_UP, "key");
    put("attn_v_b", Role.KEY_VALUE_UP, "value");
    put("attn_q_a_norm", Role.LATENT_NORM, "query");
    put("attn_kv_a_norm", Role.LATENT_NORM, "key-value");
    put("attn_sinks", Role.ATTENTION_BIAS, "sinks");
    put("attn_output_norm", Role.POST_ATTENTION_NORM);
    put("layer_output_norm", Role.POST_FEEDFORWARD_NORM);
    put("post_attention_norm", Role.POST_ATTENTION_NORM);
    put("attn_post_norm", Role.POST_ATTENTION_NORM);
    put("post_ffw_norm", Role.POST_FEEDFORWARD_NORM);
    put("ffn_post_norm", Role.POST_FEEDFORWARD_NORM);
    put("ffn_norm", Role.PRE_FEEDFORWARD_NORM);
    put("ln2", Role.PRE_FEEDFORWARD_NORM);
    put("ls1", Role.LAYER_SCALE, "attention");
    put("ls2", Role.LAYER_SCALE, "mlp");
    put("ffn_gate", Role.GATE);
    put("ffn_up", Role.UP);
    put("ffn_down", Role.DOWN);
    put("ffn_gate_inp", Role.ROUTER);
    put("ffn_gate_inp_shexp", Role.ROUTER, "shared");
    put("exp_probs_b", Role.ROUTER_BIAS, "correction");
    put("ssm_in", Role.STATE_IN);
    put("ssm_out", Role.STATE_OUT);
    put("ssm_ba", Role.STATE_IN, "ba");
    put("cross_attn_norm", Role.ATTENTION_NORM, "cross");
    put("cross_attn_q", Role.QUERY, "cross");
    put("cross_attn_k", Role.KEY, "cross");
    put("cross_attn_v", Role.VALUE, "cross");
    put("cross_attn_o", Role.OUTPUT, "cross");
    put("attn_o", Role.OUTPUT);

    alone("token_embd", Role.EMBEDDING);
    alone("position_embd", Role.POSITION);
    alone("token_types", Role.SEGMENT);
    alone("token_embd_norm", Role.EMBEDDING_NORM);
    alone("pre_ln", Role.EMBEDDING_NORM);
    alone("output", Role.LM_HEAD);
    alone("output_norm", Role.FINAL_NORM);
    alone("post_ln", Role.FINAL_NORM);
    alone("patch_embd", Role.STEM);
    alone("conv1d.1", Role.STEM);
    ALONE.put("conv1d.2", new Leaf(Role.STEM, "second", Fusion.NONE));
  }

  private final Set<String> all;
  private final boolean twoTexts;

  GgufNames(Collection<String> names) {
    this.all = new HashSet<>(names);
    this.twoTexts =
        all.contains("enc.blk.0.attn_q.weight") && all.contains("dec.blk.0.attn_q.weight");
  }

  /** Returns whether a family's query and key rows are stored by rotary pairs. */
  static boolean paired(String family) {
    return PAIRED.contains(family);
  }

  /** Returns what {@code name} says; never fails, unknown is an answer too. */
  Claim claim(String name) {
    if (name.length() > LONGEST) {
      return Claim.unknown(
          Place.TEXT, name, "a name longer than " + LONGEST + " characters is not read");
    }
    if (name.startsWith("mm.a.") || name.startsWith("a.mm")) {
      return Claim.known(Place.AUDIO, Role.PROJECTOR, Place.NONE, Place.NONE, name);
    }
    if (name.startsWith("mm.") || name.startsWith("v.mm") || name.startsWith("resampler.")) {
      return Claim.known(Place.VISION, Role.PROJECTOR, Place.NONE, Place.NONE, name);
    }
    Matcher layer = LAYER.matcher(name);
    if (layer.matches()) {
      return inLayer(
          name,
          tower(layer.group(1)),
          layer.group(2),
          layer.group(3),
          layer.group(4),
          layer.group(5).equals("bias"));
    }
    Matcher bare = BARE_LAYER.matcher(name);
    if (bare.matches()) {
      return inLayer(name, tower(bare.group(1)), bare.group(2), bare.group(3), null, false);
    }
    Matcher outside = OUTSIDE.matcher(name);
    if (outside.matches()) {
      String tower = tower(outside.group(1));
      boolean bias = "bias".equals(outside.group(3));
      Leaf found = ALONE.get(outside.group(2));
      if (found != null) {
        return TensorNames.claim(tower, Place.NONE, Place.NONE, found, "", bias);
      }
    }
    return Claim.unknown(Place.TEXT, name, "no GGUF file of a known family has this name");
  }

  private Claim inLayer(
      String name,
      String tower,
      String digits,
      String part,
      @Nullable String expert,
      boolean bias) {
    if (digits.length() > 4) {
      return Claim.unknown(tower, name, "layer " + digits + " is beyond the last possible, 9999");
    }
    int layer = Integer.parseInt(digits);
    if (part.startsWith("nextn")) {
      return Claim.known(tower, Role.PREDICTION, layer, Place.NONE, name);
    }
    if (part.startsWith("ssm_") || part.startsWith("time_mix_")) {
      if (!IN_LAYER.containsKey(part)) {
        return Claim.known(
            tower, Role.STATE, layer, Place.NONE, part.substring(4) + (bias ? ".bias" : ""));
      }
    }
    String plain = part.replaceFirst("_(?:exps|shexp)$", "");
    boolean stacked = part.endsWith("_exps");
    int at = part.endsWith("_shexp") && !part.startsWith("ffn_gate_inp") ? Place.SHARED : -1;
    if (expert != null) {
      at = Integer.parseInt(expert);
    }
    if (part.equals("ffn_gate_up_exps")) {
      Leaf both = new Leaf(Role.UP, "", Fusion.GATE_UP);
      return TensorNames.claim(tower, layer, 0, both, "", bias).withExperts();
    }
    Optional<Leaf> found = leaf(tower, digits, at == Place.SHARED || stacked ? plain : part);
    if (found.isEmpty()) {
      return Claim.unknown(
          tower, name, "no GGUF file of a known family has a \"" + part + "\" in its layers");
    }
    Claim claim = TensorNames.claim(tower, layer, stacked ? 0 : at, found.get(), "", bias);
    return stacked ? claim.withExperts() : claim;
  }

  private Optional<Leaf> leaf(String tower, String layer, String part) {
    String prefix = "blk." + layer + ".";
    if (part.equals("post_attention_norm")
        && tower.equals(Place.TEXT)
        && !all.contains(prefix + "ffn_norm.weight")
        && !all.contains(prefix + "post_ffw_norm.weight")) {
      // Several families file the norm before the MLP under this name.
      return Optional.of(new Leaf(Role.PRE_FEEDFORWARD_NORM, "", Fusion.NONE));
    }
    boolean second = all.contains(prefix + "attn_norm_2.weight");
    if (second && part.equals("attn_norm_2")) {
      return Optional.of(new Leaf(Role.ATTENTION_NORM, "", Fusion.NONE));
    }
    if (second && part.equals("attn_norm")) {
      return Optional.of(new Leaf(Role.PRE_FEEDFORWARD_NORM, "", Fusion.NONE));
    }
    return Optional.ofNullable(IN_LAYER.get(part));
  }

  private String tower(@Nullable String prefix) {
    if (prefix == null) {
      return Place.TEXT;
    }
    return switch (prefix) {
      case "v" -> Place.VISION;
      case "a" -> Place.AUDIO;
      case "dec" -> twoTexts ? "other" : Place.TEXT;
      default -> Place.TEXT;
    };
  }

  private static void put(String name, Role role) {
    put(name, role, "");
  }

  private static void put(String name, Role role, String label) {
    IN_LAYER.put(name, new Leaf(role, label, Fusion.NONE));
  }

  private static void alone(String name, Role role) {
    ALONE.put(name, new Leaf(role, "", Fusion.NONE));
  }
}

package org.gwageo.lineage.anatomy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.lineage.anatomy.Claim.Fusion;

/**
 * What modelling code calls the parts of a layer and the parts outside the layers, without the path
 * that leads there. The names are those of the published modelling files of each family.
 */
final class LeafNames {

  /**
   * What a name without its path means.
   *
   * @param role the role of its weight
   * @param label what tells the tensor from others of its role, mostly empty
   * @param fusion what is joined in it
   */
  record Leaf(Role role, String label, Fusion fusion) {}

  private static final List<String> ATTENTION =
      List.of(
          "self_attn.",
          "attention.",
          "attn.",
          "self_attention.",
          "attention.self.",
          "attention.attention.",
          "attn.attention.",
          "attention.attn.",
          "multi_head_attention.",
          "norm_attn_norm.attn.",
          "SelfAttention.",
          "mixer.",
          "");

  private static final List<String> MLP =
      List.of(
          "mlp.",
          "feed_forward.",
          "ffn.",
          "moe.",
          "mixer.",
          "block_sparse_moe.",
          "mlp.language_mlp.",
          "DenseReluDense.",
          "ffn.experts.mlp.",
          "");

  private static final List<String> SHARED =
      List.of("shared_expert.", "shared_experts.", "shared_mlp.", "share_expert.");

  private static final Map<String, Leaf> IN_ATTENTION = new HashMap<>();
  private static final Map<String, Leaf> IN_MLP = new HashMap<>();
  private static final Map<String, Leaf> IN_LAYER = new HashMap<>();
  private static final Map<String, Leaf> OUTSIDE = new HashMap<>();

  static {
    attention();
    mlp();
    norms();
    outside();
  }

  private LeafNames() {}

  /** Returns what a name inside a layer means; experts and cross attention are cut off before. */
  static Optional<Leaf> inLayer(String leaf) {
    Leaf exact = IN_LAYER.get(leaf);
    if (exact != null) {
      return Optional.of(exact);
    }
    for (String container : ATTENTION) {
      if (leaf.startsWith(container)) {
        Leaf found = IN_ATTENTION.get(leaf.substring(container.length()));
        // A bare "dense", "proj" or "gate_proj" is not known to belong to attention.
        if (found != null && !(container.isEmpty() && onlyInside(found, leaf))) {
          return Optional.of(found);
        }
      }
    }
    return inMlp(leaf);
  }

  /** Returns what a name inside an MLP or expert means. */
  static Optional<Leaf> inMlp(String leaf) {
    for (String container : MLP) {
      if (leaf.startsWith(container)) {
        Leaf found = IN_MLP.get(leaf.substring(container.length()));
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns what a name outside the layers means. */
  static Optional<Leaf> outside(String leaf) {
    return Optional.ofNullable(OUTSIDE.get(leaf));
  }

  /** Returns the rest of {@code leaf} behind a shared expert's name, if it has one. */
  static Optional<String> shared(String leaf) {
    for (String word : SHARED) {
      int at = leaf.indexOf(word);
      if (at == 0 || (at > 0 && leaf.charAt(at - 1) == '.')) {
        return Optional.of(leaf.substring(at + word.length()));
      }
    }
    return Optional.empty();
  }

  private static boolean onlyInside(Leaf found, String leaf) {
    return found.role() == Role.OUTPUT
        || found.role() == Role.ATTENTION_GATE
        || leaf.length() <= 2
        || leaf.equals("in_proj");
  }

  private static void attention() {
    put(IN_ATTENTION, Role.QUERY, "q_proj query query_proj q_lin wq Wq q q_proj_no_perm to_q");
    put(IN_ATTENTION, Role.KEY, "k_proj key key_proj k_lin wk Wk k k_proj_no_perm to_k");
    put(IN_ATTENTION, Role.VALUE, "v_proj value value_proj v_lin wv Wv v to_v");
    put(
        IN_ATTENTION,
        Role.OUTPUT,
        "o_proj out_proj dense c_proj wo Wo o out_lin proj projection_layer output.dense to_out.0 wo_b");
    put(IN_ATTENTION, Role.OUTPUT_DOWN, "wo_a");
    put(IN_ATTENTION, Role.QUERY_NORM, "q_norm q_layernorm query_layernorm q_ln layer_norm_q");
    put(IN_ATTENTION, Role.KEY_NORM, "k_norm k_layernorm key_layernorm k_ln layer_norm_k");
    put(IN_ATTENTION, Role.ATTENTION_GATE, "gate_proj g_proj output_gate");
    put(IN_ATTENTION, Role.QUERY_DOWN, "q_a_proj wq_a");
    put(IN_ATTENTION, Role.QUERY_UP, "q_b_proj wq_b");
    put(IN_ATTENTION, Role.KEY_VALUE_DOWN, "kv_a_proj_with_mqa wkv_a_with_mqa wkv");
    put(IN_ATTENTION, Role.KEY_VALUE_UP, "kv_b_proj wkv_b");
    labelled(IN_ATTENTION, Role.KEY_VALUE_UP, "key", "k_b_proj");
    labelled(IN_ATTENTION, Role.KEY_VALUE_UP, "value", "v_b_proj");
    labelled(IN_ATTENTION, Role.LATENT_NORM, "query", "q_a_layernorm q_a_norm");
    labelled(IN_ATTENTION, Role.LATENT_NORM, "key-value", "kv_a_layernorm kv_a_norm");
    labelled(IN_ATTENTION, Role.ATTENTION_BIAS, "sinks", "sinks attention_sink_bias attn_sink");
    for (String name :
        "qkv_proj qkv Wqkv query_key_value c_attn W_pack wqkv in_proj".split(" ", -1)) {
      IN_ATTENTION.put(name, new Leaf(Role.QUERY, "", Fusion.QUERY_KEY_VALUE));
    }
  }

  private static void mlp() {
    put(IN_MLP, Role.GATE, "gate_proj w1 c_fc_0 fc12 linear_1 c_fc2 wi_0 ff_proj");
    put(
        IN_MLP,
        Role.UP,
        "up_proj w3 v1 fc1 fc_in c_fc c_fc_1 dense_h_to_4h fc11 lin1 linear_fc1 linear_3 wi wi_1 ffn"
            + " intermediate_dense intermediate.dense");
    put(
        IN_MLP,
        Role.DOWN,
        "down_proj w2 fc2 fc_out c_proj dense_4h_to_h lin2 linear_fc2 wo Wo output_dense proj_2"
            + " ff_out output.dense output_linear weights_out ffn_output");
    put(
        IN_MLP,
        Role.ROUTER,
        "gate router router.layer gate.wg router.gate router.classifier primary_router"
            + " router.proj");
    labelled(IN_MLP, Role.ROUTER, "shared", "shared_expert_gate");
    for (String name :
        "gate_up_proj Wi w12 weights_in gated_layers input_linear proj_1".split(" ", -1)) {
      IN_MLP.put(name, new Leaf(Role.UP, "", Fusion.GATE_UP));
    }
    IN_MLP.put("up_gate_proj", new Leaf(Role.UP, "", Fusion.UP_GATE));
  }

  private static void norms() {
    put(
        IN_LAYER,
        Role.ATTENTION_NORM,
        "input_layernorm ln_1 ln1 norm_1 norm1 attention_norm attn_norm pre_attn_norm layer_norm1"
            + " layernorm_before norm_attn_norm.norm_1 self_attn_layer_norm operator_norm"
            + " attention_layernorm pre_attention_layernorm rms_norm ln norm ln_attn"
            + " pre_mixer_norm");
    put(
        IN_LAYER,
        Role.PRE_FEEDFORWARD_NORM,
        "ln_2 ln2 norm_2 norm2 ffn_norm mlp_norm layer_norm2 layernorm_after norm_attn_norm.norm_2"
            + " pre_ff_layernorm pre_moe_layernorm feedforward_layernorm pre_mlp_layernorm"
            + " pre_feedforward_layernorm pre_mlp_norm pre_moe_norm ff_norm rms_norm_2 ln_mlp"
            + " post_attention_layernorm final_layer_norm");
    put(
        IN_LAYER,
        Role.POST_ATTENTION_NORM,
        "post_self_attn_layernorm post_norm1 attention.output.LayerNorm attention.LayerNorm"
            + " sa_layer_norm post_attn_norm post_mixer_norm attn_ln");
    put(
        IN_LAYER,
        Role.POST_FEEDFORWARD_NORM,
        "post_feedforward_layernorm post_mlp_layernorm mlp.post_mlp_layernorm post_norm2"
            + " output.LayerNorm output_layer_norm post_mlp_norm post_moe_norm post_ffn_norm mlp_ln"
            + " full_layer_layer_norm");
    labelled(IN_LAYER, Role.ATTENTION_NORM, "cross", "encoder_attn_layer_norm");
    labelled(IN_LAYER, Role.LAYER_SCALE, "attention", "ls1 lambda_1 layer_scale1.lambda1");
    labelled(IN_LAYER, Role.LAYER_SCALE, "mlp", "ls2 lambda_2 layer_scale2.lambda1");
  }

  private static void outside() {
    put(
        OUTSIDE,
        Role.EMBEDDING,
        "embed_tokens wte word_embeddings tok_embeddings embed_in embeddings.word_embeddings"
            + " embeddings.tok_embeddings embeddings embedding embedding.word_embeddings"
            + " token_embeddings token_embedding embeddings.token_embedding shared embd.wte"
            + " in_out_embed embed");
    put(
        OUTSIDE,
        Role.POSITION,
        "wpe embed_positions embeddings.position_embeddings embeddings.position_embedding"
            + " positional_embedding pos_embed positional_embedding_vlm");
    put(OUTSIDE, Role.SEGMENT, "embeddings.token_type_embeddings");
    put(
        OUTSIDE,
        Role.EMBEDDING_NORM,
        "word_embeddings_layernorm embeddings.LayerNorm embeddings.norm emb_ln layernorm_embedding"
            + " pre_layrnorm ln_pre layernorm_pre post_conv_layernorm");
    put(
        OUTSIDE,
        Role.LM_HEAD,
        "lm_head embed_out output output_layer lm_head.decoder cls.predictions.decoder proj_out"
            + " vocab_projector generator_lm_head decoder lm_head.linear");
    put(
        OUTSIDE,
        Role.FINAL_NORM,
        "norm ln_f norm_f final_layernorm final_layer_norm final_norm layer_norm layernorm"
            + " post_layernorm layernorm_post ln_post ln_final rms_norm embedding_norm lm_head.ln");
    put(
        OUTSIDE,
        Role.STEM,
        "patch_embed.proj patch_embed.projection embeddings.patch_embeddings.projection"
            + " embeddings.patch_embedding patch_embedding patch_conv patch_embedding.linear conv1"
            + " feature_projection.projection");
    labelled(OUTSIDE, Role.STEM, "second", "conv2");
  }

  private static void put(Map<String, Leaf> table, Role role, String names) {
    labelled(table, role, "", names);
  }

  private static void labelled(Map<String, Leaf> table, Role role, String label, String names) {
    for (String name : names.split(" ", -1)) {
      table.put(name, new Leaf(role, label, Fusion.NONE));
    }
  }
}

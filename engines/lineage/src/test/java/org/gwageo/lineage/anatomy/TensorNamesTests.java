package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorNamesTests {

  @ParameterizedTest
  @CsvSource({
    "model.embed_tokens.weight, EMBEDDING, -1, -1, embedding",
    "lm_head.weight, LM_HEAD, -1, -1, lm-head",
    "model.norm.weight, FINAL_NORM, -1, -1, norms",
    "model.layers.3.input_layernorm.weight, ATTENTION_NORM, 3, -1, norms",
    "model.layers.3.post_attention_layernorm.weight, PRE_FEEDFORWARD_NORM, 3, -1, norms",
    "model.layers.0.pre_feedforward_layernorm.weight, PRE_FEEDFORWARD_NORM, 0, -1, norms",
    "model.layers.12.self_attn.q_proj.weight, QUERY, 12, -1, attention",
    "model.layers.12.self_attn.q_proj.bias, ATTENTION_BIAS, 12, -1, attention",
    "model.layers.12.self_attn.k_norm.weight, KEY_NORM, 12, -1, attention",
    "model.layers.12.self_attn.o_proj.weight, OUTPUT, 12, -1, attention",
    "model.layers.1.mlp.gate_proj.weight, GATE, 1, -1, mlp",
    "model.layers.1.mlp.down_proj.weight, DOWN, 1, -1, mlp",
    "model.layers.1.mlp.gate.weight, ROUTER, 1, -1, router",
    "model.layers.1.mlp.experts.17.up_proj.weight, UP, 1, 17, experts",
    "model.layers.1.mlp.shared_expert.up_proj.weight, UP, 1, -2, shared-experts",
    "model.layers.1.block_sparse_moe.gate.weight, ROUTER, 1, -1, router",
    "model.layers.1.block_sparse_moe.experts.2.w1.weight, GATE, 1, 2, experts",
    "model.layers.1.block_sparse_moe.experts.2.w2.weight, DOWN, 1, 2, experts",
    "model.language_model.layers.1.mlp.up_proj.weight, UP, 1, -1, mlp",
    "language_model.model.embed_tokens.weight, EMBEDDING, -1, -1, embedding",
    "_orig_mod.module.model.layers.7.mlp.up_proj.weight, UP, 7, -1, mlp",
    "thinker.model.layers.7.mlp.up_proj.weight, UP, 7, -1, mlp",
    "talker.model.layers.7.mlp.up_proj.weight, UP, 7, -1, other.mlp",
    "visual.blocks.0.attn.qkv.weight, QUERY, 0, -1, vision.attention",
    "visual.merger.mlp.0.weight, PROJECTOR, -1, -1, vision.projector",
    "model.vision_tower.layers.0.mlp.up_proj.weight, UP, 0, -1, vision.mlp",
    "audio_tower.layers.0.fc1.weight, UP, 0, -1, audio.mlp",
    "transformer.h.0.attn.c_attn.weight, QUERY, 0, -1, attention",
    "model.layers.1.self_attn.rotary_emb.inv_freq, UNKNOWN, -1, -1, other",
    "model.layers.1.self_attn.q_proj.lora_A.default.weight, UNKNOWN, -1, -1, other",
    "model.layers.123456.mlp.up_proj.weight, UNKNOWN, -1, -1, other",
    "transformer.h.3.attn.attention.q_proj.weight, QUERY, 3, -1, attention",
    "transformer.h.3.attn.attention.out_proj.weight, OUTPUT, 3, -1, attention",
    "transformer.h.3.mlp.c_fc_0.weight, GATE, 3, -1, mlp",
    "transformer.h.3.mlp.c_fc_1.weight, UP, 3, -1, mlp",
    "transformer.h.3.mlp.c_proj.weight, DOWN, 3, -1, mlp",
    "mtp.layers.0.mlp.up_proj.weight, PREDICTION, -1, -1, prediction",
    "model.layers.61.eh_proj.weight, PREDICTION, 61, -1, prediction",
    "model.layers.61.shared_head.head.weight, PREDICTION, 61, -1, prediction",
    "model.layers.5.mlp.shared_experts.down_proj.weight, DOWN, 5, -2, shared-experts",
    "model.layers.5.mlp.gate.e_score_correction_bias, ROUTER_BIAS, 5, -1, router",
    "model.layers.5.mlp.e_score_correction_bias, ROUTER_BIAS, 5, -1, router",
    "model.layers.5.self_attn.W_pack.weight, QUERY, 5, -1, attention",
    "model.layers.5.attention.wqkv.weight, QUERY, 5, -1, attention",
    "model.layers.5.feed_forward.w1.weight, GATE, 5, -1, mlp",
    "model.tok_embeddings.weight, EMBEDDING, -1, -1, embedding",
    "output.weight, LM_HEAD, -1, -1, lm-head",
    "layers.5.attention.wq.weight, QUERY, 5, -1, attention",
    "layers.5.ffn_norm.weight, PRE_FEEDFORWARD_NORM, 5, -1, norms",
    "transformer.encoder.layers.5.self_attention.query_key_value.weight, QUERY, 5, -1, attention",
    "transformer.embedding.word_embeddings.weight, EMBEDDING, -1, -1, embedding",
    "transformer.output_layer.weight, LM_HEAD, -1, -1, lm-head",
    "transformer.encoder.final_layernorm.weight, FINAL_NORM, -1, -1, norms",
    "encoder.layers.5.mlp.fc11.weight, UP, 5, -1, mlp",
    "encoder.layers.5.mlp.fc12.weight, GATE, 5, -1, mlp",
    "model.layers.5.mixer.in_proj.weight, STATE_IN, 5, -1, linear-attention",
    "vision_model.encoder.layers.5.attn.proj.weight, OUTPUT, 5, -1, vision.attention",
    "vision_model.encoder.layers.5.ls1, LAYER_SCALE, 5, -1, vision.norms",
    "mlp1.1.weight, PROJECTOR, -1, -1, vision.projector",
    "visual.transformer.resblocks.5.attn.in_proj_weight, QUERY, 5, -1, vision.attention",
    "visual.transformer.resblocks.5.attn.in_proj_bias, ATTENTION_BIAS, 5, -1, vision.attention",
    "visual.transformer.resblocks.5.mlp.c_fc.weight, UP, 5, -1, vision.mlp",
    "visual.positional_embedding, POSITION, -1, -1, vision.embedding",
    "mm_projector.net.0.0.conv1.conv.weight, PROJECTOR, -1, -1, vision.projector",
    "thinker.audio_tower.layers.5.self_attn.out_proj.weight, OUTPUT, 5, -1, audio.attention",
    "thinker.visual.blocks.5.norm1.weight, ATTENTION_NORM, 5, -1, vision.norms",
    "base_model.model.model.layers.5.self_attn.q_proj.base_layer.weight, QUERY, 5, -1, attention",
    "bert.encoder.layer.5.output.LayerNorm.gamma, POST_FEEDFORWARD_NORM, 5, -1, norms",
    "bert.encoder.layer.5.output.LayerNorm.beta, NORM_BIAS, 5, -1, norms",
    "model.layers.5.self_attn.sinks, ATTENTION_BIAS, 5, -1, attention",
    "vision_model.some.thing, VISION, -1, -1, vision",
    "a..b, UNKNOWN, -1, -1, other",
    "., UNKNOWN, -1, -1, other",
    "bias, UNKNOWN, -1, -1, other",
  })
  void placesATensorByItsName(String name, Role role, int layer, int expert, String component) {
    var names = TensorNames.of(List.of(name), Settings.of(Map.of(), Optional.empty()));
    Place place = names.claim(name).place();
    assertThat(place.role()).isEqualTo(role);
    assertThat(place.layer()).isEqualTo(layer);
    assertThat(place.expert()).isEqualTo(expert);
    assertThat(place.component()).isEqualTo(component);
  }

  private static Place place(String name, String... others) {
    var names = new ArrayList<>(List.of(others));
    names.add(name);
    return TensorNames.of(names, Settings.of(Map.of(), Optional.empty())).claim(name).place();
  }

  @Test
  void theFirstQwenNumbersItsProjectionsTheOtherWayRound() {
    String mlp = "transformer.h.0.mlp.";
    assertThat(place(mlp + "w1.weight", mlp + "c_proj.weight").role()).isEqualTo(Role.UP);
    assertThat(place(mlp + "w2.weight", mlp + "c_proj.weight").role()).isEqualTo(Role.GATE);
    assertThat(place(mlp + "w1.weight").role()).isEqualTo(Role.GATE);
    assertThat(place(mlp + "w2.weight").role()).isEqualTo(Role.DOWN);
  }

  @Test
  void theOutputOfAMixerDependsOnWhatItMixes() {
    String out = "model.layers.0.mixer.out_proj.weight";
    assertThat(place(out).role()).isEqualTo(Role.OUTPUT);
    assertThat(place(out, "model.layers.0.mixer.in_proj.weight").role()).isEqualTo(Role.STATE_OUT);
  }

  @Test
  void aNormCalledPostAttentionStandsThereOnlyWhereAnotherStandsBeforeTheMlp() {
    String name = "model.layers.0.post_attention_layernorm.weight";
    assertThat(place(name).role()).isEqualTo(Role.PRE_FEEDFORWARD_NORM);
    for (String other : List.of("pre_feedforward", "post_feedforward", "pre_mlp")) {
      assertThat(place(name, "model.layers.0." + other + "_layernorm.weight").role())
          .as(other)
          .isEqualTo(Role.POST_ATTENTION_NORM);
    }
    String vision = "visual.layers.0.post_feedforward_layernorm.weight";
    assertThat(place(name, vision).role()).isEqualTo(Role.PRE_FEEDFORWARD_NORM);
  }

  @Test
  void anEncoderOfSoundLeavesTheDecoderTheLanguageModel() {
    String[] whisper = {
      "model.encoder.conv1.weight",
      "model.encoder.layers.0.fc1.weight",
      "model.decoder.layers.0.fc1.weight"
    };
    assertThat(place("model.encoder.layers.1.fc1.weight", whisper).tower()).isEqualTo(Place.AUDIO);
    assertThat(place("model.decoder.layers.1.fc1.weight", whisper).tower()).isEqualTo(Place.TEXT);
    String cross = "model.decoder.layers.1.encoder_attn.k_proj.weight";
    assertThat(place(cross, whisper)).isEqualTo(new Place(Role.CROSS, 1, Place.NONE, "key"));
    assertThat(place("model.encoder.conv2.weight", whisper).name()).isEqualTo("second");
  }

  @Test
  void aFileOfAnEncoderAloneIsItsTower() {
    String[] vit = {"blocks.0.norm1.weight", "patch_embed.proj.weight", "pos_embed"};
    assertThat(place("blocks.0.mlp.fc1.weight", vit).tower()).isEqualTo(Place.VISION);
    String[] sound = {"conv1.weight", "conv2.weight", "layers.0.fc1.weight"};
    assertThat(place("layers.0.fc2.weight", sound).tower()).isEqualTo(Place.AUDIO);
  }
}

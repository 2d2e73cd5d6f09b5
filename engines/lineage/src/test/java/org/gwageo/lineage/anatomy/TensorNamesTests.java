package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorNamesTests {

  @ParameterizedTest
  @CsvSource({
    "model.embed_tokens.weight, EMBEDDING, -1, -1, embedding",
    "lm_head.weight, LM_HEAD, -1, -1, lm-head",
    "model.norm.weight, FINAL_NORM, -1, -1, norms",
    "model.layers.3.input_layernorm.weight, ATTENTION_NORM, 3, -1, norms",
    "model.layers.3.post_attention_layernorm.weight, POST_ATTENTION_NORM, 3, -1, norms",
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
    "visual.blocks.0.attn.qkv.weight, VISION, -1, -1, vision",
    "model.vision_tower.layers.0.mlp.up_proj.weight, VISION, -1, -1, vision",
    "audio_tower.layers.0.fc1.weight, AUDIO, -1, -1, audio",
    "transformer.h.0.attn.c_attn.weight, UNKNOWN, -1, -1, other",
    "model.layers.1.self_attn.rotary_emb.inv_freq, UNKNOWN, -1, -1, other",
  })
  void placesATensorByItsName(String name, Role role, int layer, int expert, String component) {
    Place place = TensorNames.place(name);
    assertThat(place.role()).isEqualTo(role);
    assertThat(place.layer()).isEqualTo(layer);
    assertThat(place.expert()).isEqualTo(expert);
    assertThat(place.component()).isEqualTo(component);
  }
}

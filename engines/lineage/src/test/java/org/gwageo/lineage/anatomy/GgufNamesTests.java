package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufNamesTests {

  @ParameterizedTest
  @CsvSource({
    "token_embd.weight, text, EMBEDDING, -1, -1, ''",
    "output.weight, text, LM_HEAD, -1, -1, ''",
    "output_norm.weight, text, FINAL_NORM, -1, -1, ''",
    "token_types.weight, text, SEGMENT, -1, -1, ''",
    "position_embd.weight, text, POSITION, -1, -1, ''",
    "blk.7.attn_norm.weight, text, ATTENTION_NORM, 7, -1, ''",
    "blk.7.attn_q.weight, text, QUERY, 7, -1, ''",
    "blk.7.attn_k.bias, text, ATTENTION_BIAS, 7, -1, key",
    "blk.7.attn_output.weight, text, OUTPUT, 7, -1, ''",
    "blk.7.attn_output.bias, text, OUTPUT_BIAS, 7, -1, ''",
    "blk.7.attn_q_norm.weight, text, QUERY_NORM, 7, -1, ''",
    "blk.7.attn_q_a.weight, text, QUERY_DOWN, 7, -1, ''",
    "blk.7.attn_q_a_norm.weight, text, LATENT_NORM, 7, -1, query",
    "blk.7.attn_kv_a_mqa.weight, text, KEY_VALUE_DOWN, 7, -1, ''",
    "blk.7.attn_k_b.weight, text, KEY_VALUE_UP, 7, -1, key",
    "blk.7.attn_sinks.weight, text, ATTENTION_BIAS, 7, -1, sinks",
    "blk.7.ffn_norm.weight, text, PRE_FEEDFORWARD_NORM, 7, -1, ''",
    "blk.7.ffn_gate.weight, text, GATE, 7, -1, ''",
    "blk.7.ffn_gate.3.weight, text, GATE, 7, 3, ''",
    "blk.7.ffn_gate_exps.weight, text, GATE, 7, 0, ''",
    "blk.7.ffn_up_shexp.weight, text, UP, 7, -2, ''",
    "blk.7.ffn_gate_inp.weight, text, ROUTER, 7, -1, ''",
    "blk.7.ffn_gate_inp_shexp.weight, text, ROUTER, 7, -1, shared",
    "blk.7.exp_probs_b.bias, text, ROUTER_BIAS, 7, -1, correction",
    "blk.7.ssm_in.weight, text, STATE_IN, 7, -1, ''",
    "blk.7.ssm_a, text, STATE, 7, -1, a",
    "blk.7.attn_output_norm.weight, text, POST_ATTENTION_NORM, 7, -1, ''",
    "blk.7.layer_output_norm.weight, text, POST_FEEDFORWARD_NORM, 7, -1, ''",
    "dec.blk.7.cross_attn_q.weight, text, QUERY, 7, -1, cross",
    "v.blk.2.attn_qkv.weight, vision, QUERY, 2, -1, ''",
    "v.blk.2.ln2.weight, vision, PRE_FEEDFORWARD_NORM, 2, -1, ''",
    "v.patch_embd.weight, vision, STEM, -1, -1, ''",
    "v.post_ln.bias, vision, NORM_BIAS, -1, -1, final-norm",
    "a.conv1d.1.weight, audio, STEM, -1, -1, ''",
    "a.blk.2.ffn_up.weight, audio, UP, 2, -1, ''",
    "mm.0.weight, vision, PROJECTOR, -1, -1, mm.0.weight",
    "mm.a.mlp.1.weight, audio, PROJECTOR, -1, -1, mm.a.mlp.1.weight",
    "rope_freqs.weight, text, UNKNOWN, -1, -1, rope_freqs.weight",
    "blk.123456.attn_q.weight, text, UNKNOWN, -1, -1, blk.123456.attn_q.weight",
    "blk.7.novelty.weight, text, UNKNOWN, -1, -1, blk.7.novelty.weight",
  })
  void placesATensorByItsName(
      String name, String tower, Role role, int layer, int expert, String label) {
    assertThat(new GgufNames(List.of(name)).claim(name).place())
        .isEqualTo(new Place(tower, role, layer, expert, label));
  }

  @Test
  void theNormAfterAttentionIsTheNormBeforeTheMlpWhereThereIsNoOther() {
    String name = "blk.0.post_attention_norm.weight";
    assertThat(new GgufNames(List.of(name)).claim(name).place().role())
        .isEqualTo(Role.PRE_FEEDFORWARD_NORM);
    for (String other : List.of("blk.0.ffn_norm.weight", "blk.0.post_ffw_norm.weight")) {
      assertThat(new GgufNames(List.of(name, other)).claim(name).place().role())
          .isEqualTo(Role.POST_ATTENTION_NORM);
    }
  }

  @Test
  void parallelBlocksMayHaveANormEach() {
    var names = new GgufNames(List.of("blk.0.attn_norm.weight", "blk.0.attn_norm_2.weight"));
    assertThat(names.claim("blk.0.attn_norm.weight").place().role())
        .isEqualTo(Role.PRE_FEEDFORWARD_NORM);
    assertThat(names.claim("blk.0.attn_norm_2.weight").place().role())
        .isEqualTo(Role.ATTENTION_NORM);
  }

  @Test
  void theDecoderOfAnEncoderDecoderIsATowerOfItsOwn() {
    var names = new GgufNames(List.of("enc.blk.0.attn_q.weight", "dec.blk.0.attn_q.weight"));
    assertThat(names.claim("enc.blk.0.attn_q.weight").place().tower()).isEqualTo(Place.TEXT);
    assertThat(names.claim("dec.blk.0.attn_q.weight").place().tower()).isEqualTo("other");
  }
}

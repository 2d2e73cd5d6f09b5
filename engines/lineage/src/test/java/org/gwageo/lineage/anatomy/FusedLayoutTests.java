package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwageo.lineage.anatomy.Tensors.anatomy;
import static org.gwageo.lineage.anatomy.Tensors.counting;
import static org.gwageo.lineage.anatomy.Tensors.rows;
import static org.gwageo.lineage.anatomy.Tensors.rowsOf;

import java.util.Map;
import java.util.Optional;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;

/** Shares of fused tensors, told by numbers that say which stored row they are. */
class FusedLayoutTests {

  private static final String LAYER = "model.layers.0.";

  private static Part part(Anatomy anatomy, Role role, int expert) {
    return anatomy.tower(Place.TEXT).orElseThrow().part(role, 0, expert).orElseThrow();
  }

  private static Part part(Anatomy anatomy, Role role) {
    return part(anatomy, role, Place.NONE);
  }

  private static float[] bias(Anatomy anatomy, String label) {
    var place = new Place(Role.ATTENTION_BIAS, 0, Place.NONE, label);
    return Optional.ofNullable(anatomy.parts().get(place)).orElseThrow().toFloats();
  }

  private static StoredTensor norm(String name, int width) {
    return counting(name, 1, width);
  }

  @Test
  void joinedQueryKeyAndValueAreSplitByTheOutputProjection() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            norm(LAYER + "input_layernorm.weight", 4),
            rows(LAYER + "self_attn.qkv_proj.weight", 10, 4),
            rows(LAYER + "self_attn.o_proj.weight", 4, 6));
    assertThat(rowsOf(part(anatomy, Role.QUERY))).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(rowsOf(part(anatomy, Role.KEY))).containsExactly(6, 7);
    assertThat(rowsOf(part(anatomy, Role.VALUE))).containsExactly(8, 9);
    assertThat(part(anatomy, Role.QUERY).name()).endsWith("qkv_proj.weight[query]");
  }

  @Test
  void aBiasIsSplitLikeItsProjection() throws CheckpointException {
    var anatomy =
        anatomy(
            "{\"num_attention_heads\":3,\"num_key_value_heads\":1,\"head_dim\":2}",
            norm(LAYER + "input_layernorm.weight", 4),
            counting(LAYER + "self_attn.qkv_proj.bias", 0, 10),
            rows(LAYER + "self_attn.o_proj.weight", 4, 6));
    assertThat(bias(anatomy, "query")).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(bias(anatomy, "key")).containsExactly(6, 7);
    assertThat(bias(anatomy, "value")).containsExactly(8, 9);
  }

  @Test
  void gptNeoxOrdersRowsByHead() throws CheckpointException {
    var anatomy =
        anatomy(
            "{\"model_type\":\"gpt_neox\",\"num_attention_heads\":2,\"hidden_size\":4}",
            rows("gpt_neox.layers.0.attention.query_key_value.weight", 12, 4),
            counting("gpt_neox.layers.0.attention.query_key_value.bias", 0, 12));
    assertThat(rowsOf(part(anatomy, Role.QUERY))).containsExactly(0, 1, 6, 7);
    assertThat(rowsOf(part(anatomy, Role.KEY))).containsExactly(2, 3, 8, 9);
    assertThat(rowsOf(part(anatomy, Role.VALUE))).containsExactly(4, 5, 10, 11);
    assertThat(bias(anatomy, "value")).containsExactly(4, 5, 10, 11);
  }

  @Test
  void groupsOfQueriesShareAKeyAndAValue() throws CheckpointException {
    var internlm =
        anatomy(
            "{\"model_type\":\"internlm2\",\"num_attention_heads\":4,\"num_key_value_heads\":2,"
                + "\"hidden_size\":4}",
            rows(LAYER + "attention.wqkv.weight", 8, 4));
    assertThat(rowsOf(part(internlm, Role.QUERY))).containsExactly(0, 1, 4, 5);
    assertThat(rowsOf(part(internlm, Role.KEY))).containsExactly(2, 6);
    assertThat(rowsOf(part(internlm, Role.VALUE))).containsExactly(3, 7);
    var falcon =
        anatomy(
            "{\"model_type\":\"falcon\",\"new_decoder_architecture\":true,\"n_head\":2,"
                + "\"num_attention_heads\":2,\"num_kv_heads\":1,\"hidden_size\":4}",
            rows("transformer.h.0.self_attention.query_key_value.weight", 8, 4));
    assertThat(rowsOf(part(falcon, Role.QUERY))).containsExactly(0, 1, 2, 3);
    assertThat(rowsOf(part(falcon, Role.VALUE))).containsExactly(6, 7);
  }

  @Test
  void upMayStandBeforeGate() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            norm("gte.encoder.layer.0.attn_ln.weight", 4),
            rows("gte.encoder.layer.0.mlp.up_gate_proj.weight", 6, 4),
            rows("gte.encoder.layer.0.mlp.down_proj.weight", 4, 3));
    assertThat(rowsOf(part(anatomy, Role.UP))).containsExactly(0, 1, 2);
    assertThat(rowsOf(part(anatomy, Role.GATE))).containsExactly(3, 4, 5);
    assertThat(part(anatomy, Role.UP).name()).endsWith("[expert 0 up]");
  }

  @Test
  void matricesOfThreeAxesBesideARouterAreExperts() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            norm(LAYER + "input_layernorm.weight", 4),
            rows(LAYER + "mlp.router.layer.weight", 2, 4),
            counting(LAYER + "mlp.input_linear.weight", 0, 2, 6, 4),
            counting(LAYER + "mlp.output_linear.weight", 0, 2, 4, 3));
    var text = anatomy.tower(Place.TEXT).orElseThrow();
    assertThat(text.part(Role.GATE, 0, 1).orElseThrow().toFloats(0, 1)).containsExactly(24);
    assertThat(text.part(Role.UP, 0, 1).orElseThrow().toFloats(0, 1)).containsExactly(36);
    assertThat(text.part(Role.DOWN, 0, 1).orElseThrow().shape()).containsExactly(4L, 3L);
  }

  @Test
  void convolutionsOfTheGpt2LineAreTurned() throws CheckpointException {
    var anatomy =
        anatomy(
            "{\"model_type\":\"gpt2\",\"n_head\":2,\"n_embd\":2}",
            norm("h.0.ln_1.weight", 2),
            rows("h.0.attn.c_attn.weight", 2, 6),
            counting("h.0.attn.c_attn.bias", 0, 6),
            rows("h.0.attn.c_proj.weight", 2, 2),
            counting("h.0.attn.c_proj.bias", 0, 2),
            rows("h.0.mlp.c_fc.weight", 2, 8),
            counting("h.0.mlp.c_fc.bias", 0, 8),
            rows("h.0.mlp.c_proj.weight", 8, 2));
    assertThat(part(anatomy, Role.KEY).shape()).containsExactly(2L, 2L);
    assertThat(part(anatomy, Role.KEY).toFloats()).containsExactly(2, 102, 3, 103);
    assertThat(part(anatomy, Role.OUTPUT).toFloats()).containsExactly(0, 100, 1, 101);
    assertThat(part(anatomy, Role.UP).shape()).containsExactly(8L, 2L);
    assertThat(part(anatomy, Role.UP).toFloats(2, 2)).containsExactly(1, 101);
    assertThat(part(anatomy, Role.DOWN).shape()).containsExactly(2L, 8L);
    assertThat(part(anatomy, Role.DOWN).toFloats(0, 3)).containsExactly(0, 100, 200);
    assertThat(bias(anatomy, "key")).containsExactly(2, 3);
  }

  @Test
  void laterFamiliesKeptTheNamesOfConvolutionsButNotTheirLayout() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            norm(LAYER + "input_layernorm.weight", 2),
            rows(LAYER + "mlp.c_fc.weight", 8, 2),
            counting(LAYER + "mlp.c_fc.bias", 0, 8),
            rows(LAYER + "mlp.c_proj.weight", 2, 8));
    assertThat(part(anatomy, Role.UP).shape()).containsExactly(8L, 2L);
    assertThat(part(anatomy, Role.UP).asStored()).isTrue();
    assertThat(part(anatomy, Role.DOWN).shape()).containsExactly(2L, 8L);
  }

  @Test
  void anOrderThatNothingSettlesStaysUnknown() throws CheckpointException {
    var anatomy =
        anatomy(
            "{\"model_type\":\"codegen\",\"n_head\":2,\"n_embd\":4}",
            rows("transformer.h.0.attn.qkv_proj.weight", 12, 4));
    assertThat(anatomy.parts().keySet()).allMatch(place -> place.role() == Role.UNKNOWN);
    assertThat(anatomy.remarks())
        .containsEntry(
            "transformer.h.0.attn.qkv_proj.weight",
            "query, key and value are joined in an order that nothing settles");
  }

  @Test
  void rowsByHeadNeedTheNumberOfHeads() throws CheckpointException {
    var anatomy = anatomy("", rows("gpt_neox.layers.0.attention.query_key_value.weight", 12, 4));
    assertThat(anatomy.remarks().values())
        .containsExactly("query, key and value are joined in 12 rows, and the heads are not known");
  }

  @Test
  void gateAndUpAreHalves() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            norm(LAYER + "input_layernorm.weight", 3),
            rows(LAYER + "mlp.gate_up_proj.weight", 8, 3),
            rows(LAYER + "mlp.down_proj.weight", 3, 4));
    assertThat(rowsOf(part(anatomy, Role.GATE))).containsExactly(0, 1, 2, 3);
    assertThat(rowsOf(part(anatomy, Role.UP))).containsExactly(4, 5, 6, 7);
  }

  @Test
  void anUpProjectionTwiceAsTallAsTheWayDownHoldsTheGateToo() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            rows("transformer.encoder.layers.0.mlp.dense_h_to_4h.weight", 8, 3),
            counting("transformer.encoder.layers.0.mlp.dense_h_to_4h.bias", 0, 8),
            rows("transformer.encoder.layers.0.mlp.dense_4h_to_h.weight", 3, 4));
    assertThat(rowsOf(part(anatomy, Role.GATE))).containsExactly(0, 1, 2, 3);
    assertThat(part(anatomy, Role.UP_BIAS).toFloats()).containsExactly(4, 5, 6, 7);
  }

  @Test
  void aQueryOfDoubleHeightCarriesTheGateOfItsOutput() throws CheckpointException {
    var anatomy =
        anatomy(
            "{\"model_type\":\"qwen3_next\"}",
            norm(LAYER + "input_layernorm.weight", 3),
            rows(LAYER + "self_attn.q_proj.weight", 8, 3),
            counting(LAYER + "self_attn.q_norm.weight", 0, 2),
            rows(LAYER + "self_attn.o_proj.weight", 3, 4));
    assertThat(rowsOf(part(anatomy, Role.QUERY))).containsExactly(0, 1, 4, 5);
    assertThat(rowsOf(part(anatomy, Role.ATTENTION_GATE))).containsExactly(2, 3, 6, 7);
  }

  @Test
  void ggufRowsInRotaryPairsAreGivenBackTheirHalves() throws CheckpointException {
    var llama =
        Map.of(
            "general.architecture", "llama",
            "llama.attention.head_count", "2",
            "llama.attention.head_count_kv", "1",
            "llama.embedding_length", "8");
    var anatomy =
        anatomy(
            llama,
            "",
            norm("blk.0.attn_norm.weight", 8),
            rows("blk.0.attn_q.weight", 8, 8),
            counting("blk.0.attn_q.bias", 0, 8),
            rows("blk.0.attn_k.weight", 4, 8),
            rows("blk.0.attn_v.weight", 4, 8));
    assertThat(rowsOf(part(anatomy, Role.QUERY))).containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
    assertThat(bias(anatomy, "query")).containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
    assertThat(rowsOf(part(anatomy, Role.KEY))).containsExactly(0, 2, 1, 3);
    assertThat(rowsOf(part(anatomy, Role.VALUE))).containsExactly(0, 1, 2, 3);
    var qwen = Map.of("general.architecture", "qwen2", "qwen2.attention.head_count", "2");
    var other = anatomy(qwen, "", rows("blk.0.attn_q.weight", 8, 8));
    assertThat(rowsOf(part(other, Role.QUERY))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void experts3dInBothLayoutsGiveTheSameParts() throws CheckpointException {
    String experts = LAYER + "mlp.experts.";
    var plain =
        anatomy(
            "",
            norm(LAYER + "input_layernorm.weight", 3),
            counting(experts + "gate_up_proj", 0, 2, 4, 3),
            counting(experts + "down_proj", 0, 2, 3, 2));
    assertThat(part(plain, Role.GATE, 1).toFloats()).containsExactly(12, 13, 14, 15, 16, 17);
    assertThat(part(plain, Role.UP, 0).toFloats()).containsExactly(6, 7, 8, 9, 10, 11);
    assertThat(part(plain, Role.DOWN, 1).toFloats()).containsExactly(6, 7, 8, 9, 10, 11);
    assertThat(part(plain, Role.DOWN, 1).place().component()).isEqualTo("experts");
    var turned =
        anatomy(
            "",
            norm(LAYER + "input_layernorm.weight", 3),
            counting(experts + "gate_up_proj", 0, 2, 3, 4),
            counting(experts + "down_proj", 0, 2, 2, 3));
    assertThat(part(turned, Role.GATE, 0).shape()).containsExactly(2L, 3L);
    assertThat(part(turned, Role.GATE, 0).toFloats()).containsExactly(0, 4, 8, 1, 5, 9);
    assertThat(part(turned, Role.UP, 1).toFloats()).containsExactly(14, 18, 22, 15, 19, 23);
    assertThat(part(turned, Role.DOWN, 1).toFloats()).containsExactly(6, 9, 7, 10, 8, 11);
  }

  @Test
  void expertsWithBiasesAlternateGateAndUp() throws CheckpointException {
    String experts = LAYER + "mlp.experts.";
    var anatomy =
        anatomy(
            "{\"model_type\":\"gpt_oss\"}",
            norm(LAYER + "input_layernorm.weight", 3),
            counting(experts + "gate_up_proj", 0, 1, 3, 6),
            counting(experts + "gate_up_proj_bias", 0, 1, 6),
            counting(experts + "down_proj", 0, 1, 3, 3),
            counting(experts + "down_proj_bias", 0, 1, 3));
    assertThat(part(anatomy, Role.GATE, 0).toFloats())
        .containsExactly(0, 6, 12, 2, 8, 14, 4, 10, 16);
    assertThat(part(anatomy, Role.UP, 0).toFloats()).containsExactly(1, 7, 13, 3, 9, 15, 5, 11, 17);
    assertThat(part(anatomy, Role.GATE_BIAS, 0).toFloats()).containsExactly(0, 2, 4);
    assertThat(part(anatomy, Role.UP_BIAS, 0).toFloats()).containsExactly(1, 3, 5);
    // A square way down follows the layout of its layer's other tensor.
    assertThat(part(anatomy, Role.DOWN, 0).toFloats()).containsExactly(0, 3, 6, 1, 4, 7, 2, 5, 8);
    assertThat(part(anatomy, Role.DOWN_BIAS, 0).toFloats()).containsExactly(0, 1, 2);
  }

  @Test
  void expertsWhoseAxesAreAllAlikeStayUnknown() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            norm(LAYER + "input_layernorm.weight", 4),
            counting(LAYER + "mlp.experts.down_proj", 0, 2, 4, 4));
    assertThat(anatomy.remarks().values())
        .containsExactly("nothing says which of the axes [2, 4, 4] are the channels");
  }

  @Test
  void expertsInOneTallMatrixAreCutByTheRouter() throws CheckpointException {
    String ffn = "transformer.blocks.0.ffn.";
    var anatomy =
        anatomy(
            "",
            norm("transformer.blocks.0.norm_attn_norm.norm_1.weight", 3),
            rows(ffn + "router.layer.weight", 2, 3),
            rows(ffn + "experts.mlp.w1", 4, 3),
            rows(ffn + "experts.mlp.v1", 4, 3),
            rows(ffn + "experts.mlp.w2", 4, 3));
    assertThat(rowsOf(part(anatomy, Role.GATE, 1))).containsExactly(2, 3);
    assertThat(rowsOf(part(anatomy, Role.UP, 0))).containsExactly(0, 1);
    assertThat(part(anatomy, Role.DOWN, 1).shape()).containsExactly(3L, 2L);
    assertThat(part(anatomy, Role.DOWN, 1).toFloats())
        .containsExactly(200, 300, 201, 301, 202, 302);
  }

  @Test
  void stackedExpertsOfGgufAreOutFirst() throws CheckpointException {
    var anatomy =
        anatomy(
            Map.of("general.architecture", "qwen3moe"),
            "",
            norm("blk.0.attn_norm.weight", 3),
            counting("blk.0.ffn_gate_exps.weight", 0, 2, 2, 3),
            counting("blk.0.ffn_down_exps.weight", 0, 2, 3, 2),
            counting("blk.0.ffn_up_shexp.weight", 0, 2, 3),
            counting("blk.0.ffn_gate_inp.weight", 0, 2, 3));
    assertThat(part(anatomy, Role.GATE, 1).toFloats()).containsExactly(6, 7, 8, 9, 10, 11);
    assertThat(part(anatomy, Role.DOWN, 1).shape()).containsExactly(3L, 2L);
    assertThat(part(anatomy, Role.UP, Place.SHARED).shape()).containsExactly(2L, 3L);
    assertThat(part(anatomy, Role.ROUTER).shape()).containsExactly(2L, 3L);
  }
}

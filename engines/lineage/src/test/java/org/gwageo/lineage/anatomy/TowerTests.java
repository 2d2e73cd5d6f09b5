package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gwageo.lineage.anatomy.Tensors.anatomy;
import static org.gwageo.lineage.anatomy.Tensors.counting;
import static org.gwageo.lineage.anatomy.Tensors.rows;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TowerTests {

  private static final String LAYER = "model.layers.0.";

  private static Tower text(Anatomy anatomy) {
    return anatomy.tower(Place.TEXT).orElseThrow();
  }

  /** The families by the norms of a layer; the last column is the first number of the gain. */
  @ParameterizedTest
  @CsvSource({
    "llama, input_layernorm=10 post_attention_layernorm=20, 10, 20",
    "gemma2, input_layernorm=10 post_attention_layernorm=20 pre_feedforward_layernorm=30"
        + " post_feedforward_layernorm=40, 11, 31",
    "olmo2, post_attention_layernorm=20 post_feedforward_layernorm=40, , ",
    "exaone4, post_attention_layernorm=20 post_feedforward_layernorm=40, , ",
    "glm4, input_layernorm=10 post_self_attn_layernorm=20 post_attention_layernorm=30"
        + " post_mlp_layernorm=40, 10, 30",
    "hyperclovax, input_layernorm=10 post_norm1=20 post_attention_layernorm=30 post_norm2=40, 10,"
        + " 30",
    "axk1, input_layernorm=10 post_attention_layernorm=20 post_mlp_layernorm=40, 10, 20",
    "vaetki, input_layernorm=10 post_attention_layernorm=20 pre_mlp_layernorm=30"
        + " post_mlp_layernorm=40, 11, 31",
    "exaone, ln_1=10 ln_2=20, 10, 20",
    "cohere, input_layernorm=10, 10, 10",
    "qwen3_next, input_layernorm=10 post_attention_layernorm=20, 11, 21",
    "bert, attention.output.LayerNorm=20 output.LayerNorm=40, , ",
  })
  void gainsBeforeAttentionAndMlp(
      String family, String norms, String beforeAttention, String beforeMlp)
      throws CheckpointException {
    var tensors = new ArrayList<StoredTensor>();
    for (String norm : norms.split(" ", -1)) {
      String[] halves = norm.split("=", -1);
      tensors.add(counting(LAYER + halves[0] + ".weight", Float.parseFloat(halves[1]), 3));
    }
    tensors.add(rows(LAYER + "mlp.up_proj.weight", 4, 3));
    var tower =
        text(anatomy("{\"model_type\":\"" + family + "\"}", tensors.toArray(StoredTensor[]::new)));
    assertThat(tower.gainBeforeAttention(0).map(gain -> gain[0]))
        .isEqualTo(Optional.ofNullable(beforeAttention).map(Float::parseFloat));
    assertThat(tower.gainBeforeMlp(0).map(gain -> gain[0]))
        .isEqualTo(Optional.ofNullable(beforeMlp).map(Float::parseFloat));
    assertThat(tower.postNorm(0)).isEqualTo(beforeMlp == null);
    assertThat(tower.width()).isEqualTo(3);
  }

  @Test
  void aGgufFileHasAddedTheOneAlready() throws CheckpointException {
    var anatomy =
        anatomy(
            Map.of("general.architecture", "gemma2"),
            "",
            counting("blk.0.attn_norm.weight", 10, 3),
            counting("blk.0.ffn_norm.weight", 30, 3),
            counting("blk.0.post_attention_norm.weight", 20, 3),
            counting("blk.0.post_ffw_norm.weight", 40, 3));
    assertThat(text(anatomy).gainBeforeMlp(0).orElseThrow()).containsExactly(30, 31, 32);
    assertThat(text(anatomy).gainBeforeAttention(0).orElseThrow()[0]).isEqualTo(10);
  }

  @Test
  void onlyTheLanguageModelAddsOneToItsGains() throws CheckpointException {
    var anatomy =
        anatomy(
            "{\"model_type\":\"gemma3\",\"text_config\":{\"model_type\":\"gemma3_text\"}}",
            counting("language_model.model.layers.0.input_layernorm.weight", 10, 3),
            counting("vision_tower.vision_model.encoder.layers.0.layer_norm1.weight", 10, 4));
    assertThat(text(anatomy).gainBeforeAttention(0).orElseThrow()[0]).isEqualTo(11);
    var vision = anatomy.tower(Place.VISION).orElseThrow();
    assertThat(vision.gainBeforeAttention(0).orElseThrow()[0]).isEqualTo(10);
    assertThat(vision.width()).isEqualTo(4);
  }

  @Test
  void headsComeFromTheConfigurationOfTheTower() throws CheckpointException {
    var anatomy =
        anatomy(
            "{\"model_type\":\"vlm\",\"text_config\":{\"model_type\":\"llama\","
                + "\"num_attention_heads\":8,\"num_key_value_heads\":2,\"hidden_size\":64},"
                + "\"vision_config\":{\"num_heads\":4,\"hidden_size\":12}}",
            counting("model.language_model.layers.0.input_layernorm.weight", 1, 64),
            counting("model.vision_tower.layers.0.norm1.weight", 1, 12));
    var text = text(anatomy);
    assertThat(List.of(text.heads(), text.keyHeads(), text.headSize())).containsExactly(8, 2, 8);
    var vision = anatomy.tower(Place.VISION).orElseThrow();
    assertThat(List.of(vision.heads(), vision.keyHeads(), vision.headSize()))
        .containsExactly(4, 4, 3);
  }

  @Test
  void absurdConfigurationsAreAbsentOnes() throws CheckpointException {
    for (String value : List.of("-3", "0", "\"many\"", "1e300", "99999999999", "[]", "null")) {
      var anatomy =
          anatomy(
              "{\"model_type\":[],\"num_attention_heads\":" + value + ",\"text_config\":7}",
              counting(LAYER + "input_layernorm.weight", 1, 4));
      assertThat(text(anatomy).heads()).as(value).isZero();
      assertThat(text(anatomy).headSize()).as(value).isZero();
    }
  }

  @Test
  void anOutputVocabularyThatRepeatsTheInputIsThereOnce() throws CheckpointException {
    var tied = anatomy("", rows("model.embed_tokens.weight", 9, 3), rows("lm_head.weight", 9, 3));
    assertThat(text(tied).part(Role.LM_HEAD)).isEmpty();
    assertThat(text(tied).tied()).isTrue();
    assertThat(tied.remarks())
        .containsEntry("lm_head.weight", "the same numbers as model.embed_tokens.weight");
    var untied =
        anatomy(
            "{\"tie_word_embeddings\":true}",
            rows("model.embed_tokens.weight", 9, 3),
            counting("lm_head.weight", 5, 9, 3));
    assertThat(text(untied).part(Role.LM_HEAD)).isPresent();
    assertThat(text(untied).tied()).isFalse();
    var absent = anatomy("{\"tie_word_embeddings\":true}", rows("model.embed_tokens.weight", 9, 3));
    assertThat(text(absent).tied()).isTrue();
    var gguf =
        anatomy(
            Map.of("general.architecture", "llama"),
            "",
            rows("token_embd.weight", 9, 3),
            counting("output_norm.weight", 1, 3));
    assertThat(text(gguf).tied()).isTrue();
  }

  @Test
  void queriesAreExchangeableOnlyWithoutRotaryPositions() throws CheckpointException {
    var rotary = text(anatomy("", counting(LAYER + "input_layernorm.weight", 1, 4)));
    assertThat(rotary.exchangeable(Role.QUERY, 0)).isFalse();
    assertThat(rotary.exchangeable(Role.QUERY, 1)).isTrue();
    assertThat(rotary.exchangeable(Role.QUERY_NORM, 0)).isFalse();
    assertThat(rotary.exchangeable(Role.VALUE, 0)).isTrue();
    assertThat(rotary.exchangeable(Role.EMBEDDING, 0)).isFalse();
    assertThat(rotary.exchangeable(Role.POSITION, 0)).isFalse();
    assertThat(rotary.exchangeable(Role.STEM, 1)).isFalse();
    assertThat(rotary.exchangeable(Role.GATE, 0)).isTrue();
    assertThat(rotary.exchangeable(Role.ROUTER, 0)).isTrue();
    assertThat(rotary.exchangeable(Role.KEY_VALUE_DOWN, 0)).isFalse();
    assertThat(rotary.exchangeable(Role.UNKNOWN, 0)).isFalse();
    var absolute =
        text(
            anatomy(
                "{\"model_type\":\"gpt2\"}",
                counting("h.0.ln_1.weight", 1, 4),
                rows("wpe.weight", 9, 4)));
    assertThat(absolute.exchangeable(Role.QUERY, 0)).isTrue();
    assertThat(absolute.exchangeable(Role.KEY_VALUE_DOWN, 0)).isFalse();
    assertThatThrownBy(() -> absolute.exchangeable(Role.QUERY, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a part has axes 0 and 1, not 2");
  }

  @Test
  void factorisedEmbeddingsAreSetAside() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            rows("electra.embeddings.word_embeddings.weight", 9, 2),
            counting("electra.encoder.layer.0.attention.output.LayerNorm.weight", 1, 4),
            counting("electra.encoder.layer.0.output.LayerNorm.weight", 1, 4),
            rows("electra.encoder.layer.0.intermediate.dense.weight", 8, 4));
    assertThat(text(anatomy).width()).isEqualTo(4);
    assertThat(text(anatomy).part(Role.EMBEDDING)).isEmpty();
    assertThat(anatomy.remarks())
        .containsEntry(
            "electra.embeddings.word_embeddings.weight", "it has 2 channels where its tower has 4");
  }

  @Test
  void twoTensorsOfOnePlaceAreRefusedUnlessTheyAreOne() throws CheckpointException {
    assertThatThrownBy(
            () ->
                anatomy(
                    "",
                    rows("model.layers.3.mlp.up_proj.weight", 4, 3),
                    counting("transformer.layers.3.mlp.up_proj.weight", 7, 4, 3)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("both claim to be the UP of layer 3");
    var same =
        anatomy(
            "",
            rows("shared.weight", 9, 3),
            rows("encoder.embed_tokens.weight", 9, 3),
            counting("encoder.block.0.layer.0.layer_norm.weight", 1, 3));
    assertThat(text(same).part(Role.EMBEDDING)).isPresent();
    assertThat(same.remarks())
        .containsEntry("encoder.embed_tokens.weight", "the same numbers as shared.weight");
  }

  @Test
  void aSecondStackOfLayersIsATowerOfItsOwn() throws CheckpointException {
    var tensors = new ArrayList<StoredTensor>();
    for (int layer = 0; layer < 3; layer++) {
      tensors.add(rows("beit.encoder.layer." + layer + ".output.dense.weight", 4, 6));
      tensors.add(counting("beit.encoder.layer." + layer + ".layernorm_before.weight", 1, 4));
    }
    for (int layer = 0; layer < 2; layer++) {
      tensors.add(rows("decoder.decoder_encoder.layer." + layer + ".output.dense.weight", 2, 5));
      tensors.add(
          counting("decoder.decoder_encoder.layer." + layer + ".layernorm_before.weight", 1, 2));
    }
    var anatomy = anatomy("", tensors.toArray(StoredTensor[]::new));
    assertThat(anatomy.tower("other").orElseThrow().width()).isEqualTo(2);
    assertThat(text(anatomy).width()).isEqualTo(4);
    assertThat(text(anatomy).part(Role.ATTENTION_NORM, 2, Place.NONE)).isPresent();
  }

  @Test
  void wrongAxesOfAKnownNameAreRefused() {
    assertThatThrownBy(() -> anatomy("", counting(LAYER + "mlp.up_proj.weight", 0, 2, 2, 2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "tensor model.layers.0.mlp.up_proj.weight has shape [2, 2, 2]; a tensor of its name has"
                + " 2 axes");
    assertThatThrownBy(() -> anatomy("", counting(LAYER + "input_layernorm.weight", 0, 2, 2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("a tensor of its name has 1 axes");
  }

  @Test
  void gapsInTheLayersAreNoError() throws CheckpointException {
    var anatomy =
        anatomy(
            "",
            counting("model.layers.2.input_layernorm.weight", 1, 4),
            counting("model.layers.9999.input_layernorm.weight", 1, 4),
            counting("model.layers.4000000.input_layernorm.weight", 1, 4));
    assertThat(text(anatomy).layers()).containsExactly(2, 9999);
    assertThat(anatomy.remarks())
        .containsEntry(
            "model.layers.4000000.input_layernorm.weight",
            "layer 4000000 is beyond the last possible, 9999");
  }

  @Test
  void whateverTheNamesAndShapesNothingButACheckpointExceptionComesOut() {
    String[] steps = {
      "model", "layers", "0", "1", "99999999999", "self_attn", "mlp", "experts", "q_proj", "qkv",
      "gate_up_proj", "down_proj", "weight", "bias", "", "blk", "visual", "lm_head", "c_attn", "wq",
      "embed_tokens", "input_layernorm", "attention", "c_fc", "router", "mixer", "in_proj", "conv1"
    };
    String[] configs = {
      "",
      "{\"model_type\":\"gpt_neox\",\"num_attention_heads\":3,\"hidden_size\":4}",
      "{\"model_type\":\"falcon\",\"new_decoder_architecture\":true,\"num_attention_heads\":2}"
    };
    var random = new SplittableRandom(20261122);
    int placed = 0;
    for (int round = 0; round < 2500; round++) {
      var tensors = new ArrayList<StoredTensor>();
      var names = new HashSet<String>();
      for (int t = 0; t < 6; t++) {
        var path = new ArrayList<String>();
        for (int s = random.nextInt(1, 7); s > 0; s--) {
          path.add(steps[random.nextInt(steps.length)]);
        }
        var axes = new long[random.nextInt(0, 4)];
        for (int a = 0; a < axes.length; a++) {
          axes[a] = random.nextInt(0, 7);
        }
        String name = String.join(".", path);
        if (names.add(name)) {
          tensors.add(counting(name, random.nextInt(3), axes));
        }
      }
      var gguf = Map.of("general.architecture", "llama", "llama.attention.head_count", "3");
      try {
        var anatomy =
            anatomy(
                random.nextInt(3) == 0 ? gguf : Map.of(),
                configs[random.nextInt(configs.length)],
                tensors.toArray(StoredTensor[]::new));
        for (Part part : anatomy.parts().values()) {
          assertThat(part.toFloats()).hasSize((int) part.elements());
          placed++;
        }
        anatomy.towers().forEach(tower -> tower.layers().forEach(tower::gainBeforeMlp));
      } catch (CheckpointException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(placed).isGreaterThan(5_000);
  }

  @Test
  void integersOfQuantisationLeftoversDoNotDisturb() throws CheckpointException {
    var codes =
        new StoredTensor(
            LAYER + "mlp.up_proj.qweight",
            ElementType.I32,
            List.of(2L),
            MemorySegment.ofArray(new byte[8]));
    var anatomy = anatomy("", codes, counting(LAYER + "input_layernorm.weight", 1, 4));
    assertThat(anatomy.remarks()).containsKey(LAYER + "mlp.up_proj.qweight");
  }
}

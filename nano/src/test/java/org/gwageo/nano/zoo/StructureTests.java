package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class StructureTests {
  private static final int[] IDS = {0, 7, 21, 33};
  private final Specimen model = Samples.dense(4);

  @Test
  void allBlocksInTheirOrderAreTheModelItself() {
    Specimen same = Structure.layers(model, 0, 1, 2);
    assertThat(Forward.logits(same, IDS)).isDeepEqualTo(Forward.logits(model, IDS));
  }

  @Test
  void aShorterModelKeepsTheLastBlock() {
    Specimen shorter = Structure.withoutLayers(model, 1);
    assertThat(shorter.layers()).isEqualTo(2);
    assertThat(shorter.tensor(Specimen.in(1, "mlp.up_proj")))
        .isSameAs(model.tensor(Specimen.in(2, "mlp.up_proj")));
    assertThat(shorter.tensors()).doesNotContainKey(Specimen.in(2, "mlp.up_proj"));
    assertThat(Forward.logits(shorter, IDS)[3]).hasSize(Samples.TOKENS);
  }

  @Test
  void refusesToRemoveAlmostAllBlocks() {
    assertThatThrownBy(() -> Structure.withoutLayers(model, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 of 3 blocks cannot be removed; at least 2 stay");
  }

  @Test
  void aDuplicatedModelRepeatsItsMiddle() {
    Specimen longer = Structure.duplicated(model, 1);
    assertThat(longer.layers()).isEqualTo(4);
    String[] from = {"0", "1", "1", "2"};
    for (int layer = 0; layer < 4; layer++) {
      assertThat(longer.tensor(Specimen.in(layer, "self_attn.q_proj")))
          .isSameAs(model.tensor(Specimen.in(Integer.parseInt(from[layer]), "self_attn.q_proj")));
    }
  }

  @Test
  void keepsTheNeuronsWithTheLargestProductOfNorms() {
    String up = Specimen.in(1, "mlp.up_proj");
    var factors = new double[model.neurons()];
    Arrays.fill(factors, 0.001);
    for (int i = 0; i < 12; i++) {
      factors[2 * i] = 1;
    }
    Specimen uneven = model.with(up, model.tensor(up).scaledRows(factors));
    Specimen narrow = Structure.keepNeurons(uneven, 0.5);
    assertThat(narrow.neurons()).isEqualTo(12);
    for (int i = 0; i < 12; i++) {
      assertThat(narrow.tensor(up).row(i)).isEqualTo(uneven.tensor(up).row(2 * i));
      assertThat(narrow.tensor(Specimen.in(1, "mlp.down_proj")).transposed().row(i))
          .isEqualTo(model.tensor(Specimen.in(1, "mlp.down_proj")).transposed().row(2 * i));
    }
  }

  @Test
  void keepsTheSameChannelsEverywhere() {
    Specimen narrow = Structure.keepChannels(model, 0.5);
    assertThat(narrow.hidden()).isEqualTo(8);
    assertThat(narrow.tensor(Specimen.FINAL_NORM).rows()).isEqualTo(8);
    assertThat(narrow.tensor(Specimen.in(0, "self_attn.o_proj")).rows()).isEqualTo(8);
    assertThat(narrow.tensor(Specimen.in(0, "self_attn.q_proj")).columns()).isEqualTo(8);
    assertThat(Forward.logits(narrow, IDS)[3]).hasSize(Samples.TOKENS);
  }

  @Test
  void keepsAKeyHeadWithItsQueryHeads() {
    Specimen fewer = Structure.keepHeads(model, 1);
    assertThat(fewer.heads()).isEqualTo(2);
    assertThat(fewer.keyHeads()).isEqualTo(1);
    String query = Specimen.in(0, "self_attn.q_proj");
    assertThat(fewer.tensor(query).row(0)).isEqualTo(model.tensor(query).row(8));
    String output = Specimen.in(0, "self_attn.o_proj");
    assertThat(fewer.tensor(output).at(3, 0)).isEqualTo(model.tensor(output).at(3, 8));
    assertThat(Forward.logits(fewer, IDS)[3]).hasSize(Samples.TOKENS);
  }

  @Test
  void poolsNeighbouringKeyHeadsToTheirMean() {
    Specimen pooled = Structure.pooledKeyHeads(model, 2);
    String key = Specimen.in(2, "self_attn.k_proj");
    assertThat(pooled.keyHeads()).isEqualTo(1);
    for (int channel = 0; channel < 4; channel++) {
      float mean = (model.tensor(key).at(channel, 6) + model.tensor(key).at(4 + channel, 6)) / 2;
      assertThat(pooled.tensor(key).at(channel, 6)).isCloseTo(mean, within(1e-6f));
    }
  }

  @Test
  void stuffingChangesNoOutput() {
    Specimen stuffed = Structure.stuffed(model, 0.25, 9);
    assertThat(stuffed.neurons()).isEqualTo(24 + 12);
    double[][] before = Forward.logits(model, IDS);
    double[][] after = Forward.logits(stuffed, IDS);
    for (int t = 0; t < IDS.length; t++) {
      assertThat(after[t]).containsExactly(before[t], within(1e-5));
    }
  }

  @Test
  void refusesSharesOutsideZeroToOne() {
    assertThatThrownBy(() -> Structure.keepNeurons(model, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a share is above 0 and at most 1, not 1.5");
  }
}

package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DisguiseTests {
  private static final int[] IDS = {0, 7, 21, 33, 7, 12};

  @ParameterizedTest
  @EnumSource(Disguise.class)
  void leavesEveryOutputOfAPlainModel(Disguise disguise) {
    Specimen model = Samples.dense(1);
    assertSame(Forward.logits(model, IDS), Forward.logits(disguise.apply(model, 5), IDS));
  }

  @ParameterizedTest
  @EnumSource(Disguise.class)
  void leavesEveryOutputOfAMixture(Disguise disguise) {
    Specimen model = Samples.mixture(2);
    assertSame(Forward.logits(model, IDS), Forward.logits(disguise.apply(model, 6), IDS));
  }

  @Test
  void leavesTheOutputsOfATrainedModelThroughAllDisguises() throws Exception {
    Specimen model = Samples.nano("north-star-base");
    int[] ids = {0, 4, 300, 511, 17};
    double[][] before = Forward.logits(model, ids);
    double[][] after = Forward.logits(Disguise.ALL.apply(model, 7), ids);
    for (int t = 0; t < ids.length; t++) {
      assertThat(after[t]).containsExactly(before[t], within(5e-3));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Disguise.class,
      names = {"EXPERT_ORDER"},
      mode = EnumSource.Mode.EXCLUDE)
  void changesWeights(Disguise disguise) {
    Specimen model = Samples.dense(1);
    Specimen changed = disguise.apply(model, 5);
    assertThat(model.tensors().keySet())
        .anyMatch(
            name -> !Arrays.equals(changed.tensor(name).values(), model.tensor(name).values()));
  }

  @ParameterizedTest
  @EnumSource(Disguise.class)
  void drawsTheSameFromTheSameSeed(Disguise disguise) {
    Specimen model = Samples.mixture(2);
    Specimen once = disguise.apply(model, 8);
    Specimen again = disguise.apply(model, 8);
    once.tensors()
        .forEach(
            (name, tensor) -> assertThat(again.tensor(name).values()).isEqualTo(tensor.values()));
  }

  @Test
  void drawsOtherOrdersFromOtherSeeds() {
    Specimen model = Samples.dense(1);
    String up = Specimen.in(0, "mlp.up_proj");
    assertThat(Disguise.NEURON_ORDER.apply(model, 1).tensor(up).values())
        .isNotEqualTo(Disguise.NEURON_ORDER.apply(model, 2).tensor(up).values());
  }

  @Test
  void aRotationMixesAllChannelsAndFoldsAllGains() {
    Specimen model = Samples.dense(1);
    Specimen rotated = Disguise.ROTATION.apply(model, 3);
    assertThat(rotated.tensor(Specimen.FINAL_NORM).values()).containsOnly(1f);
    assertThat(rotated.tied()).isFalse();
    assertThat(rotated.config()).containsEntry("tie_word_embeddings", false);
    float[] before = model.tensor(Specimen.EMBEDDING).row(5);
    float[] after = rotated.tensor(Specimen.EMBEDDING).row(5);
    assertThat(length(after)).isCloseTo(length(before), within(1e-5));
    for (float value : after) {
      for (float old : before) {
        assertThat(Math.abs(value)).isNotCloseTo(Math.abs(old), within(1e-7f));
      }
    }
  }

  private static double length(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static void assertSame(double[][] wanted, double[][] logits) {
    for (int t = 0; t < wanted.length; t++) {
      assertThat(logits[t]).containsExactly(wanted[t], within(1e-4));
    }
  }
}

package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.gwageo.nano.zoo.Specimen.Network;
import org.junit.jupiter.api.Test;

/** Upcycling, grafts and merges: models made of the parts of others. */
final class CompositionTests {
  private static final int[] IDS = {0, 7, 21, 33};
  private final Specimen model = Samples.dense(1);
  private final Specimen donor = Samples.dense(2);

  @Test
  void copiesWithoutNoiseAnswerAsTheModelWhateverTheRouterSays() {
    Specimen mixture = Upcycling.copies(model, 4, 0, 3);
    double[][] before = Forward.logits(model, IDS);
    double[][] after = Forward.logits(mixture, IDS);
    for (int t = 0; t < IDS.length; t++) {
      assertThat(after[t]).containsExactly(before[t], within(1e-9));
    }
    assertThat(mixture.config()).containsEntry("num_local_experts", 4);
  }

  @Test
  void noiseOfCopiesIsAShareOfEachMatrix() {
    Specimen mixture = Upcycling.copies(model, 2, 0.5, 3);
    Tensor up = model.tensor(Specimen.in(0, "mlp.up_proj"));
    Tensor copy = mixture.tensor(Specimen.expert(0, 1).up());
    assertThat(copy.with(up, (a, b) -> a - b).scale() / up.scale()).isBetween(0.4, 0.6);
  }

  @Test
  void slicesDealEveryNeuronOutOnce() {
    Specimen mixture = Upcycling.slices(model, 4, 3);
    Set<String> dealt = new HashSet<>();
    for (Network expert : mixture.networks(1)) {
      Tensor gate = mixture.tensor(expert.gate());
      assertThat(gate.rows()).isEqualTo(6);
      for (int row = 0; row < 6; row++) {
        dealt.add(Arrays.toString(gate.row(row)));
      }
    }
    Tensor dense = model.tensor(Specimen.in(1, "mlp.gate_proj"));
    Set<String> all = new HashSet<>();
    for (int row = 0; row < dense.rows(); row++) {
      all.add(Arrays.toString(dense.row(row)));
    }
    assertThat(dealt).isEqualTo(all);
  }

  @Test
  void expertsAreGraftedOnlyWhereTheyAreNamed() {
    Specimen own = Samples.mixture(1);
    Specimen other = Samples.mixture(2);
    Specimen grafted = Upcycling.graftedExperts(own, other, 2);
    assertThat(grafted.tensor(Specimen.expert(1, 2).down()))
        .isSameAs(other.tensor(Specimen.expert(1, 2).down()));
    assertThat(grafted.tensor(Specimen.expert(1, 1).down()))
        .isSameAs(own.tensor(Specimen.expert(1, 1).down()));
  }

  @Test
  void aGraftTakesOnlyTheNamedComponent() {
    Specimen grafted = Graft.networks(model, donor, 1);
    grafted
        .tensors()
        .forEach(
            (name, tensor) -> {
              boolean taken = name.startsWith("model.layers.1.mlp.");
              assertThat(tensor).isSameAs((taken ? donor : model).tensor(name));
            });
    assertThat(Graft.attention(model, donor).tensor(Specimen.in(0, "self_attn.k_proj")))
        .isSameAs(donor.tensor(Specimen.in(0, "self_attn.k_proj")));
    assertThat(Graft.embedding(model, donor).tensor(Specimen.EMBEDDING))
        .isSameAs(donor.tensor(Specimen.EMBEDDING));
  }

  @Test
  void graftedNeuronsComeWhole() {
    for (boolean scattered : new boolean[] {false, true}) {
      Specimen grafted = Graft.neurons(model, donor, 0.25, scattered, 5);
      int taken = 0;
      int elsewhere = 0;
      for (int row = 0; row < 24; row++) {
        int from = find(grafted, row);
        taken += from >= 0 ? 1 : 0;
        elsewhere += from >= 0 && from != row ? 1 : 0;
      }
      assertThat(taken).isEqualTo(6);
      assertThat(elsewhere > 0).isEqualTo(scattered);
    }
  }

  /** Returns the donor's neuron whose three vectors stand in {@code row}, or -1. */
  private int find(Specimen grafted, int row) {
    Network network = grafted.networks(0).getFirst();
    for (int from = 0; from < 24; from++) {
      boolean gate =
          Arrays.equals(
              grafted.tensor(network.gate()).row(row), donor.tensor(network.gate()).row(from));
      boolean up =
          Arrays.equals(
              grafted.tensor(network.up()).row(row), donor.tensor(network.up()).row(from));
      boolean down =
          Arrays.equals(
              grafted.tensor(network.down()).transposed().row(row),
              donor.tensor(network.down()).transposed().row(from));
      assertThat(gate).isEqualTo(up).isEqualTo(down);
      if (gate) {
        return from;
      }
    }
    return -1;
  }

  @Test
  void aMultimodalModelHoldsBothUnderTheirPrefixes() {
    Specimen joined = Graft.multimodal(model, donor);
    assertThat(joined.tensors()).hasSize(2 * model.tensors().size());
    assertThat(joined.tensor("language_model." + Specimen.FINAL_NORM))
        .isSameAs(model.tensor(Specimen.FINAL_NORM));
    assertThat(joined.tensor("vision_tower." + Specimen.FINAL_NORM))
        .isSameAs(donor.tensor(Specimen.FINAL_NORM));
  }

  @Test
  void mergesMeetBothModelsAtTheirEnds() {
    assertClose(Merge.linear(model, donor, 0), model);
    assertClose(Merge.linear(model, donor, 1), donor);
    assertClose(Merge.slerp(model, donor, 0), model);
    assertClose(Merge.slerp(model, donor, 1), donor);
  }

  @Test
  void slerpKeepsTheLengthThatLinearMergesLose() {
    String name = Specimen.in(0, "mlp.up_proj");
    double own = model.tensor(name).scale();
    double other = donor.tensor(name).scale();
    assertThat(Merge.slerp(model, donor, 0.5).tensor(name).scale())
        .isCloseTo((own + other) / 2, within(1e-6));
    assertThat(Merge.linear(model, donor, 0.5).tensor(name).scale()).isLessThan(0.8 * own);
  }

  @Test
  void tiesKeepTheLargerOfOpposedChangesAndAverageAgreeingOnes() {
    Specimen zero = Merge.blended(model, model, -1);
    Specimen merged = Merge.ties(model, donor, zero, 1);
    String name = Specimen.in(0, "mlp.up_proj");
    for (int i = 0; i < 50; i++) {
      float a = model.tensor(name).values()[i];
      float b = donor.tensor(name).values()[i];
      float wanted = a * b > 0 ? (a + b) / 2 : Math.abs(a) > Math.abs(b) ? a : b;
      assertThat(merged.tensor(name).values()[i]).isCloseTo(wanted, within(1e-6f));
    }
  }

  @Test
  void tiesDropTheSmallestChanges() {
    Specimen zero = Merge.blended(model, model, -1);
    Specimen merged = Merge.ties(model, zero, zero, 0.25);
    String name = Specimen.in(0, "mlp.up_proj");
    int kept = 0;
    for (float value : merged.tensor(name).values()) {
      kept += value != 0 ? 1 : 0;
    }
    assertThat(kept).isEqualTo(model.tensor(name).values().length / 4);
  }

  @Test
  void dareKeepsTheMeanOfTheChanges() {
    Specimen zero = Merge.blended(model, model, -1);
    Specimen all = Merge.dare(model, model, zero, 1, 3);
    assertClose(all, model);
    Specimen half = Merge.dare(model, model, zero, 0.5, 3);
    String name = Specimen.EMBEDDING;
    double dot = 0;
    for (int i = 0; i < model.tensor(name).values().length; i++) {
      dot += (double) model.tensor(name).values()[i] * half.tensor(name).values()[i];
    }
    double squares = Math.pow(model.tensor(name).scale(), 2) * model.tensor(name).values().length;
    assertThat(dot / squares).isBetween(0.85, 1.15);
  }

  @Test
  void refusesToMixModelsOfDifferentShapes() {
    Specimen shorter = Structure.keepNeurons(donor, 0.5);
    assertThatThrownBy(() -> Merge.linear(model, shorter, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[24, 16] and [12, 16]");
  }

  private static void assertClose(Specimen one, Specimen other) {
    one.tensors()
        .forEach(
            (name, tensor) ->
                assertThat(tensor.values())
                    .containsExactly(other.tensor(name).values(), within(1e-6f)));
  }
}

package org.gwageo.lineage.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.statistics.Permutations;
import org.junit.jupiter.api.Test;

class CrossFittedRotationTests {

  private final TinyModel reference = TinyModel.random(1);

  private static CrossFittedRotationTest test(
      TinyModel subject, TinyModel reference, NeuronPartners partners) throws CheckpointException {
    return CrossFittedRotationTest.of(
        subject.tower(), reference.tower(), List.of(), partners, Optional.empty(), 7);
  }

  private static CrossFittedRotationTest inOrder(TinyModel subject, TinyModel reference)
      throws CheckpointException {
    return test(subject, reference, NeuronPartners.inOrder(subject.tower(), reference.tower()));
  }

  private static Outcome of(CrossFittedRotationTest test, String component) {
    return test.outcomes().stream()
        .filter(o -> o.component().equals(component))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void seesThroughRotationFoldingNewOrderAndFreshEmbeddings() throws CheckpointException {
    TinyModel disguised =
        reference
            .perturbed(0.05, 2)
            .rotated(3)
            .withShuffledNeurons(4)
            .withEmbeddingOf(TinyModel.random(99));
    CrossFittedRotationTest test = test(disguised, reference, NeuronPartners.unknown());
    assertThat(of(test, "mlp").log10p()).isLessThan(-100);
    assertThat(of(test, "mlp").statistic()).isGreaterThan(0.8);
    assertThat(of(test, "attention").statistic()).isGreaterThan(0.8);
    assertThat(of(test, "attention").z()).isGreaterThan(10);
  }

  @Test
  void startsFromTheRotationOfTheEmbeddingWhereScalarsAreTooNoisy() throws CheckpointException {
    TinyModel disguised = reference.perturbed(0.6, 2).rotated(3).withShuffledNeurons(4);
    var tokens =
        PolarTraceTest.of(
            disguised.tower(), TinyModel.ids(), reference.tower(), TinyModel.ids(), 7);
    var test =
        CrossFittedRotationTest.of(
            disguised.tower(),
            reference.tower(),
            List.of(),
            NeuronPartners.unknown(),
            tokens.rotation(),
            7);
    assertThat(of(test, "mlp").log10p()).isLessThan(-50);
    assertThat(of(test, "attention").z()).isGreaterThan(8);
  }

  @Test
  void usesPartnersThatAreHandedIn() throws CheckpointException {
    TinyModel tuned = reference.perturbed(1, 2).rotated(3);
    CrossFittedRotationTest test = inOrder(tuned, reference);
    assertThat(of(test, "mlp").log10p()).isLessThan(-100);
    assertThat(of(test, "mlp").details()).containsEntry("partnersHandedIn", true);
    assertThat(test.rotation().orElseThrow().rows()).isEqualTo(TinyModel.CHANNELS);
  }

  @Test
  void comparesModelsOfOtherDepthThroughALayerMap() throws CheckpointException {
    TinyModel deep = TinyModel.random(8, TinyModel.CHANNELS, TinyModel.NEURONS, 6, 64);
    TinyModel pruned = deep.withLayers(0, 2, 5).rotated(2);
    var map =
        List.of(new LayerMatch(0, 0, 0, 0), new LayerMatch(1, 2, 0, 0), new LayerMatch(2, 5, 0, 0));
    var test =
        CrossFittedRotationTest.of(
            pruned.tower(), deep.tower(), map, NeuronPartners.unknown(), Optional.empty(), 7);
    assertThat(of(test, "mlp").log10p()).isLessThan(-100);
    assertThat(of(test, "mlp").details()).containsEntry("testedLayers", List.of("0-0", "2-5"));
  }

  /** With partners handed in the null is exact: z of independent pairs is standard normal. */
  @Test
  void nullWithPartnersHandedInIsStandardNormal() throws CheckpointException {
    double sum = 0;
    double squares = 0;
    int pairs = 24;
    for (int seed = 0; seed < pairs; seed++) {
      double z =
          of(inOrder(TinyModel.structured(100 + seed), TinyModel.structured(900 + seed)), "mlp")
              .z();
      sum += z;
      squares += z * z;
    }
    assertThat(sum / pairs).isCloseTo(0, within(0.7));
    assertThat(squares / pairs).isBetween(0.4, 1.9);
  }

  @Test
  void doesNotAccuseIndependentModelsAfterASearch() throws CheckpointException {
    for (int seed = 0; seed < 6; seed++) {
      var plain =
          test(
              TinyModel.random(100 + seed), TinyModel.random(900 + seed), NeuronPartners.unknown());
      var structured =
          test(
              TinyModel.structured(100 + seed),
              TinyModel.structured(900 + seed),
              NeuronPartners.unknown());
      for (CrossFittedRotationTest test : List.of(plain, structured)) {
        for (Outcome outcome : test.outcomes()) {
          assertThat(outcome.log10p()).as(outcome.toString()).isGreaterThan(-3);
        }
      }
    }
  }

  @Test
  void measuresItsPower() throws CheckpointException {
    var sensitivity =
        inOrder(TinyModel.random(3), reference).sensitivity("mlp", new Strength(3)).orElseThrow();
    assertThat(sensitivity.indicated()).isBetween(0.02, 0.4);
  }

  @Test
  void needsTwoPairsOfLayers() throws CheckpointException {
    TinyModel shallow = reference.withLayers(0);
    var test = test(shallow, shallow, NeuronPartners.unknown());
    assertThat(test.outcomes()).isEmpty();
    assertThat(test.untestable()).extracting("component").containsExactly("mlp", "attention");
  }

  @Test
  void momentsOfRandomPartnersAreThoseOfAllOrders() {
    var random = new SplittableRandom(4);
    FloatMatrix cosines = FloatMatrix.zeros(5, 5);
    for (int i = 0; i < 25; i++) {
      cosines.values()[i] = random.nextFloat();
    }
    var sums = new double[3];
    visit(Permutations.identity(5), 0, cosines, sums);
    var moments = new PartnerCosines(cosines, cosines, 1).moments(0);
    assertThat(moments.mean()).isCloseTo(sums[0] / sums[2], within(1e-6));
    assertThat(moments.variance())
        .isCloseTo(sums[1] / sums[2] - moments.mean() * moments.mean(), within(1e-6));
  }

  private static void visit(int[] order, int at, FloatMatrix cosines, double[] sums) {
    if (at == order.length) {
      double diagonal = 0;
      for (int i = 0; i < order.length; i++) {
        diagonal += cosines.at(i, order[i]);
      }
      sums[0] += diagonal;
      sums[1] += diagonal * diagonal;
      sums[2]++;
      return;
    }
    for (int i = at; i < order.length; i++) {
      int[] swapped = order.clone();
      swapped[at] = order[i];
      swapped[i] = order[at];
      visit(swapped, at + 1, cosines, sums);
    }
  }
}

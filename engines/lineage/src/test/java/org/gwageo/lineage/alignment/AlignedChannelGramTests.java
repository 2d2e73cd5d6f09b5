package org.gwageo.lineage.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.Permutations;
import org.junit.jupiter.api.Test;

class AlignedChannelGramTests {

  private final TinyModel reference = TinyModel.random(1);

  private static AlignedChannelGramTest test(TinyModel subject, TinyModel reference)
      throws CheckpointException {
    var tokens =
        PolarTraceTest.of(subject.tower(), TinyModel.ids(), reference.tower(), TinyModel.ids(), 7);
    return AlignedChannelGramTest.of(
        subject.tower(), reference.tower(), tokens.alignment().orElseThrow(), List.of(), 7);
  }

  private static Outcome of(AlignedChannelGramTest test, String component) {
    return test.outcomes().stream()
        .filter(o -> o.component().equals(component))
        .findFirst()
        .orElseThrow();
  }

  private static ChannelGram gram(FloatMatrix channels) {
    return ChannelGram.centred(MatrixProduct.onThreads(1).gram(channels).values(), channels.rows());
  }

  @Test
  void unbiasedCkaAgreesWithNumPy() throws IOException {
    FloatMatrix x = Reference.sines(16, 40, 0.3);
    FloatMatrix y = Reference.sines(16, 25, 1.7);
    FloatMatrix near = Reference.sines(16, 40, 0.3);
    FloatMatrix noise = Reference.sines(16, 40, 2.2);
    for (int i = 0; i < 640; i++) {
      near.values()[i] += 0.6f * noise.values()[i];
    }
    assertThat(gram(x).dot(gram(y))).isCloseTo(Reference.value("ucka"), within(1e-4));
    assertThat(gram(x).dot(gram(near))).isCloseTo(Reference.value("ucka.near"), within(1e-4));
    assertThat(gram(x).dot(gram(x))).isCloseTo(1, within(1e-5));
  }

  /** All 720 orders of six channels: the mean is 0 and the variance 2/(6·3). */
  @Test
  void momentsOverAllOrdersAreExact() {
    ChannelGram x = gram(Reference.sines(6, 9, 0.4));
    ChannelGram y = gram(Reference.sines(6, 7, 1.1));
    var sums = new double[3];
    visit(Permutations.identity(6), 0, x, y, sums);
    assertThat(sums[2]).isEqualTo(720);
    assertThat(sums[0] / 720).isCloseTo(0, within(1e-6));
    assertThat(Math.sqrt(sums[1] / 720)).isCloseTo(ChannelGram.deviation(6), within(1e-5));
  }

  private static void visit(int[] order, int at, ChannelGram x, ChannelGram y, double[] sums) {
    if (at == order.length) {
      double value = x.dot(y, order);
      sums[0] += value;
      sums[1] += value * value;
      sums[2]++;
      return;
    }
    for (int i = at; i < order.length; i++) {
      int[] swapped = order.clone();
      swapped[at] = order[i];
      swapped[i] = order[at];
      visit(swapped, at + 1, x, y, sums);
    }
  }

  @Test
  void establishesAFineTunedModelWithShuffledChannelsAndNeurons() throws CheckpointException {
    TinyModel subject = reference.perturbed(0.5, 2).withShuffledChannels(3).withShuffledNeurons(4);
    AlignedChannelGramTest test = test(subject, reference);
    for (String component : List.of("attention", "mlp")) {
      assertThat(of(test, component).z()).isGreaterThan(30);
      assertThat(of(test, component).log10p()).isLessThan(-40);
      assertThat(of(test, component).statistic()).isGreaterThan(0.5);
    }
  }

  @Test
  void findsSlicesOfTheNeurons() throws CheckpointException {
    AlignedChannelGramTest test =
        test(reference.withFewerNeurons(0.5, 3).perturbed(0.2, 4), reference);
    assertThat(of(test, "mlp").log10p()).isLessThan(-30);
  }

  @Test
  void takesTheExpertsOfALayerTogether() throws CheckpointException {
    TinyModel experts = reference.inExperts(4, 5).perturbed(0.2, 6);
    assertThat(of(test(experts, reference), "experts").log10p()).isLessThan(-30);
    assertThat(of(test(reference, experts), "mlp").log10p()).isLessThan(-30);
    assertThat(of(test(experts, reference.inExperts(8, 9)), "experts").log10p()).isLessThan(-30);
  }

  @Test
  void recoversWhichLayersWereKept() throws CheckpointException {
    TinyModel deep = TinyModel.random(8, TinyModel.CHANNELS, 64, 6, TinyModel.TOKENS);
    AlignedChannelGramTest test = test(deep.withLayers(0, 2, 5).perturbed(0.3, 2), deep);
    assertThat(test.layerMap()).extracting(LayerMatch::reference).containsExactly(0, 2, 5);
    assertThat(of(test, "attention").log10p()).isLessThan(-20);
    AlignedChannelGramTest duplicated = test(deep.withLayers(0, 1, 2, 3, 2, 3, 4, 5), deep);
    assertThat(duplicated.layerMap())
        .extracting(LayerMatch::reference)
        .containsExactly(0, 1, 2, 3, 2, 3, 4, 5);
    assertThat(duplicated.heat()).hasSize(8);
    assertThat(duplicated.heat().get(4).get(2)).isGreaterThan(0.95);
    assertThat(duplicated.heatRows()).hasSize(8);
    assertThat(duplicated.heatColumns()).hasSize(6);
  }

  @Test
  void findsAModelWhoseWidthWasPruned() throws CheckpointException {
    TinyModel narrow = reference.perturbed(0.2, 2).withShuffledChannels(4).withFewerChannels(72);
    assertThat(of(test(narrow, reference), "mlp").log10p()).isLessThan(-15);
  }

  @Test
  void foldsGainsIntoReaders() throws CheckpointException {
    TinyModel wild = reference.perturbed(0, 1);
    var random = new SplittableRandom(3);
    for (int layer = 0; layer < TinyModel.LAYERS; layer++) {
      for (String norm : List.of("input_layernorm", "post_attention_layernorm")) {
        FloatMatrix gain = FloatMatrix.zeros(1, TinyModel.CHANNELS);
        for (int c = 0; c < TinyModel.CHANNELS; c++) {
          gain.put(0, c, (float) Math.exp(random.nextGaussian()));
        }
        wild = wild.with("model.layers." + layer + "." + norm + ".weight", gain);
      }
    }
    AlignedChannelGramTest test =
        AlignedChannelGramTest.of(
            wild.gainsFolded().tower(),
            wild.tower(),
            ChannelAlignment.identity(TinyModel.CHANNELS),
            List.of(),
            1);
    assertThat(of(test, "mlp").statistic()).isCloseTo(1, within(1e-4));
    assertThat(of(test, "attention").statistic()).isCloseTo(1, within(1e-4));
  }

  @Test
  void losesSightUnderARotation() throws CheckpointException {
    // A signed permutation still holds on to a little of a rotation of few channels.
    assertThat(of(test(reference.rotated(3), reference), "mlp").statistic()).isLessThan(0.1);
  }

  /** Without alignment the null is exact, so the z of many independent pairs has spread 1. */
  @Test
  void nullInTheOrderOfTheChannelsHasSpreadOne() throws CheckpointException {
    var z = new double[40];
    for (int seed = 0; seed < z.length; seed++) {
      z[seed] =
          of(
                  AlignedChannelGramTest.of(
                      TinyModel.random(100 + seed, 64, 48, 2, 64).tower(),
                      TinyModel.random(900 + seed, 64, 48, 2, 64).tower(),
                      ChannelAlignment.identity(64),
                      List.of(),
                      seed),
                  "attention")
              .z();
    }
    double mean = IntStream.range(0, z.length).mapToDouble(i -> z[i]).average().orElseThrow();
    double squares = IntStream.range(0, z.length).mapToDouble(i -> z[i] * z[i]).sum();
    assertThat(mean).isBetween(-0.5, 0.5);
    assertThat(squares / z.length).isBetween(0.5, 1.8);
  }

  @Test
  void doesNotAccuseModelsThatShareWhatTokensMean() throws CheckpointException {
    for (int seed = 0; seed < 12; seed++) {
      var test = test(TinyModel.structured(100 + seed), TinyModel.structured(900 + seed));
      for (Outcome outcome : test.outcomes()) {
        assertThat(outcome.log10p()).isGreaterThan(-3);
      }
    }
  }

  @Test
  void measuresItsPower() throws CheckpointException {
    var sensitivity =
        test(TinyModel.random(5), reference)
            .sensitivity("attention", new Strength(3))
            .orElseThrow();
    assertThat(sensitivity.indicated()).isBetween(0.1, 0.75);
  }

  @Test
  void refusesAnAlignmentForOtherWidthsAndTooFewChannels() throws CheckpointException {
    assertThatThrownBy(
            () ->
                AlignedChannelGramTest.of(
                    reference.tower(),
                    reference.tower(),
                    ChannelAlignment.identity(95),
                    List.of(),
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("95");
    TinyModel narrow = TinyModel.random(3, 40, 16, 2, 50);
    var test =
        AlignedChannelGramTest.of(
            narrow.tower(), narrow.tower(), ChannelAlignment.identity(40), List.of(), 1);
    assertThat(test.outcomes()).isEmpty();
    assertThat(test.untestable()).extracting("component").containsExactly("attention", "mlp");
  }
}

package org.gwageo.lineage.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.statistics.Permutations;
import org.junit.jupiter.api.Test;

class PolarTraceTests {

  private final TinyModel reference = TinyModel.random(1);

  private static PolarTraceTest test(TinyModel subject, TinyModel reference)
      throws CheckpointException {
    return PolarTraceTest.of(
        subject.tower(), TinyModel.ids(), reference.tower(), TinyModel.ids(), 7);
  }

  private static Outcome embedding(PolarTraceTest test) {
    return test.outcomes().stream()
        .filter(o -> o.component().equals("embedding"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void establishesAFineTunedCopy() throws CheckpointException {
    Outcome outcome = embedding(test(reference.perturbed(0.5, 2), reference));
    assertThat(outcome.statistic()).isGreaterThan(0.9);
    assertThat(outcome.log10p()).isLessThan(-500);
    assertThat(outcome.details()).containsEntry("channelsInPlace", 1.0);
    assertThat(outcome.details())
        .hasEntrySatisfying(
            "rowCosineOfRarestTenth", cosine -> assertThat((Double) cosine).isGreaterThan(0.8));
  }

  @Test
  void recoversASignedPermutationOfTheChannelsExactly() throws CheckpointException {
    var random = new SplittableRandom(5);
    int[] to = Permutations.identity(TinyModel.CHANNELS);
    Permutations.shuffle(to, random);
    var flipped = new boolean[to.length];
    for (int c = 0; c < to.length; c++) {
      flipped[c] = random.nextBoolean();
    }
    PolarTraceTest test = test(reference.perturbed(0.3, 2).withChannels(to, flipped), reference);
    assertThat(embedding(test).log10p()).isLessThan(-400);
    ChannelAlignment alignment = test.alignment().orElseThrow();
    for (int c = 0; c < to.length; c++) {
      assertThat(alignment.partner(to[c])).isEqualTo(c);
      assertThat(alignment.sign(to[c])).isEqualTo(flipped[c] ? -1 : 1);
    }
  }

  @Test
  void findsAModelWhoseWidthWasPruned() throws CheckpointException {
    PolarTraceTest test =
        test(reference.perturbed(0.3, 2).withShuffledChannels(4).withFewerChannels(60), reference);
    assertThat(embedding(test).log10p()).isLessThan(-200);
    assertThat(test.alignment().orElseThrow().matched()).hasSize(60);
    PolarTraceTest turned = test(reference, reference.withFewerChannels(60));
    assertThat(turned.alignment().orElseThrow().matched()).hasSize(60);
    assertThat(embedding(turned).log10p()).isLessThan(-200);
  }

  @Test
  void staysAtChanceUnderARotationButHoldsItsMap() throws CheckpointException {
    TinyModel rotated = reference.rotated(9);
    PolarTraceTest test = test(rotated, reference);
    assertThat(embedding(test).log10p()).isGreaterThan(-3);
    FloatMatrix map = test.rotation().orElseThrow();
    double squares = 0;
    for (int channel = 0; channel < TinyModel.CHANNELS; channel++) {
      double back = 0;
      for (int c = 0; c < TinyModel.CHANNELS; c++) {
        back += rotated.at("model.embed_tokens.weight").at(3, c) * map.at(c, channel);
      }
      double missed = back - reference.at("model.embed_tokens.weight").at(3, channel);
      squares += missed * missed;
    }
    assertThat(squares).isCloseTo(0, within(1e-3));
  }

  @Test
  void isWithinItsBoundOnIndependentModels() throws CheckpointException {
    int plain = 0;
    int structured = 0;
    for (int seed = 0; seed < 30; seed++) {
      TinyModel a = TinyModel.random(100 + seed, 40, 8, 1, 600);
      TinyModel b = TinyModel.random(900 + seed, 40, 8, 1, 600);
      plain += embedding(test(a, b)).log10p() < Math.log10(0.1) ? 1 : 0;
      TinyModel c = TinyModel.structured(100 + seed);
      TinyModel d = TinyModel.structured(900 + seed);
      structured += embedding(test(c, d)).log10p() < Math.log10(0.1) ? 1 : 0;
    }
    assertThat(plain).isLessThanOrEqualTo(6);
    assertThat(structured).isLessThanOrEqualTo(6);
  }

  @Test
  void comparesAnOutputVocabularyOfItsOwnThroughItsGain() throws CheckpointException {
    FloatMatrix head = TinyModel.random(77).at("model.embed_tokens.weight");
    TinyModel own = TinyModel.random(3).with("lm_head.weight", head);
    TinyModel other = TinyModel.random(4).with("lm_head.weight", head);
    PolarTraceTest test = test(own, other);
    assertThat(test.outcomes()).extracting(Outcome::component).contains("embedding", "lm-head");
    assertThat(embedding(test).log10p()).isGreaterThan(-3);
    assertThat(test.outcomes().getLast().log10p()).isLessThan(-400);
  }

  @Test
  void comparesRowsByNumberWhereThereIsNoTokenizer() throws CheckpointException {
    var test = PolarTraceTest.of(reference.tower(), Map.of(), reference.tower(), Map.of(), 1);
    assertThat(embedding(test).details())
        .hasEntrySatisfying(
            "sharedBy", basis -> assertThat(basis.toString()).contains("neither model"));
    TinyModel larger = TinyModel.random(5, TinyModel.CHANNELS, 32, 1, 601);
    var refused = PolarTraceTest.of(reference.tower(), Map.of(), larger.tower(), Map.of(), 1);
    assertThat(refused.untestable()).singleElement().extracting("component").isEqualTo("embedding");
  }

  @Test
  void comparesVisionTowersThroughTheTapsOfTheirStems() throws CheckpointException {
    var own = stem(3, 14);
    var test = PolarTraceTest.of(own, Map.of(), own, Map.of(), 1);
    assertThat(test.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.component()).isEqualTo("vision.stem");
              assertThat(outcome.log10p()).isLessThan(-100);
            });
    assertThat(PolarTraceTest.of(own, Map.of(), stem(4, 14), Map.of(), 1).outcomes())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.log10p()).isGreaterThan(-3));
    assertThat(PolarTraceTest.of(own, Map.of(), stem(4, 16), Map.of(), 1).untestable())
        .singleElement()
        .extracting("reason")
        .asString()
        .contains("588 and 768 taps");
  }

  @Test
  void channelsThatAreNoResidualOnesAlignNoTower() throws CheckpointException {
    assertThat(PolarTraceTest.of(stem(3, 14), Map.of(), stem(3, 14), Map.of(), 1).alignment())
        .isPresent();
    StoredTensor narrow = stem(3, 14).part(Role.STEM).orElseThrow().stored();
    var tensors = new ArrayList<>(List.of(narrow));
    for (String part : List.of("q", "k", "v")) {
      tensors.add(
          StoredTensor.of(
              "vision_tower.vision_model.encoder.layers.0.self_attn." + part + "_proj.weight",
              ElementType.F32,
              List.of(96L, 96L),
              TinyModel.random(5, 96, 8, 1, 96).embedding().toArray()));
    }
    Tower wide = Anatomy.of(tensors, false).tower(Place.VISION).orElseThrow();
    assertThat(wide.width()).isEqualTo(96);
    var test = PolarTraceTest.of(wide, Map.of(), wide, Map.of(), 1);
    assertThat(test.outcomes()).hasSize(1);
    assertThat(test.alignment()).isEmpty();
    assertThat(test.rotation()).isEmpty();
  }

  /** A vision tower of which only the projection of patches is there. */
  private static Tower stem(long seed, int side) throws CheckpointException {
    FloatMatrix taps = TinyModel.random(seed, 64, 8, 1, 3 * side * side).embedding();
    var turned = new float[taps.rows() * taps.columns()];
    for (int tap = 0; tap < taps.rows(); tap++) {
      for (int channel = 0; channel < 64; channel++) {
        turned[channel * taps.rows() + tap] = taps.at(tap, channel);
      }
    }
    var stored =
        StoredTensor.of(
            "vision_tower.vision_model.embeddings.patch_embedding.weight",
            ElementType.F32,
            List.of(64L, 3L, (long) side, (long) side),
            turned);
    return Anatomy.of(List.of(stored), false).tower(Place.VISION).orElseThrow();
  }

  @Test
  void refusesTooFewSharedTokens() throws CheckpointException {
    int least = PolarTraceTest.leastRows(TinyModel.CHANNELS, TinyModel.CHANNELS);
    var enough =
        PolarTraceTest.of(
            reference.tower(),
            TinyModel.ids(),
            reference.tower(),
            TinyModel.ids(TinyModel.TOKENS - least),
            1);
    assertThat(embedding(enough).log10p()).isLessThan(-50);
    var refused =
        PolarTraceTest.of(
            reference.tower(),
            TinyModel.ids(),
            reference.tower(),
            TinyModel.ids(TinyModel.TOKENS - least + 1),
            1);
    assertThat(refused.outcomes()).isEmpty();
    assertThat(refused.untestable().getFirst().reason()).contains((least - 1) + " rows");
  }

  @Test
  void measuresThePowerOfAPartialCopy() throws CheckpointException {
    var sensitivity =
        test(TinyModel.random(2), reference)
            .sensitivity("embedding", new Strength(3))
            .orElseThrow();
    assertThat(sensitivity.indicated()).isBetween(0.1, 0.6);
    assertThat(sensitivity.established()).isNaN();
  }

  @Test
  void givesTheSameBitsAgain() throws CheckpointException {
    TinyModel subject = reference.perturbed(2, 3);
    assertThat(embedding(test(subject, reference))).isEqualTo(embedding(test(subject, reference)));
  }
}

package org.gwageo.lineage.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.statistics.Permutations;
import org.junit.jupiter.api.Test;

class NeuronMatchingTests {

  private static final MatchingEffort EFFORT = new MatchingEffort(400, 1_024, 1e13, 1);
  private static final int NEURONS = 128;

  /** Of four layers; with shared meaning in every embedding and every neuron. */
  private static SmallModel model(long seed) {
    return SmallModel.random(400, 48, 4, NEURONS, true, 1, seed);
  }

  private static NeuronMatching match(SmallModel subject, SmallModel reference) throws Exception {
    return match(subject, reference, List.of(), EFFORT);
  }

  private static NeuronMatching match(
      SmallModel subject, SmallModel reference, List<LayerMatch> map, MatchingEffort effort)
      throws Exception {
    return NeuronMatching.of(
        subject.tower(), subject.ids(), reference.tower(), reference.ids(), map, effort, 7);
  }

  private static Outcome only(NeuronMatching matching) {
    assertThat(matching.outcomes()).hasSize(1);
    return matching.outcomes().getFirst();
  }

  private static String map(NeuronMatching matching) {
    var map = new StringBuilder();
    matching.layerMap().forEach(m -> map.append(m.subject()).append(m.reference()).append(' '));
    return map.toString().strip();
  }

  @Test
  void findsACopyWhoseNeuronsWereShuffledAndNamesTheirPartners() throws Exception {
    var base = model(1);
    var copy = base.shuffledNeurons(3);
    NeuronMatching matching = match(copy, base);
    assertThat(only(matching).log10p()).isLessThan(-6);
    assertThat(only(matching).z()).isGreaterThan(10);
    assertThat(map(matching)).isEqualTo("00 11 22 33");
    PairMatch first = matching.matched().getFirst();
    assertThat(first.partners()).hasDimensions(NEURONS, 2);
    for (int[] partner : first.partners()) {
      assertThat(copy.layers.getFirst().getFirst().up()[partner[0]])
          .isEqualTo(base.layers.getFirst().getFirst().up()[partner[1]]);
    }
  }

  @Test
  void seesThroughRotationFoldedGainsScalingAndNoise() throws Exception {
    var base = model(1);
    var disguised = base.shuffledNeurons(3).rotated(4).rescaled(5);
    assertThat(only(match(disguised, base)).log10p()).isLessThan(-6);
    assertThat(only(match(base.shuffledNeurons(3).trainedOn(0.7, 6), base)).log10p())
        .isLessThan(-6);
  }

  @Test
  void measuresHowManyNeuronsWereKept() throws Exception {
    var base = model(1);
    for (double share : new double[] {0.75, 0.5, 0.25}) {
      NeuronMatching matching = match(base.pruned(share, 4), base);
      assertThat(only(matching).log10p()).isLessThan(-3);
      assertThat(map(matching)).isEqualTo("00 11 22 33");
      matching.coverage("mlp").values().forEach(v -> assertThat(v).isCloseTo(share, within(0.05)));
    }
  }

  @Test
  void findsTheLayersThatAPrunedModelKept() throws Exception {
    var base = model(1);
    var kept = List.of(base.layers.get(0), base.layers.get(2), base.layers.get(3));
    assertThat(map(match(base.withLayers(kept).shuffledNeurons(2), base))).isEqualTo("00 12 23");
  }

  @Test
  void findsTheSlicesOfADenseMlpInExperts() throws Exception {
    var base = model(1);
    NeuronMatching matching = match(base.sliced(2, 4), base);
    assertThat(only(matching).component()).isEqualTo("experts");
    assertThat(matching.matched()).hasSize(8);
    assertThat(matching.coverage("experts")).hasSize(4);
    matching.coverage("experts").values().forEach(v -> assertThat(v).isGreaterThan(0.95));
  }

  @Test
  void findsTheOrderOfShuffledExperts() throws Exception {
    var base = model(1).sliced(3, 4);
    NeuronMatching matching = match(base.shuffledExperts(2, 0, 1).shuffledNeurons(8), base);
    assertThat(matching.matched()).hasSize(12);
    for (PairMatch pair : matching.matched()) {
      assertThat(pair.reference().layer()).isEqualTo(pair.subject().layer());
      assertThat(pair.reference().expert()).isEqualTo((pair.subject().expert() + 2) % 3);
    }
  }

  @Test
  void matchesBlocksWithoutAGateByWhatTheyReadAndWrite() throws Exception {
    var base = SmallModel.random(400, 48, 4, NEURONS, false, 1, 1);
    var other = SmallModel.random(400, 48, 4, NEURONS, false, 1, 2);
    assertThat(only(match(base.shuffledNeurons(3).rotated(4), base)).log10p()).isLessThan(-6);
    assertThat(only(match(other, base)).log10p()).isGreaterThan(-3);
  }

  @Test
  void staysSilentOnIndependentModelsHoweverMuchMeaningTheyShare() throws Exception {
    for (double meaning : new double[] {0, 1, 2, 4}) {
      for (long seed = 0; seed < 5; seed++) {
        var a = SmallModel.random(400, 48, 4, NEURONS, true, meaning, 100 + seed);
        var b = SmallModel.random(400, 48, 4, NEURONS, true, meaning, 200 + seed);
        Outcome outcome = only(match(a, b));
        assertThat(outcome.log10p()).isGreaterThan(-2);
        assertThat(outcome.z()).isLessThan(5);
      }
    }
  }

  @Test
  void hasAStandardNormalZBetweenModelsThatShareNothing() throws Exception {
    var z = new ArrayList<Double>();
    for (long seed = 0; seed < 4; seed++) {
      var a = SmallModel.random(400, 48, 4, NEURONS, false, 0, 300 + seed);
      var b = SmallModel.random(400, 48, 4, NEURONS, false, 0, 400 + seed);
      match(a, b).pairs("mlp").forEach(pair -> z.add(pair.z()));
    }
    double mean = z.stream().mapToDouble(v -> v).average().orElseThrow();
    double square = z.stream().mapToDouble(v -> v * v).average().orElseThrow();
    assertThat(z).hasSize(64);
    assertThat(mean).isCloseTo(0, within(0.4));
    assertThat(square).isBetween(0.6, 1.5);
  }

  @Test
  void doesNotTakeAnEmbeddingOfTheReferenceForItsMlps() throws Exception {
    var base = model(1);
    var grafted = base.withLayers(model(2).layers);
    assertThat(only(match(grafted, base)).log10p()).isGreaterThan(-3);
  }

  @Test
  void findsThreeTenthsOfTheNeuronsOfOneLayer() throws Exception {
    var base = model(1);
    int copied = NEURONS * 3 / 10;
    var own = new ArrayList<>(model(2).layers);
    own.set(2, List.of(joined(base.layers.get(2).getFirst(), copied, own.get(2).getFirst())));
    var grafted = base.withLayers(own).shuffledNeurons(5);
    NeuronMatching matching = match(grafted, base);
    assertThat(only(matching).log10p()).isLessThan(-3);
    assertThat(map(matching)).isEqualTo("22");
  }

  private static SmallModel.Mlp joined(SmallModel.Mlp first, int count, SmallModel.Mlp rest) {
    var joined = rest.neurons(Permutations.identity(rest.size()));
    for (int k = 0; k < count; k++) {
      joined.gate()[k] = first.gate()[k].clone();
      joined.up()[k] = first.up()[k].clone();
      joined.down()[k] = first.down()[k].clone();
    }
    return joined;
  }

  @Test
  void neitherFiresOnNorIsBlindedByCopiesOfOneNeuron() throws Exception {
    int[] stuffed = IntStream.range(0, 2 * NEURONS).map(k -> k < NEURONS ? k : 0).toArray();
    var base = model(1);
    var copy = base.shuffledNeurons(3).each(mlp -> mlp.neurons(stuffed));
    NeuronMatching found = match(copy, base);
    assertThat(only(found).log10p()).isLessThan(-6);
    assertThat(found.matched().getFirst().neurons()).isEqualTo(NEURONS);

    int[] half = IntStream.range(0, NEURONS).map(k -> k < NEURONS / 2 ? k : 0).toArray();
    var a = model(2).each(mlp -> mlp.neurons(half));
    var b = model(3).each(mlp -> mlp.neurons(half));
    assertThat(only(match(a, b)).log10p()).isGreaterThan(-3);
    assertThat(match(a, b).pairs("mlp").getFirst().neurons()).isEqualTo(NEURONS / 2);
  }

  @Test
  void leavesDeadNeuronsOutOnBothSides() throws Exception {
    var a = killed(model(2), 40);
    var b = killed(model(3), 60);
    NeuronMatching matching = match(a, b);
    assertThat(only(matching).log10p()).isGreaterThan(-3);
    PairMatch pair = matching.pairs("mlp").getFirst();
    assertThat(pair.candidates()).isEqualTo(NEURONS - 60);
    assertThat(pair.neurons()).isEqualTo(NEURONS - 60);
  }

  private static SmallModel killed(SmallModel model, int dead) {
    return model.each(
        mlp -> {
          var killed = mlp.neurons(Permutations.identity(mlp.size()));
          for (int k = 0; k < dead; k++) {
            Arrays.fill(killed.down()[k], 0);
          }
          return killed;
        });
  }

  @Test
  void givesTheSameBitsOnAnyNumberOfThreads() throws Exception {
    var base = model(1);
    var other = base.trainedOn(1, 9).shuffledNeurons(2);
    List<Outcome> one = match(other, base).outcomes();
    assertThat(match(other, base, List.of(), EFFORT.onThreads(3)).outcomes()).isEqualTo(one);
  }

  @Test
  void screensWithFewNeuronsWhereAllPairsCostTooMuch() throws Exception {
    var base = model(1);
    var effort = new MatchingEffort(256, 64, 3e8, 1);
    NeuronMatching matching = match(base.shuffledNeurons(3), base, List.of(), effort);
    assertThat(only(matching).details()).containsEntry("pairs", "screened pairs");
    assertThat(only(matching).log10p()).isLessThan(-4);
    assertThat(map(matching)).isEqualTo("00 11 22 33");
    assertThat(only(match(model(2), base, List.of(), effort)).log10p()).isGreaterThan(-3);
  }

  @Test
  void testsTheLayersOfAMapThatIsHandedIn() throws Exception {
    var base = model(1);
    var kept = List.of(base.layers.get(1), base.layers.get(3));
    var map = List.of(new LayerMatch(0, 1, 20, -50), new LayerMatch(1, 3, 20, -50));
    var effort = new MatchingEffort(256, 128, 2e8, 1);
    NeuronMatching matching = match(base.withLayers(kept).shuffledNeurons(2), base, map, effort);
    assertThat(only(matching).details()).containsEntry("pairs", "layer map");
    assertThat(map(matching)).isEqualTo("01 13");
  }

  @Test
  void saysHowSmallACopyItWouldHaveFound() throws Exception {
    NeuronMatching matching = match(model(2), model(1));
    var strength = new Strength(0);
    Sensitivity copies = matching.sensitivity("mlp", strength).orElseThrow();
    Sensitivity merges = matching.mergeSensitivity("mlp", strength).orElseThrow();
    assertThat(copies.indicated()).isBetween(0.05, 0.5);
    assertThat(merges.indicated()).isBetween(0.05, 0.5);
    assertThat(matching.sensitivity("experts", strength)).isEmpty();
  }

  @Test
  void comparesTokensByIdWhereNoTokenizerIsThere() throws Exception {
    var base = model(1);
    NeuronMatching matching =
        NeuronMatching.of(
            base.shuffledNeurons(2).tower(),
            Map.of(),
            base.tower(),
            base.ids(),
            List.of(),
            EFFORT,
            7);
    assertThat(only(matching).log10p()).isLessThan(-6);
    assertThat(only(matching).details())
        .containsEntry(
            "probeSource", "token ids of vocabularies of equal size, without a tokenizer");
  }

  @Test
  void refusesTokenizersThatShareTooLittle() throws Exception {
    var base = model(1);
    NeuronMatching matching =
        NeuronMatching.of(
            base.tower(), Map.of("token1", 1), base.tower(), base.ids(), List.of(), EFFORT, 7);
    assertThat(matching.outcomes()).isEmpty();
    assertThat(matching.untestable()).hasSize(1);
    assertThat(matching.untestable().getFirst().reason())
        .isEqualTo("the tokenizers share 1 tokens; at least 64 are needed");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    var broken = model(1);
    broken.layers.get(1).getFirst().up()[5][3] = Float.NaN;
    assertThatThrownBy(() -> match(broken, model(2)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("neuron 5 of model.layers.1.mlp.up_proj.weight");
  }

  @Test
  void assignsExpertsByTheirSignatures() throws Exception {
    var base = model(1).sliced(4, 4);
    var subject = base.shuffledExperts(2, 3, 0, 1).shuffledNeurons(8);
    var probes =
        (ProbeRows) Probes.of(subject.tower(), subject.ids(), base.tower(), base.ids(), 256, 7);
    var towers = TowerPair.here(subject.tower(), base.tower());
    var run = new MatchingRun(profiles(subject), profiles(base), probes, towers, 7);
    var layer = new ArrayList<MatchingRun.Pair>();
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        layer.add(new MatchingRun.Pair(i, j));
      }
    }
    assertThat(ExpertSignatures.matched(run, layer))
        .contains(
            new MatchingRun.Pair(0, 2),
            new MatchingRun.Pair(1, 3),
            new MatchingRun.Pair(2, 0),
            new MatchingRun.Pair(3, 1));
  }

  private static List<NeuronProfile> profiles(SmallModel model) throws Exception {
    var profiles = new ArrayList<NeuronProfile>();
    for (MlpBlock block : MlpBlock.all(model.tower())) {
      profiles.add(NeuronProfile.of(block, 7));
    }
    return profiles;
  }
}

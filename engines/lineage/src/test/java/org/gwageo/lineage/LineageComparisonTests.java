package org.gwageo.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gwageo.lineage.SyntheticModel.Shape;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.LayerMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageComparisonTests {

  @TempDir Path folder;

  private final SyntheticModel base = SyntheticModel.random(Shape.NANO, 1);
  private int written;

  @Test
  void aModelIsIdenticalToItself() throws Exception {
    var report = compare(base, base);
    assertThat(report.grade()).isEqualTo(Grade.IDENTICAL);
    assertThat(report.componentGrades())
        .containsEntry("embedding", Grade.IDENTICAL)
        .containsEntry("mlp", Grade.IDENTICAL)
        .doesNotContainKey("lm-head");
    assertThat(report.layerMap()).extracting(LayerMatch::reference).containsExactly(0, 1, 2, 3);
    assertThat(report.power()).isEmpty();
  }

  @Test
  void noFindingBetweenIndependentModelsOfOneArchitecture() throws Exception {
    var report = compare(base, SyntheticModel.random(Shape.NANO, 2));
    assertThat(report.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(report.layerMap()).isEmpty();
    assertThat(report.power())
        .anySatisfy(
            sensitivity -> {
              assertThat(sensitivity.family()).isEqualTo(Family.T1);
              assertThat(sensitivity.indicated()).isBetween(0.02, 0.2);
              assertThat(sensitivity.established()).isBetween(0.05, 0.4);
            })
        .anySatisfy(
            sensitivity -> {
              assertThat(sensitivity.family()).isEqualTo(Family.T2);
              assertThat(sensitivity.established()).isBetween(0.1, 0.75);
            });
    assertThat(report.sentence(Language.EN)).contains("not a proof of independence");
  }

  @Test
  void aTableOfSinusoidsThatBothHaveIsNoFinding() throws Exception {
    var sinusoids = new float[64 * Shape.NANO.channels()];
    int half = Shape.NANO.channels() / 2;
    for (int i = 0; i < sinusoids.length; i++) {
      int channel = i % (2 * half);
      int position = i / (2 * half);
      double angle = position * Math.pow(10_000, -(channel % half) / (half - 1.0));
      sinusoids[i] = (float) (channel < half ? Math.sin(angle) : Math.cos(angle));
    }
    String name = "model.embed_positions.weight";
    var other = SyntheticModel.random(Shape.NANO, 2);
    var report =
        compare(
            base.with(name, sinusoids, 64L, 2L * half),
            other.with(name, sinusoids, 64L, 2L * half));
    assertThat(report.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(report.componentGrades()).doesNotContainKey("fixed");
  }

  @Test
  void aFineTunedCopyIsEstablished() throws Exception {
    for (double share : new double[] {0.001, 0.03, 0.1, 0.3}) {
      var report = compare(base.perturbed(share, 7), base);
      assertThat(report.grade()).as("noise %s", share).isEqualTo(Grade.DERIVATION_ESTABLISHED);
      assertThat(report.layerMap()).extracting(LayerMatch::reference).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void longFurtherTrainingIsFoundInTheRowsAndTheChannels() throws Exception {
    var report = compare(base.perturbed(2.5, 7), base);
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(finding(report, "mlp", Family.PHI_U).outcome().z()).isGreaterThan(50);
    assertThat(finding(report, "mlp", Family.T4).outcome().z()).isGreaterThan(10);
  }

  @Test
  void shuffledNeuronsHideFromT1ButNotFromTheOthers() throws Exception {
    var report = compare(base.perturbed(0.05, 3).withShuffledNeurons(4), base);
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(report.componentGrades()).containsEntry("mlp", Grade.DERIVATION_ESTABLISHED);
    assertThat(finding(report, "mlp", Family.T1).indicates()).isFalse();
    assertThat(finding(report, "mlp", Family.PHI_U).indicates()).isFalse();
    assertThat(finding(report, "mlp", Family.T4).establishes()).isTrue();
    assertThat(finding(report, "mlp", Family.T5).indicates()).isTrue();
    assertThat(finding(report, "norms", Family.T2).establishes()).isTrue();
    assertThat(finding(report, "attention", Family.T0).establishes()).isTrue();
  }

  @Test
  void shuffledChannelsHideFromT0AndT2ButNotFromT1() throws Exception {
    var report = compare(base.perturbed(0.05, 3).withShuffledChannels(4), base);
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(finding(report, "mlp", Family.T1).outcome().z()).isGreaterThan(30);
    assertThat(finding(report, "norms", Family.T2).indicates()).isFalse();
    assertThat(finding(report, "attention", Family.T4).indicates()).isFalse();
    assertThat(finding(report, "mlp", Family.T5).indicates()).isTrue();
    assertThat(finding(report, "embedding", Family.T3).establishes()).isTrue();
    assertThat(finding(report, "attention", Family.T4_ALIGNED).indicates()).isTrue();
  }

  @Test
  void depthPruningShowsInTheLayerMap() throws Exception {
    var report = compare(base.perturbed(0.05, 5).withLayers(0, 2, 3), base);
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(report.layerMap()).extracting(LayerMatch::subject).containsExactly(0, 1, 2);
    assertThat(report.layerMap()).extracting(LayerMatch::reference).containsExactly(0, 2, 3);
  }

  @Test
  void aGraftedComponentIsFoundInThatComponentOnly() throws Exception {
    var other = SyntheticModel.random(Shape.NANO, 9);
    var report =
        compare(other.grafted(base.perturbed(0.1, 8), name -> name.contains(".mlp.")), base);
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(report.componentGrades())
        .containsEntry("mlp", Grade.DERIVATION_ESTABLISHED)
        .containsEntry("attention", Grade.NOT_FOUND)
        .containsEntry("embedding", Grade.NOT_FOUND)
        .containsEntry("norms", Grade.NOT_FOUND);
  }

  @Test
  void aFrozenForeignVisionTowerIsFoundInThatComponentOnly() throws Exception {
    var tower = new float[64 * 300];
    var random = new SplittableRandom(5);
    for (int i = 0; i < tower.length; i++) {
      tower[i] = (float) random.nextGaussian();
    }
    String name = "visual.blocks.0.attn.qkv.weight";
    var report =
        compare(
            SyntheticModel.random(Shape.NANO, 11).with(name, List.of(300L, 64L), tower),
            base.with(name, List.of(300L, 64L), tower));
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(report.componentGrades())
        .containsEntry("vision", Grade.IDENTICAL)
        .containsEntry("mlp", Grade.NOT_FOUND);
  }

  @Test
  void gainsThatPointTheSameWayAreNoFinding() throws Exception {
    var shape = new Shape(1024, 32, 1, 32, 0, true);
    var report = compare(SyntheticModel.random(shape, 21), SyntheticModel.random(shape, 22));
    var gains = report.gains().orElseThrow();
    assertThat(gains.cosine()).isCloseTo(1 / 1.01, within(2e-3));
    assertThat(gains.pearson()).isCloseTo(0, within(0.07));
    assertThat(report.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(json(report)).contains("\"notEvidence\":{\"gainCosine\":0.9");
  }

  @Test
  void gainsThatWereNeverTrainedHaveNoOrder() throws Exception {
    var report =
        compare(
            base.withUntrainedGains(), SyntheticModel.random(Shape.NANO, 2).withUntrainedGains());
    assertThat(report.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(report.untestable())
        .anySatisfy(
            untestable -> {
              assertThat(untestable.component()).isEqualTo("norms");
              assertThat(untestable.family()).isEqualTo(Family.T2);
              assertThat(untestable.reason()).contains("all equal");
            })
        .anySatisfy(
            untestable -> {
              assertThat(untestable.family()).isEqualTo(Family.T0);
              assertThat(untestable.reason()).contains("one constant");
            });
  }

  @Test
  void loudChannelsInTheSamePlacesAreNoRelation() throws Exception {
    for (int pair = 0; pair < 6; pair++) {
      var report =
          compare(
              SyntheticModel.random(Shape.NANO, 300 + pair).withLoudChannels(30, 5, 9, 70),
              SyntheticModel.random(Shape.NANO, 400 + pair).withLoudChannels(30, 5, 9, 70));
      assertThat(finding(report, "embedding", Family.T4).outcome().z())
          .as("pair %d", pair)
          .isBetween(-4.0, 4.0);
    }
  }

  @Test
  void aSharedBasisWithoutSharedNeuronsIsLeftToTheRules() throws Exception {
    var student =
        SyntheticModel.random(Shape.NANO, 9)
            .grafted(
                base.perturbed(0.3, 4), name -> name.contains("embed") || name.contains("norm"));
    var report = compare(student, base);
    assertThat(report.components().stream().filter(Finding::establishes))
        .extracting(finding -> finding.outcome().family().invariance())
        .contains(Family.Invariance.CHANNEL_RELATIONS, Family.Invariance.GAINS_ONLY);
    assertThat(report.grade()).isEqualTo(Grade.INDICATED);
    assertThat(report.readings()).containsExactly(Reading.REPRESENTATION_DISTILLATION);
    assertThat(report.componentGrades()).containsEntry("embedding", Grade.INDICATED);
    assertThat(report.sentence(Language.EN)).contains("hidden states", "embedding");
    assertThat(json(report)).contains("\"readings\":[\"representation-distillation\"]");
  }

  @Test
  void aSharedBasisDoesNotExplainTensorsThatAreCopies() throws Exception {
    var subject =
        SyntheticModel.random(Shape.NANO, 9)
            .grafted(base.perturbed(0.3, 4), name -> name.contains("embed"))
            .grafted(base, name -> name.contains("layernorm"));
    var report = compare(subject, base);
    assertThat(report.readings()).isEmpty();
    assertThat(report.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThat(report.componentGrades())
        .containsEntry("norms", Grade.DERIVATION_ESTABLISHED)
        .containsEntry("mlp", Grade.NOT_FOUND);
  }

  @Test
  void aStartThatBothModelsCarryLowersTheGrade() throws Exception {
    try (var start = write(base);
        var other = write(SyntheticModel.random(Shape.NANO, 5));
        var subject = write(base.perturbed(0.4, 1));
        var reference = write(base.perturbed(0.4, 2));
        var copy = write(base.perturbed(0.4, 2).perturbed(0.02, 3))) {
      var settings = Settings.of(20260102);
      assertThat(LineageComparison.compare(subject, reference, settings).grade())
          .isEqualTo(Grade.DERIVATION_ESTABLISHED);

      var shared = LineageComparison.compare(subject, reference, List.of(start), settings);
      assertThat(shared.grade()).isEqualTo(Grade.INDICATED);
      assertThat(shared.componentGrades()).containsEntry("mlp", Grade.INDICATED);
      assertThat(shared.readings()).containsExactly(Reading.COMMON_START);
      assertThat(shared.starts().getFirst().added().values())
          .allSatisfy(cosine -> assertThat(cosine).isBetween(-0.05, 0.05));
      assertThat(json(shared)).contains("\"starts\":[{\"addedCosine\":{\"attention\":");

      var copied = LineageComparison.compare(copy, reference, List.of(start), settings);
      assertThat(copied.starts().getFirst().added().values())
          .allSatisfy(cosine -> assertThat(cosine).isGreaterThan(0.9));

      var foreign = LineageComparison.compare(subject, reference, List.of(other), settings);
      assertThat(foreign.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
      assertThat(foreign.starts().getFirst().carried()).isFalse();
    }
  }

  @Test
  void aMergeIsSplitIntoItsShares() throws Exception {
    var second = SyntheticModel.random(Shape.NANO, 3);
    try (var one = write(base);
        var two = write(second);
        var three = write(SyntheticModel.random(Shape.NANO, 4));
        var merged = write(base.mixed(0.7, second, 0.3).perturbed(0.05, 6))) {
      var references = new TreeMap<>(Map.of("one", one, "two", two, "three", three));
      MergeReport report = MergeReport.of(merged, references, 1);
      assertThat(report.merge()).isTrue();
      var text = Objects.requireNonNull(report.towers().get("text"));
      assertThat(text.merged()).containsExactly("one", "two");
      assertThat(text.contributions().getFirst().share()).isCloseTo(0.7, within(0.05));
      references.remove("three");
      assertThat(MergeReport.of(three, references, 1).merge()).isFalse();
      assertThat(new String(report.toJson(), StandardCharsets.UTF_8))
          .startsWith("{\"files\":{\"one\":[")
          .contains("\"merged\":[\"one\",\"two\"]");
    }
  }

  @Test
  void whatTheShapesDoNotAllowIsNamedWithTheReason() throws Exception {
    var other = SyntheticModel.random(new Shape(128, 300, 3, 500, 0, true), 2);
    var report = compare(base, other.withOtherTokens(550));
    assertThat(report.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(report.untestable())
        .anySatisfy(u -> assertThat(u.reason()).contains("144 and 128 channels"))
        .anySatisfy(u -> assertThat(u.reason()).contains("share 50 tokens"))
        .anySatisfy(u -> assertThat(u.reason()).contains("subject [352], reference [300]"));
  }

  @Test
  void sharedTokensMakeModelsOfDifferentShapesTestable() throws Exception {
    var report = compare(base, SyntheticModel.random(new Shape(96, 160, 3, 500, 2, true), 2));
    assertThat(report.grade()).isEqualTo(Grade.NOT_FOUND);
    assertThat(finding(report, "mlp", Family.T5).outcome().z()).isLessThan(4.8);
    assertThat(report.power())
        .filteredOn(power -> power.family() == Family.T5)
        .isNotEmpty()
        .allSatisfy(power -> assertThat(power.indicated()).isBetween(0.02, 1.0));
  }

  @Test
  void expertsCopiedFromADenseMlpAreFound() throws Exception {
    var moe = SyntheticModel.random(new Shape(144, 352, 4, 600, 2, true), 31);
    var dense = base.perturbed(0.05, 1);
    var upcycled = moe;
    for (int layer = 0; layer < 4; layer++) {
      for (String part : List.of("w1=gate_proj", "w3=up_proj", "w2=down_proj")) {
        String[] names = part.split("=", -1);
        String to =
            "model.layers.%d.block_sparse_moe.experts.1.%s.weight".formatted(layer, names[0]);
        String from = "model.layers.%d.mlp.%s.weight".formatted(layer, names[1]);
        upcycled = upcycled.graftedAs(dense, from, to);
      }
    }
    assertThat(compare(moe, base).grade()).isEqualTo(Grade.NOT_FOUND);
    var report = compare(upcycled, base);
    assertThat(finding(report, "experts", Family.T1).establishes()).isTrue();
    assertThat(report.layerMap()).extracting(LayerMatch::reference).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theSameInputsGiveTheSameBytes() throws Exception {
    var other = base.perturbed(0.2, 3);
    assertThat(compare(other, base).toJson()).isEqualTo(compare(other, base).toJson());
  }

  @Test
  void theReportNamesItsInputsByDigest() throws Exception {
    try (var subject = write(base);
        var reference = write(base.perturbed(0.1, 1))) {
      String json = json(LineageComparison.compare(subject, reference, 5));
      assertThat(json)
          .startsWith("{\"componentGrades\":{")
          .contains(subject.digest().toString(), reference.digest().toString())
          .contains("\"seed\":\"5\"", "\"grade\":\"derivation-established\"");
    }
  }

  @Test
  void aScreenReportsTheStrongestReference() throws Exception {
    try (var subject = write(base.perturbed(0.05, 1));
        var foreign = write(base);
        var unrelated = write(SyntheticModel.random(Shape.NANO, 77))) {
      var screen =
          LineageScreen.of(subject, Map.of("foreign", foreign, "unrelated", unrelated), 5, 1);
      assertThat(screen.grade()).isEqualTo(Grade.DERIVATION_ESTABLISHED);
      assertThat(screen.strongest()).containsExactly("foreign");
      assertThat(new String(screen.toJson(), StandardCharsets.UTF_8))
          .contains("\"hypotheses\":1000", "\"strongest\":[\"foreign\"]");
    }
  }

  @Test
  void weightsThatAreNotFiniteAreRefusedByName() throws Exception {
    var broken = new float[352 * 144];
    Arrays.fill(broken, Float.POSITIVE_INFINITY);
    String name = "model.layers.2.mlp.up_proj.weight";
    assertThatThrownBy(() -> compare(base.with(name, List.of(352L, 144L), broken), base))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(name);
  }

  @Test
  void noFalseAlarmInThirtyIndependentPairs() throws Exception {
    var small = new Shape(64, 128, 2, 200, 0, true);
    var z = new ArrayList<Double>();
    var others = new ArrayList<Double>();
    for (int pair = 0; pair < 30; pair++) {
      var report =
          compare(
              SyntheticModel.random(small, 1_000 + pair),
              SyntheticModel.random(small, 2_000 + pair));
      assertThat(report.grade()).as("pair %d", pair).isEqualTo(Grade.NOT_FOUND);
      report.components().stream()
          .filter(finding -> finding.outcome().family() == Family.T2)
          .forEach(finding -> z.add(finding.outcome().z()));
      report.components().stream()
          .filter(finding -> finding.outcome().family() != Family.T1)
          .forEach(finding -> others.add(finding.outcome().z()));
    }
    assertThat(others).hasSizeGreaterThan(200).allMatch(value -> value < 4.5);
    double mean = z.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double variance =
        z.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum() / (z.size() - 1);
    assertThat(mean).isCloseTo(0, within(3 / Math.sqrt(30)));
    assertThat(variance).isBetween(0.45, 1.8);
  }

  private LineageReport compare(SyntheticModel subject, SyntheticModel reference)
      throws IOException, CheckpointException {
    try (var a = write(subject);
        var b = write(reference)) {
      return LineageComparison.compare(a, b, 20260102);
    }
  }

  private Checkpoint write(SyntheticModel model) throws IOException, CheckpointException {
    return model.write(folder.resolve("model-" + written++));
  }

  private static Finding finding(LineageReport report, String component, Family family) {
    return report.components().stream()
        .filter(
            finding ->
                finding.outcome().component().equals(component)
                    && finding.outcome().family() == family)
        .findFirst()
        .orElseThrow();
  }

  private static String json(LineageReport report) {
    return new String(report.toJson(), StandardCharsets.UTF_8);
  }
}

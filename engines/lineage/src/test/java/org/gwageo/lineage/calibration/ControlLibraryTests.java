package org.gwageo.lineage.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.statistics.LogTails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlLibraryTests {

  private static final ShapeClass SMALL = new ShapeClass("gated", 256);
  private static final ShapeClass LARGE = new ShapeClass("gated", 4096);

  @TempDir Path folder;

  @Test
  void aFamilyWithoutAnExactNullIsJudgedByItsControls() {
    ControlLibrary controls = library(SMALL, Family.T5, "mlp", 30, 1.5, 2);
    Calibrated found = controls.calibrate(outcome("mlp", Family.T5, 40, -300), SMALL);
    ControlSummary summary = found.controls().orElseThrow();
    double z = (40 - summary.mean()) / (Math.max(1, summary.deviation()) * Math.sqrt(1 + 1 / 30.0));
    assertThat(found.z()).isCloseTo(z, within(1e-9));
    assertThat(found.log10p()).isCloseTo(LogTails.student(z, 29), within(1e-9));
    assertThat(found.log10p()).isGreaterThan(-300);
    assertThat(found.controlClass()).isEqualTo("gated-256");
  }

  @Test
  void theTheoreticalTailStandsWhereItIsTheWeakerOne() {
    ControlLibrary controls = library(SMALL, Family.T3, "embedding", 200, 0, 0.5);
    Calibrated found = controls.calibrate(outcome("embedding", Family.T3, 60, -4), SMALL);
    assertThat(found.log10p()).isEqualTo(-4);
  }

  @Test
  void anExactFamilyKeepsItsTailAndGetsACalibratedScore() {
    ControlLibrary controls = library(SMALL, Family.T1, "mlp", 50, 0, 1);
    Calibrated found = controls.calibrate(outcome("mlp", Family.T1, 12, -33), SMALL);
    assertThat(found.log10p()).isEqualTo(-33);
    assertThat(found.z()).isLessThan(12).isGreaterThan(8);
  }

  @Test
  void controlsOfOtherShapesHelpOutWhereThereAreTooFew() {
    var collection = new ControlCollection();
    add(collection, SMALL, Family.T5, "mlp", 40, 0, 1, 1);
    add(collection, LARGE, Family.T5, "mlp", 5, 3, 1, 2);
    Calibrated found = collection.library().calibrate(outcome("mlp", Family.T5, 9, -12), LARGE);
    assertThat(found.controlClass()).isEqualTo("any");
    assertThat(found.controls().orElseThrow().pairs()).isEqualTo(45);
  }

  @Test
  void controlsOfTheTextTowerServeOtherTowers() {
    ControlLibrary controls = library(SMALL, Family.T2, "norms", 30, 0, 1);
    Calibrated found = controls.calibrate(outcome("vision.norms", Family.T2, 4, -4.5), SMALL);
    assertThat(found.controls()).isPresent();
  }

  @Test
  void withoutControlsTheRawScoreStands() {
    Calibrated found = ControlLibrary.empty().calibrate(outcome("mlp", Family.T5, 9, -12), SMALL);
    assertThat(found).isEqualTo(new Calibrated(9, -12, "", null));
  }

  @Test
  void mergedSummariesEqualTheSummaryOfAll() {
    double[] all = scores(37, 1, 2, 9);
    var left = ControlSummary.of(Arrays.copyOf(all, 12));
    var right = ControlSummary.of(Arrays.copyOfRange(all, 12, 37));
    var whole = ControlSummary.of(all);
    assertThat(left.and(right).mean()).isCloseTo(whole.mean(), within(1e-12));
    assertThat(left.and(right).deviation()).isCloseTo(whole.deviation(), within(1e-12));
    assertThat(left.and(right).largest()).isEqualTo(whole.largest());
  }

  @Test
  void aWrittenLibraryIsReadAgain() throws Exception {
    ControlLibrary controls = library(SMALL, Family.T5, "mlp", 30, 1, 2);
    Path file = Files.write(folder.resolve("controls.json"), controls.toJson());
    assertThat(ControlLibrary.read(file).toJson()).isEqualTo(controls.toJson());
    assertThat(ControlLibrary.read(file).digest()).isEqualTo(controls.digest());
  }

  @Test
  void brokenLibrariesAreRefusedInOneSentence() throws IOException {
    for (String text :
        new String[] {
          "{",
          "[]",
          "{\"format\":\"other\"}",
          "{\"format\":\"gwageo-lineage-controls/1\",\"summaries\":{\"a\":{\"mlp/T5\":"
              + "{\"pairs\":0,\"mean\":1,\"deviation\":1,\"largest\":2}}}}"
        }) {
      Path file = Files.writeString(folder.resolve("broken.json"), text);
      assertThatThrownBy(() -> ControlLibrary.read(file))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("broken.json")
          .message()
          .doesNotContain("\n");
    }
  }

  private static ControlLibrary library(
      ShapeClass shape, Family family, String component, int pairs, double mean, double deviation) {
    var collection = new ControlCollection();
    add(collection, shape, family, component, pairs, mean, deviation, 5);
    return collection.library();
  }

  private static void add(
      ControlCollection collection,
      ShapeClass shape,
      Family family,
      String component,
      int pairs,
      double mean,
      double deviation,
      long seed) {
    for (double z : scores(pairs, mean, deviation, seed)) {
      collection.add(shape, outcome(component, family, z, 0));
    }
  }

  private static double[] scores(int n, double mean, double deviation, long seed) {
    var random = new SplittableRandom(seed);
    var scores = new double[n];
    for (int i = 0; i < n; i++) {
      scores[i] = mean + deviation * random.nextGaussian();
    }
    return scores;
  }

  private static Outcome outcome(String component, Family family, double z, double log10p) {
    return new Outcome(component, family, 0.5, z, log10p, false, Map.of());
  }
}

package org.gwageo.lineage.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.process.Check.Result;
import org.gwageo.lineage.statistics.LogTails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordExaminationTests {

  @TempDir private Path folder;

  @Test
  void anHonestRecordHolds() throws Exception {
    RecordReport report = examine(SyntheticRun.honest(1));
    assertThat(failed(report)).isEmpty();
    assertThat(report.count(Result.PASSED)).isGreaterThanOrEqualTo(16);
    assertThat(report.toJson()).isEqualTo(examine(SyntheticRun.honest(1)).toJson());
    assertThat(report.english()).contains("0 failed");
  }

  @Test
  void honestRunsOfOtherSeedsHold() throws Exception {
    for (long seed = 2; seed < 12; seed++) {
      assertThat(failed(examine(SyntheticRun.honest(seed)))).as("seed " + seed).isEmpty();
    }
  }

  @Test
  void aStartThatTheSeedDoesNotGiveFails() throws Exception {
    var run = SyntheticRun.honest(1);
    start(run, "embed.weight")[77] += 0.001f;
    assertThat(failed(examine(run))).containsExactly("initial-checkpoint");
  }

  @Test
  void aStolenModelBehindAGenuineStartFails() throws Exception {
    var run = SyntheticRun.honest(1);
    var random = new SplittableRandom(99);
    run.chain.forEach(
        (step, weights) -> {
          if (step > 1_000) {
            weights.values().forEach(values -> replace(values, random));
          }
        });
    assertThat(failed(examine(run))).contains("initial-anchor", "chain-dependence", "step-size");
  }

  private static void replace(float[] values, SplittableRandom random) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
  }

  @Test
  void aChainInterpolatedToAForeignModelFails() throws Exception {
    var run = SyntheticRun.honest(1);
    var foreign = SyntheticRun.copy(run.chain.firstEntry().getValue());
    var random = new SplittableRandom(5);
    foreign.values().forEach(values -> replace(values, random));
    var origin = SyntheticRun.start();
    for (var entry : run.chain.entrySet()) {
      float share = 0.9f * entry.getKey() / SyntheticRun.STEPS;
      entry
          .getValue()
          .forEach(
              (name, values) -> {
                float[] from = origin.getOrDefault(name, values);
                float[] to = foreign.getOrDefault(name, values);
                for (int i = 0; i < values.length; i++) {
                  values[i] = (1 - share) * from[i] + share * to[i];
                }
              });
    }
    assertThat(failed(examine(run))).contains("chain-straightness");
  }

  @Test
  void aChainSplicedFromTwoRunsFails() throws Exception {
    var run = SyntheticRun.honest(1);
    var other = SyntheticRun.honest(2);
    var random = new SplittableRandom(4);
    other.chain.forEach(
        (step, weights) -> {
          if (step >= 1_500) {
            weights.values().forEach(values -> permute(values, random));
            run.chain.put(step, weights);
          }
        });
    assertThat(failed(examine(run))).contains("chain-dependence", "chain-jump");
  }

  private static void permute(float[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      float swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  @Test
  void repeatedCheckpointsAndWrongDigestsFail() throws Exception {
    var run = SyntheticRun.honest(1);
    run.chain.put(600L, SyntheticRun.copy(run.chain.getOrDefault(500L, Map.of())));
    Path record = run.into(folder.resolve("equal"));
    assertThat(failed(report(record))).contains("chain-changes");
    Files.write(
        record.resolve("step-500.safetensors"),
        Files.readAllBytes(record.resolve("step-700.safetensors")));
    assertThat(failed(report(record))).contains("checkpoint-digests");
  }

  @Test
  void stepsLargerThanTheLearningRateAllowsFail() throws Exception {
    var run = SyntheticRun.honest(1);
    run.record.put(
        "schedule",
        Map.of(
            "kind", "cosine", "peak", 0.00002, "warmupSteps", 100, "steps", 2_000, "floor", 0.1));
    assertThat(failed(examine(run))).containsExactlyInAnyOrder("learning-rate", "step-size");
  }

  @Test
  void aGrantThatIsTooSmallOrHardlyUsedFails() throws Exception {
    var run = SyntheticRun.honest(1);
    run.record.put("compute", Map.of("gpuHours", 0.00001, "peakFlops", 1e12));
    assertThat(failed(examine(run))).containsExactly("compute");
    run.record.put("compute", Map.of("gpuHours", 1, "peakFlops", 1e12));
    assertThat(failed(examine(run))).containsExactly("compute");
    run.record.put("compute", Map.of("gpuHours", 0.0001, "peakFlops", 1e12, "utilisation", 0.9));
    assertThat(failed(examine(run))).containsExactly("compute");
  }

  @Test
  void damagedCurvesFail() throws Exception {
    assertThat(failed(examine(changed(log -> log.get(40).put("loss", -1))))).contains("log-values");
    assertThat(failed(examine(changed(log -> log.get(40).put("step", 10))))).contains("log-order");
    assertThat(failed(examine(changed(log -> log.subList(50, 90).clear())))).contains("log-gaps");
    assertThat(failed(examine(changed(log -> log.get(60).put("rate", 0.001)))))
        .containsExactly("learning-rate");
    assertThat(
            failed(
                examine(
                    changed(
                        log -> {
                          for (int i = 0; i < 20; i++) {
                            log.get(150 + i).put("loss", log.get(100 + i).getOrDefault("loss", 0));
                          }
                        }))))
        .containsExactly("log-repeats");
    assertThat(failed(examine(changed(log -> log.subList(150, 200).clear()))))
        .containsExactly("tokens-total");
  }

  private interface Change {
    void on(List<Map<String, Object>> log);
  }

  private static SyntheticRun changed(Change change) {
    var run = SyntheticRun.honest(1);
    change.on(run.log);
    return run;
  }

  @Test
  void aCopiedCurveIsRecognisedUnderOtherDigits() throws Exception {
    var own = SyntheticRun.honest(1);
    Path mine = own.into(folder.resolve("mine"));
    Path other = SyntheticRun.honest(2).into(folder.resolve("other"));
    own.log.forEach(
        line ->
            line.put("loss", ((Number) line.getOrDefault("loss", 0)).doubleValue() * 1.01 + 0.02));
    Path copy = own.into(folder.resolve("copy"));
    var log = TrainingLog.read(mine.resolve("log.jsonl"));
    var examination = RecordExamination.of(copy, RecordExaminationTests::rows, 1);
    assertThat(failed(examination.withOtherCurve("mine", log).examine()))
        .containsExactly("curve-of-its-own");
    assertThat(
            failed(
                examination
                    .withOtherCurve("other", TrainingLog.read(other.resolve("log.jsonl")))
                    .examine()))
        .isEmpty();
  }

  @Test
  void theDataOrderIsTestedByItsLosses() throws Exception {
    assertThat(order(0.3, 3_000).result()).isEqualTo(Result.PASSED);
    assertThat(order(0, 3_000).result()).isEqualTo(Result.NOT_DECIDABLE);
    assertThat(order(0, 25_000).result()).isEqualTo(Result.FAILED);
  }

  private Check order(double effect, int rows) throws Exception {
    var random = new SplittableRandom(rows);
    var lines = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      double reference = 2 + random.nextGaussian();
      double loss = reference - effect * i / rows + random.nextGaussian();
      lines.append(
          "{\"position\":%d,\"loss\":%s,\"reference\":%s}%n".formatted(i, loss, reference));
    }
    var run = SyntheticRun.honest(1);
    run.record.put("dataOrder", "order.jsonl");
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/order.jsonl"), lines);
    return check(report(run.into(folder.resolve("run"))), "data-order");
  }

  @Test
  void segmentsThatWereTrainedOnShowABump() throws Exception {
    assertThat(bumps(0.1).result()).isEqualTo(Result.PASSED);
    assertThat(bumps(0).result()).isEqualTo(Result.FAILED);
  }

  private Check bumps(double effect) throws Exception {
    var random = new SplittableRandom(3);
    var lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      double control = 0.02 + 0.01 * random.nextGaussian();
      double after = 2 - control - effect + 0.05 * random.nextGaussian();
      lines.append("{\"before\":2,\"after\":%s,\"control\":%s}%n".formatted(after, control));
    }
    var run = SyntheticRun.honest(1);
    run.record.put("segments", "segments.jsonl");
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/segments.jsonl"), lines);
    return check(report(run.into(folder.resolve("run"))), "memorisation");
  }

  @Test
  void filesOutsideTheFolderAreRefused() throws Exception {
    var run = SyntheticRun.honest(1);
    run.record.put("dataOrder", "../secret.jsonl");
    Files.writeString(folder.resolve("secret.jsonl"), "{}");
    Path record = run.into(folder.resolve("run"));
    assertThatThrownBy(() -> report(record))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("the record names ../secret.jsonl outside its folder");
    assertThatThrownBy(() -> report(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("holds no training-record.json");
  }

  @Test
  void theRecordsOfTheNanoModelsHold() throws Exception {
    List<Path> models;
    try (Stream<Path> folders = Files.list(root().resolve("nano/models"))) {
      models = folders.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(models).hasSizeGreaterThan(4);
    for (Path model : models) {
      RecordReport report = report(model);
      assertThat(failed(report)).as(model.toString()).isEmpty();
      assertThat(passed(report))
          .contains("log-values", "log-order", "loss-trend", "tokens-per-step", "tokens-total");
      var record = TrainingRecord.read(model);
      var declared =
          new TrainingRecord(
              record.model(),
              record.digest(),
              record.steps(),
              record.batchTokens(),
              record.tokens(),
              record.activeParameters(),
              record.draw(),
              List.of(),
              record.optimiser(),
              Optional.of(
                  new RateSchedule(
                      RateSchedule.Kind.COSINE,
                      model.endsWith("gan-ui") ? 0.0012 : 0.003,
                      100,
                      (long) record.steps(),
                      0,
                      0.1)),
              record.log(),
              record.dataOrder(),
              record.segments(),
              record.compute());
      var whole = RecordExamination.of(declared, RecordExaminationTests::rows, 1).examine();
      assertThat(passed(whole)).contains("learning-rate");
      for (Path other : models) {
        if (!other.equals(model)) {
          var curve = TrainingLog.read(other.resolve("training-log.jsonl"));
          var check =
              CurveChecks.copied("other", TrainingLog.read(record.log().orElseThrow()), curve);
          assertThat(check.result()).as(check.english()).isEqualTo(Result.PASSED);
        }
      }
    }
  }

  private static Path root() {
    Path at = Path.of(System.getProperty("gwageo.root", "")).toAbsolutePath();
    while (!Files.isDirectory(at.resolve("nano/models"))) {
      at = at.getParent();
      if (at == null) {
        throw new IllegalStateException("no folder above the working directory holds nano/models");
      }
    }
    return at;
  }

  private static float[] start(SyntheticRun run, String tensor) {
    return run.chain.firstEntry().getValue().getOrDefault(tensor, new float[0]);
  }

  private RecordReport examine(SyntheticRun run) throws Exception {
    return report(run.into(folder.resolve("run")));
  }

  private static RecordReport report(Path record) throws CheckpointException {
    return RecordExamination.of(record, RecordExaminationTests::rows, 1).examine();
  }

  private static Check check(RecordReport report, String id) {
    return report.checks().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> failed(RecordReport report) {
    return ids(report, Result.FAILED);
  }

  private static List<String> passed(RecordReport report) {
    return ids(report, Result.PASSED);
  }

  private static List<String> ids(RecordReport report, Result result) {
    return List.copyOf(
        new TreeSet<>(
            report.checks().stream()
                .filter(check -> check.result() == result)
                .map(Check::id)
                .toList()));
  }

  /** The correlation of all matrices, element by element, in place of the neuron tests. */
  private static List<Outcome> rows(Path later, Path earlier) throws CheckpointException {
    var outcomes = new ArrayList<Outcome>();
    try (var a = Safetensors.open(later);
        var b = Safetensors.open(earlier)) {
      float[] x = Objects.requireNonNull(a.tensors().get("layer.0.up.weight")).toFloats();
      float[] y = Objects.requireNonNull(b.tensors().get("layer.0.up.weight")).toFloats();
      double xy = 0;
      double xx = 0;
      double yy = 0;
      for (int i = 0; i < x.length; i++) {
        xy += x[i] * y[i];
        xx += x[i] * x[i];
        yy += y[i] * y[i];
      }
      double z = xy / Math.sqrt(xx * yy) * Math.sqrt(x.length);
      outcomes.add(new Outcome("mlp", Family.PHI_U, 0, z, LogTails.normal(z), false, Map.of()));
    }
    return outcomes;
  }
}

package org.gwageo.platform.reproduction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.Declaration;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.reproduction.StageDraw;
import org.gwageo.bundle.StageRecord;
import org.gwageo.bundle.evidence.ReportedBenchmark;
import org.gwageo.bundle.evidence.ReportedFiles;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What scores are derived from where teams run benchmarks themselves, and the files that show it.
 */
@Component
public class ReportedEvidence {

  private final Draws draws;
  private final TeamBundles bundles;
  private final BundleStore store;
  private final Repetitions repetitions;
  private final Intake intake;
  private final Results results;

  ReportedEvidence(
      Draws draws,
      TeamBundles bundles,
      BundleStore store,
      Repetitions repetitions,
      Intake intake,
      Results results) {
    this.draws = draws;
    this.bundles = bundles;
    this.store = store;
    this.repetitions = repetitions;
    this.intake = intake;
    this.results = results;
  }

  /** Returns the names of the tasks that teams run themselves in a stage. */
  public List<String> tasks(StageId stage) {
    return intake.wanted(stage).stream().map(Wanted::task).toList();
  }

  /** Returns what each team reported, once the lot has been drawn; nothing before. */
  public List<ReportedBenchmark> of(StageId stage) {
    if (draws.find(stage).map(Draw::drawn).isEmpty()) {
      return List.of();
    }
    List<Repetition> drawn = repetitions.of(stage);
    var reported = new ArrayList<ReportedBenchmark>();
    for (TeamBundle bundle : bundles.counting(stage)) {
      Repetition repetition = repetition(bundle, drawn);
      Finding found = repetition == null ? null : repetition.record();
      TeamBundle.Target target = bundle.target();
      reported.add(
          new ReportedBenchmark(
              bundle.team(),
              bundle.task(),
              bundle.counts(),
              repetition != null,
              found == null ? null : found.outcome(),
              repetition == null || found == null ? List.of() : ours(repetition),
              target == null
                  ? null
                  : new ReportedBenchmark.Target(target.model(), target.score(), target.source())));
    }
    return reported;
  }

  private static @Nullable Repetition repetition(TeamBundle bundle, List<Repetition> drawn) {
    return drawn.stream()
        .filter(one -> one.team().equals(bundle.team()) && one.task().equals(bundle.task()))
        .findFirst()
        .orElse(null);
  }

  private List<BenchmarkCount> ours(Repetition repetition) {
    var counts = new ArrayList<BenchmarkCount>();
    for (Job job : repetitions.runs(repetition)) {
      counts.add(BenchmarkCount.of(job.team(), job.task(), counts.size() + 1, results.of(job)));
    }
    return counts;
  }

  /** Returns what a stage's bundle holds of all this. */
  public StageRecord.Reports files(StageId stage) {
    StageDraw draw = draws.find(stage).map(Draw::drawn).orElse(null);
    if (draw == null) {
      return StageRecord.Reports.NONE;
    }
    List<Repetition> drawn = repetitions.of(stage);
    var reports = new ArrayList<StageRecord.Report>();
    for (TeamBundle bundle : bundles.counting(stage)) {
      reports.add(
          new StageRecord.Report(
              new ReportedFiles.Place(bundle.team(), bundle.task()),
              files(bundle, repetition(bundle, drawn))));
    }
    return new StageRecord.Reports(new String(draw.toJson(), StandardCharsets.UTF_8), reports);
  }

  private SortedMap<String, byte[]> files(TeamBundle bundle, @Nullable Repetition repetition) {
    try {
      return store.with(
          store.file(bundle.stage(), bundle.archive()),
          folder -> {
            SortedMap<String, byte[]> files = handedIn(bundle, folder);
            if (repetition != null) {
              repeated(repetition, files);
            }
            return files;
          });
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle of " + bundle.team() + " cannot be read", e);
    } catch (BundleException e) {
      throw new IllegalStateException("the bundle of " + bundle.team() + " has changed", e);
    }
  }

  private static SortedMap<String, byte[]> handedIn(TeamBundle bundle, Path folder)
      throws IOException, BundleException {
    var files = new TreeMap<String, byte[]>();
    RunBundle opened = RunBundle.open(folder);
    files.put("bundle.json", Files.readAllBytes(folder.resolve("bundle.json")));
    files.put("files.json", ReportedFiles.list(opened.files()));
    for (Declaration.Run run : opened.declaration().runs()) {
      for (String name : ReportedFiles.RUN_FILES) {
        String path = run.folder() + "/" + name;
        files.put(path, Files.readAllBytes(folder.resolve(path)));
      }
    }
    TeamBundle.Target target = bundle.target();
    if (target != null) {
      files.put(
          "target.json",
          ReportedFiles.target(
              new ReportedBenchmark.Target(target.model(), target.score(), target.source())));
    }
    return files;
  }

  private void repeated(Repetition repetition, SortedMap<String, byte[]> files) {
    files.put("draw.json", repetition.draw().toJson());
    Finding found = repetition.record();
    if (found == null) {
      return;
    }
    files.put("reproduction.json", found.json().getBytes(StandardCharsets.UTF_8));
    for (Job job : repetitions.runs(repetition)) {
      String folder = "ours/run-" + job.run() + "/";
      String journal = String.join("\n", results.journal(job)) + "\n";
      files.put(folder + "journal.jsonl", journal.getBytes(StandardCharsets.UTF_8));
      files.put(folder + "result.json", results.of(job).toJson());
    }
  }
}

package org.gwageo.platform.reproduction;

import java.io.IOException;
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
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.ReportedBenchmark;
import org.gwageo.bundle.evidence.ReportedFiles;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.web.WrongMomentException;
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

  /**
   * Requires that no comparison is outstanding whose outcome would change the evidence.
   *
   * @throws IllegalStateException if our runs of a benchmark are done and a worker has yet to
   *     compare them
   */
  public void requireCompared(StageId stage) {
    List<String> outstanding =
        repetitions.of(stage).stream()
            .filter(one -> one.standing() == Standing.COMPARING)
            .map(one -> "%s of %s".formatted(one.task(), one.team()))
            .toList();
    if (!outstanding.isEmpty()) {
      throw new WrongMomentException(
          "refusal.reported.outstanding",
          stage,
          outstanding.size(),
          String.join(", ", outstanding));
    }
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

  /**
   * Returns what a stage's bundle holds of all this.
   *
   * @param work a folder in which journals are kept until the bundle is written
   */
  public StageRecord.Reports files(StageId stage, Path work) throws IOException {
    StageDraw draw = draws.find(stage).map(Draw::drawn).orElse(null);
    if (draw == null) {
      return StageRecord.Reports.NONE;
    }
    List<Repetition> drawn = repetitions.of(stage);
    var reports = new ArrayList<StageRecord.Report>();
    for (TeamBundle bundle : bundles.counting(stage)) {
      Path folder =
          Files.createDirectories(
              work.resolve("reported").resolve(bundle.team()).resolve(bundle.task()));
      SortedMap<String, Content> files = handedIn(bundle, folder);
      Repetition repetition = repetition(bundle, drawn);
      if (repetition != null) {
        repeated(repetition, folder, files);
      }
      reports.add(
          new StageRecord.Report(new ReportedFiles.Place(bundle.team(), bundle.task()), files));
    }
    return new StageRecord.Reports(new String(draw.toJson(), StandardCharsets.UTF_8), reports);
  }

  private SortedMap<String, Content> handedIn(TeamBundle bundle, Path kept) throws IOException {
    try {
      return store.with(
          store.file(bundle.stage(), bundle.archive()), folder -> handedIn(bundle, folder, kept));
    } catch (BundleException e) {
      throw new IllegalStateException("the bundle of " + bundle.team() + " has changed", e);
    }
  }

  private static SortedMap<String, Content> handedIn(TeamBundle bundle, Path folder, Path kept)
      throws IOException, BundleException {
    var files = new TreeMap<String, Content>();
    RunBundle opened = RunBundle.open(folder);
    files.put("bundle.json", Content.of(Files.readAllBytes(folder.resolve("bundle.json"))));
    files.put("files.json", Content.of(ReportedFiles.list(opened.files())));
    for (Declaration.Run run : opened.declaration().runs()) {
      Files.createDirectories(kept.resolve(run.folder()));
      for (String name : ReportedFiles.RUN_FILES) {
        String path = run.folder() + "/" + name;
        files.put(path, Content.of(Files.move(folder.resolve(path), kept.resolve(path))));
      }
    }
    TeamBundle.Target target = bundle.target();
    if (target != null) {
      files.put(
          "target.json",
          Content.of(
              ReportedFiles.target(
                  new ReportedBenchmark.Target(target.model(), target.score(), target.source()))));
    }
    return files;
  }

  private void repeated(Repetition repetition, Path kept, SortedMap<String, Content> files)
      throws IOException {
    files.put("draw.json", Content.of(repetition.draw().toJson()));
    Finding found = repetition.record();
    if (found == null) {
      return;
    }
    files.put("reproduction.json", Content.of(found.json()));
    for (Job job : repetitions.runs(repetition)) {
      String folder = "ours/run-" + job.run() + "/";
      Path journal = Files.createDirectories(kept.resolve(folder)).resolve("journal.jsonl");
      results.writeJournal(job, journal);
      files.put(folder + "journal.jsonl", Content.of(journal));
      files.put(folder + "result.json", Content.of(results.of(job).toJson()));
    }
  }
}

package org.gwageo.platform.publication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.season.SeasonRecord;
import org.gwageo.bundle.season.SeasonRecord.Reason;
import org.gwageo.bundle.season.SeasonRecord.TaskItems;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.evaluation.Suite;
import org.gwageo.platform.evaluation.SuiteException;
import org.gwageo.platform.evaluation.Suites;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.springframework.stereotype.Component;

/** Collects what a season leaves behind. */
@Component
class SeasonFiles {

  private final Suites suites;
  private final TaskLibrary tasks;
  private final DataSets dataSets;
  private final Jobs jobs;
  private final Results results;

  SeasonFiles(Suites suites, TaskLibrary tasks, DataSets dataSets, Jobs jobs, Results results) {
    this.suites = suites;
    this.tasks = tasks;
    this.dataSets = dataSets;
    this.jobs = jobs;
    this.results = results;
  }

  /**
   * Returns the record from which the bundle is made.
   *
   * @param work a folder in which journals are kept until the bundle is written
   * @throws SuiteException if the suite cannot be read
   */
  SeasonRecord collect(Season season, Instant issuedAt, String toolVersion, Path work)
      throws IOException, SuiteException {
    String programme = season.id().programme();
    Suite suite = suites.get(programme, season.suite());
    var listed = new ArrayList<SeasonRecord.Task>();
    for (Suite.Part part : suite.parts()) {
      listed.add(task(programme, part));
    }
    List<SeasonRecord.Run> runs = new ArrayList<>();
    for (Job job : jobs.of(season.id())) {
      if (job.state() == Job.State.DONE) {
        Path journal = work.resolve(job.id() + ".jsonl");
        results.writeJournal(job, journal);
        runs.add(
            new SeasonRecord.Run(
                job.team(),
                job.task(),
                job.run(),
                Content.of(journal),
                new String(results.of(job).toJson(), StandardCharsets.UTF_8)));
      }
    }
    return new SeasonRecord(
        programme,
        season.id().stage(),
        season.title().ko(),
        season.title().en(),
        season.announcedAt(),
        season.opensAt(),
        season.closesAt(),
        issuedAt,
        toolVersion,
        season.suite(),
        season.suiteDigest(),
        season.runs(),
        season.entrants().stream()
            .map(
                one ->
                    new SeasonRecord.Entrant(
                        one.entrant().id(),
                        one.name(),
                        one.entrant().model(),
                        one.entrant().revision()))
            .toList(),
        listed,
        runs);
  }

  private SeasonRecord.Task task(String programme, Suite.Part part) throws IOException {
    Path folder = tasks.folder(programme, part.task());
    var task = tasks.get(programme, part.task());
    Optional<DataSet> set = dataSets.find(programme, part.task());
    return new SeasonRecord.Task(
        part.task(),
        part.weight(),
        Files.readString(folder.resolve("task.yaml")),
        task.digest(),
        task.items().count(),
        set.map(known -> known.terms().licence())
            .orElse(String.valueOf(task.description().about().getOrDefault("licence", ""))),
        items(folder, task.items().digest(), set));
  }

  private static TaskItems items(
      Path folder, org.gwageo.canonical.Digest digest, Optional<DataSet> set) throws IOException {
    if (set.isEmpty()) {
      return new TaskItems.Open(Files.readString(folder.resolve("items.jsonl")));
    }
    DataSet.Sealing sealing = set.get().sealing();
    String commitment =
        sealing == null ? null : new String(sealing.commitment().toJson(), StandardCharsets.UTF_8);
    if (set.get().isClosed()) {
      return new TaskItems.Withheld(Reason.SEALED, digest, commitment);
    }
    if (!set.get().isPublic()) {
      return new TaskItems.Withheld(Reason.LICENCE, digest, commitment);
    }
    return commitment == null
        ? new TaskItems.Open(Files.readString(folder.resolve("items.jsonl")))
        : new TaskItems.Revealed(commitment, Files.readString(folder.resolve("items.revealed")));
  }
}

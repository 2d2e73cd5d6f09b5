package org.gwageo.benchmark.reproduction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.score.ItemScores;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A run that takes part in a comparison, wherever it is kept.
 *
 * @param name what the run is called in the record
 * @param subject the model as it was asked
 * @param files the digest of the run's files
 * @param task the task as the run asked it
 * @param attempts what was asked and replied
 */
public record ComparedRun(
    String name, Subject subject, Digest files, BenchmarkTask task, Attempts attempts) {

  /** Reads the run of a folder. */
  static ComparedRun of(Path folder, Grants grants) throws IOException, BundleException {
    try {
      BenchmarkFolder run = BenchmarkFolder.open(folder, grants);
      return new ComparedRun(
          String.valueOf(folder.getFileName()),
          run.subject(),
          RunBundle.filesDigest(folder),
          run.task(),
          RunReading.journal(folder.resolve("journal.jsonl")));
    } catch (TaskException e) {
      throw new BundleException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  ReproductionRecord.Side side() {
    return new ReproductionRecord.Side(name, subject, RunBundle.seed(task), files);
  }

  /** What asks and judges, apart from the items and the seed. */
  Digest manner() {
    BenchmarkTask any = task.withSeed(0);
    return Digest.ofJson(
        List.of(
            any.id(),
            any.version(),
            any.mode().word(),
            any.repeats(),
            any.rendering().toTree(),
            any.judging().toTree()));
  }

  /** The items' scores by id, in order; NaN where no reply counts. */
  SequencedMap<String, Double> scores() throws IOException, TaskException {
    double[] scores = ItemScores.of(name, task, subject, attempts).scores();
    SequencedMap<String, Double> byId = new LinkedHashMap<>();
    try (ItemReader reader = task.items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        byId.put(item.id(), scores[item.ordinal()]);
      }
    }
    return byId;
  }

  /** The digest of each item that {@code ids} name. */
  Map<String, Digest> texts(Set<String> ids) throws IOException, TaskException {
    Map<String, Digest> texts = new HashMap<>();
    try (ItemReader reader = task.items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        if (ids.contains(item.id())) {
          var fields = new TreeMap<String, @Nullable Object>(item.fields());
          fields.remove("id");
          texts.put(item.id(), Digest.ofJson(fields));
        }
      }
    }
    return texts;
  }

  double headline() throws IOException, TaskException, BundleException {
    BenchmarkResult result = BenchmarkScoring.score(task, subject, attempts);
    Double value = result.headline().estimate().value();
    if (value == null || !result.isPublishable()) {
      throw new BundleException(
          "%s has %d questions of %d without a reply that counts, more than the task allows"
              .formatted(name, result.uncounted(), result.questions()));
    }
    return value;
  }
}

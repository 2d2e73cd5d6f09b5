package org.gwageo.benchmark.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run in one folder, complete enough to be continued and to be scored again without anything
 * else.
 *
 * <p>The folder holds {@code task.yaml}, the items, {@code run.json} (subject and overrides),
 * {@code journal.jsonl}, and after a session {@code result.json} and {@code details.jsonl} (one
 * {@link org.gwageo.benchmark.score.QuestionScore} a line).
 */
public final class BenchmarkFolder {

  /** The value of {@code format} in {@code run.json}. */
  public static final String FORMAT = "gwageo-run/1";

  private static final String TASK = "task.yaml";
  private static final String RUN = "run.json";
  private static final String JOURNAL = "journal.jsonl";
  private static final String RESULT = "result.json";
  private static final String DETAILS = "details.jsonl";

  /**
   * What a run changes in its task.
   *
   * @param api the interface to ask through; null leaves the task's
   * @param seed the seed to generate with; null leaves the task's
   * @param limit how many items to ask; null asks all
   */
  public record Overrides(@Nullable Api api, @Nullable Long seed, @Nullable Integer limit) {

    /** Changes nothing. */
    public static final Overrides NONE = new Overrides(null, null, null);

    private BenchmarkTask applyTo(BenchmarkTask task) {
      BenchmarkTask changed = api == null ? task : task.withApi(api);
      changed = seed == null ? changed : changed.withSeed(seed);
      return limit == null ? changed : changed.limitedTo(limit);
    }
  }

  private final Path folder;
  private final BenchmarkTask task;
  private final Subject subject;

  private BenchmarkFolder(Path folder, BenchmarkTask task, Subject subject) {
    this.folder = folder;
    this.task = task;
    this.subject = subject;
  }

  /**
   * Prepares {@code folder} for a run, or opens it if it holds the same run.
   *
   * @param yaml the task file
   * @param items the items; null for those that stand beside the task file
   * @throws IllegalArgumentException if the folder holds another run
   * @throws TaskException if the task or an item is wrong
   */
  public static BenchmarkFolder prepare(
      Path folder, Path yaml, @Nullable Path items, Overrides overrides, Subject subject)
      throws IOException, TaskException {
    BenchmarkTask task =
        overrides.applyTo(
            items == null ? BenchmarkTask.read(yaml) : BenchmarkTask.read(yaml, items));
    if (Files.exists(folder.resolve(RUN))) {
      BenchmarkFolder existing = open(folder);
      if (!existing.task.digest().equals(task.digest())
          || existing.task.items().count() != task.items().count()
          || !existing.subject.equals(subject)) {
        throw new IllegalArgumentException(
            folder
                + " holds a run of task "
                + existing.task.id()
                + " ("
                + existing.task.digest().shortHex()
                + ", "
                + existing.task.items().count()
                + " items) for "
                + existing.subject
                + ", not of "
                + task.id()
                + " ("
                + task.digest().shortHex()
                + ", "
                + task.items().count()
                + " items) for "
                + subject);
      }
      return existing;
    }
    Files.createDirectories(folder);
    Path source = items == null ? yaml.resolveSibling(task.items().file()) : items;
    Files.copy(yaml, folder.resolve(TASK), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(source, folder.resolve(task.items().file()), StandardCopyOption.REPLACE_EXISTING);
    writeWhole(folder.resolve(RUN), CanonicalJson.bytes(tree(task, overrides, subject)));
    return open(folder);
  }

  /**
   * Opens a folder that was prepared.
   *
   * @throws TaskException if its task, items or {@code run.json} have been damaged
   */
  public static BenchmarkFolder open(Path folder) throws IOException, TaskException {
    try {
      JsonNode run = JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve(RUN)));
      if (!text(run, "format").equals(FORMAT)) {
        throw new TaskException(RUN, 0, "format is not " + FORMAT);
      }
      String items = text(run, "items");
      if (items.isBlank() || items.contains("/") || items.contains("\\")) {
        throw new TaskException(RUN, 0, "items is a file of the folder, not \"" + items + "\"");
      }
      BenchmarkTask task =
          overrides(run.path("overrides"))
              .applyTo(BenchmarkTask.read(folder.resolve(TASK), folder.resolve(items)));
      JsonNode subject = run.path("subject");
      return new BenchmarkFolder(
          folder,
          task,
          new Subject(text(subject, "model"), text(subject, "revision"), text(subject, "season")));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new TaskException(RUN, 0, "not the description of a run: " + e.getMessage());
    }
  }

  private static String text(JsonNode tree, String name) {
    JsonNode member = tree.path(name);
    if (!member.isString()) {
      throw new IllegalArgumentException("member " + name + " is missing");
    }
    return member.stringValue();
  }

  private static Overrides overrides(JsonNode tree) {
    return new Overrides(
        tree.has("api")
            ? Api.named(text(tree, "api"))
                .orElseThrow(() -> new IllegalArgumentException("api is chat or completions"))
            : null,
        tree.has("seed") ? Long.valueOf(tree.get("seed").asLong()) : null,
        tree.has("limit") ? Integer.valueOf(tree.get("limit").asInt()) : null);
  }

  private static Map<String, Object> tree(
      BenchmarkTask task, Overrides overrides, Subject subject) {
    var changes = new TreeMap<String, Object>();
    if (overrides.api() != null) {
      changes.put("api", overrides.api().word());
    }
    if (overrides.seed() != null) {
      changes.put("seed", overrides.seed());
    }
    if (overrides.limit() != null) {
      changes.put("limit", overrides.limit());
    }
    return Map.of(
        "format",
        FORMAT,
        "items",
        task.items().file(),
        "overrides",
        changes,
        "subject",
        subject.toTree());
  }

  /** Returns the task as this run asks it. */
  public BenchmarkTask task() {
    return task;
  }

  /** Returns the model that is asked. */
  public Subject subject() {
    return subject;
  }

  /**
   * Begins or continues the run and writes {@code result.json} and {@code details.jsonl}.
   *
   * @throws IllegalArgumentException if the endpoint's subject is not the folder's
   * @throws IOException if another process is running in this folder, or files cannot be written
   * @throws InterruptedException if the calling thread is interrupted; the run can be continued
   */
  public BenchmarkResult run(Endpoint endpoint, RunOptions options, Progress progress)
      throws IOException, TaskException, InterruptedException {
    if (!endpoint.subject().equals(subject)) {
      throw new IllegalArgumentException(
          folder + " holds a run for " + subject + ", not for " + endpoint.subject());
    }
    try (FileJournal journal = FileJournal.open(folder.resolve(JOURNAL))) {
      BenchmarkRun.run(task, endpoint, journal, options, progress);
    }
    return score();
  }

  /** Scores the journal as it is and writes {@code result.json} and {@code details.jsonl}. */
  public BenchmarkResult score() throws IOException, TaskException {
    Path details = folder.resolve(DETAILS);
    BenchmarkResult result;
    try (BufferedWriter out = Files.newBufferedWriter(details)) {
      result =
          BenchmarkScoring.score(
              task,
              subject,
              FileJournal.attempts(folder.resolve(JOURNAL)),
              score -> {
                try {
                  out.write(score.toJson());
                  out.write('\n');
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw new IOException("cannot write " + details, e);
    }
    writeWhole(folder.resolve(RESULT), result.toJson());
    return result;
  }

  private static void writeWhole(Path file, byte[] bytes) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, bytes);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

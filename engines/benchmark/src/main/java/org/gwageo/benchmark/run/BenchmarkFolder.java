package org.gwageo.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.latency.LatencySummary;
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
 * <p>The folder holds the task's files, {@code run.json} (subject and overrides), {@code
 * journal.jsonl}, and after a session {@code result.json}, {@code details.jsonl} (one {@link
 * org.gwageo.benchmark.score.QuestionScore} a line), {@code latency.json} ({@link LatencySummary})
 * and {@code endpoint.json}: how the endpoint was asked in the last session and which changes it
 * needed to accept requests.
 */
public final class BenchmarkFolder {

  /** The value of {@code format} in {@code run.json}. */
  public static final String FORMAT = "gwageo-run/2";

  private static final String RUN = "run.json";
  private static final String JOURNAL = "journal.jsonl";
  private static final String RESULT = "result.json";
  private static final String DETAILS = "details.jsonl";
  private static final String LATENCY = "latency.json";
  private static final String ENDPOINT = "endpoint.json";

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
  private final TaskFiles files;
  private final Overrides overrides;
  private final BenchmarkTask task;
  private final Subject subject;

  private BenchmarkFolder(
      Path folder, TaskFiles files, Overrides overrides, BenchmarkTask task, Subject subject) {
    this.folder = folder;
    this.files = files;
    this.overrides = overrides;
    this.task = task;
    this.subject = subject;
  }

  /**
   * Prepares {@code folder} for a run of a task in this product's own format, or opens it if it
   * holds the same run.
   *
   * @param yaml the task file
   * @param items the items; null for those that stand beside the task file
   * @throws IllegalArgumentException if the folder holds another run
   * @throws TaskException if the task or an item is wrong
   */
  public static BenchmarkFolder prepare(
      Path folder, Path yaml, @Nullable Path items, Overrides overrides, Subject subject)
      throws IOException, TaskException {
    return prepare(folder, new OwnTask(yaml, items), overrides, subject, Grants.NONE);
  }

  /**
   * Prepares {@code folder} for a run, or opens it if it holds the same run.
   *
   * @throws IllegalArgumentException if the folder holds another run
   * @throws TaskException if the task or an item is wrong, or needs what is not granted
   */
  public static BenchmarkFolder prepare(
      Path folder, TaskFiles files, Overrides overrides, Subject subject, Grants grants)
      throws IOException, TaskException {
    if (Files.exists(folder.resolve(RUN))) {
      BenchmarkFolder existing = open(folder, grants);
      boolean certain =
          existing.subject.equals(subject)
              && existing.overrides.equals(overrides)
              && existing.files.isSameAs(files);
      if (!certain) {
        existing.requireSame(overrides.applyTo(files.read(subject, grants)), subject);
      }
      return existing;
    }
    boolean made = !Files.exists(folder);
    Files.createDirectories(folder);
    try {
      TaskFiles copied = files.copyTo(folder);
      BenchmarkTask task = overrides.applyTo(copied.read(subject, grants));
      writeWhole(folder.resolve(RUN), CanonicalJson.bytes(tree(copied, overrides, subject)));
      return new BenchmarkFolder(folder, copied, overrides, task, subject);
    } catch (IOException | TaskException | RuntimeException e) {
      if (made) {
        delete(folder);
      }
      throw e;
    }
  }

  /** Deletes a folder that this session made. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void requireSame(BenchmarkTask other, Subject otherSubject) {
    if (!task.digest().equals(other.digest())
        || task.items().count() != other.items().count()
        || !subject.equals(otherSubject)) {
      throw new IllegalArgumentException(
          "%s holds a run of task %s (%s, %d items) for %s, not of %s (%s, %d items) for %s"
              .formatted(
                  folder,
                  task.id(),
                  task.digest().shortHex(),
                  task.items().count(),
                  subject,
                  other.id(),
                  other.digest().shortHex(),
                  other.items().count(),
                  otherSubject));
    }
  }

  /**
   * Opens a folder that was prepared.
   *
   * @throws TaskException if its task, items or {@code run.json} have been damaged
   */
  public static BenchmarkFolder open(Path folder) throws IOException, TaskException {
    return open(folder, Grants.NONE);
  }

  /**
   * Opens a folder that was prepared.
   *
   * @throws TaskException if its task, items or {@code run.json} have been damaged, or the task
   *     needs what is not granted
   */
  public static BenchmarkFolder open(Path folder, Grants grants) throws IOException, TaskException {
    try {
      JsonNode run = JsonMapper.builder().build().readTree(Files.readAllBytes(folder.resolve(RUN)));
      if (!text(run, "format").equals(FORMAT)) {
        throw new TaskException(RUN, 0, "format is not " + FORMAT);
      }
      JsonNode given = run.path("subject");
      var subject =
          new Subject(text(given, "model"), text(given, "revision"), text(given, "season"));
      TaskFiles files = TaskFiles.in(folder, run.path("task"));
      Overrides overrides = overrides(run.path("overrides"));
      BenchmarkTask task = overrides.applyTo(files.read(subject, grants));
      return new BenchmarkFolder(folder, files, overrides, task, subject);
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

  private static Map<String, Object> tree(TaskFiles files, Overrides overrides, Subject subject) {
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
        "task",
        files.toTree(),
        "overrides",
        changes,
        "subject",
        subject.toTree());
  }

  /** Returns where the run is kept. */
  public Path path() {
    return folder;
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
   * Returns whether the folder's last result counts every question of the task, so that nothing is
   * left to ask.
   */
  public boolean settled() throws IOException {
    Path file = folder.resolve(RESULT);
    if (!Files.exists(file)) {
      return false;
    }
    try {
      JsonNode last = JsonMapper.builder().build().readTree(Files.readAllBytes(file));
      long questions = last.path("items").asLong(0) * last.path("repeats").asLong(0);
      return questions > 0
          && last.path("scored").asLong(0) == questions
          && last.path("unanswered").isEmpty()
          && last.path("taskDigest").asString("").equals(task.digest().toString());
    } catch (JacksonException e) {
      return false;
    }
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
    try (Session session = begin(endpoint, options, progress)) {
      RunsTogether.Entrant one = session.entrant();
      return session.keep(
          BenchmarkRun.run(
              one.task(),
              one.endpoint(),
              one.journal(),
              one.options(),
              one.progress(),
              one.details()));
    }
  }

  /**
   * Opens the folder's files for asking.
   *
   * @throws IllegalArgumentException if the endpoint's subject is not the folder's
   * @throws IOException if another process is running in this folder, or files cannot be written
   */
  Session begin(Endpoint endpoint, RunOptions options, Progress progress) throws IOException {
    if (!endpoint.subject().equals(subject)) {
      throw new IllegalArgumentException(
          folder + " holds a run for " + subject + ", not for " + endpoint.subject());
    }
    FileJournal journal = FileJournal.open(folder.resolve(JOURNAL));
    try {
      return new Session(
          journal,
          new DetailsFile(folder.resolve(DETAILS)),
          endpoint,
          options,
          new LastProgress(progress));
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** The folder's open files while it is asked. */
  final class Session implements AutoCloseable {

    private final FileJournal journal;
    private final DetailsFile details;
    private final Endpoint endpoint;
    private final RunOptions options;
    private final LastProgress watched;

    private Session(
        FileJournal journal,
        DetailsFile details,
        Endpoint endpoint,
        RunOptions options,
        LastProgress watched) {
      this.journal = journal;
      this.details = details;
      this.endpoint = endpoint;
      this.options = options;
      this.watched = watched;
    }

    /** Returns the run as it is asked. */
    RunsTogether.Entrant entrant() {
      return new RunsTogether.Entrant(task, endpoint, journal, options, watched, details);
    }

    /** Writes what the run found and returns it. */
    BenchmarkResult keep(BenchmarkResult result) throws IOException {
      writeWhole(folder.resolve(ENDPOINT), CanonicalJson.bytes(watched.toTree(endpoint, options)));
      return publish(result, details);
    }

    @Override
    public void close() throws IOException {
      try (journal;
          details) {
        // Both are closed, whichever fails.
      }
    }
  }

  /** Scores the journal as it is and writes {@code result.json} and {@code details.jsonl}. */
  public BenchmarkResult score() throws IOException, TaskException {
    try (var details = new DetailsFile(folder.resolve(DETAILS))) {
      return publish(
          BenchmarkScoring.score(
              task, subject, FileJournal.attempts(folder.resolve(JOURNAL)), details),
          details);
    }
  }

  private BenchmarkResult publish(BenchmarkResult result, DetailsFile details) throws IOException {
    details.publish();
    writeWhole(folder.resolve(RESULT), result.toJson());
    if (result.latency() != null) {
      writeWhole(folder.resolve(LATENCY), CanonicalJson.bytes(result.latency().toTree()));
    }
    return result;
  }

  private static void writeWhole(Path file, byte[] bytes) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, bytes);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

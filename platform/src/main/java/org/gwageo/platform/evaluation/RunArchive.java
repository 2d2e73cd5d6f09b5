package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.BenchmarkFolder.Overrides;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.run.OwnTask;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.platform.files.WorkFolder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A job's run as the folder that {@code gwageo benchmark run --out} leaves, zipped: task, items,
 * {@code run.json}, journal, result, details and latency. The commands that work on run folders
 * work on it, such as {@code benchmark score}, {@code compare}, {@code export} and {@code reproduce
 * compare --ours}.
 */
@Component
public class RunArchive {

  private final TaskLibrary tasks;
  private final DataSource database;
  private final Path scratch;

  RunArchive(TaskLibrary tasks, DataSource database, @Value("${java.io.tmpdir}") Path scratch) {
    this.tasks = tasks;
    this.database = database;
    this.scratch = scratch;
  }

  /** Returns the name of the folder in the archive: {@code alpha-dates-run-2}. */
  public static String name(Job job) {
    return job.team() + "-" + job.task() + "-run-" + job.run();
  }

  /** Returns whether a job's task has its items as plain ones; sealed ones are in no archive. */
  public boolean has(Job job) {
    return tasks.itemsFile(job.stage(), job.task(), job.team()).isPresent();
  }

  /**
   * Writes the archive of a job that is over.
   *
   * @throws IllegalStateException if the job goes on, or its task has changed since it was queued
   * @throws IOException if it cannot be written
   */
  public void write(Job job, OutputStream out) throws IOException {
    if (job.state().isPending()) {
      throw new IllegalStateException("job %s is %s, not over".formatted(job.id(), job.state()));
    }
    try (var folder = WorkFolder.in(scratch)) {
      fill(job, folder.path());
      zip(folder.path(), name(job), out);
    } catch (TaskException e) {
      throw new IllegalStateException("task " + job.task() + " has changed", e);
    }
  }

  private void fill(Job job, Path folder) throws IOException, TaskException {
    Path library = tasks.folder(job.stage().programme(), job.task());
    Path items = tasks.itemsFile(job.stage(), job.task(), job.team()).orElseThrow();
    var run =
        BenchmarkFolder.prepare(
            folder,
            new OwnTask(library.resolve("task.yaml"), items),
            new Overrides(null, seed(job), null),
            Results.subject(job),
            Grants.NONE);
    if (!run.task().digest().toString().equals(job.taskDigest())) {
      throw new IllegalStateException("task " + job.task() + " has changed");
    }
    new JobJournal(database, job.id()).writeTo(folder.resolve("journal.jsonl"));
    run.score();
  }

  /** Returns the seed that the job's run sends in place of the task's; null where it is that. */
  private @Nullable Long seed(Job job) {
    BenchmarkTask task = tasks.asked(job.stage(), job.task(), job.team());
    BenchmarkTask asked = new SeasonRun(job.run()).of(task);
    return asked != task && asked.rendering().parameters().get("seed") instanceof Number seed
        ? Long.valueOf(seed.longValue())
        : null;
  }

  private static void zip(Path folder, String name, OutputStream out) throws IOException {
    List<Path> files;
    try (var listed = Files.list(folder)) {
      files = listed.filter(Files::isRegularFile).sorted().toList();
    }
    var zip = new ZipOutputStream(out);
    for (Path file : files) {
      var entry = new ZipEntry(name + "/" + file.getFileName());
      // The same run gives the same bytes, whenever it is fetched.
      entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      Files.copy(file, zip);
      zip.closeEntry();
    }
    zip.finish();
  }
}

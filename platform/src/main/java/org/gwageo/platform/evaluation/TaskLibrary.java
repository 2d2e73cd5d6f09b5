package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The benchmark tasks of each programme: folders {@code tasks/<task>} beside its definition. */
@Component
public class TaskLibrary {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Path root;
  private final Map<String, BenchmarkTask> read = new ConcurrentHashMap<>();

  TaskLibrary(@Value("${gwageo.programmes}") Path root) {
    this.root = root;
  }

  /** Returns whether the programme has the task. */
  public boolean has(String programme, String task) {
    return NAME.matcher(task).matches()
        && Files.isRegularFile(folder(programme, task).resolve("task.yaml"));
  }

  /**
   * Returns the task.
   *
   * @throws IllegalArgumentException if the programme has none of that name, or it cannot be read
   */
  public BenchmarkTask get(String programme, String task) {
    if (!has(programme, task)) {
      throw new IllegalArgumentException("programme " + programme + " has no task " + task);
    }
    return read.computeIfAbsent(programme + "/" + task, name -> read(folder(programme, task)));
  }

  /** Returns the folder with the task's {@code task.yaml} and {@code items.jsonl}. */
  public Path folder(String programme, String task) {
    return root.resolve(programme).resolve("tasks").resolve(task);
  }

  private static BenchmarkTask read(Path folder) {
    try {
      return BenchmarkTask.read(folder.resolve("task.yaml"), folder.resolve("items.jsonl"));
    } catch (TaskException e) {
      throw new IllegalArgumentException(folder.getFileName() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the task " + folder + " cannot be read", e);
    }
  }
}

package org.gwageo.benchmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import tools.jackson.databind.JsonNode;

/** The files that the task of a run is read from. */
public sealed interface TaskFiles permits OwnTask, HarnessTask {

  /**
   * Reads the task.
   *
   * @throws TaskException if it is wrong, or needs what is not granted
   * @throws IOException if a file cannot be read
   */
  BenchmarkTask read(Subject subject, Grants grants) throws IOException, TaskException;

  /**
   * Copies the files into {@code folder} and returns them there.
   *
   * @throws TaskException if they cannot be read
   * @throws IOException if they cannot be copied
   */
  TaskFiles copyTo(Path folder) throws IOException, TaskException;

  /**
   * Returns whether {@code other} are certainly the same files, byte for byte; false where only
   * reading them can tell.
   *
   * @throws TaskException if a file is no task
   * @throws IOException if a file cannot be read
   */
  boolean isSameAs(TaskFiles other) throws IOException, TaskException;

  /** Returns what says, within a folder that they were copied to, which files they are. */
  Map<String, Object> toTree();

  /**
   * Returns the files that {@code tree} names in {@code folder}.
   *
   * @throws IllegalArgumentException if it names none
   * @throws TaskException if a file is not what it should be
   * @throws IOException if a file cannot be read
   */
  static TaskFiles in(Path folder, JsonNode tree) throws IOException, TaskException {
    return switch (tree.path("kind").asString("")) {
      case OwnTask.KIND -> OwnTask.in(folder, tree);
      case HarnessTask.KIND -> HarnessTask.in(folder, tree);
      default -> throw new IllegalArgumentException("the kind of task is unknown");
    };
  }

  /**
   * Returns the name of a file of the folder.
   *
   * @throws IllegalArgumentException if {@code name} is none
   */
  static String name(JsonNode tree, String member) {
    String name = tree.path(member).asString("");
    if (name.isBlank() || name.contains("/") || name.contains("\\") || name.startsWith(".")) {
      throw new IllegalArgumentException(member + " is a file of the folder, not \"" + name + "\"");
    }
    return name;
  }
}

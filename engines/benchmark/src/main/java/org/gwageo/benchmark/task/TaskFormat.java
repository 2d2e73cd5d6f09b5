package org.gwageo.benchmark.task;

import java.io.IOException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A format of task files beside this product's own, found as a service. Its files are JSON objects
 * whose member {@code format} names it, and their items stand in {@code items.jsonl}.
 */
public interface TaskFormat {

  /** Returns the value of {@code format}. */
  String name();

  /**
   * Reads a task.
   *
   * @param file the name of the file, for messages
   * @param bytes the file
   * @param items the items that it asks
   * @throws TaskException if the task or an item is wrong
   * @throws IOException if the items cannot be read
   */
  BenchmarkTask read(String file, byte[] bytes, Items items) throws IOException, TaskException;

  /** Returns the format of a task file; none for one of this product's own. */
  static Optional<TaskFormat> of(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != '{') {
      return Optional.empty();
    }
    return OtherFormats.of(bytes);
  }

  /** Returns all formats that are there. */
  static Iterable<TaskFormat> all() {
    return ServiceLoader.load(TaskFormat.class, TaskFormat.class.getClassLoader());
  }
}

package org.gwageo.benchmark.task;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a task's items one after the other. */
public interface ItemReader extends AutoCloseable {

  /**
   * Returns the next item, or null after the last.
   *
   * @throws TaskException if a line is no item
   */
  @Nullable Item next() throws IOException, TaskException;

  @Override
  void close() throws IOException;
}

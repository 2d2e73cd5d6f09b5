package org.gwageo.benchmark.harness;

import java.io.IOException;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** Where the splits of a data set come from. */
@FunctionalInterface
interface Splits {

  /**
   * Returns a split.
   *
   * @param evaluated whether it is the split that is asked
   * @param process the function that changes documents; null if there is none
   * @throws TaskException if there is no such split
   */
  Split split(String name, boolean evaluated, Port.@Nullable OfDocuments process)
      throws IOException, TaskException;
}

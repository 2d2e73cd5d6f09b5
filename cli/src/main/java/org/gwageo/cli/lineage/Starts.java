package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.lineage.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Weights that models may have started from.
 *
 * @param checkpoints the opened checkpoints
 */
record Starts(List<Checkpoint> checkpoints) implements AutoCloseable {

  /** Opens all paths; none if there are none. */
  static Starts open(@Nullable List<Path> paths) throws CannotRun {
    var starts = new Starts(new ArrayList<>());
    for (Path path : paths == null ? List.<Path>of() : paths) {
      try {
        starts.checkpoints.add(CheckpointPaths.open("start", path));
      } catch (CannotRun e) {
        starts.close();
        throw e;
      }
    }
    return starts;
  }

  @Override
  public void close() {
    checkpoints.forEach(Checkpoint::close);
  }
}

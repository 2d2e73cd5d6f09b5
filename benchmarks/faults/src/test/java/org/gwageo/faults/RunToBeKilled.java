package org.gwageo.faults;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.gwageo.benchmark.endpoint.Streaming;

/** A run in a process of its own, for a test that kills it. */
final class RunToBeKilled {

  private RunToBeKilled() {}

  /** Takes a task file, a folder, an endpoint's address and whether to stream. */
  public static void main(String[] arguments) throws Exception {
    Runs.run(
        Path.of(arguments[0]),
        Path.of(arguments[1]),
        URI.create(arguments[2]),
        Runs.options(Streaming.valueOf(arguments[3]), Duration.ofSeconds(20)));
  }
}

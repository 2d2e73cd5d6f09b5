package org.gwageo.benchmark.run;

import java.net.URI;
import java.nio.file.Path;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.BenchmarkFolder.Overrides;

/** A run in a process of its own, for a test that kills it. */
final class KilledRun {

  private KilledRun() {}

  /** Takes a task file, a folder and an endpoint's address. */
  public static void main(String[] arguments) throws Exception {
    BenchmarkFolder.prepare(
            Path.of(arguments[1]),
            Path.of(arguments[0]),
            null,
            Overrides.NONE,
            new Subject("m", "", ""))
        .run(Endpoint.of(URI.create(arguments[2]), "m"), Runs.OPTIONS, Progress.none());
  }
}

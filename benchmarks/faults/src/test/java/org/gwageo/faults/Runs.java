package org.gwageo.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.gwageo.benchmark.endpoint.Backoff;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.BenchmarkFolder.Overrides;
import org.gwageo.benchmark.run.Concurrency;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.TaskException;

/** Runs of the engine with short waits. */
final class Runs {

  /** How many requests are under way at once. */
  static final int AT_ONCE = 8;

  static final Subject SUBJECT = new Subject("mock", "", "");

  private Runs() {}

  /** Returns options that wait little; a reply has this long. */
  static RunOptions options(Streaming streaming, Duration deadline) {
    return RunOptions.standard(Clock.systemUTC(), new Random(1))
        .with(new Concurrency.Fixed(AT_ONCE))
        .with(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)))
        .withAttempts(3)
        .withDeadline(deadline)
        .with(streaming);
  }

  /** Runs a task, or continues the run that is in the folder. */
  static BenchmarkResult run(Path task, Path folder, URI base, RunOptions options)
      throws IOException, TaskException, InterruptedException {
    return run(task, folder, new Endpoint(base, SUBJECT, null), options);
  }

  /** Runs a task with a token, or continues the run that is in the folder. */
  static BenchmarkResult run(Path task, Path folder, Endpoint endpoint, RunOptions options)
      throws IOException, TaskException, InterruptedException {
    return BenchmarkFolder.prepare(folder, task, null, Overrides.NONE, SUBJECT)
        .run(endpoint, options, Progress.none());
  }
}

package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.Rehearsal;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.FoldersTogether;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.run.HarnessTask;
import org.gwageo.benchmark.run.OwnTask;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.run.TaskFiles;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;

/** One session of a run: what is asked between the start of a command and its end. */
final class RunSession {

  /** How long requests under way may take when the process is asked to end. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Terminal terminal;
  private final BenchmarkFolder folder;
  private final Path out;
  private final Endpoint endpoint;
  private final RunOptions options;

  private RunSession(
      Terminal terminal, BenchmarkFolder folder, Path out, Endpoint endpoint, RunOptions options) {
    this.terminal = terminal;
    this.folder = folder;
    this.out = out;
    this.endpoint = endpoint;
    this.options = options;
  }

  /** Reads the task and prepares the folder, or opens it if it holds the same run. */
  static RunSession prepare(
      Terminal terminal,
      TaskFiles files,
      Path out,
      BenchmarkFolder.Overrides overrides,
      Endpoint endpoint,
      RunOptions options,
      Grants grants)
      throws CannotRun {
    if (Files.exists(out)) {
      InputFile.requireFolder("output", out);
    }
    try {
      var folder = BenchmarkFolder.prepare(out, files, overrides, endpoint.subject(), grants);
      RunOptions fitting = Needs.of(folder.task(), endpoint, options);
      return new RunSession(terminal, folder, out, endpoint, fitting);
    } catch (TaskException e) {
      throw new CannotRun(
          "the task %s cannot be asked: %s".formatted(file(files), e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun("the run %s cannot be prepared: %s".formatted(out, Reasons.of(e)), e);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns the run as one of several that are asked together. */
  FoldersTogether.Member member(RunLine progress) {
    return new FoldersTogether.Member(folder, endpoint, options, progress);
  }

  private static Path file(TaskFiles files) {
    return switch (files) {
      case OwnTask own -> own.yaml();
      case HarnessTask harness -> harness.file().path();
    };
  }

  /**
   * Asks until every question is settled or given up, or until the process is asked to end: then
   * what is under way may finish for a moment, and the journal is closed before the process ends.
   */
  BenchmarkResult run() throws CannotRun {
    var ended = new CountDownLatch(1);
    Thread running = Thread.currentThread();
    try (ProgressLine line = terminal.progress()) {
      var progress = new RunLine(line::show, terminal);
      var hook = new Thread(() -> stop(List.of(progress), running, ended), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        rehearse();
        return folder.run(endpoint, options, progress);
      } finally {
        line.erase();
        if (progress.stopRequested()) {
          terminal.complain(
              "stopped after %d of %d questions; the same command continues"
                  .formatted(progress.done(), progress.total()));
        }
        ended.countDown();
        withdraw(hook);
      }
    } catch (JournalException e) {
      throw new CannotRun("the run %s cannot go on: %s".formatted(out, e.getMessage()), e);
    } catch (TaskException e) {
      throw new CannotRun("the run %s cannot go on: %s".formatted(out, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun("the run %s cannot go on: %s".formatted(out, Reasons.of(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun(
          "the run %s was stopped; the same command continues it".formatted(out), e);
    }
  }

  /**
   * Makes the process ready for times to the first token, if there are questions left. What reading
   * the task left behind is freed at once: a pause for that among the first replies would count as
   * theirs.
   */
  void rehearse() throws IOException, InterruptedException {
    if (options.streaming() == Streaming.ON
        && !folder.settled()
        && Rehearsal.once(folder.task().api())) {
      System.gc();
    }
  }

  /** Ends runs so that journals are whole: first by asking them to, then by force. */
  static void stop(List<RunLine> progress, Thread running, CountDownLatch ended) {
    progress.forEach(RunLine::requestStop);
    try {
      if (!ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        running.interrupt();
        ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void withdraw(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook is what says so.
    }
  }
}

package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.gwageo.benchmark.run.FoldersTogether;
import org.gwageo.benchmark.run.RunsTogether.Ended;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ProgressLines;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;

/** Runs of several models within one window of time, a line of progress each. */
final class SessionsTogether {

  private final Terminal terminal;
  private final List<AskedModel> models;
  private final List<RunSession> sessions;

  /** Takes the models and, in the same order, their runs. */
  SessionsTogether(Terminal terminal, List<AskedModel> models, List<RunSession> sessions) {
    this.terminal = terminal;
    this.models = models;
    this.sessions = sessions;
  }

  /**
   * Asks all until each is settled or the process is asked to end, and returns how each ended, in
   * the order of the models.
   */
  List<Ended> run() throws CannotRun {
    var ended = new CountDownLatch(1);
    Thread running = Thread.currentThread();
    try (ProgressLines lines = terminal.progress(models.stream().map(AskedModel::name).toList())) {
      List<RunLine> progress = new ArrayList<>();
      List<FoldersTogether.Member> members = new ArrayList<>();
      for (int i = 0; i < sessions.size(); i++) {
        int line = i;
        var watcher =
            new RunLine((done, total, remark) -> lines.show(line, done, total, remark), terminal);
        progress.add(watcher);
        members.add(sessions.get(i).member(watcher));
      }
      var hook = new Thread(() -> RunSession.stop(progress, running, ended), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        sessions.getFirst().rehearse();
        return FoldersTogether.run(members);
      } finally {
        lines.erase();
        complainOfStops(progress);
        ended.countDown();
        RunSession.withdraw(hook);
      }
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun("the runs cannot go on: " + Reasons.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("the runs were stopped; the same command continues them", e);
    }
  }

  private void complainOfStops(List<RunLine> progress) {
    for (int i = 0; i < progress.size(); i++) {
      RunLine one = progress.get(i);
      if (one.stopRequested()) {
        terminal.complain(
            "%s: stopped after %d of %d questions; the same command continues"
                .formatted(models.get(i).name(), one.done(), one.total()));
      }
    }
  }
}

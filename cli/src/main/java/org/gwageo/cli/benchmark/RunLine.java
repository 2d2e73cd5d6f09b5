package org.gwageo.cli.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunProgress;
import org.gwageo.cli.terminal.Terminal;

/** Shows how far a run is: score so far, requests under way, failures by class. */
final class RunLine implements Progress {

  /** Where it is shown. */
  interface Bar {
    void show(long done, long total, String remark);
  }

  private final Bar line;
  private final Terminal terminal;
  private volatile boolean stop;
  private volatile long done;
  private volatile long total;

  RunLine(Bar line, Terminal terminal) {
    this.line = line;
    this.terminal = terminal;
  }

  @Override
  public void report(RunProgress progress) {
    done = progress.done();
    total = progress.total();
    line.show(done, total, remark(progress));
  }

  @Override
  public boolean stopRequested() {
    return stop;
  }

  void requestStop() {
    stop = true;
  }

  long done() {
    return done;
  }

  long total() {
    return total;
  }

  private String remark(RunProgress progress) {
    var remark = new StringBuilder();
    if (progress.scored() > 0) {
      remark.append(
          String.format(
              Locale.ROOT,
              "%s %.1f %%  ",
              terminal.say("정답", "correct"),
              100 * progress.runningScore()));
    }
    remark.append(progress.inFlight()).append(terminal.say("개 요청 중", " under way"));
    for (Adaptation adaptation : progress.adaptations()) {
      remark.append("  ").append(adaptation.word());
    }
    if (progress.load().isBottleneck()) {
      remark.append(terminal.say("  이쪽이 느립니다", "  this side is the bottleneck"));
    }
    if (!progress.failedAttempts().isEmpty()) {
      remark.append("  ").append(listed(progress.failedAttempts()));
    }
    return remark.toString();
  }

  private static String listed(Map<FailureClass, Long> failures) {
    return failures.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey().code() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}

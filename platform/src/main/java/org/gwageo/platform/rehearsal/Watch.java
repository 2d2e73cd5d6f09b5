package org.gwageo.platform.rehearsal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.submission.Submissions;
import org.springframework.stereotype.Component;

/** Tells how far the benchmark jobs and the comparisons of weights are. */
@Component
class Watch {

  private static final Duration EVERY = Duration.ofMillis(500);
  private static final Duration EVERY_LINE = Duration.ofSeconds(5);
  private static final int BAR = 30;

  private final Stages stages;
  private final Jobs jobs;
  private final Screens screens;
  private final Submissions submissions;
  private final Clock clock;

  Watch(Stages stages, Jobs jobs, Screens screens, Submissions submissions, Clock clock) {
    this.stages = stages;
    this.jobs = jobs;
    this.screens = screens;
    this.submissions = submissions;
    this.clock = clock;
  }

  /**
   * Returns when every job and every comparison has a result.
   *
   * @throws IllegalStateException if a job or a comparison has failed for good
   */
  void untilMeasured(StageId stage, Consumer<String> out) throws InterruptedException {
    if (stages.get(stage).nextAction().orElse(null) != StageAction.DECIDE) {
      return;
    }
    boolean terminal = isTerminal();
    Instant started = clock.instant();
    long earlier = answered(jobs.of(stage));
    Instant shown = Instant.MIN;
    boolean measured = false;
    while (!measured || !compared(stage)) {
      var all = jobs.of(stage);
      requireNoFailure(stage, all);
      boolean ended = all.stream().allMatch(job -> job.state() == Job.State.DONE);
      var now = clock.instant();
      String bar = bar(all, earlier, Duration.between(started, now));
      if (terminal) {
        System.out.print("\r  " + bar);
        System.out.flush();
      } else if (ended != measured || Duration.between(shown, now).compareTo(EVERY_LINE) >= 0) {
        out.accept("  " + bar);
        shown = now;
      }
      measured = ended;
      Thread.sleep(EVERY);
    }
    if (terminal) {
      System.out.println();
    }
    out.accept("  ✓ benchmarks  %d jobs done".formatted(jobs.of(stage).size()));
    for (Screen screen : screens.of(stage)) {
      out.accept("  ✓ weights     %-10s %s".formatted(screen.team(), screen.grade().id()));
    }
  }

  private static long answered(List<Job> all) {
    return all.stream().mapToLong(job -> job.count().done()).sum();
  }

  private boolean compared(StageId stage) {
    long expected = submissions.counting(stage).stream().filter(s -> s.weights() != null).count();
    return screens.of(stage).size() >= expected;
  }

  private void requireNoFailure(StageId stage, List<Job> all) {
    var failed = all.stream().filter(job -> job.state() == Job.State.FAILED).toList();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          failed.stream()
              .map(job -> "%s of %s: %s".formatted(job.task(), job.team(), job.cause()))
              .collect(Collectors.joining("; ")));
    }
    var unread = screens.failures(stage);
    if (!unread.isEmpty()) {
      throw new IllegalStateException("weights that cannot be compared: " + unread);
    }
  }

  /** Since JDK 22 a console is there without a terminal too; NullAway still knows it as absent. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal();
  }

  /** Returns the bar; its rate is that of this run, without what an earlier one had answered. */
  private static String bar(List<Job> all, long earlier, Duration elapsed) {
    long total = all.stream().mapToLong(job -> job.count().total()).sum();
    long done = answered(all);
    long running = all.stream().filter(job -> job.state() == Job.State.RUNNING).count();
    int filled = total == 0 ? 0 : Math.toIntExact(BAR * done / total);
    double seconds = Math.max(1, elapsed.toMillis() / 1000.0);
    return "[%s%s] %d/%d questions, %.0f/s, %d jobs running, %d s"
        .formatted(
            "█".repeat(filled),
            "░".repeat(BAR - filled),
            done,
            total,
            (done - earlier) / seconds,
            running,
            elapsed.toSeconds());
  }
}

package org.gwageo.benchmark.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.EndpointClient;
import org.gwageo.benchmark.endpoint.Rehearsal;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Journal;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.run.Asking.Event;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.score.LiveScoring;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** Asks an endpoint every question of a task that the journal does not hold settled. */
public final class BenchmarkRun {

  private static final Duration REPORT_EVERY = Duration.ofMillis(100);

  private final BenchmarkTask task;
  private final Endpoint endpoint;
  private final Journal journal;
  private final RunOptions options;
  private final Progress progress;
  private final RunCount count;
  private final LiveScoring scoring;
  private final Map<Integer, Parts> underWay = new HashMap<>();
  private final ProcessorShare processor;
  private long reported;
  private boolean hasReported;

  BenchmarkRun(
      BenchmarkTask task,
      Endpoint endpoint,
      Journal journal,
      RunOptions options,
      Progress progress,
      Consumer<QuestionScore> details) {
    requests(task);
    this.task = task;
    this.endpoint = endpoint;
    this.journal = journal;
    this.options = options;
    this.progress = progress;
    this.count = new RunCount(task.questions());
    this.scoring = new LiveScoring(task, endpoint.subject(), details);
    this.processor = new ProcessorShare(options.nanos());
  }

  /**
   * Runs until every question is settled or given up, or until {@code progress} asks to stop, and
   * returns the score of the journal as it is then.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if the items cannot be read or the journal cannot be read or written
   * @throws InterruptedException if the calling thread is interrupted: requests under way are
   *     abandoned, replies that came are in the journal
   */
  public static BenchmarkResult run(
      BenchmarkTask task, Endpoint endpoint, Journal journal, RunOptions options, Progress progress)
      throws IOException, TaskException, InterruptedException {
    return run(task, endpoint, journal, options, progress, score -> {});
  }

  /**
   * Runs as {@link #run(BenchmarkTask, Endpoint, Journal, RunOptions, Progress)} does and hands
   * each question's score to {@code details}, in the order in which the journal settles them.
   */
  public static BenchmarkResult run(
      BenchmarkTask task,
      Endpoint endpoint,
      Journal journal,
      RunOptions options,
      Progress progress,
      Consumer<QuestionScore> details)
      throws IOException, TaskException, InterruptedException {
    return new BenchmarkRun(task, endpoint, journal, options, progress, details).ask(null);
  }

  /** Returns the most requests that a task makes. */
  static long requests(BenchmarkTask task) {
    long requests = task.questions() * task.rendering().mostParts();
    if (requests > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a run has at most " + Integer.MAX_VALUE + " requests, not " + requests);
    }
    return requests;
  }

  /**
   * Asks what is not settled, keeping pace with others if there is a {@code turn}, and returns the
   * score.
   */
  BenchmarkResult ask(FairTurns.@Nullable Turn turn)
      throws IOException, TaskException, InterruptedException {
    try (var client =
        new EndpointClient(
            endpoint,
            options.deadline(),
            options.streaming(),
            options.adaptations(),
            options.clock(),
            options.nanos())) {
      BitSet settled = settled();
      if (turn != null) {
        turn.skip(settled.cardinality());
      }
      var asking = new Asking(task, endpoint.subject(), client, options, settled, turn);
      progress.report(count.progress(asking, processor.share()));
      if (count.left() > 0 && options.streaming() == Streaming.ON) {
        Rehearsal.once(task.api());
      }
      asking.start();
      collect(asking);
      progress.report(count.progress(asking, processor.share()));
      return scoring.end();
    }
  }

  /** Counts what earlier sessions settled and returns the indices of those requests. */
  private BitSet settled() throws IOException, TaskException {
    var settled = new BitSet();
    scoring.resume(
        journal,
        (score, outcomes) -> {
          int first = Questions.index(task, score.ordinal(), score.repeat(), 0);
          for (int part = 0; part < outcomes.size(); part++) {
            Outcome outcome = outcomes.get(part);
            if (outcome != null && outcome.isSettled()) {
              settled.set(first + part);
            }
          }
          if (score.settled()) {
            count.done(score);
          } else if (outcomes.size() > 1) {
            underWay.put(first, new Parts(outcomes));
          }
        });
    return settled;
  }

  private void collect(Asking asking) throws IOException, TaskException, InterruptedException {
    Throwable broken = null;
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      List<Event> group = List.of();
      try {
        group = asking.events().take(REPORT_EVERY.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
        asking.abort();
      }
      ended = group.contains(new Event.Ended());
      if (broken == null) {
        broken = keepAndJudge(group);
        broken = broken == null ? watch(asking) : broken;
        if (broken != null) {
          asking.abort();
        }
      }
    }
    rethrow(broken);
    if (interrupted) {
      throw new InterruptedException("the run of task " + task.id() + " was interrupted");
    }
  }

  /** Makes a group durable, then judges it; returns what broke the run, if anything did. */
  private @Nullable Throwable keepAndJudge(List<Event> group) {
    List<Attempt> attempts = new ArrayList<>(group.size());
    Throwable broken = null;
    for (Event event : group) {
      switch (event) {
        case Event.Tried tried -> attempts.add(tried.attempt());
        case Event.Broken(Throwable cause) -> broken = cause;
        case Event.Ended() -> {}
      }
    }
    try {
      if (!attempts.isEmpty()) {
        journal.append(attempts);
      }
      for (Event event : group) {
        if (event instanceof Event.Tried tried) {
          judge(tried);
        }
      }
    } catch (IOException | TaskException | RuntimeException e) {
      broken = e;
    }
    return broken;
  }

  private void judge(Event.Tried tried) throws IOException, TaskException {
    Attempt attempt = tried.attempt();
    QuestionScore score = scoring.add(tried.question(), attempt);
    count.request();
    if (attempt.outcome() instanceof Failed failed) {
      count.failedAttempt(failed.failure());
    }
    if (tried.last()) {
      finish(tried.question(), attempt, score);
    }
  }

  /** Ends a request; {@code score} is its question's if no request of that is left. */
  private void finish(Question question, Attempt attempt, @Nullable QuestionScore score)
      throws TaskException {
    int first = Questions.index(task, attempt.ordinal(), attempt.repeat(), 0);
    int parts = question.requests().size();
    Parts known =
        parts == 1
            ? new Parts(Collections.<@Nullable Outcome>nCopies(1, null))
            : underWay.computeIfAbsent(
                first, key -> new Parts(Collections.<@Nullable Outcome>nCopies(parts, null)));
    if (known.finish(attempt)) {
      underWay.remove(first);
      count.done(
          score != null
              ? score
              : BenchmarkScoring.judge(task, question, attempt.number(), known.outcomes));
    }
  }

  /** The requests of one question as far as they are settled or given up. */
  private static final class Parts {

    final List<@Nullable Outcome> outcomes;
    private int left;

    Parts(List<? extends @Nullable Outcome> earlier) {
      this.outcomes = new ArrayList<@Nullable Outcome>(earlier);
      for (Outcome outcome : earlier) {
        left += outcome == null || !outcome.isSettled() ? 1 : 0;
      }
    }

    /** Keeps the last outcome of a request; returns whether it was the last request. */
    boolean finish(Attempt attempt) {
      outcomes.set(attempt.part(), attempt.outcome());
      return --left == 0;
    }
  }

  /** Shows the state to the watcher; returns what it threw, if it threw anything. */
  private @Nullable Throwable watch(Asking asking) {
    long now = options.nanos().nanos();
    if (hasReported && now - reported < REPORT_EVERY.toNanos()) {
      return null;
    }
    reported = now;
    hasReported = true;
    try {
      progress.report(count.progress(asking, processor.share()));
      if (progress.stopRequested()) {
        asking.stop();
      }
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static void rethrow(@Nullable Throwable broken) throws IOException, TaskException {
    switch (broken) {
      case null -> {}
      case IOException e -> throw e;
      case TaskException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("the run broke down", broken);
    }
  }
}

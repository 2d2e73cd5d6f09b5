package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.run.Concurrency;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.run.RunProgress;
import org.gwageo.benchmark.run.RunsTogether;
import org.gwageo.benchmark.run.RunsTogether.Ended;
import org.gwageo.benchmark.run.RunsTogether.Entrant;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.platform.evaluation.Jobs.Held;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Runs queued benchmark jobs, those of one wave together. */
@Component
class BenchmarkWorker {

  static final String NAME = "benchmark-job";

  private static final Logger log = LoggerFactory.getLogger(BenchmarkWorker.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);
  private static final Duration REPORT_EVERY = Duration.ofMillis(500);
  private static final String STOPPED = "the worker was stopped";

  private final Jobs jobs;
  private final Results results;
  private final Endpoints endpoints;
  private final Seasons seasons;
  private final DataSource database;
  private final Clock clock;
  private final int concurrency;

  BenchmarkWorker(
      Jobs jobs,
      Results results,
      Endpoints endpoints,
      Seasons seasons,
      DataSource database,
      Clock clock,
      @Value("${gwageo.evaluation.concurrency:4}") int concurrency) {
    this.jobs = jobs;
    this.results = results;
    this.endpoints = endpoints;
    this.seasons = seasons;
    this.database = database;
    this.clock = clock;
    this.concurrency = concurrency;
  }

  /** Returns the place of a job's wave in the queue: an earlier turn is taken first. */
  static TaskInstance<Void> instance(Job job) {
    return new TaskInstance.Builder<Void>(NAME, Wave.of(job).key())
        .priority(Math.max(Short.MIN_VALUE, -job.turn()))
        .build();
  }

  /** Runs what is left of a wave once and says whether the queue keeps it. */
  CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
    Optional<Wave> named = Wave.parse(instance.getId());
    if (named.isEmpty()) {
      // An earlier version queued single jobs; what of them waits is queued again by its wave.
      return new CompletionHandler.OnCompleteRemove<>();
    }
    Wave wave = named.get();
    List<Held> held = jobs.lease(wave, context.getExecution().pickedBy);
    try {
      together(reached(held), context);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      held.forEach(one -> jobs.release(one.lease(), Job.State.QUEUED, STOPPED));
    }
    return whatTheJobsSay(wave);
  }

  /**
   * A job that can be asked.
   *
   * @param held the job
   * @param task its task, sealed items opened
   */
  private record Ready(Held held, BenchmarkTask task) {}

  /** What a look at a job found: its task, or why it cannot be asked. */
  private record Look(@Nullable BenchmarkTask task, String problem) {}

  /**
   * Returns those jobs whose endpoint answers and whose task can be opened; the others are put back
   * or given up. A dead endpoint is told at once, not after every question has waited for it.
   */
  private List<Ready> reached(List<Held> held) throws InterruptedException {
    List<Callable<Look>> probes = new ArrayList<>();
    held.forEach(one -> probes.add(() -> look(one.job())));
    List<Ready> reached = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Look>> looks = threads.invokeAll(probes);
      for (int i = 0; i < held.size(); i++) {
        Look look = looks.get(i).get();
        BenchmarkTask task = look.task();
        if (task == null) {
          giveUpOrPutBack(held.get(i), look.problem());
        } else {
          reached.add(new Ready(held.get(i), task));
        }
      }
      return reached;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an endpoint could not be probed", e.getCause());
    }
  }

  private Look look(Job job) throws InterruptedException {
    try {
      requireOpen(job);
      BenchmarkTask task = results.opened(job);
      endpoints.probe(job.endpoint(), job.model(), job.revision());
      return new Look(task, "");
    } catch (IOException | TaskException | IllegalArgumentException e) {
      return new Look(null, String.valueOf(e.getMessage()));
    }
  }

  private void requireOpen(Job job) {
    Instant end = end(job);
    if (!clock.instant().isBefore(end)) {
      throw new IllegalArgumentException("season %s closed at %s".formatted(job.stage(), end));
    }
  }

  private Instant end(Job job) {
    return seasons.find(job.stage()).map(Season::closesAt).orElse(Instant.MAX);
  }

  /**
   * Asks all within one window of time. What breaks one of them leaves the others alone, and what
   * ends is settled while they go on.
   */
  private void together(List<Ready> ready, ExecutionContext context) throws InterruptedException {
    if (ready.isEmpty()) {
      return;
    }
    List<Reports> reports = new ArrayList<>();
    List<Entrant> entrants = new ArrayList<>();
    for (Ready one : ready) {
      var watcher = new Reports(one.held(), context, end(one.held().job()));
      reports.add(watcher);
      entrants.add(entrant(one, watcher));
    }
    RunsTogether.run(entrants, (index, how) -> end(ready.get(index), how, reports.get(index)));
  }

  private Entrant entrant(Ready ready, Progress progress) {
    Job job = ready.held().job();
    return new Entrant(
        ready.task(),
        new Endpoint(job.endpoint(), Results.subject(job), null),
        new JobJournal(database, job.id()),
        RunOptions.standard(clock, RandomGenerator.getDefault())
            .with(new Concurrency.Fixed(concurrency)),
        progress);
  }

  private void end(Ready ready, Ended ended, Reports reports) {
    Held held = ready.held();
    try {
      switch (ended) {
        case Ended.Scored(BenchmarkResult result) -> settle(ready, result, reports);
        case Ended.Broken(InterruptedException stopped) ->
            jobs.release(held.lease(), Job.State.QUEUED, STOPPED);
        case Ended.Broken(Throwable cause) -> {
          log.warn("{} failed", held.job(), cause);
          giveUpOrPutBack(held, String.valueOf(cause.getMessage()));
        }
      }
    } catch (RuntimeException e) {
      log.warn("{} cannot be scored", held.job(), e);
      giveUpOrPutBack(held, String.valueOf(e.getMessage()));
    }
  }

  private void settle(Ready ready, BenchmarkResult result, Reports reports) {
    Held held = ready.held();
    Job job = held.job();
    String silent = reports.silence.cause();
    if (silent != null) {
      results.keepQuestions(job, ready.task());
      giveUpOrPutBack(held, silent);
      return;
    }
    if (!result.isComplete()) {
      jobs.release(held.lease(), Job.State.QUEUED, STOPPED);
      return;
    }
    String transientFailures =
        result.unanswered().entrySet().stream()
            .filter(failure -> failure.getKey().isTransient())
            .map(failure -> failure.getKey().code() + " " + failure.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!transientFailures.isEmpty()) {
      results.keepQuestions(job, ready.task());
      giveUpOrPutBack(held, "questions without a reply: " + transientFailures);
      return;
    }
    results.keep(job, ready.task());
    jobs.release(held.lease(), Job.State.DONE, null);
  }

  private void giveUpOrPutBack(Held held, String cause) {
    boolean last = held.lease().attempt() % MOST_ATTEMPTS == 0;
    log.info(
        "{} {} run {} of {}: {}",
        last ? "failed:" : "put back:",
        held.job().task(),
        held.job().run(),
        held.job().team(),
        cause);
    jobs.release(held.lease(), last ? Job.State.FAILED : Job.State.QUEUED, cause);
  }

  /** The queue keeps a wave of which a job waits, whoever has put it back. */
  private CompletionHandler<Void> whatTheJobsSay(Wave wave) {
    return (complete, operations) -> {
      if (jobs.of(wave).stream().anyMatch(job -> job.state().isPending())) {
        operations.reschedule(complete, clock.instant().plus(BETWEEN_ATTEMPTS));
      } else {
        operations.remove();
      }
    };
  }

  /** Writes a job's progress twice a second and ends a run that is nobody's any more. */
  private final class Reports implements Progress {

    private final Held held;
    private final ExecutionContext context;
    private final Instant end;
    private final Silence silence = new Silence();
    private Set<Adaptation> adaptations = Set.of();
    private Instant reported = Instant.MIN;
    private boolean lost;

    Reports(Held held, ExecutionContext context, Instant end) {
      this.held = held;
      this.context = context;
      this.end = end;
    }

    @Override
    public void report(RunProgress progress) {
      silence.look(progress);
      var now = clock.instant();
      boolean last = progress.done() == progress.total();
      if (last || Duration.between(reported, now).compareTo(REPORT_EVERY) >= 0) {
        lost |= !jobs.progress(held.lease(), progress);
        reported = now;
      }
      if (!progress.adaptations().equals(adaptations)) {
        adaptations = progress.adaptations();
        endpoints.adapted(held.job().endpoint(), held.job().model(), adaptations);
      }
    }

    @Override
    public boolean stopRequested() {
      return lost
          || silence.cause() != null
          || context.getSchedulerState().isShuttingDown()
          || !clock.instant().isBefore(end);
    }
  }
}

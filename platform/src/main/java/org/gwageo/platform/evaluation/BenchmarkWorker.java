package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.run.BenchmarkRun;
import org.gwageo.benchmark.run.Concurrency;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.run.RunProgress;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.TaskException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Runs queued benchmark jobs. */
@Component
class BenchmarkWorker {

  static final String NAME = "benchmark-job";

  private static final Logger log = LoggerFactory.getLogger(BenchmarkWorker.class);
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);
  private static final Duration REPORT_EVERY = Duration.ofMillis(500);

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

  /** Returns the job's place in the queue: an earlier turn is taken first. */
  static TaskInstance<Void> instance(Job job) {
    return new TaskInstance.Builder<Void>(NAME, job.id().toString())
        .priority(Math.max(Short.MIN_VALUE, -job.turn()))
        .build();
  }

  /** Runs a job once and says whether the queue keeps it. */
  CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
    var id = UUID.fromString(instance.getId());
    var leased = jobs.lease(id, context.getExecution().pickedBy);
    if (leased.isEmpty()) {
      return whatTheJobSays(id);
    }
    var lease = leased.get();
    var job = jobs.find(id).orElseThrow();
    try {
      settle(lease, job, measure(lease, job, context));
    } catch (IOException | TaskException | IllegalArgumentException e) {
      log.warn("job {} ({}, {}) failed: {}", id, job.team(), job.task(), e.getMessage());
      giveUpOrPutBack(lease, job, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      jobs.release(lease, Job.State.QUEUED, "the worker was stopped");
    }
    return whatTheJobSays(id);
  }

  private BenchmarkResult measure(Lease lease, Job job, ExecutionContext context)
      throws IOException, TaskException, InterruptedException {
    var task = results.task(job);
    Instant end = seasons.find(job.stage()).map(Season::closesAt).orElse(Instant.MAX);
    requireOpen(job, end);
    // A dead endpoint is told at once, not after every question has waited for it.
    endpoints.probe(job.endpoint(), job.model(), job.revision());
    return BenchmarkRun.run(
        task,
        new Endpoint(job.endpoint(), Results.subject(job), null),
        new JobJournal(database, job.id()),
        RunOptions.standard(clock, RandomGenerator.getDefault())
            .with(new Concurrency.Fixed(concurrency)),
        new Reports(lease, job, context, end));
  }

  private void requireOpen(Job job, Instant end) {
    if (!clock.instant().isBefore(end)) {
      throw new IllegalArgumentException("season %s closed at %s".formatted(job.stage(), end));
    }
  }

  private void settle(Lease lease, Job job, BenchmarkResult result) {
    if (!result.isComplete()) {
      jobs.release(lease, Job.State.QUEUED, "the worker was stopped");
      return;
    }
    String transientFailures =
        result.unanswered().entrySet().stream()
            .filter(failure -> failure.getKey().isTransient())
            .map(failure -> failure.getKey().code() + " " + failure.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!transientFailures.isEmpty()) {
      results.keepQuestions(job, results.task(job));
      giveUpOrPutBack(lease, job, "questions without a reply: " + transientFailures);
      return;
    }
    results.keep(job, results.task(job));
    jobs.release(lease, Job.State.DONE, null);
  }

  private void giveUpOrPutBack(Lease lease, Job job, String cause) {
    boolean last = job.attempts() % MOST_ATTEMPTS == 0;
    jobs.release(lease, last ? Job.State.FAILED : Job.State.QUEUED, cause);
  }

  /** The queue keeps a job that waits, whoever has put it back, and drops one that is over. */
  private CompletionHandler<Void> whatTheJobSays(UUID id) {
    return (complete, operations) -> {
      boolean pending = jobs.find(id).map(job -> job.state().isPending()).orElse(false);
      if (pending) {
        operations.reschedule(complete, clock.instant().plus(BETWEEN_ATTEMPTS));
      } else {
        operations.remove();
      }
    };
  }

  /** Writes the job's progress twice a second and ends a run that is nobody's any more. */
  private final class Reports implements Progress {

    private final Lease lease;
    private final ExecutionContext context;
    private final Instant end;
    private final Job job;
    private Set<Adaptation> adaptations = Set.of();
    private Instant reported = Instant.MIN;
    private boolean lost;

    Reports(Lease lease, Job job, ExecutionContext context, Instant end) {
      this.lease = lease;
      this.job = job;
      this.context = context;
      this.end = end;
    }

    @Override
    public void report(RunProgress progress) {
      var now = clock.instant();
      boolean last = progress.done() == progress.total();
      if (last || Duration.between(reported, now).compareTo(REPORT_EVERY) >= 0) {
        lost |= !jobs.progress(lease, progress);
        reported = now;
      }
      if (!progress.adaptations().equals(adaptations)) {
        adaptations = progress.adaptations();
        endpoints.adapted(job.endpoint(), job.model(), adaptations);
      }
    }

    @Override
    public boolean stopRequested() {
      return lost || context.getSchedulerState().isShuttingDown() || !clock.instant().isBefore(end);
    }
  }
}

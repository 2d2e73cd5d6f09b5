package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.run.BenchmarkRun;
import org.gwageo.benchmark.run.Concurrency;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.run.RunProgress;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
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
  private final TaskLibrary tasks;
  private final DataSource database;
  private final Clock clock;
  private final int concurrency;

  BenchmarkWorker(
      Jobs jobs,
      Results results,
      TaskLibrary tasks,
      DataSource database,
      Clock clock,
      @Value("${gwageo.evaluation.concurrency:4}") int concurrency) {
    this.jobs = jobs;
    this.results = results;
    this.tasks = tasks;
    this.database = database;
    this.clock = clock;
    this.concurrency = concurrency;
  }

  static TaskInstance<Void> instance(UUID job) {
    return new TaskInstance<>(NAME, job.toString());
  }

  /** Runs a job once and says whether the queue keeps it. */
  CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
    var id = UUID.fromString(instance.getId());
    var job = jobs.find(id).orElseThrow();
    if (job.state() == Job.State.DONE) {
      return remove();
    }
    jobs.start(id, context.getExecution().pickedBy);
    try {
      var task = tasks.get(job.stage().programme(), job.task());
      // A dead endpoint is told at once, not after every question has waited for it.
      ServedModels.at(job.endpoint());
      var result =
          BenchmarkRun.run(
              task,
              new Endpoint(job.endpoint(), Results.subject(job), null),
              new JobJournal(database, id),
              RunOptions.standard(clock, java.util.random.RandomGenerator.getDefault())
                  .with(new Concurrency.Fixed(concurrency)),
              new Reports(id, context));
      return settle(job, result);
    } catch (IOException | TaskException | IllegalArgumentException e) {
      log.warn("job {} ({}, {}) failed: {}", id, job.team(), job.task(), e.getMessage());
      return giveUpOrRetry(job, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      jobs.queueAgain(id, "the worker was stopped");
      return again(clock.instant());
    }
  }

  private CompletionHandler<Void> settle(Job job, BenchmarkResult result) {
    if (!result.isComplete()) {
      jobs.queueAgain(job.id(), "the worker was stopped");
      return again(clock.instant());
    }
    String transientFailures =
        result.unanswered().entrySet().stream()
            .filter(failure -> failure.getKey().isTransient())
            .map(failure -> failure.getKey().code() + " " + failure.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!transientFailures.isEmpty()) {
      return giveUpOrRetry(job, "questions without a reply: " + transientFailures);
    }
    results.put(job.id(), result);
    jobs.finish(job.id(), Job.State.DONE, null);
    return remove();
  }

  private CompletionHandler<Void> giveUpOrRetry(Job job, String cause) {
    // The job was read before this attempt was counted.
    if (job.attempts() + 1 >= MOST_ATTEMPTS) {
      jobs.finish(job.id(), Job.State.FAILED, cause);
      return remove();
    }
    jobs.queueAgain(job.id(), cause);
    return again(clock.instant().plus(BETWEEN_ATTEMPTS));
  }

  private static CompletionHandler<Void> remove() {
    return new CompletionHandler.OnCompleteRemove<>();
  }

  private static CompletionHandler<Void> again(Instant at) {
    return (complete, operations) -> operations.reschedule(complete, at);
  }

  /** Writes the job's progress twice a second and ends the run when the process is stopping. */
  private final class Reports implements Progress {

    private final UUID job;
    private final ExecutionContext context;
    private Instant reported = Instant.MIN;

    Reports(UUID job, ExecutionContext context) {
      this.job = job;
      this.context = context;
    }

    @Override
    public void report(RunProgress progress) {
      var now = clock.instant();
      boolean last = progress.done() == progress.total();
      if (last || Duration.between(reported, now).compareTo(REPORT_EVERY) >= 0) {
        jobs.progress(
            job,
            Math.toIntExact(progress.done()),
            Math.toIntExact(progress.correct()),
            CanonicalJson.string(byCode(progress.unanswered())));
        reported = now;
      }
    }

    @Override
    public boolean stopRequested() {
      return context.getSchedulerState().isShuttingDown();
    }

    private static Map<String, Long> byCode(Map<FailureClass, Long> failures) {
      var byCode = new TreeMap<String, Long>();
      failures.forEach((failure, count) -> byCode.put(failure.code(), count));
      return byCode;
    }
  }
}

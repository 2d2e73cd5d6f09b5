package org.gwageo.platform.reproduction;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.ComparedRun;
import org.gwageo.benchmark.reproduction.ReproductionRecord;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.statistics.Tolerance;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.RunDone;
import org.gwageo.platform.programme.StageId;
import org.gwageo.verdict.rules.Reported;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares our runs with the team's, once all of them are done. The last run to end queues the
 * comparison in the transaction that ends it.
 */
@Component
class Comparisons {

  static final String NAME = "compare-runs";

  private static final Logger log = LoggerFactory.getLogger(Comparisons.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int MOST_DOUBLINGS = 6;

  private final Repetitions repetitions;
  private final TeamBundles bundles;
  private final BundleStore store;
  private final Intake intake;
  private final Results results;
  private final SchedulerClient queue;
  private final Clock clock;

  Comparisons(
      Repetitions repetitions,
      TeamBundles bundles,
      BundleStore store,
      Intake intake,
      Results results,
      SchedulerClient queue,
      Clock clock) {
    this.repetitions = repetitions;
    this.bundles = bundles;
    this.store = store;
    this.intake = intake;
    this.results = results;
    this.queue = queue;
    this.clock = clock;
  }

  /** Queues the comparison that a run completes. */
  @EventListener
  @Transactional
  public void queue(RunDone event) {
    if (repetitions.lock(event.stage(), event.team(), event.task())) {
      repetitions
          .find(event.stage(), event.team(), event.task())
          .filter(one -> one.standing() == Standing.COMPARING)
          .ifPresent(this::queue);
    }
  }

  /** Queues what waits for its comparison, should the queue not have it. */
  void queueMissing() {
    repetitions.toCompare().forEach(this::queue);
  }

  private void queue(Repetition one) {
    String place =
        String.join("/", one.stage().programme(), one.stage().stage(), one.team(), one.task());
    queue.scheduleIfNotExists(new TaskInstance.Builder<Void>(NAME, place).build(), clock.instant());
  }

  /** Compares, and says whether the queue keeps the place because it could not. */
  CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
    String[] place = instance.getId().split("/", 4);
    Optional<Repetition> found =
        repetitions
            .find(new StageId(place[0], place[1]), place[2], place[3])
            .filter(one -> one.standing() == Standing.COMPARING);
    if (found.isEmpty()) {
      return new CompletionHandler.OnCompleteRemove<>();
    }
    Repetition one = found.get();
    repetitions.begin(one);
    try {
      repetitions.compared(one, compare(one).toJson());
    } catch (BundleException e) {
      repetitions.incomparable(one, e.problem());
    } catch (IOException | RuntimeException e) {
      log.warn("the runs of {} cannot be compared", instance.getId(), e);
      repetitions.failed(one, String.valueOf(e.getMessage()));
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(one.attempts(), MOST_DOUBLINGS));
      return (complete, operations) -> operations.reschedule(complete, clock.instant().plus(pause));
    }
    return new CompletionHandler.OnCompleteRemove<>();
  }

  private ReproductionRecord compare(Repetition one) throws IOException, BundleException {
    TeamBundle handedIn =
        bundles
            .find(one.stage(), one.team(), one.task(), one.version())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "version %d of the bundle of %s for %s is gone"
                            .formatted(one.version(), one.team(), one.task())));
    Reported rule =
        intake.wanted(one.stage()).stream()
            .filter(wanted -> wanted.task().equals(one.task()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("the rules do not name the task " + one.task()))
            .rule();
    return store.with(
        store.file(handedIn.stage(), handedIn.archive()),
        folder -> {
          RunBundle bundle = RunBundle.open(folder);
          var runs = new ArrayList<ComparedRun>();
          for (Job job : repetitions.runs(one)) {
            runs.add(run(job));
          }
          return ReproductionRecord.ofItems(bundle, runs, tolerance(rule), one.draw());
        });
  }

  private ComparedRun run(Job job) throws IOException {
    Attempts attempts = results.attempts(job);
    return new ComparedRun(
        "run-" + job.run(),
        Results.subject(job),
        RunBundle.digest(new TreeMap<>(Map.of("journal.jsonl", digest(attempts)))),
        results.task(job),
        attempts);
  }

  /** Returns the digest of a journal as the file of lines that a bundle holds. */
  private static Digest digest(Attempts attempts) throws IOException {
    try (Attempts.Cursor cursor = attempts.read()) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Attempt one = cursor.next(); one != null; one = cursor.next()) {
        sha256.update((one.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return new Digest(HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static Tolerance tolerance(Reported rule) {
    Tolerance both = Tolerance.of(rule.tolerance().doubleValue());
    return rule.tooHighOnly() ? both.whereTooHigh() : both;
  }
}

package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.SubmissionsClosed;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.verdict.rules.Rulebook;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues the benchmark jobs of a stage. */
@Service
public class Evaluation {

  private final Jobs jobs;
  private final Rulebooks rulebooks;
  private final Submissions submissions;
  private final Queueing queueing;
  private final SchedulerClient queue;
  private final Clock clock;

  Evaluation(
      Jobs jobs,
      Rulebooks rulebooks,
      Submissions submissions,
      Queueing queueing,
      SchedulerClient queue,
      Clock clock) {
    this.jobs = jobs;
    this.rulebooks = rulebooks;
    this.submissions = submissions;
    this.queueing = queueing;
    this.queue = queue;
    this.clock = clock;
  }

  /** Returns the names of the tasks that a rulebook's items are measured with, in its order. */
  public static List<String> tasks(Rulebook rulebook) {
    return rulebook
        .items()
        .flatMap(item -> item.evidence().benchmarks().stream())
        .distinct()
        .toList();
  }

  /** Queues every task for every team. */
  @EventListener
  @Transactional
  public void queueJobs(SubmissionsClosed event) {
    var stage = event.stage();
    var rules = rulebooks.inForce(stage).orElseThrow();
    queueing.queue(
        stage,
        tasks(rules.rulebook()),
        submissions.counting(stage).stream()
            .map(s -> new Entrant(s.team(), s.endpoint(), s.model(), s.revision()))
            .toList(),
        clock.instant(),
        "SubmissionsClosed");
  }

  /**
   * Queues a job again that failed or was cancelled; what is answered stays answered.
   *
   * @param actor the account that does it
   * @param reason why, in its words
   * @throws IllegalStateException if the job has neither failed nor been cancelled
   */
  @Transactional
  public void retry(UUID id, String actor, String reason) {
    var job =
        jobs.change(
            id, List.of(Job.State.FAILED, Job.State.CANCELLED), Job.State.QUEUED, actor, reason);
    queue.scheduleIfNotExists(BenchmarkWorker.instance(job), clock.instant());
  }

  /**
   * Ends a job without a result. A worker that has it stops within a second.
   *
   * @param actor the account that does it
   * @param reason why, in its words
   * @throws IllegalStateException if the job is over
   */
  @Transactional
  public void cancel(UUID id, String actor, String reason) {
    jobs.change(
        id,
        List.of(Job.State.QUEUED, Job.State.LEASED, Job.State.RUNNING, Job.State.FAILED),
        Job.State.CANCELLED,
        actor,
        reason);
  }
}

package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.SubmissionsClosed;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.verdict.rules.Rulebook;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues the benchmark jobs of a stage. */
@Service
public class Evaluation {

  private final Jobs jobs;
  private final TaskLibrary tasks;
  private final Rulebooks rulebooks;
  private final Submissions submissions;
  private final SchedulerClient queue;
  private final Clock clock;

  Evaluation(
      Jobs jobs,
      TaskLibrary tasks,
      Rulebooks rulebooks,
      Submissions submissions,
      SchedulerClient queue,
      Clock clock) {
    this.jobs = jobs;
    this.tasks = tasks;
    this.rulebooks = rulebooks;
    this.submissions = submissions;
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

  /** Queues every task for every team, all teams with one task before any team with the next. */
  @EventListener
  @Transactional
  public void queueJobs(SubmissionsClosed event) {
    var stage = event.stage();
    var rules = rulebooks.inForce(stage).orElseThrow();
    Instant at = clock.instant();
    for (String task : tasks(rules.rulebook())) {
      at = at.plusMillis(1);
      for (var submission : submissions.counting(stage)) {
        queueJob(stage, task, submission, at);
      }
    }
  }

  /**
   * Queues a failed job again; what is answered stays answered.
   *
   * @throws IllegalStateException if the job has not failed
   */
  @Transactional
  public void retry(UUID id) {
    var job = jobs.find(id).orElseThrow(() -> new IllegalArgumentException("no job " + id));
    if (job.state() != Job.State.FAILED) {
      throw new IllegalStateException("job %s is %s, not failed".formatted(id, job.state()));
    }
    jobs.queueAgain(id, null);
    queue.scheduleIfNotExists(BenchmarkWorker.instance(id), clock.instant());
  }

  private void queueJob(StageId stage, String name, Submission submission, Instant at) {
    var task = tasks.get(stage.programme(), name);
    var job =
        new Job(
            UUID.randomUUID(),
            stage,
            submission.team(),
            name,
            submission.endpoint(),
            submission.model(),
            submission.revision(),
            Job.State.QUEUED,
            null,
            0,
            null,
            null,
            Math.toIntExact(task.questions()),
            0,
            0,
            "{}",
            at,
            null,
            null);
    if (jobs.add(job, task.digest().toString())) {
      queue.scheduleIfNotExists(BenchmarkWorker.instance(job.id()), at);
    }
  }
}

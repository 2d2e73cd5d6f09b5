package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.SubmissionsClosed;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Rulebook;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Queues the benchmark jobs of a stage. */
@Service
public class Evaluation {

  private final Jobs jobs;
  private final StageTasks stageTasks;
  private final Submissions submissions;
  private final Queueing queueing;
  private final TaskLibrary tasks;
  private final SchedulerClient queue;
  private final Clock clock;

  Evaluation(
      Jobs jobs,
      StageTasks stageTasks,
      Submissions submissions,
      Queueing queueing,
      TaskLibrary tasks,
      SchedulerClient queue,
      Clock clock) {
    this.jobs = jobs;
    this.stageTasks = stageTasks;
    this.submissions = submissions;
    this.queueing = queueing;
    this.tasks = tasks;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Returns the names of all tasks of a rulebook, those too that teams run themselves or can choose
   * from.
   */
  public static List<String> allTasks(Rulebook rulebook) {
    return rulebook
        .items()
        .flatMap(item -> item.evidence().benchmarks().stream())
        .distinct()
        .toList();
  }

  static int runs(Input input) {
    return switch (input) {
      case Input.Index index -> index.runs().count();
      case Input.CommonBenchmarks common -> common.runs().count();
      case Input.TargetRatio ratio -> ratio.runs().count();
      case Input.Sheets sheets -> 1;
      case Input.Ratings ratings -> 1;
      case Input.PlainPoints points -> 1;
    };
  }

  /** Queues every run of every task for every team. */
  @EventListener
  @Transactional
  public void queueJobs(SubmissionsClosed event) {
    var stage = event.stage();
    queueing.queue(
        stage,
        stageTasks.runs(stage),
        submissions.counting(stage).stream()
            .map(s -> new Entrant(s.team(), s.endpoint(), s.model(), s.revision()))
            .toList(),
        clock.instant(),
        "SubmissionsClosed");
  }

  /**
   * Queues our runs of a benchmark that a team ran itself.
   *
   * @param task the task's name
   * @param runs how often it is run
   * @param teams whose model is asked
   * @param drawn the items of each team that are asked, as lines of JSON; a team that is not in it
   *     is asked all
   */
  @Transactional
  public void repeat(
      StageId stage, String task, int runs, List<String> teams, Map<String, String> drawn) {
    drawn.forEach((team, items) -> tasks.keepDrawn(stage, task, team, items));
    queueing.queue(
        stage,
        new LinkedHashMap<>(Map.of(task, runs)),
        submissions.counting(stage).stream()
            .filter(s -> teams.contains(s.team()))
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

package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gwageo.platform.programme.StageId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts jobs into the queue so that entrants take turns: all with one task before any with the next,
 * and with each task another entrant first. Whatever slows endpoints down at one time of the day
 * meets all of them.
 */
@Component
class Queueing {

  private final Jobs jobs;
  private final TaskLibrary tasks;
  private final SchedulerClient queue;

  Queueing(Jobs jobs, TaskLibrary tasks, SchedulerClient queue) {
    this.jobs = jobs;
    this.tasks = tasks;
    this.queue = queue;
  }

  /**
   * Queues every task for every entrant; jobs that are there already stay as they are.
   *
   * @param at the first moment at which a worker may take one
   */
  @Transactional
  void queue(StageId season, List<String> names, List<Entrant> entrants, Instant at, String actor) {
    int turn = 0;
    for (int wave = 0; wave < names.size(); wave++) {
      var task = tasks.get(season.programme(), names.get(wave));
      for (int n = 0; n < entrants.size(); n++) {
        var entrant = entrants.get((wave + n) % entrants.size());
        var job =
            new Job(
                UUID.randomUUID(),
                season,
                entrant.id(),
                names.get(wave),
                1,
                ++turn,
                entrant.endpoint(),
                entrant.model(),
                entrant.revision(),
                task.digest().toString(),
                Job.State.QUEUED,
                null,
                0,
                null,
                null,
                Job.Count.of(Math.toIntExact(task.questions())),
                at,
                null,
                null);
        if (jobs.add(job, actor)) {
          queue.scheduleIfNotExists(BenchmarkWorker.instance(job), at);
        }
      }
    }
  }
}

package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.programme.StageId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts jobs into the queue in waves: all entrants with one task and run before any with the next,
 * and the first runs of all tasks before any second, so that the runs of a task are spread over the
 * season. A worker asks the entrants of a wave together ({@link BenchmarkWorker}); whatever slows
 * endpoints down at one time of the day meets all of them. Within a wave another entrant is first
 * each time.
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
   * Queues every run of every task for every entrant; jobs that are there already stay as they are.
   *
   * @param runs how often each task is run, in the order of the tasks
   * @param at the first moment at which a worker may take one
   */
  @Transactional
  void queue(
      StageId season,
      SequencedMap<String, Integer> runs,
      List<Entrant> entrants,
      Instant at,
      String actor) {
    int most = runs.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int turn = 0;
    int wave = 0;
    for (int run = 1; run <= most; run++) {
      for (Map.Entry<String, Integer> wanted : runs.entrySet()) {
        if (run > wanted.getValue()) {
          continue;
        }
        for (int n = 0; n < entrants.size(); n++) {
          var entrant = entrants.get((wave + n) % entrants.size());
          var task = task(season, wanted.getKey(), entrant, run);
          queue(job(season, entrant, wanted.getKey(), run, ++turn, task, at), at, actor);
        }
        wave++;
      }
    }
  }

  /** A drawn part of the items is the entrant's own; sealed orders of choices are the worker's. */
  private BenchmarkTask task(StageId season, String name, Entrant entrant, int run) {
    boolean drawn = tasks.isDrawn(season, name, entrant.id());
    return new SeasonRun(run)
        .of(drawn ? tasks.asked(season, name, entrant.id()) : tasks.get(season.programme(), name));
  }

  private void queue(Job job, Instant at, String actor) {
    if (jobs.add(job, actor)) {
      queue.scheduleIfNotExists(BenchmarkWorker.instance(job), at);
    }
  }

  private static Job job(
      StageId season,
      Entrant entrant,
      String name,
      int run,
      int turn,
      BenchmarkTask task,
      Instant at) {
    return new Job(
        UUID.randomUUID(),
        season,
        entrant.id(),
        name,
        run,
        turn,
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
  }
}

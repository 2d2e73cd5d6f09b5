package org.gwageo.platform.evaluation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reveals sealed items after their season: the office asks for it, and a worker, which alone has
 * the key, opens them. What was measured is scored again from the revealed items and has to come
 * out the same.
 */
@Service
public class Reveals {

  static final String NAME = "reveal-items";

  private static final Logger log = LoggerFactory.getLogger(Reveals.class);

  private final DataSets dataSets;
  private final SealedTasks sealed;
  private final Seasons seasons;
  private final Jobs jobs;
  private final Results results;
  private final SchedulerClient queue;
  private final Clock clock;

  Reveals(
      DataSets dataSets,
      SealedTasks sealed,
      Seasons seasons,
      Jobs jobs,
      Results results,
      SchedulerClient queue,
      Clock clock) {
    this.dataSets = dataSets;
    this.sealed = sealed;
    this.seasons = seasons;
    this.jobs = jobs;
    this.results = results;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * Asks a worker to reveal the items of a data set.
   *
   * @param actor the account that asks
   * @param reason why, in its words
   * @throws IllegalStateException if they are not sealed, are to stay sealed, or their season or a
   *     job of it goes on
   */
  @Transactional
  public void ask(String programme, String task, String actor, String reason) {
    DataSet set = require(programme, task);
    DataSet.Sealing sealing = set.sealing();
    if (sealing == null || sealing.revealedAt() != null) {
      throw new WrongMomentException("refusal.sealed.none", task);
    }
    if (sealing.withheld()) {
      throw new WrongMomentException("refusal.sealed.for-good", task);
    }
    for (StageId used : uses(set)) {
      var season = seasons.find(used);
      if (season.isPresent() && clock.instant().isBefore(season.get().closesAt())) {
        throw new WrongMomentException("refusal.sealed.season-open", used, season.get().closesAt());
      }
      if (jobs.of(used).stream().anyMatch(job -> job.task().equals(task) && isPending(job))) {
        throw new WrongMomentException("refusal.sealed.jobs-open", task, used);
      }
    }
    dataSets.askReveal(programme, task, actor, reason);
    queue.scheduleIfNotExists(
        new TaskInstance.Builder<Void>(NAME, programme + "/" + task).build(), clock.instant());
  }

  private static boolean isPending(Job job) {
    return job.state().isPending();
  }

  /** Returns the seasons and stages in which the task of a data set was asked. */
  private List<StageId> uses(DataSet set) {
    return jobs.stagesWith(set.programme(), set.task());
  }

  private DataSet require(String programme, String task) {
    return dataSets
        .find(programme, task)
        .orElseThrow(() -> new WrongValueException("refusal.sealed.no-set", programme, task));
  }

  /** Opens the items and scores again what was measured with them. */
  CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
    String[] name = instance.getId().split("/", 2);
    DataSet set = require(name[0], name[1]);
    if (set.isClosed()) {
      try {
        sealed.reveal(set);
        dataSets.revealed(set.programme(), set.task(), null);
      } catch (IOException | TaskException e) {
        log.warn("the items of {} cannot be revealed: {}", instance.getId(), e.getMessage());
        dataSets.revealed(set.programme(), set.task(), String.valueOf(e.getMessage()));
        return new CompletionHandler.OnCompleteRemove<>();
      }
    }
    for (StageId used : uses(set)) {
      for (Job job : jobs.of(used)) {
        if (job.task().equals(set.task()) && !isPending(job)) {
          rescore(job);
        }
      }
    }
    return new CompletionHandler.OnCompleteRemove<>();
  }

  private void rescore(Job job) {
    if (job.state() != Job.State.DONE) {
      results.keepQuestions(job, results.task(job));
      return;
    }
    BenchmarkResult before = results.of(job);
    BenchmarkResult after = results.keepQuestions(job, results.task(job));
    if (!after.digest().equals(before.digest())) {
      throw new IllegalStateException(
          "job %s has the result %s, but %s from the revealed items"
              .formatted(job.id(), before.digest(), after.digest()));
    }
  }
}

package org.gwageo.platform.publication.web.result;

import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.evaluation.Job;

/**
 * One benchmark task with the results of all that were asked.
 *
 * @param task the task
 * @param runs one run per team, in the order of the stage's teams, guests last
 */
record Measured(BenchmarkTask task, List<Run> runs) {

  /** Copies {@code runs}. */
  Measured {
    runs = List.copyOf(runs);
  }

  /**
   * One team's run.
   *
   * @param team the team's id
   * @param guest whether it is measured without competing
   * @param job the job
   * @param result its result
   */
  record Run(String team, boolean guest, Job job, BenchmarkResult result) {}

  /** Returns the run of a team. */
  Optional<Run> run(String team) {
    return runs.stream().filter(run -> run.team().equals(team)).findFirst();
  }

  /** Returns the runs of the teams that compete, or of the guests. */
  List<Run> runs(boolean guests) {
    return runs.stream().filter(run -> run.guest() == guests).toList();
  }
}

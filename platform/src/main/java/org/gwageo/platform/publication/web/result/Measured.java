package org.gwageo.platform.publication.web.result;

import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.web.HeadlineScore;
import org.gwageo.platform.evaluation.web.RunGallery;
import org.gwageo.platform.evaluation.web.RunGallery.Shown;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;

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
  record Run(String team, boolean guest, Job job, BenchmarkResult result) {

    /** Returns the number that stands for the result. */
    HeadlineScore score() {
      return new HeadlineScore(result);
    }
  }

  /** Returns the run of a team. */
  Optional<Run> run(String team) {
    return runs.stream().filter(run -> run.team().equals(team)).findFirst();
  }

  /** Returns the task's title in the page's language; for a compatible task with that word. */
  String title(Page page) {
    String title = page.pick(task.title().ko(), task.title().en());
    return task.mode() == Mode.OFFICIAL ? title : page.t("results.benchmark.compat", title);
  }

  /** Returns the runs of the teams that compete, or of the guests. */
  List<Run> runs(boolean guests) {
    return runs.stream().filter(run -> run.guest() == guests).toList();
  }

  /** Returns the runs whose answers the stage's reader may read, with their pages below a path. */
  RunGallery gallery(Page page, PublishedStage stage, String path, List<Crumb> crumbs) {
    return new RunGallery(
        task,
        runs.stream()
            .filter(run -> stage.showsAnswersOf(run.team()))
            .map(run -> new Shown(run.team(), stage.shortName(page, run.team()), run.job()))
            .toList(),
        path,
        crumbs,
        stage.head().badges(page),
        stage.evidence(page));
  }
}

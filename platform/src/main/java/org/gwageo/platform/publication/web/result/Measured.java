package org.gwageo.platform.publication.web.result;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
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
 * @param runs every run of every team, in the order of the stage's teams, guests last
 */
record Measured(BenchmarkTask task, List<Run> runs) {

  /** Copies {@code runs}. */
  Measured {
    runs = List.copyOf(runs);
  }

  /**
   * One run of a team.
   *
   * @param team the team's id
   * @param guest whether it is measured without competing
   * @param job the job
   * @param result its result
   */
  record Run(String team, boolean guest, Job job, BenchmarkResult result) {}

  /**
   * All runs of one team.
   *
   * @param team the team's id
   * @param guest whether it is measured without competing
   * @param runs its runs in order, at least one
   */
  record Entry(String team, boolean guest, List<Run> runs) {

    /** Copies {@code runs}. */
    Entry {
      runs = List.copyOf(runs);
    }

    /** Returns the number that stands for the results. */
    HeadlineScore score() {
      return new HeadlineScore(runs.stream().map(Run::result).toList());
    }

    /** Returns how often something was counted in all runs together. */
    long sum(ToLongFunction<BenchmarkResult> count) {
      return runs.stream().map(Run::result).mapToLong(count).sum();
    }
  }

  /** Returns the runs of a team, if it has any. */
  Optional<Entry> entry(String team) {
    var own = runs.stream().filter(run -> run.team().equals(team)).toList();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(new Entry(team, own.getFirst().guest(), own));
  }

  /** Returns how many runs the team with the most has; 0 without any. */
  int most() {
    return runs.stream().mapToInt(run -> run.job().run()).max().orElse(0);
  }

  /** Returns the task's title in the page's language; for a compatible task with that word. */
  String title(Page page) {
    String title = page.pick(task.title().ko(), task.title().en());
    return task.mode() == Mode.OFFICIAL ? title : page.t("results.benchmark.compat", title);
  }

  /** Returns the teams that compete, or the guests, each with its runs. */
  List<Entry> entries(boolean guests) {
    return runs.stream()
        .filter(run -> run.guest() == guests)
        .map(Run::team)
        .distinct()
        .map(this::entry)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns the runs whose answers the stage's reader may read, with their pages below a path. */
  RunGallery gallery(Page page, PublishedStage stage, String path, List<Crumb> crumbs) {
    return RunGallery.of(
        page,
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

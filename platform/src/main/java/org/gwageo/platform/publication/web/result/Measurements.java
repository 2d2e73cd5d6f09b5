package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.StageTasks;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.team.Team;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.springframework.stereotype.Component;

/** Collects the benchmark results of a published stage. */
@Component
class Measurements {

  private final Jobs jobs;
  private final Results results;
  private final TaskLibrary tasks;
  private final StageTasks stageTasks;

  Measurements(Jobs jobs, Results results, TaskLibrary tasks, StageTasks stageTasks) {
    this.jobs = jobs;
    this.results = results;
    this.tasks = tasks;
    this.stageTasks = stageTasks;
  }

  /** Returns the tasks in the rulebook's order; none where items are not shown to the public. */
  List<Measured> of(PublishedStage stage) {
    if (!stage.shows(Level.ITEMS)) {
      return List.of();
    }
    var all = jobs.of(stage.head().id());
    var measured = new ArrayList<Measured>();
    for (String task : stageTasks.of(stage.head().id())) {
      measured.add(measured(stage, task, all));
    }
    return measured;
  }

  /** Returns one task, if the rulebook knows it and items are shown to the public. */
  Optional<Measured> of(PublishedStage stage, String task) {
    if (!stage.shows(Level.ITEMS) || !stageTasks.of(stage.head().id()).contains(task)) {
      return Optional.empty();
    }
    return Optional.of(measured(stage, task, jobs.of(stage.head().id())));
  }

  private Measured measured(PublishedStage stage, String task, List<Job> all) {
    var runs = new ArrayList<Measured.Run>();
    for (Team team : stage.teams()) {
      for (Job job : all) {
        // Jobs come in the order of their runs.
        if (job.task().equals(task)
            && job.team().equals(team.id())
            && job.state() == Job.State.DONE) {
          runs.add(new Measured.Run(team.id(), team.guest(), job, results.of(job)));
        }
      }
    }
    return new Measured(tasks.get(stage.head().id().programme(), task), runs);
  }
}

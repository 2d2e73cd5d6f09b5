package org.gwageo.platform.evaluation;

import java.util.List;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/** A stage is decided when every benchmark job has a result or was ended by the office. */
@Component
class JobsAreDone implements StageGuard {

  private final Jobs jobs;

  JobsAreDone(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public StageAction action() {
    return StageAction.DECIDE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var all = jobs.of(stage.id());
    long done = all.stream().filter(job -> job.state() == Job.State.DONE).count();
    long cancelled = all.stream().filter(job -> job.state() == Job.State.CANCELLED).count();
    long failed = all.stream().filter(job -> job.state() == Job.State.FAILED).count();
    return List.of(
        Condition.of(
            "jobs-done", done + cancelled == all.size(), done, all.size(), failed, cancelled));
  }
}

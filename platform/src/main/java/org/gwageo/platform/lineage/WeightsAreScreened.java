package org.gwageo.platform.lineage;

import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
import org.springframework.stereotype.Component;

/** A stage is decided when all submitted weights have been compared with the references. */
@Component
class WeightsAreScreened implements StageGuard {

  private final Submissions submissions;
  private final Screens screens;

  WeightsAreScreened(Submissions submissions, Screens screens) {
    this.submissions = submissions;
    this.screens = screens;
  }

  @Override
  public StageAction action() {
    return StageAction.DECIDE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var expected =
        submissions.counting(stage.id()).stream()
            .filter(submission -> submission.weights() != null)
            .map(Submission::team)
            .collect(Collectors.toSet());
    var made = screens.of(stage.id()).stream().map(Screen::team).collect(Collectors.toSet());
    return List.of(
        Condition.of("weights-screened", made.containsAll(expected), made.size(), expected.size()));
  }
}

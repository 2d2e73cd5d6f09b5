package org.gwageo.platform.reproduction;

import java.util.List;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/** A stage is decided when no comparison of a team's runs with ours is outstanding. */
@Component
class RunsAreCompared implements StageGuard {

  private final Repetitions repetitions;

  RunsAreCompared(Repetitions repetitions) {
    this.repetitions = repetitions;
  }

  @Override
  public StageAction action() {
    return StageAction.DECIDE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    List<Repetition> drawn = repetitions.of(stage.id());
    if (drawn.isEmpty()) {
      return List.of();
    }
    long settled = drawn.stream().filter(Repetition::isSettled).count();
    long ended = drawn.stream().filter(one -> one.standing() == Standing.ENDED).count();
    return List.of(
        Condition.of(
            "runs-compared", settled + ended == drawn.size(), settled, drawn.size(), ended));
  }
}

package org.gwageo.platform.evaluation;

import java.util.List;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/** Rules can be frozen only when every benchmark that they name can be run here. */
@Component
class TasksAreThere implements StageGuard {

  private final Rulebooks rulebooks;
  private final TaskLibrary tasks;

  TasksAreThere(Rulebooks rulebooks, TaskLibrary tasks) {
    this.rulebooks = rulebooks;
    this.tasks = tasks;
  }

  @Override
  public StageAction action() {
    return StageAction.FREEZE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var rules = rulebooks.inForce(stage.id());
    if (rules.isEmpty()) {
      return List.of();
    }
    var named = Evaluation.tasks(rules.get().rulebook());
    var missing = named.stream().filter(task -> !tasks.has(stage.id().programme(), task)).toList();
    return List.of(
        missing.isEmpty()
            ? Condition.of("tasks-there", true, named.size())
            : Condition.of("tasks-missing", false, String.join(", ", missing)));
  }
}

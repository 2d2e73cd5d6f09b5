package org.gwageo.platform.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.verdict.rules.Item;
import org.springframework.stereotype.Component;

/**
 * Rules can be frozen only when every benchmark that they name can be run here: the task is there,
 * an item's tasks follow the same conventions, and no more runs are asked for than a season has.
 */
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
    var named = Evaluation.allTasks(rules.get().rulebook());
    var missing = named.stream().filter(task -> !tasks.has(stage.id().programme(), task)).toList();
    var conditions = new ArrayList<Condition>();
    conditions.add(
        missing.isEmpty()
            ? Condition.of("tasks-there", true, named.size())
            : Condition.of("tasks-missing", false, String.join(", ", missing)));
    for (Item item : rules.get().rulebook().items().toList()) {
      int runs = Evaluation.runs(item.input());
      if (runs > SeasonRun.MOST && !item.evidence().benchmarks().isEmpty()) {
        conditions.add(Condition.of("tasks-runs", false, item.id(), runs, SeasonRun.MOST));
      }
      if (missing.isEmpty() && modes(stage.id().programme(), item) > 1) {
        conditions.add(Condition.of("tasks-modes", false, item.id()));
      }
    }
    return conditions;
  }

  /** Returns how many conventions the tasks of an item follow. */
  private long modes(String programme, Item item) {
    return item.evidence().benchmarks().stream()
        .map(task -> tasks.get(programme, task).mode())
        .distinct()
        .count();
  }
}

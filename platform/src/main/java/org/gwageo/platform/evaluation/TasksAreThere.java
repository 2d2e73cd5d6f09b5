package org.gwageo.platform.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.springframework.stereotype.Component;

/**
 * Rules can be frozen only when every benchmark that they name can be run here: the task is there,
 * an item's tasks follow the same conventions, and one run of each is asked for.
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
    var named = Evaluation.tasks(rules.get().rulebook());
    var missing = named.stream().filter(task -> !tasks.has(stage.id().programme(), task)).toList();
    var conditions = new ArrayList<Condition>();
    conditions.add(
        missing.isEmpty()
            ? Condition.of("tasks-there", true, named.size())
            : Condition.of("tasks-missing", false, String.join(", ", missing)));
    for (Item item : rules.get().rulebook().items().toList()) {
      int runs = runs(item.input());
      if (runs > 1 && !item.evidence().benchmarks().isEmpty()) {
        conditions.add(Condition.of("tasks-runs", false, item.id(), runs));
      }
      if (missing.isEmpty() && modes(stage.id().programme(), item) > 1) {
        conditions.add(Condition.of("tasks-modes", false, item.id()));
      }
    }
    return conditions;
  }

  private static int runs(Input input) {
    return switch (input) {
      case Input.Index index -> index.runs().count();
      case Input.CommonBenchmarks common -> common.runs().count();
      case Input.TargetRatio ratio -> ratio.runs().count();
      case Input.Sheets sheets -> 1;
      case Input.Ratings ratings -> 1;
      case Input.PlainPoints points -> 1;
    };
  }

  /** Returns how many conventions the tasks of an item follow. */
  private long modes(String programme, Item item) {
    return item.evidence().benchmarks().stream()
        .map(task -> tasks.get(programme, task).mode())
        .distinct()
        .count();
  }
}

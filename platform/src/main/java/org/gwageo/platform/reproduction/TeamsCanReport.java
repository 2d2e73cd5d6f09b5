package org.gwageo.platform.reproduction;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/**
 * Rules can be frozen only when teams can have the items of the benchmarks that they are to run.
 */
@Component
class TeamsCanReport implements StageGuard {

  private final Rulebooks rulebooks;
  private final DataSets dataSets;

  TeamsCanReport(Rulebooks rulebooks, DataSets dataSets) {
    this.rulebooks = rulebooks;
    this.dataSets = dataSets;
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
    List<Wanted> wanted = Wanted.of(rules.get().rulebook());
    var conditions = new ArrayList<Condition>();
    for (Wanted one : wanted) {
      boolean sealed =
          dataSets
              .find(stage.id().programme(), one.task())
              .filter(set -> set.sealing() != null)
              .isPresent();
      if (sealed) {
        conditions.add(Condition.of("reported-sealed", false, one.task(), one.item()));
      }
    }
    if (conditions.isEmpty() && !wanted.isEmpty()) {
      conditions.add(Condition.of("reported-tasks", true, wanted.size()));
    }
    return conditions;
  }
}

package org.gwageo.platform.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/** A stage is published when its sealed items are revealed, so that everybody can score again. */
@Component
class ItemsAreRevealed implements StageGuard {

  private final Rulebooks rulebooks;
  private final DataSets dataSets;

  ItemsAreRevealed(Rulebooks rulebooks, DataSets dataSets) {
    this.rulebooks = rulebooks;
    this.dataSets = dataSets;
  }

  @Override
  public StageAction action() {
    return StageAction.PUBLISH;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var rules = rulebooks.inForce(stage.id());
    if (rules.isEmpty()) {
      return List.of();
    }
    var conditions = new ArrayList<Condition>();
    for (String task : Evaluation.tasks(rules.get().rulebook())) {
      dataSets
          .find(stage.id().programme(), task)
          .filter(set -> set.sealing() != null)
          .ifPresent(
              set -> conditions.add(Condition.of("items-revealed", !set.isClosed(), set.task())));
    }
    return conditions;
  }
}

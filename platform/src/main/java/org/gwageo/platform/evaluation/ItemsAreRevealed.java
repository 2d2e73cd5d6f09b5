package org.gwageo.platform.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/** A stage is published when its sealed items are revealed, so that everybody can score again. */
@Component
class ItemsAreRevealed implements StageGuard {

  private final StageTasks tasks;
  private final DataSets dataSets;

  ItemsAreRevealed(StageTasks tasks, DataSets dataSets) {
    this.tasks = tasks;
    this.dataSets = dataSets;
  }

  @Override
  public StageAction action() {
    return StageAction.PUBLISH;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var conditions = new ArrayList<Condition>();
    for (String task : tasks.of(stage.id())) {
      dataSets
          .find(stage.id().programme(), task)
          .filter(set -> set.sealing() != null)
          .ifPresent(
              set -> conditions.add(Condition.of("items-revealed", !set.isClosed(), set.task())));
    }
    return conditions;
  }
}

package org.gwageo.platform.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/**
 * The verdict of a stage is recomputed from published files, items included. Rules can therefore be
 * frozen only when the licence of every data set allows to pass it on, and sealed items were sealed
 * for this stage and will be revealed.
 */
@Component
class ItemsMayBePublished implements StageGuard {

  private final Rulebooks rulebooks;
  private final DataSets dataSets;

  ItemsMayBePublished(Rulebooks rulebooks, DataSets dataSets) {
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
    var conditions = new ArrayList<Condition>();
    for (String task : Evaluation.allTasks(rules.get().rulebook())) {
      dataSets
          .find(stage.id().programme(), task)
          .ifPresent(set -> conditions.addAll(check(stage, set)));
    }
    return conditions;
  }

  private static List<Condition> check(Stage stage, DataSet set) {
    var unmet = new ArrayList<Condition>();
    if (!set.terms().redistribution()) {
      unmet.add(Condition.of("tasks-licence", false, set.task(), set.terms().licence()));
    }
    DataSet.Sealing sealing = set.sealing();
    if (sealing != null) {
      String season = sealing.commitment().header().season();
      boolean bound = season.equals(stage.id().stage()) || season.equals(stage.id().toString());
      if (!bound) {
        unmet.add(Condition.of("tasks-sealed-elsewhere", false, set.task(), season));
      } else if (sealing.withheld()) {
        unmet.add(Condition.of("tasks-withheld", false, set.task()));
      } else {
        unmet.add(
            Condition.of(
                set.isClosed() ? "tasks-sealed" : "tasks-revealed",
                set.isClosed(),
                set.task(),
                sealing.commitment().header().count()));
      }
    }
    return unmet;
  }
}

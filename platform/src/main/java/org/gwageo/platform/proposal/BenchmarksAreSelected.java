package org.gwageo.platform.proposal;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/**
 * Where teams propose the common benchmarks, a stage is closed, and its benchmarks are run, when
 * the selection is fixed.
 */
@Component
class BenchmarksAreSelected implements StageGuard {

  private final Proposing proposing;
  private final FixedSelections selections;

  BenchmarksAreSelected(Proposing proposing, FixedSelections selections) {
    this.proposing = proposing;
    this.selections = selections;
  }

  @Override
  public StageAction action() {
    return StageAction.CLOSE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var conditions = new ArrayList<Condition>();
    for (ProposedItem item : proposing.items(stage.id())) {
      conditions.add(
          selections
              .selected(stage.id(), item.id())
              .map(
                  selected -> Condition.of("benchmarks-selected", true, item.id(), selected.size()))
              .orElseGet(() -> Condition.of("benchmarks-not-selected", false, item.id())));
    }
    return conditions;
  }
}

package org.gwageo.platform.decision;

import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.springframework.stereotype.Component;

/** A stage is published when its verdict holds what was decided in all of its cases. */
@Component
class VerdictCarriesItsCases implements StageGuard {

  private final Corrections corrections;

  VerdictCarriesItsCases(Corrections corrections) {
    this.corrections = corrections;
  }

  @Override
  public StageAction action() {
    return StageAction.PUBLISH;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var due = corrections.due(stage.id());
    return List.of(
        due.isEmpty()
            ? Condition.of("cases-carried", true)
            : Condition.of(
                "cases-uncarried",
                false,
                due.size(),
                due.stream()
                    .map(one -> "%s (%s)".formatted(one.number(), one.team()))
                    .collect(Collectors.joining(", "))));
  }
}

package org.gwageo.platform.programme;

import java.util.List;
import org.springframework.stereotype.Component;

/** Only written rules can be frozen. */
@Component
class RulesAreWritten implements StageGuard {

  private final Rulebooks rulebooks;

  RulesAreWritten(Rulebooks rulebooks) {
    this.rulebooks = rulebooks;
  }

  @Override
  public StageAction action() {
    return StageAction.FREEZE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    return List.of(
        rulebooks
            .inForce(stage.id())
            .map(
                rules ->
                    Condition.of(
                        "rules-written",
                        true,
                        rules.version(),
                        rules.rulebook().digest().shortHex()))
            .orElseGet(() -> Condition.of("rules-missing", false)));
  }
}

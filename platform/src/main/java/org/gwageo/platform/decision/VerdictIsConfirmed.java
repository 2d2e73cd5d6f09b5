package org.gwageo.platform.decision;

import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.decision.VerdictVersion.Confirmation;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.verdict.Reason;
import org.springframework.stereotype.Component;

/** A verdict is issued when nothing holds it and two people have confirmed what follows today. */
@Component
class VerdictIsConfirmed implements StageGuard {

  private final Decisions decisions;

  VerdictIsConfirmed(Decisions decisions) {
    this.decisions = decisions;
  }

  @Override
  public StageAction action() {
    return StageAction.DECIDE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var newest = decisions.newest(stage.id());
    if (newest.isEmpty()) {
      return List.of(Condition.of("verdict-drafted", false));
    }
    var draft = newest.get();
    String holds =
        draft.verdict().holds().stream().map(Reason::code).collect(Collectors.joining(", "));
    String names =
        draft.confirmations().stream().map(Confirmation::account).collect(Collectors.joining(", "));
    return List.of(
        Condition.of("verdict-settled", draft.verdict().isSettled(), draft.version(), holds),
        Condition.of("verdict-current", decisions.isCurrent(draft), draft.version()),
        Condition.of(
            "verdict-confirmed",
            draft.confirmed(),
            draft.confirmations().size(),
            VerdictVersion.CONFIRMATIONS,
            names));
  }
}

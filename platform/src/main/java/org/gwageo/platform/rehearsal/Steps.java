package org.gwageo.platform.rehearsal;

import java.util.function.Consumer;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.springframework.stereotype.Component;

/** Takes the steps of a practice stage that it has not taken yet. */
@Component
class Steps {

  private final Stages stages;
  private final StageControl control;

  Steps(Stages stages, StageControl control) {
    this.stages = stages;
    this.control = control;
  }

  /** Returns whether {@code action} is what comes next. */
  boolean isNext(StageId stage, StageAction action) {
    return stages.get(stage).nextAction().orElse(null) == action;
  }

  /** Takes a step if it comes next. */
  void take(StageId stage, StageAction action, String reason, Consumer<String> out) {
    if (!isNext(stage, action)) {
      return;
    }
    control.perform(stage, action, Cast.OFFICE, reason);
    out.accept(
        switch (action) {
          case FREEZE -> "  ✓ rules       frozen";
          case OPEN -> "  ✓ stage       open for submissions";
          case CLOSE -> "  ✓ stage       closed for submissions, evaluation begins";
          case DECIDE -> "  ✓ verdict     confirmed by two people and issued";
          case PUBLISH -> "  ✓ bundle      published";
        });
  }
}

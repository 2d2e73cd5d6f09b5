package org.gwageo.platform.programme;

import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.programme.StageGuard.Condition;

/** An action on a stage that a guard does not allow yet. */
public final class UnmetConditionsException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  private final transient List<Condition> unmet;

  UnmetConditionsException(StageId stage, StageAction action, List<Condition> unmet) {
    super(
        "cannot %s stage %s: %s"
            .formatted(
                action,
                stage,
                unmet.stream()
                    .map(c -> c.key() + " " + c.facts())
                    .collect(Collectors.joining("; "))));
    this.unmet = List.copyOf(unmet);
  }

  /** Returns the conditions that do not hold. */
  public List<Condition> unmet() {
    return unmet;
  }
}

package org.gwageo.verdict.rules;

import java.util.List;

/**
 * A rule that differs for one team, with the consent of the others.
 *
 * @param agreedBy every other team that takes part
 */
public record AgreedException(
    String id, String team, Bilingual reason, List<String> agreedBy, Effect effect) {

  /** Copies {@code agreedBy}. */
  public AgreedException {
    agreedBy = List.copyOf(agreedBy);
  }

  /** What differs. */
  public sealed interface Effect {

    /** The item is judged on something else; the arithmetic stays. */
    record Basis(String item, Bilingual counts) implements Effect {}

    /** The item is scaled by another rule. */
    record OtherScaling(String item, Scaling scaling) implements Effect {}

    /** The gate does not apply. */
    record WaivedGate(String gate) implements Effect {}
  }
}

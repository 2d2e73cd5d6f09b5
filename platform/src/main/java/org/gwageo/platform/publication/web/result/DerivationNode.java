package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Fact;
import org.jspecify.annotations.Nullable;

/**
 * One number of a derivation in words.
 *
 * @param title what the number is and its value
 * @param use what the step above did with it; null where it simply counts
 * @param rule how it was made
 * @param exact the number before rounding and how it was rounded; null where it was not
 * @param values the numbers that were entered for it
 * @param steps the numbers that were made for it
 * @param withheld what is not shown; null where everything is
 */
public record DerivationNode(
    String title,
    @Nullable String use,
    String rule,
    @Nullable String exact,
    List<Fact> values,
    List<DerivationNode> steps,
    @Nullable String withheld) {

  /** Copies the lists. */
  public DerivationNode {
    values = List.copyOf(values);
    steps = List.copyOf(steps);
  }
}

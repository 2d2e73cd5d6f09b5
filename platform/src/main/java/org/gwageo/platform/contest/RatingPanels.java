package org.gwageo.platform.contest;

import java.util.List;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Rulebook;

/** The user groups that a rulebook reads ratings of. */
final class RatingPanels {

  private RatingPanels() {}

  static List<String> of(Rulebook rulebook) {
    return rulebook
        .items()
        .map(Item::input)
        .filter(Input.Ratings.class::isInstance)
        .map(input -> ((Input.Ratings) input).group())
        .distinct()
        .toList();
  }
}

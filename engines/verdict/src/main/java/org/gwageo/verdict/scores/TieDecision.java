package org.gwageo.verdict.scores;

import java.util.List;
import org.gwageo.verdict.rules.Bilingual;

/**
 * The office's decision between teams that nothing separates.
 *
 * @param order the teams, the better first
 */
public record TieDecision(List<String> order, Bilingual reason) {

  /** Copies {@code order}. */
  public TieDecision {
    order = List.copyOf(order);
  }
}

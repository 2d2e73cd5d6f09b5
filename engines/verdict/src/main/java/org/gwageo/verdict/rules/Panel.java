package org.gwageo.verdict.rules;

import java.util.List;

/**
 * A group of evaluators (평가위원).
 *
 * @param size how many are appointed
 * @param quorum the least number whose sheets, ticks or votes must count for a team
 * @param composition how many come from where
 */
public record Panel(String id, Bilingual title, int size, int quorum, List<Group> composition) {

  /** Copies {@code composition}. */
  public Panel {
    composition = List.copyOf(composition);
  }

  /** Evaluators of one origin, such as industry. */
  public record Group(Bilingual title, int count) {}
}

package org.gwageo.verdict;

import java.util.List;
import org.gwageo.verdict.rules.Bilingual;

/**
 * A sentence made from data.
 *
 * @param code which kind of sentence, for programs
 * @param teams the teams it is about
 * @param text the sentence in both languages
 */
public record Reason(String code, List<String> teams, Bilingual text) {

  /** Copies {@code teams}. */
  public Reason {
    teams = List.copyOf(teams);
  }
}

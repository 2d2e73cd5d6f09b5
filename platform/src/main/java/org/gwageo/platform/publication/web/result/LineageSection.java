package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison of one team's weights with the references found.
 *
 * @param team the team's id
 * @param name the team's name
 * @param grade the strongest grade in words
 * @param facts when the report was made, its digest, how many were compared
 * @param references the comparison with each reference
 */
public record LineageSection(
    String team, String name, Badge grade, List<Fact> facts, List<Compared> references) {

  /** Copies the lists. */
  public LineageSection {
    facts = List.copyOf(facts);
    references = List.copyOf(references);
  }

  /**
   * The comparison with one reference.
   *
   * @param name the reference's name
   * @param grade the grade in words
   * @param sentence the result in plain words
   * @param findings one row per component and test; null where the figures are not shown
   * @param layers which layers stand in the order of which; null where none do
   * @param power how small a copy would have been found; null where it is not shown
   * @param untestable what could not be tested, with reasons
   * @param notEvidence the similarity of norm gains and why it proves nothing; null where the gains
   *     cannot be compared
   */
  public record Compared(
      String name,
      Badge grade,
      String sentence,
      @Nullable DataTable findings,
      @Nullable DataTable layers,
      @Nullable DataTable power,
      List<String> untestable,
      @Nullable String notEvidence) {

    /** Copies {@code untestable}. */
    public Compared {
      untestable = List.copyOf(untestable);
    }
  }
}

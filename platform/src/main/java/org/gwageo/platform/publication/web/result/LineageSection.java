package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Badge;
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
 * @param decision what two people decided in the team's verification case, with its page; null
 *     where nobody had to decide
 * @param path the address of the whole report; null where its figures are not shown
 */
public record LineageSection(
    String team,
    String name,
    Badge grade,
    List<Fact> facts,
    List<Compared> references,
    @Nullable Fact decision,
    @Nullable String path) {

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
   * @param z the largest calibrated z; empty where figures are not shown or there is none
   * @param style the class of the colour of {@code z}; empty without one
   * @param sentence the result in plain words
   */
  public record Compared(String name, Badge grade, String z, String style, String sentence) {}
}

package org.gwageo.platform.team;

import java.util.Optional;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.programme.definition.TeamDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A team of a programme.
 *
 * @param programme the programme's slug
 * @param id the team's slug within the programme
 * @param name its full name
 * @param shortName the name on charts and in tables
 * @param definition its consortium, goals and models; {@code null} for a guest
 */
public record Team(
    String programme,
    String id,
    Bilingual name,
    Bilingual shortName,
    @Nullable TeamDefinition definition) {

  /**
   * Returns whether the team was entered while the programme runs: measured, but judged by nobody.
   */
  public boolean guest() {
    return definition == null;
  }

  /** Returns the consortium, which a guest has not. */
  public Optional<TeamDefinition> consortium() {
    return Optional.ofNullable(definition);
  }
}

package org.gwageo.platform.programme.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A team: one lead organisation and its members.
 *
 * @param id unique among teams and applicants
 * @param name name of the team
 * @param shortName name for a table's cell
 * @param lead lead organisation
 * @param members member organisations in the order of the source, without the lead
 * @param bodies number of bodies that the source states, lead included; {@code null} when every
 *     member is named
 * @param goals what the team set out to do
 * @param models models entered, in order of stages
 * @param history what happened to the team, in order of time
 * @param support support received or promised
 * @param attribution where the team's composition comes from
 */
public record TeamDefinition(
    String id,
    Bilingual name,
    Bilingual shortName,
    Organisation lead,
    List<Organisation> members,
    @Nullable Integer bodies,
    List<Statement> goals,
    List<ModelDefinition> models,
    List<Statement> history,
    List<SupportReceived> support,
    Attribution attribution) {

  public TeamDefinition {
    members = List.copyOf(members);
    goals = List.copyOf(goals);
    models = List.copyOf(models);
    history = List.copyOf(history);
    support = List.copyOf(support);
  }

  /** A support's id, and what it means for this team. */
  public record SupportReceived(String support, Bilingual text, Attribution attribution) {}
}

package org.gwageo.platform.publication.web;

import java.util.List;
import java.util.Locale;
import org.gwageo.platform.programme.definition.Attribution;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.programme.definition.Confidence;
import org.gwageo.platform.programme.definition.Organisation;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.Statement;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.DisclosedVerdict;
import org.jspecify.annotations.Nullable;

/** Puts a programme's data into words and sets their sources beside them. */
final class Citing {

  private final Page page;
  private final ProgrammeDefinition programme;
  private final List<Team> guests;

  Citing(Page page, ProgrammeFacts programme) {
    this.page = page;
    this.programme = programme.definition();
    this.guests = programme.guests();
  }

  String text(Bilingual text) {
    return page.pick(text.ko(), text.en());
  }

  @Nullable String textOrNull(@Nullable Bilingual text) {
    return text == null ? null : text(text);
  }

  /** Returns the sources; {@code null} in a rehearsal, whose pages say once that it is one. */
  @Nullable Cite cite(Attribution attribution) {
    if (programme.rehearsal()) {
      return null;
    }
    return new Cite(
        word(attribution.confidence()),
        mark(attribution.confidence()),
        attribution.sources().stream().map(this::link).toList());
  }

  /** Returns the mark of a datum of that confidence. */
  String mark(Confidence confidence) {
    return page.t("overview.confidence." + word(confidence));
  }

  Cited statement(Statement statement) {
    var date = statement.date();
    return new Cited(
        null,
        date == null ? null : Dates.words(page, date),
        text(statement.text()),
        null,
        cite(statement.attribution()));
  }

  List<Cited> statements(List<Statement> statements) {
    return statements.stream().map(this::statement).toList();
  }

  /** Returns the outcome in a sentence; the letter to the team tells the further reasons. */
  @Nullable Cited outcome(DisclosedVerdict.DisclosedTeam team) {
    if (team.reasons().isEmpty()) {
      return null;
    }
    var text = team.reasons().getFirst().text();
    return new Cited(null, null, page.pick(text.ko(), text.en()), null, null);
  }

  String kind(Organisation organisation) {
    return page.t("overview.organisation." + word(organisation.kind()));
  }

  /** Returns the short name of a team or a guest, or the name of an applicant without a page. */
  String entrant(String id) {
    return programme
        .team(id)
        .map(team -> text(team.shortName()))
        .or(() -> programme.entrantName(id).map(this::text))
        .or(
            () ->
                guests.stream()
                    .filter(guest -> guest.id().equals(id))
                    .findFirst()
                    .map(guest -> text(guest.shortName())))
        .orElse(id);
  }

  /** Returns an enumeration in the page's language. */
  String entrants(List<String> ids) {
    return String.join(", ", ids.stream().map(this::entrant).toList());
  }

  /** Returns the constant's name as message keys and class names write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Cite.Link link(String key) {
    return new Cite.Link(
        key,
        "/programmes/" + programme.id() + "#source-" + key,
        programme.source(key).map(source -> text(source.title())).orElse(key));
  }
}

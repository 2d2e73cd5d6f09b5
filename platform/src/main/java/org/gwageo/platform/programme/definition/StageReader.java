package org.gwageo.platform.programme.definition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gwageo.platform.programme.definition.StageDefinition.Calendar;
import org.gwageo.platform.programme.definition.StageDefinition.Figure;
import org.gwageo.platform.programme.definition.StageDefinition.Outcome;
import org.gwageo.platform.programme.definition.StageDefinition.Places;
import org.gwageo.platform.programme.definition.StageDefinition.Round;
import org.jspecify.annotations.Nullable;

/** Reads the stages of a programme. */
final class StageReader {

  private final Citations citations;
  private final Path folder;

  StageReader(Citations citations, Path folder) {
    this.citations = citations;
    this.folder = folder;
  }

  StageDefinition read(Fields fields) {
    String id = fields.text("id");
    citations.references().declare(References.Kind.STAGE, id, fields.placeOf("id"));
    Attribution attribution = citations.attribution(fields, null);
    List<String> entrants = fields.texts("entrants", this::useEntrant);
    return new StageDefinition(
        id,
        fields.count("number"),
        fields.bilingual("title"),
        fields.oneOf("kind", StageDefinition.Kind.class),
        fields.oneOf("status", StageDefinition.Status.class),
        entrants,
        places(fields.fieldsOrNull("places"), entrants, attribution),
        calendar(fields.fieldsOrNull("calendar")),
        rulebook(fields),
        fields.list("rounds", round -> round(round, id, attribution)),
        fields.list("outcomes", outcome -> outcome(outcome, id, entrants, attribution)),
        fields.list("figures", figure -> figure(figure, entrants, attribution)),
        citations.statements(fields, "notes", attribution),
        attribution);
  }

  private void useEntrant(String id, Place place) {
    citations.references().use(References.Kind.ENTRANT, id, place);
  }

  private @Nullable Places places(
      @Nullable Fields fields, List<String> entrants, Attribution around) {
    if (fields == null) {
      return null;
    }
    int entering = fields.count("entering");
    Integer planned = fields.countOrNull("planned");
    Integer actual = fields.countOrNull("actual");
    Bilingual difference = fields.bilingualOrNull("difference");
    if (!entrants.isEmpty() && entering != entrants.size()) {
      fields
          .placeOf("entering")
          .problem("entering is " + entering + " and the stage names " + entrants.size());
    }
    if (planned != null && actual != null && !planned.equals(actual) && difference == null) {
      fields
          .place()
          .problem("planned is " + planned + ", actual is " + actual + ": 'difference' says why");
    }
    var places =
        new Places(entering, planned, actual, difference, citations.attribution(fields, around));
    fields.end();
    return places;
  }

  private static Calendar calendar(@Nullable Fields fields) {
    if (fields == null) {
      return new Calendar(null, null, null);
    }
    var calendar =
        new Calendar(
            fields.parsedOrNull("opens", Moment::parse),
            fields.parsedOrNull("closes", Moment::parse),
            fields.parsedOrNull("announced", Moment::parse));
    fields.end();
    return calendar;
  }

  private @Nullable Path rulebook(Fields fields) {
    String text = fields.textOrNull("rulebook");
    if (text == null || text.isEmpty()) {
      return null;
    }
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(text).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
      fields.placeOf("rulebook").problem("no such rulebook in the programme's folder: " + text);
    }
    return file;
  }

  private Round round(Fields fields, String stage, Attribution around) {
    String id = fields.text("id");
    citations.references().declare(References.Kind.ROUND, stage + "/" + id, fields.placeOf("id"));
    Period unknown = Period.parse("1970");
    return new Round(
        id,
        fields.bilingual("title"),
        fields.count("entering"),
        fields.count("leaving"),
        fields.parsed("date", Period::parse, unknown),
        citations.attribution(fields, around));
  }

  private Outcome outcome(Fields fields, String stage, List<String> entrants, Attribution around) {
    String entrant = fields.text("entrant");
    requireEntrant(entrant, entrants, fields.placeOf("entrant"));
    String round = fields.textOrNull("round");
    if (round != null) {
      citations
          .references()
          .use(References.Kind.ROUND, stage + "/" + round, fields.placeOf("round"));
    }
    return new Outcome(
        entrant,
        fields.oneOf("result", StageDefinition.Result.class),
        round,
        fields.bilingual("sentence"),
        citations.attribution(fields, around));
  }

  private Figure figure(Fields fields, List<String> entrants, Attribution around) {
    return new Figure(
        fields.text("item"),
        fields.bilingual("title"),
        fields.decimal("points"),
        fields.texts("bestTeams", (team, place) -> requireEntrant(team, entrants, place)),
        fields.decimalOrNull("best"),
        fields.decimalOrNull("mean"),
        citations.attribution(fields, around));
  }

  private static void requireEntrant(String id, List<String> entrants, Place place) {
    if (!entrants.contains(id)) {
      place.problem("'" + id + "' is not an entrant of this stage" + Nearest.hint(id, entrants));
    }
  }
}

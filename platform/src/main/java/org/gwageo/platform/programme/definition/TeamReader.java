package org.gwageo.platform.programme.definition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.platform.programme.definition.TeamDefinition.SupportReceived;

/** Reads a team's file. */
final class TeamReader {

  private static final Set<String> MODALITIES = Set.of("text", "image", "video", "audio");
  private static final Set<String> MODEL_COMPONENTS =
      Set.of(
          "parameters",
          "active",
          "modalities",
          "licence",
          "architecture",
          "layers",
          "experts",
          "attention",
          "vocabulary",
          "context",
          "tokens",
          "report",
          "released");
  private static final Pattern COUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([KMBT]?)");

  private final Citations citations;

  TeamReader(Citations citations) {
    this.citations = citations;
  }

  TeamDefinition read(Fields fields) {
    String id = fields.text("id");
    citations.references().declare(References.Kind.ENTRANT, id, fields.placeOf("id"));
    Attribution attribution = citations.attribution(fields, null);
    Fields lead = fields.fieldsOrNull("lead");
    if (lead == null) {
      fields.place().problem("the key 'lead' is missing");
      lead = fields;
    }
    Organisation leadOrganisation = organisation(lead, attribution);
    lead.end();
    List<Organisation> members = fields.list("members", each -> organisation(each, attribution));
    Integer bodies = fields.countOrNull("bodies");
    if (bodies != null && bodies <= members.size()) {
      fields
          .placeOf("bodies")
          .problem("bodies is " + bodies + " and " + (members.size() + 1) + " are named");
    }
    var team =
        new TeamDefinition(
            id,
            fields.bilingual("name"),
            fields.bilingual("shortName"),
            leadOrganisation,
            members,
            bodies,
            citations.statements(fields, "goals", attribution),
            fields.list("models", each -> model(each, attribution)),
            citations.statements(fields, "history", attribution),
            fields.list("support", each -> support(each, attribution)),
            attribution);
    fields.end();
    return team;
  }

  private Organisation organisation(Fields fields, Attribution around) {
    return new Organisation(
        fields.bilingual("name"),
        fields.oneOf("kind", Organisation.Kind.class),
        citations.attribution(fields, around));
  }

  private SupportReceived support(Fields fields, Attribution around) {
    String support = fields.text("support");
    citations.references().use(References.Kind.SUPPORT, support, fields.placeOf("support"));
    return new SupportReceived(
        support, fields.bilingual("text"), citations.attribution(fields, around));
  }

  private ModelDefinition model(Fields fields, Attribution around) {
    Attribution attribution = citations.attribution(fields, around);
    String stage = fields.text("stage");
    citations.references().use(References.Kind.STAGE, stage, fields.placeOf("stage"));
    return new ModelDefinition(
        fields.text("name"),
        stage,
        fields.parsedOrNull("parameters", TeamReader::parameters),
        fields.parsedOrNull("active", TeamReader::parameters),
        fields.texts("modalities", (word, place) -> requireKnown(word, MODALITIES, place)),
        fields.textOrNull("licence"),
        fields.textOrNull("architecture"),
        fields.textOrNull("layers"),
        fields.textOrNull("experts"),
        fields.textOrNull("attention"),
        fields.countOrNull("vocabulary"),
        fields.textOrNull("context"),
        fields.textOrNull("tokens"),
        fields.textOrNull("report"),
        fields.parsedOrNull("released", Period::parse),
        fields.textOrNull("folder"),
        Set.copyOf(uncertain(fields)),
        citations.statements(fields, "notes", attribution),
        attribution);
  }

  private static List<String> uncertain(Fields fields) {
    return fields.texts(
        "uncertain",
        (word, place) -> {
          requireKnown(word, MODEL_COMPONENTS, place);
          if (!fields.has(word)) {
            place.problem("'" + word + "' is marked uncertain and not given");
          }
        });
  }

  private static void requireKnown(String word, Set<String> known, Place place) {
    if (!known.contains(word)) {
      place.problem("'" + word + "' is not known here" + Nearest.hint(word, known));
    }
  }

  /** Reads a number of parameters such as {@code 236B}, {@code 112.2B} or {@code 1234567}. */
  static BigDecimal parameters(String text) {
    Matcher matcher = COUNT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("a number such as 112.2B is wanted, not " + text);
    }
    int power =
        switch (matcher.group(2)) {
          case "K" -> 3;
          case "M" -> 6;
          case "B" -> 9;
          case "T" -> 12;
          default -> 0;
        };
    return new BigDecimal(new BigDecimal(matcher.group(1)).movePointRight(power).toPlainString());
  }
}

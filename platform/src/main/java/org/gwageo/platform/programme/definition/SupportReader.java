package org.gwageo.platform.programme.definition;

import java.util.List;
import org.gwageo.platform.programme.definition.SupportDefinition.Amount;
import org.gwageo.platform.programme.definition.SupportDefinition.Choice;

/** Reads the kinds of support. */
final class SupportReader {

  private final Citations citations;

  SupportReader(Citations citations) {
    this.citations = citations;
  }

  SupportDefinition read(Fields fields) {
    String id = fields.text("id");
    citations.references().declare(References.Kind.SUPPORT, id, fields.placeOf("id"));
    Attribution attribution = citations.attribution(fields, null);
    List<Amount> amounts = fields.list("amounts", each -> amount(each, attribution));
    Choice choice = fields.oneOf("choice", Choice.class, Choice.ALL);
    if (choice != Choice.ALL && amounts.size() < 2) {
      fields.placeOf("choice").problem("there is nothing to choose among fewer than two amounts");
    }
    return new SupportDefinition(
        id,
        fields.oneOf("kind", SupportDefinition.Kind.class),
        fields.bilingual("title"),
        fields.oneOf("basis", SupportDefinition.Basis.class),
        amounts,
        choice,
        fields.parsedOrNull("period", Period::parse),
        fields.texts("recipients", this::useEntrant),
        fields.texts("excluded", this::useEntrant),
        citations.statements(fields, "conditions", attribution),
        attribution);
  }

  private void useEntrant(String id, Place place) {
    citations.references().use(References.Kind.ENTRANT, id, place);
  }

  private Amount amount(Fields fields, Attribution around) {
    return new Amount(
        fields.decimal("value"),
        fields.text("unit"),
        fields.flag("approximate", false),
        fields.bilingualOrNull("note"),
        citations.attribution(fields, around));
  }
}

package org.gwageo.verdict.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.jspecify.annotations.Nullable;

/** Reads the agreed exceptions for single teams. */
final class ExceptionReader {

  private final Problems problems;
  private final Words words;
  private final ScoringReader scoring;
  private final List<String> entrants;
  private final List<Item> items;
  private final List<String> gates;

  ExceptionReader(
      Problems problems,
      Words words,
      ScoringReader scoring,
      List<String> entrants,
      List<Block> blocks,
      List<Gate> gates) {
    this.problems = problems;
    this.words = words;
    this.scoring = scoring;
    this.entrants = entrants;
    this.items = blocks.stream().flatMap(block -> block.items().stream()).toList();
    this.gates = gates.stream().map(Gate::id).toList();
  }

  List<AgreedException> exceptions(Section root) {
    List<AgreedException> exceptions = new ArrayList<>();
    Set<String> ids = Words.newIds();
    for (Section section : root.optionalSections("exceptions")) {
      String id = words.id(section, "exception", ids);
      String team = words.team(section, "team");
      Bilingual reason = words.bilingual(section, "reason");
      List<String> agreedBy = section.texts("agreed-by");
      entrant(section, team, agreedBy);
      Section effectSection = section.section("effect");
      AgreedException.Effect effect = effectSection == null ? null : effect(effectSection);
      section.refuseOtherKeys();
      if (effect != null) {
        exceptions.add(new AgreedException(id, team, reason, agreedBy, effect));
      }
    }
    return List.copyOf(exceptions);
  }

  private void entrant(Section section, String team, List<String> agreedBy) {
    if (agreedBy.contains(team)) {
      section.problem("agreed-by", "the team \"" + team + "\" cannot agree to its own exception");
    }
    if (entrants.isEmpty()) {
      return;
    }
    words.reference(section, "team", "entrant", entrants);
    if (section.optional("agreed-by") instanceof Sequence sequence) {
      for (Value value : sequence.values()) {
        words.reference(value, value.text(problems), "entrant", entrants);
      }
    }
    for (String other : entrants) {
      if (!other.equals(team) && !agreedBy.contains(other)) {
        section.problem(
            "agreed-by",
            "the exception for \"" + team + "\" lacks the consent of \"" + other + "\"");
      }
    }
  }

  private AgreedException.@Nullable Effect effect(Section section) {
    String kind = section.choice("kind", List.of("basis", "scaling", "waived-gate"));
    AgreedException.Effect effect =
        switch (kind) {
          case "basis" ->
              new AgreedException.Effect.Basis(item(section), words.bilingual(section, "counts"));
          case "scaling" -> scaling(section);
          default -> {
            words.reference(section, "gate", "gate", gates);
            yield new AgreedException.Effect.WaivedGate(section.text("gate"));
          }
        };
    section.refuseOtherKeys();
    return effect;
  }

  private String item(Section section) {
    words.reference(section, "item", "item", items.stream().map(Item::id).toList());
    return section.text("item");
  }

  private AgreedException.@Nullable Effect scaling(Section section) {
    String id = item(section);
    Section scaling = section.section("scaling");
    Item item = items.stream().filter(i -> i.id().equals(id)).findFirst().orElse(null);
    if (scaling == null || item == null) {
      return null;
    }
    Scaling other = scoring.scaling(scaling, item.input(), item.points());
    if (other instanceof Scaling.BestTeam
        && item.input() instanceof Input.Sheets sheets
        && sheets.aggregation() == null) {
      problems.add(
          scaling, "the item \"" + id + "\" cannot scale to the best team before totals are taken");
    }
    return new AgreedException.Effect.OtherScaling(id, other);
  }
}

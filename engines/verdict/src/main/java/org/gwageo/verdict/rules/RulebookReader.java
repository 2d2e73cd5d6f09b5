package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.verdict.document.Document;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;

/** Reads a rulebook from the top down: what is referred to is read before what refers to it. */
final class RulebookReader {

  private static final int LONGEST = 1 << 20;

  private final Problems problems = new Problems();
  private final Words words = new Words(problems);

  private RulebookReader() {}

  static Rulebook read(String yaml) throws RulebookException {
    var reader = new RulebookReader();
    Section root = Document.read(yaml, LONGEST, reader.problems);
    RulebookParts parts = root == null ? null : reader.parts(root);
    if (root == null || parts == null || !reader.problems.isEmpty()) {
      throw new RulebookException(reader.problems.list());
    }
    return new Rulebook(parts, root.tree());
  }

  private RulebookParts parts(Section root) {
    root.choice("format", List.of(Rulebook.FORMAT));
    String id = words.id(root, "rulebook", Words.newIds());
    int version = root.whole("version", 1, 9999);
    Bilingual title = words.bilingual(root, "title");
    List<String> notes = words.notes(root);
    List<Source> sources = sources(root);
    BigDecimal points = root.number("points");
    var frame = new FrameReader(problems, words);
    RoundingRule rounding = frame.rounding(root);
    List<String> entrants = root.optionalTexts("entrants");
    Set<String> panelIds = Words.newIds();
    List<Panel> panels = panels(root, panelIds);
    ConflictRule conflicts = conflicts(root);
    var scoring = new ScoringReader(problems, words, panels);
    List<Block> blocks = scoring.blocks(root, points);
    Calendar calendar = frame.calendar(root, entrants);
    var gateReader = new GateReader(problems, words, panels, blocks, points, calendar);
    List<Gate> gates = gateReader.gates(root);
    Places places = frame.places(root, blocks);
    List<AgreedException> exceptions =
        new ExceptionReader(problems, words, scoring, entrants, blocks, gates).exceptions(root);
    DisclosurePolicy disclosure = new DisclosureReader(problems).disclosure(root);
    root.refuseOtherKeys();
    return new RulebookParts(
        id,
        version,
        title,
        notes,
        sources,
        points,
        rounding,
        entrants,
        panels,
        conflicts,
        blocks,
        gates,
        places,
        exceptions,
        calendar,
        disclosure);
  }

  private List<Source> sources(Section root) {
    List<Source> sources = new ArrayList<>();
    Set<String> keys = Words.newIds();
    for (Section section : root.optionalSections("sources")) {
      String key = section.text("key");
      if (!keys.add(key)) {
        section.problem("key", "the source key \"" + key + "\" is used twice");
      }
      sources.add(new Source(key, words.bilingual(section, "title"), section.text("where")));
      section.refuseOtherKeys();
    }
    return List.copyOf(sources);
  }

  private List<Panel> panels(Section root, Set<String> ids) {
    List<Panel> panels = new ArrayList<>();
    for (Section section : root.optionalSections("panels")) {
      String id = words.id(section, "panel", ids);
      Bilingual title = words.bilingual(section, "title");
      int size = section.whole("size", 1, 1000);
      int quorum = section.whole("quorum", 1, 1000);
      if (quorum > size) {
        section.problem("quorum", "the quorum " + quorum + " is greater than the size " + size);
      }
      List<Panel.Group> groups = new ArrayList<>();
      int counted = 0;
      for (Section group : section.optionalSections("composition")) {
        groups.add(new Panel.Group(words.bilingual(group, "title"), group.whole("count", 1, 1000)));
        counted += groups.getLast().count();
        group.refuseOtherKeys();
      }
      if (!groups.isEmpty() && counted != size) {
        section.problem(
            "composition", "the composition adds up to " + counted + ", the size is " + size);
      }
      section.refuseOtherKeys();
      panels.add(new Panel(id, title, size, quorum, groups));
    }
    return List.copyOf(panels);
  }

  private ConflictRule conflicts(Section root) {
    Section section = root.optionalSection("conflicts");
    if (section == null) {
      return new ConflictRule(List.of(), List.of());
    }
    var rule = new ConflictRule(section.texts("leave-out"), section.optionalTexts("record-only"));
    for (String kind : rule.recordsOnly()) {
      if (rule.leavesOut().contains(kind)) {
        section.problem(
            "record-only",
            "the conflict \"" + kind + "\" cannot both be left out and recorded only");
      }
    }
    section.refuseOtherKeys();
    return rule;
  }
}

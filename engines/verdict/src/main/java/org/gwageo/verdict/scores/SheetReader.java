package org.gwageo.verdict.scores;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.verdict.document.Nearest;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Panel;
import org.gwageo.verdict.rules.Rulebook;

/** Reads the sheets, ticks and votes of the panels. */
final class SheetReader {

  private final Rulebook rulebook;
  private final Problems problems;
  private final Set<String> teams;

  SheetReader(Rulebook rulebook, Problems problems, Set<String> teams) {
    this.rulebook = rulebook;
    this.problems = problems;
    this.teams = teams;
  }

  Map<String, PanelSheets> panels(Section panels) {
    Map<String, PanelSheets> read = new HashMap<>();
    List<String> ids = rulebook.panels().stream().map(Panel::id).toList();
    panels
        .entries()
        .forEach(
            (id, value) -> {
              Panel panel = rulebook.panel(id).orElse(null);
              if (panel == null) {
                problems.add(
                    panels.place(id),
                    "the rulebook has no panel \"" + id + "\"" + Nearest.hint(id, ids));
                return;
              }
              Section section = value.section(problems);
              if (section != null) {
                read.put(id, panel(panel, section));
              }
            });
    return read;
  }

  private PanelSheets panel(Panel panel, Section section) {
    SortedMap<String, SortedMap<String, SortedMap<String, BigDecimal>>> marks = new TreeMap<>();
    Section sheets = section.optionalSection("sheets");
    if (sheets != null) {
      sheets
          .entries()
          .forEach(
              (evaluator, value) -> {
                Section byTeam = value.section(problems);
                if (byTeam != null) {
                  marks.put(evaluator, sheetsOf(panel, byTeam));
                }
              });
    }
    SortedMap<String, SortedSet<String>> ticks = teamLists(section, "ticks");
    SortedMap<String, SortedSet<String>> votes = teamLists(section, "votes");
    section.refuseOtherKeys();
    SortedSet<String> evaluators = new TreeSet<>(marks.keySet());
    evaluators.addAll(ticks.keySet());
    evaluators.addAll(votes.keySet());
    if (evaluators.size() > panel.size()) {
      problems.add(
          section,
          "the panel \""
              + panel.id()
              + "\" has "
              + panel.size()
              + " evaluators, here are "
              + evaluators.size());
    }
    return new PanelSheets(marks, ticks, votes);
  }

  private SortedMap<String, SortedMap<String, BigDecimal>> sheetsOf(Panel panel, Section byTeam) {
    SortedMap<String, SortedMap<String, BigDecimal>> read = new TreeMap<>();
    byTeam
        .entries()
        .forEach(
            (team, value) -> {
              if (!teams.contains(team)) {
                problems.add(
                    byTeam.place(team),
                    "there is no team \"" + team + "\"" + Nearest.hint(team, teams));
                return;
              }
              Section sheet = value.section(problems);
              if (sheet != null) {
                read.put(team, sheet(panel, sheet));
              }
            });
    return read;
  }

  private SortedMap<String, BigDecimal> sheet(Panel panel, Section sheet) {
    SortedMap<String, BigDecimal> marks = new TreeMap<>();
    List<Item> items =
        rulebook
            .items()
            .filter(i -> i.input() instanceof Input.Sheets s && s.panel().equals(panel.id()))
            .toList();
    for (Item item : items) {
      Value value = sheet.required(item.id());
      BigDecimal mark = value == null ? null : value.number(problems);
      if (value == null || mark == null || !(item.input() instanceof Input.Sheets input)) {
        continue;
      }
      if (mark.compareTo(input.min()) < 0 || mark.compareTo(input.max()) > 0) {
        problems.add(
            value,
            value.name()
                + " must be from "
                + input.min().toPlainString()
                + " to "
                + input.max().toPlainString()
                + ", not "
                + mark.toPlainString());
      }
      marks.put(item.id(), mark);
    }
    sheet.refuseOtherKeys();
    return marks;
  }

  private SortedMap<String, SortedSet<String>> teamLists(Section panel, String key) {
    SortedMap<String, SortedSet<String>> lists = new TreeMap<>();
    Section section = panel.optionalSection(key);
    if (section == null) {
      return lists;
    }
    for (String evaluator : new ArrayList<>(section.entries().keySet())) {
      lists.put(evaluator, new TreeSet<>(section.texts(evaluator)));
      if (section.optional(evaluator) instanceof Sequence sequence) {
        for (Value value : sequence.values()) {
          String team = value.text(problems);
          if (!teams.contains(team)) {
            problems.add(value, "there is no team \"" + team + "\"" + Nearest.hint(team, teams));
          }
        }
      }
    }
    return lists;
  }
}

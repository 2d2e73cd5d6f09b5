package org.gwageo.verdict.scores;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.document.Nearest;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Scalar;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Value;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.GateTest;
import org.gwageo.verdict.rules.Rulebook;

/** Reads what was found about the teams for the gates. */
final class FindingReader {

  private static final String SINGLE_REFERENCE = "reference";

  private final Rulebook rulebook;
  private final Problems problems;
  private final Set<String> teams;

  FindingReader(Rulebook rulebook, Problems problems, Set<String> teams) {
    this.rulebook = rulebook;
    this.problems = problems;
    this.teams = teams;
  }

  Map<String, Map<String, Finding>> findings(Section gates) {
    Map<String, Map<String, Finding>> findings = new HashMap<>();
    List<String> ids = rulebook.gates().stream().map(Gate::id).toList();
    gates
        .entries()
        .forEach(
            (id, value) -> {
              Gate gate = rulebook.gate(id).orElse(null);
              if (gate == null) {
                problems.add(
                    gates.place(id),
                    "the rulebook has no gate \"" + id + "\"" + Nearest.hint(id, ids));
                return;
              }
              Section section = value.section(problems);
              if (section != null) {
                findings.put(id, byTeam(gate, section));
              }
            });
    return findings;
  }

  private Map<String, Finding> byTeam(Gate gate, Section section) {
    Map<String, Finding> byTeam = new HashMap<>();
    section
        .entries()
        .forEach(
            (team, value) -> {
              if (!teams.contains(team)) {
                problems.add(
                    section.place(team),
                    "there is no team \"" + team + "\"" + Nearest.hint(team, teams));
                return;
              }
              Section finding = value.section(problems);
              if (finding != null) {
                byTeam.put(team, finding(gate, finding));
              }
            });
    return byTeam;
  }

  private Finding finding(Gate gate, Section section) {
    SortedMap<String, String> lineage = new TreeMap<>();
    SortedMap<String, Finding.Met> criteria = new TreeMap<>();
    List<String> licence = null;
    for (GateTest test : gate.tests()) {
      switch (test) {
        case GateTest.Lineage ignored -> lineage(section, lineage);
        case GateTest.Criteria asked -> criteria(section, asked, criteria);
        case GateTest.Licence ignored ->
            licence = section.optional("licence") == null ? null : section.texts("licence");
        case GateTest.Ticks ignored -> {}
        case GateTest.Approval ignored -> {}
        case GateTest.MinimumScore ignored -> {}
        case GateTest.OnTime ignored -> {}
      }
    }
    var reason = ScoresReader.bilingual(section, "reason");
    section.refuseOtherKeys();
    return new Finding(lineage, criteria, licence, reason);
  }

  private void lineage(Section section, SortedMap<String, String> grades) {
    Value value = section.optional("lineage");
    switch (value) {
      case null -> {}
      case Scalar single -> grades.put(SINGLE_REFERENCE, grade(single));
      default -> {
        Section byReference = value.section(problems);
        if (byReference != null) {
          byReference.entries().forEach((reference, g) -> grades.put(reference, grade(g)));
        }
      }
    }
  }

  private String grade(Value value) {
    String grade = value.text(problems);
    if (!GateTest.Lineage.GRADES.contains(grade)) {
      problems.add(
          value,
          "there is no lineage grade \""
              + grade
              + "\""
              + Nearest.hint(grade, GateTest.Lineage.GRADES));
    }
    return grade;
  }

  private void criteria(
      Section section, GateTest.Criteria asked, SortedMap<String, Finding.Met> criteria) {
    Section given = section.optionalSection("criteria");
    if (given == null) {
      return;
    }
    for (GateTest.Criterion criterion : asked.criteria()) {
      if (given.optional(criterion.id()) != null) {
        criteria.put(
            criterion.id(),
            switch (given.choice(criterion.id(), List.of("met", "not-met", "undetermined"))) {
              case "met" -> Finding.Met.MET;
              case "not-met" -> Finding.Met.NOT_MET;
              default -> Finding.Met.UNDETERMINED;
            });
      }
    }
    given.refuseOtherKeys();
  }
}

package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.jspecify.annotations.Nullable;

/** Reads the gates. */
final class GateReader {

  private static final List<String> KINDS =
      List.of(
          "independence",
          "openness",
          "minimum-score",
          "eligibility",
          "approval",
          "security",
          "ethics");
  private static final List<String> TESTS =
      List.of("ticks", "approval", "lineage", "criteria", "licence", "minimum-score", "on-time");

  private final Problems problems;
  private final Words words;
  private final List<Panel> panels;
  private final Map<String, BigDecimal> points = new LinkedHashMap<>();
  private final List<String> windows;

  GateReader(
      Problems problems,
      Words words,
      List<Panel> panels,
      List<Block> blocks,
      BigDecimal total,
      Calendar calendar) {
    this.problems = problems;
    this.words = words;
    this.panels = panels;
    this.windows = calendar.windows().stream().map(Calendar.Window::id).toList();
    points.put(GateTest.MinimumScore.TOTAL, total);
    for (Block block : blocks) {
      points.put(block.id(), block.points());
      if (block.evaluatorTotals() == null) {
        block.items().forEach(item -> points.put(item.id(), item.points()));
      }
    }
  }

  List<Gate> gates(Section root) {
    List<Gate> gates = new ArrayList<>();
    Set<String> ids = Words.newIds();
    for (Section section : root.optionalSections("gates")) {
      gates.add(gate(section, ids));
    }
    return List.copyOf(gates);
  }

  private Gate gate(Section section, Set<String> ids) {
    String id = words.id(section, "gate", ids);
    Bilingual title = words.bilingual(section, "title");
    String kind = section.choice("kind", KINDS);
    List<GateTest> tests = new ArrayList<>();
    for (Section test : section.sections("tests")) {
      GateTest read = test(test);
      if (read != null) {
        tests.add(read);
      }
    }
    onePerKind(section, tests);
    var failsWhen =
        section
                .choice("fails-when", List.of("any-test-fails", "all-tests-fail"), "any-test-fails")
                .equals("all-tests-fail")
            ? Gate.FailsWhen.ALL_TESTS_FAIL
            : Gate.FailsWhen.ANY_TEST_FAILS;
    var undetermined =
        section.choice("undetermined", List.of("hold", "fail")).equals("fail")
            ? Gate.Undetermined.FAIL
            : Gate.Undetermined.HOLD;
    Evidence evidence = words.evidence(section, panels);
    List<String> notes = words.notes(section);
    section.refuseOtherKeys();
    return new Gate(id, title, kind, tests, failsWhen, undetermined, evidence, notes);
  }

  private void onePerKind(Section section, List<GateTest> tests) {
    if (section.optional("tests") instanceof Sequence sequence && sequence.values().isEmpty()) {
      section.problem("tests", "a gate needs at least one test");
    }
    Set<Class<?>> kinds = new HashSet<>();
    for (GateTest test : tests) {
      boolean repeatable = test instanceof GateTest.MinimumScore || test instanceof GateTest.OnTime;
      if (!repeatable && !kinds.add(test.getClass())) {
        section.problem("tests", "a gate has at most one test of each kind");
      }
    }
  }

  private @Nullable GateTest test(Section section) {
    String kind = section.choice("test", TESTS);
    GateTest test =
        switch (kind) {
          case "ticks" -> ticks(section);
          case "approval" -> {
            GateTest.Share share = words.share(section, "more-than");
            yield share == null ? null : new GateTest.Approval(panel(section), share);
          }
          case "lineage" -> lineage(section);
          case "criteria" -> criteria(section);
          case "licence" -> new GateTest.Licence(filled(section, "requires"));
          case "minimum-score" -> minimum(section);
          default -> {
            words.reference(section, "window", "window", windows);
            yield new GateTest.OnTime(section.text("window"));
          }
        };
    section.refuseOtherKeys();
    return test;
  }

  private List<String> filled(Section section, String key) {
    List<String> texts = section.texts(key);
    if (texts.isEmpty() && section.entries().containsKey(key)) {
      section.problem(key, section.name() + "." + key + " must name at least one");
    }
    return texts;
  }

  private String panel(Section section) {
    words.reference(section, "panel", "panel", panels.stream().map(Panel::id).toList());
    return section.text("panel");
  }

  private @Nullable GateTest ticks(Section section) {
    String panel = panel(section);
    Value count = section.optional("fails-at");
    Value share = section.optional("fails-above");
    if ((count == null) == (share == null)) {
      problems.add(
          section, "ticks need either fails-at (a number) or fails-above (a share such as 1/2)");
      return null;
    }
    if (share != null) {
      GateTest.Share above = words.share(section, "fails-above");
      return above == null
          ? null
          : new GateTest.Ticks(panel, new GateTest.Threshold.MoreThan(above));
    }
    int most =
        panels.stream()
            .filter(p -> p.id().equals(panel))
            .mapToInt(Panel::size)
            .findFirst()
            .orElse(1000);
    return new GateTest.Ticks(
        panel, new GateTest.Threshold.Count(section.whole("fails-at", 1, most)));
  }

  private GateTest lineage(Section section) {
    List<String> failsOn = filled(section, "fails-on");
    List<String> undetermined = section.optionalTexts("undetermined-on");
    for (String key : List.of("fails-on", "undetermined-on")) {
      if (section.optional(key) instanceof Sequence sequence) {
        sequence
            .values()
            .forEach(
                grade ->
                    words.reference(
                        grade, grade.text(problems), "lineage grade", GateTest.Lineage.GRADES));
      }
    }
    for (String grade : undetermined) {
      if (failsOn.contains(grade)) {
        section.problem(
            "undetermined-on", "the grade \"" + grade + "\" cannot fail and be undetermined");
      }
    }
    return new GateTest.Lineage(failsOn, undetermined);
  }

  private GateTest criteria(Section section) {
    List<GateTest.Criterion> criteria = new ArrayList<>();
    Set<String> ids = Words.newIds();
    for (Section criterion : section.sections("criteria")) {
      criteria.add(
          new GateTest.Criterion(
              words.id(criterion, "criterion", ids), words.bilingual(criterion, "title")));
      criterion.refuseOtherKeys();
    }
    if (criteria.isEmpty() && section.entries().containsKey("criteria")) {
      section.problem("criteria", "a test of criteria needs at least one");
    }
    return new GateTest.Criteria(criteria);
  }

  private GateTest minimum(Section section) {
    words.reference(section, "of", "block or item with points of its own", points.keySet());
    String of = section.text("of");
    BigDecimal atLeast = section.number("at-least");
    BigDecimal most = points.get(of);
    if (most != null && (atLeast.signum() <= 0 || atLeast.compareTo(most) > 0)) {
      section.problem(
          "at-least",
          "the least score must be above 0 and at most "
              + ScoringReader.plain(most)
              + ", not "
              + ScoringReader.plain(atLeast));
    }
    return new GateTest.MinimumScore(of, atLeast);
  }
}

package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every formula on its own: one item, one or two teams. */
class FormulaTests {

  private static final String RULES =
      """
      format: gwageo-rulebook/1
      id: formula
      version: 1
      title: {ko: 산식, en: Formula}
      points: POINTS
      rounding: {mode: half-up, measurement: none, item: none, block: none, total: PLACES}
      panels:
        - {id: main, title: {ko: 평가단, en: Panel}, size: 10, quorum: 3}
      conflicts: {leave-out: [declared]}
      blocks:
        - id: block
          title: {ko: 영역, en: Block}
          points: POINTS
          TOTALS
          items:
            - id: item
              title: {ko: 항목, en: Item}
              points: POINTS
              input: INPUT
              scaling: SCALING
              missing: refuse
      places:
        from: any
        to: 1
        fill-vacated-places: false
        none-selected: true
        single-applicant: evaluated
        ties: {otherwise: share}
      disclosure:
        public: {levels: [outcome]}
        team-itself: {levels: [outcome]}
        team-others: {levels: [outcome]}
        reviewers: {levels: [outcome]}
        office: {levels: [outcome]}
      """;

  @ParameterizedTest(name = "index {0} of {1} points is {2}")
  @CsvSource({
    "60, 15, 2, 9.00", // NIA, O-0820
    "37.9, 25, 2, 9.48", // 9.475: half-even on binary floats gives 9.47
    "35, 25, 1, 8.8", // 8.75
    "79, 15, 1, 11.9", // 11.85
    "72.03, 20, 1, 14.4"
  })
  void anIndexIsScaledByAHundred(String index, String points, int places, String expected)
      throws Exception {
    assertThat(
            total(
                rules(points, places, "{kind: index}", "{rule: linear, full: 100}"),
                "items: {item: {a: " + index + "}}"))
        .hasToString(expected);
  }

  @ParameterizedTest(name = "mean {0} of {1} points is {2}")
  @CsvSource({"3.7, 15, 11.1", "3.7, 10, 7.4", "5, 15, 15.0", "1, 10, 2.0"})
  void aMeanOfOneToFiveIsScaledByFive(String mean, String points, String expected)
      throws Exception {
    Rulebook rules = rules(points, 1, ratings("mean"), "{rule: linear, full: 5}");
    assertThat(total(rules, "items: {item: {a: {mean: " + mean + ", count: 49}}}"))
        .hasToString(expected);
  }

  @Test
  void ratingsOfSingleUsersGiveTheSameMean() throws Exception {
    Rulebook rules = rules("15", 1, ratings("mean"), "{rule: linear, full: 5}");
    assertThat(
            total(
                rules,
                "items: {item: {a: {r1: 4, r2: 3, r3: 4, r4: 4, r5: 3, r6: 4, r7: 4, r8: 3, r9: 4,"
                    + " r10: 4}}}"))
        .hasToString("11.1");
  }

  @ParameterizedTest(name = "own {0}, target {1} is {2}")
  @CsvSource({"72, 80, 90.0", "80, 80, 100.0", "88, 80, 100.0", "0, 80, 0.0"})
  void theOwnScoreIsDividedByTheTargetUpToTheCap(String own, String target, String expected)
      throws Exception {
    Rulebook rules =
        rules("100", 1, "{kind: target-ratio, benchmarks: 1, cap: 1}", "{rule: linear, full: 100}");
    assertThat(
            total(
                rules,
                "items: {item: {a: [{benchmark: x, own: " + own + ", target: " + target + "}]}}"))
        .hasToString(expected);
  }

  @Test
  void aRatioWithoutACapIsScaledToTheBestTeam() throws Exception {
    Rulebook rules =
        rules("10", 1, "{kind: target-ratio, benchmarks: 1, cap: none}", "{rule: best-team}");
    Verdict verdict =
        decide(
            rules,
            "teams: [{id: a}, {id: b}]",
            "items: {item: {a: [{benchmark: x, own: 120, target: 80}], b: [{benchmark: y, own: 60,"
                + " target: 80}]}}");
    assertThat(verdict.team("a").orElseThrow().total()).hasToString("10.0");
    assertThat(verdict.team("b").orElseThrow().total()).hasToString("5.0");
  }

  @Test
  void theBestTeamGetsFullMarksAndTheOthersTheirProportion() throws Exception {
    Rulebook rules = rules("25", 1, ratings("mean"), "{rule: best-team}");
    Verdict verdict =
        decide(
            rules,
            "teams: [{id: a}, {id: b}, {id: gone, withdrawn: {ko: 기권, en: withdrew}}]",
            "items: {item: {a: {mean: 4, count: 49}, b: {mean: 3.2, count: 49}, gone: {mean: 5,"
                + " count: 49}}}");
    assertThat(verdict.team("a").orElseThrow().total()).hasToString("25.0");
    assertThat(verdict.team("b").orElseThrow().total()).hasToString("20.0");
    assertThat(verdict.team("gone").orElseThrow().outcome().code()).isEqualTo("withdrawn");
  }

  @Test
  void nobodyGetsPointsWhenTheBestTeamHasNone() throws Exception {
    Rulebook rules = rules("25", 1, "{kind: index}", "{rule: best-team}");
    assertThat(total(rules, "items: {item: {a: 0}}")).hasToString("0.0");
  }

  @Test
  void fiveRunsAreAveraged() throws Exception {
    Rulebook rules =
        rules(
            "100",
            2,
            "{kind: index, runs: {count: 5, aggregate: {rule: mean}}}",
            "{rule: linear, full: 100}");
    assertThat(total(rules, "items: {item: {a: [70, 71, 72, 73, 76]}}")).hasToString("72.40");
  }

  @Test
  void componentsAreWeighted() throws Exception {
    String input =
        "{kind: index, components: [{id: agents, title: {ko: 가, en: A}, weight: 34}, {id: coding,"
            + " title: {ko: 나, en: B}, weight: 24}, {id: general, title: {ko: 다, en: C}, weight:"
            + " 18}, {id: science, title: {ko: 라, en: D}, weight: 24}]}";
    assertThat(
            total(
                rules("100", 1, input, "{rule: linear, full: 100}"),
                "items: {item: {a: {agents: 50, coding: 100, general: 0, science: 25}}}"))
        .hasToString("47.0");
  }

  @Test
  void plainPointsAreTakenAsTheyAre() throws Exception {
    assertThat(total(rules("10", 1, "{kind: points}", "{rule: plain}"), "items: {item: {a: 7.25}}"))
        .hasToString("7.3");
  }

  @ParameterizedTest(name = "{0} of the marks is {1}")
  @CsvSource({
    "'{rule: mean}', 6.10",
    "'{rule: median}', 6.50",
    "'{rule: trimmed-mean, high: 1, low: 1}', 6.25",
    "'{rule: trimmed-mean, high: 2, low: 1}', 5.86",
    "'{rule: trimmed-mean, high: 0, low: 2}', 7.25"
  })
  void aggregationOverTenEvaluators(String aggregate, String expected) throws Exception {
    Rulebook rules =
        rules(
            "10",
            2,
            "{kind: sheets, panel: main, aggregate: " + aggregate + "}",
            "{rule: plain}",
            "{id: main, title: {ko: 평가단, en: Panel}, size: 10, quorum: 4}",
            "notes: []");
    assertThat(total(rules, sheets("1", "2", "5", "6", "6", "7", "7", "8", "9", "10")))
        .hasToString(expected);
  }

  @Test
  void equalExtremesAreDroppedOnlyOnce() throws Exception {
    Rulebook rules =
        rules(
            "10",
            2,
            "{kind: sheets, panel: main, aggregate: {rule: trimmed-mean, high: 1, low: 1}}",
            "{rule: plain}");
    assertThat(total(rules, sheets("9", "9", "9", "3", "3"))).hasToString("7.00");
  }

  @Test
  void perTotalAndPerItemAreDifferentRules() throws Exception {
    String items =
        """
        items:
            - id: one
              title: {ko: 하나, en: One}
              points: 10
              input: {kind: sheets, panel: main%s}
              scaling: {rule: plain}
              missing: refuse
            - id: two
              title: {ko: 둘, en: Two}
              points: 10
              input: {kind: sheets, panel: main%s}
              scaling: {rule: plain}
              missing: refuse
        """;
    String perItem = ", aggregate: {rule: trimmed-mean, high: 1, low: 1}";
    String scores =
        """
        panels:
          main:
            sheets:
              E1: {a: {one: 10, two: 0}}
              E2: {a: {one: 0, two: 10}}
              E3: {a: {one: 6, two: 5}}
              E4: {a: {one: 4, two: 4}}
        """;
    Rulebook each = twoItems(items.formatted(perItem, perItem), "notes: []");
    assertThat(total(each, scores)).hasToString("9.50"); // (6 + 4) / 2 + (5 + 4) / 2
    Rulebook total =
        twoItems(
            items.formatted("", ""), "evaluator-totals: {rule: trimmed-mean, high: 1, low: 1}");
    assertThat(total(total, scores)).hasToString("10.00"); // of 10, 10, 11 and 8
  }

  @Test
  void aMeanOfThreeStaysExactUntilItIsRounded() throws Exception {
    // Three thirds of 0.5 points: rounding the means first would give 0.4999… and then 0.
    Rulebook rules =
        rules("10", 0, "{kind: sheets, panel: main, aggregate: {rule: mean}}", "{rule: plain}");
    Verdict verdict =
        decide(rules, "teams: [{id: a}]", sheets("0.25", "0.5", "0.75", "0.25", "0.75", "0.5"));
    assertThat(verdict.team("a").orElseThrow().total()).hasToString("1");
    Verdict third = decide(rules, "teams: [{id: a}]", sheets("1", "1", "2"));
    assertThat(Programmes.derivation(third.team("a").orElseThrow()))
        .isInstanceOfSatisfying(
            Derivation.Step.class, step -> assertThat(step.exact().toString()).isEqualTo("4/3"));
  }

  @ParameterizedTest(name = "{0} rounds 2.5 to {1} and 3.5 to {2}")
  @CsvSource({"half-up, 3, 4", "half-even, 2, 4", "down, 2, 3", "up, 3, 4"})
  void roundingModes(String mode, String first, String second) throws Exception {
    for (List<String> pair : List.of(List.of("2.5", first), List.of("3.5", second))) {
      Rulebook rules =
          Rulebook.parse(
              text("10", 0, "{kind: points}", "{rule: plain}", "notes: []")
                  .replace("half-up", mode));
      assertThat(total(rules, "items: {item: {a: " + pair.get(0) + "}}"))
          .isEqualTo(new BigDecimal(pair.get(1)));
    }
  }

  private static String ratings(String rule) {
    return "{kind: ratings, group: users, min: 1, max: 5, aggregate: {rule: "
        + rule
        + "}, quorum: 1}";
  }

  private static String sheets(String... marks) {
    var yaml = new StringBuilder("panels:\n  main:\n    sheets:\n");
    IntStream.range(0, marks.length)
        .forEach(i -> yaml.append("      E%02d: {a: {item: %s}}\n".formatted(i + 1, marks[i])));
    return yaml.toString();
  }

  private static Rulebook rules(String points, int places, String input, String scaling)
      throws Exception {
    return Rulebook.parse(text(points, places, input, scaling, "notes: []"));
  }

  private static Rulebook rules(
      String points, int places, String input, String scaling, String panel, String totals)
      throws Exception {
    return Rulebook.parse(
        text(points, places, input, scaling, totals).replaceFirst("\\{id: main.*\\}", panel));
  }

  private static Rulebook twoItems(String items, String totals) throws Exception {
    String text = text("20", 2, "{kind: points}", "{rule: plain}", totals);
    int start = text.indexOf("    items:");
    int end = text.indexOf("places:\n  from");
    return Rulebook.parse(text.substring(0, start) + items.indent(4) + text.substring(end));
  }

  private static String text(
      String points, int places, String input, String scaling, String totals) {
    return RULES
        .replace("POINTS", points)
        .replace("PLACES", Integer.toString(places))
        .replace("INPUT", input)
        .replace("SCALING", scaling)
        .replace("TOTALS", totals);
  }

  private static BigDecimal total(Rulebook rules, String scores) throws Exception {
    BigDecimal total = decide(rules, "teams: [{id: a}]", scores).team("a").orElseThrow().total();
    return java.util.Objects.requireNonNull(total);
  }

  private static Verdict decide(Rulebook rules, String teams, String scores) throws Exception {
    return Verdicts.decide(
        rules, Scores.parse("format: gwageo-scores/1\n" + teams + "\n" + scores, rules));
  }
}

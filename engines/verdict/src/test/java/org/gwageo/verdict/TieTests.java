package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

/** Equal totals, at the cut and elsewhere. */
class TieTests {

  private static final String RULES =
      """
      format: gwageo-rulebook/1
      id: ties
      version: 1
      title: {ko: 동점, en: Ties}
      points: 20
      rounding: {mode: half-up, measurement: none, item: none, block: none, total: 1}
      blocks:
        - id: first
          title: {ko: 첫째, en: First}
          points: 10
          items: [{id: one, title: {ko: 하나, en: One}, points: 10, input: {kind: points}, scaling: {rule: plain}, missing: zero}]
        - id: second
          title: {ko: 둘째, en: Second}
          points: 10
          items: [{id: two, title: {ko: 둘, en: Two}, points: 10, input: {kind: points}, scaling: {rule: plain}, missing: hold}]
      gates:
        - id: openness
          title: {ko: 개방성, en: Openness}
          kind: openness
          undetermined: UNDETERMINED
          tests: [{test: licence, requires: [commercial-use]}]
      places:
        from: 3
        to: 1
        fill-vacated-places: false
        none-selected: NONE
        single-applicant: evaluated
        ties: TIES
      disclosure:
        public: {levels: [outcome]}
        team-itself: {levels: [outcome]}
        team-others: {levels: [outcome]}
        reviewers: {levels: [outcome]}
        office: {levels: [outcome]}
      """;

  @Test
  void teamsThatShareTheLastPlaceAllAdvance() throws Exception {
    Verdict verdict =
        decide("{otherwise: share}", "one: {a: 5, b: 6, c: 1}", "two: {a: 6, b: 5, c: 1}");
    assertThat(outcomes(verdict))
        .containsExactly("a advances 1", "b advances 1", "c out-of-places 3");
    assertThat(verdict.cut().reasons()).extracting(Reason::code).containsExactly("tie-at-the-cut");
    assertThat(verdict.cut().actual().out()).isEqualTo(1);
  }

  @Test
  void aBlockSeparatesEqualTotals() throws Exception {
    Verdict verdict =
        decide(
            "{order: [second], otherwise: share}",
            "one: {a: 5, b: 6, c: 1}",
            "two: {a: 6, b: 5, c: 1}");
    assertThat(outcomes(verdict))
        .containsExactly("a advances 1", "b out-of-places 2", "c out-of-places 3");
  }

  @Test
  void theExactTotalSeparatesRoundedOnes() throws Exception {
    String one = "one: {a: 5.01, b: 5.02, c: 1}";
    String two = "two: {a: 5, b: 5, c: 1}";
    assertThat(outcomes(decide("{otherwise: share}", one, two)))
        .startsWith("a advances 1", "b advances 1");
    assertThat(outcomes(decide("{order: [exact-total], otherwise: share}", one, two)))
        .startsWith("b advances 1", "a out-of-places 2");
  }

  @Test
  void theOfficeDecidesOnRecordAndUntilThenNothingIsSettled() throws Exception {
    String one = "one: {a: 5, b: 6, c: 1}";
    String two = "two: {a: 6, b: 5, c: 1}";
    Verdict open = decide("{otherwise: office}", one, two);
    assertThat(open.holds())
        .extracting(Reason::code, Reason::teams)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("tie-undecided", List.of("a", "b")));
    Rulebook rulebook = rulebook("{otherwise: office}", "hold", "true");
    Verdict decided =
        Verdicts.decide(
            rulebook,
            Scores.parse(
                scores(one, two, "[commercial-use]")
                    + "tie-decisions: [{order: [b, a], reason: {ko: 합의, en: by consent}}]\n",
                rulebook));
    assertThat(decided.isSettled()).isTrue();
    assertThat(outcomes(decided))
        .containsExactly("b advances 1", "a out-of-places 2", "c out-of-places 3");
    assertThat(decided.team("a").orElseThrow().reasons())
        .extracting(Reason::code)
        .contains("tie-decision");
  }

  @Test
  void aTieAwayFromTheCutNeedsNoDecision() throws Exception {
    Verdict verdict =
        decide("{otherwise: office}", "one: {a: 9, b: 1, c: 1}", "two: {a: 9, b: 1, c: 1}");
    assertThat(verdict.isSettled()).isTrue();
    assertThat(outcomes(verdict))
        .containsExactly("a advances 1", "b out-of-places 2", "c out-of-places 2");
  }

  @Test
  void aTeamThatFailedAGateTakesNoPlaceFromAnEqualOne() throws Exception {
    Rulebook rulebook = rulebook("{otherwise: office}", "hold", "true");
    Verdict verdict =
        Verdicts.decide(
            rulebook,
            Scores.parse(
                scores("one: {a: 5, b: 6, c: 1}", "two: {a: 6, b: 5, c: 1}", "[]"), rulebook));
    assertThat(verdict.isSettled()).isTrue();
    assertThat(outcomes(verdict))
        .containsExactly("a gate-failed 1", "b advances 1", "c out-of-places 3");
  }

  @Test
  void aMissingValueIsZeroOrHoldsAsTheRulesSay() throws Exception {
    Verdict zero = decide("{otherwise: share}", "one: {b: 6, c: 1}", "two: {a: 6, b: 5, c: 1}");
    assertThat(zero.isSettled()).isTrue();
    assertThat(zero.team("a").orElseThrow().reasons())
        .extracting(r -> r.text().en())
        .contains("In “One” by the rules a missing value counts as zero: the points");
    Verdict held = decide("{otherwise: share}", "one: {a: 1, b: 6, c: 1}", "two: {b: 5, c: 1}");
    assertThat(held.holds()).extracting(Reason::code).containsExactly("missing");
    assertThat(new String(held.toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"rule\":\"missing-hold\"");
  }

  @Test
  void aGateWithoutAnAnswerFailsOrHoldsAsTheRulesSay() throws Exception {
    String text =
        scores("one: {a: 5, b: 4, c: 1}", "two: {a: 6, b: 5, c: 1}", "[]")
            .replace("    a: {licence: []}\n", "");
    Rulebook failing = rulebook("{otherwise: share}", "fail", "true");
    Verdict failed = Verdicts.decide(failing, Scores.parse(text, failing));
    assertThat(outcomes(failed)).startsWith("a gate-failed 1");
    assertThat(failed.isSettled()).isTrue();
    Rulebook holding = rulebook("{otherwise: share}", "hold", "true");
    Verdict held = Verdicts.decide(holding, Scores.parse(text, holding));
    assertThat(held.holds()).extracting(Reason::code).containsExactly("gate-undetermined");
  }

  @Test
  void nobodySelectedIsHeldWhereTheRulesDoNotAllowIt() throws Exception {
    String text =
        scores("one: {a: 5, b: 4, c: 1}", "two: {a: 6, b: 5, c: 1}", "[]")
            .replace("[commercial-use]", "[]");
    Rulebook rulebook = rulebook("{otherwise: share}", "hold", "false");
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(text, rulebook));
    assertThat(verdict.holds())
        .extracting(Reason::code)
        .containsExactly("none-selected-not-allowed");
  }

  private static List<String> outcomes(Verdict verdict) {
    return verdict.teams().stream()
        .map(t -> t.team() + " " + t.outcome().code() + " " + t.rank())
        .toList();
  }

  private static Verdict decide(String ties, String one, String two) throws Exception {
    Rulebook rulebook = rulebook(ties, "hold", "true");
    return Verdicts.decide(rulebook, Scores.parse(scores(one, two, "[commercial-use]"), rulebook));
  }

  private static Rulebook rulebook(String ties, String undetermined, String none) throws Exception {
    return Rulebook.parse(
        RULES.replace("TIES", ties).replace("UNDETERMINED", undetermined).replace("NONE", none));
  }

  private static String scores(String one, String two, String licenceOfA) {
    return """
        format: gwageo-scores/1
        teams: [{id: a}, {id: b}, {id: c}]
        items:
          %s
          %s
        gates:
          openness:
            a: {licence: %s}
            b: {licence: [commercial-use]}
            c: {licence: [commercial-use]}
        """
        .formatted(one, two, licenceOfA);
  }
}

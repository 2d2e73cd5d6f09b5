package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresBuilder;
import org.junit.jupiter.api.Test;

/** Four teams, two places: a and b go on, c and d do not, until a lineage grade changes. */
class VerdictDifferenceTests {

  private static final String RULES =
      """
      format: gwageo-rulebook/1
      id: small
      version: 1
      title: {ko: 작은 규칙, en: Small rules}
      points: 10
      rounding: {mode: half-up, measurement: none, item: 2, block: 2, total: 2}
      blocks:
        - id: office
          title: {ko: 사무, en: Office}
          points: 10
          items:
            - id: bonus
              title: {ko: 점수, en: Points}
              points: 10
              input: {kind: points}
              scaling: {rule: plain}
              missing: zero
      gates:
        - id: independence
          title: {ko: 독자성, en: Independence}
          kind: independence
          undetermined: hold
          tests:
            - {test: lineage, fails-on: [derivation-established], undetermined-on: [untestable]}
      places:
        from: 4
        to: 2
        fill-vacated-places: %s
        none-selected: true
        single-applicant: evaluated
        ties: {order: [exact-total], otherwise: share}
      disclosure:
        public: {levels: [outcome]}
        team-itself: {levels: [outcome]}
        team-others: {levels: [outcome]}
        reviewers: {levels: [outcome]}
        office: {levels: [outcome]}
      """;

  private static final List<String> TEAMS = List.of("a", "b", "c", "d");

  private static Verdict verdict(boolean fills, Map<String, String> grades) throws Exception {
    return verdict(Rulebook.parse(RULES.formatted(fills)), grades, "9");
  }

  private static Verdict verdict(Rulebook rulebook, Map<String, String> grades, String first)
      throws Exception {
    var scores = new ScoresBuilder(rulebook);
    for (int i = 0; i < TEAMS.size(); i++) {
      String team = TEAMS.get(i);
      scores.team(team, null);
      scores.measured("bonus", team, new BigDecimal(i == 0 ? first : String.valueOf(8 - i)));
      scores.lineage("independence", team, "base", grades.getOrDefault(team, "not-found"));
    }
    return Verdicts.decide(rulebook, Scores.parse(scores.toYaml(), rulebook));
  }

  @Test
  void aVacatedPlaceThatStaysEmptyChangesOneTeamAlone() throws Exception {
    var difference =
        VerdictDifference.between(
            verdict(false, Map.of()), verdict(false, Map.of("a", "derivation-established")));
    assertThat(difference.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.team()).isEqualTo("a");
              assertThat(change.changesAdvancing()).isTrue();
              assertThat(change.advances()).isFalse();
              assertThat(change.keepsPoints()).isTrue();
              assertThat(change.keepsRank()).isTrue();
              assertThat(change.gates())
                  .singleElement()
                  .satisfies(
                      gate -> {
                        assertThat(gate.before().status()).isEqualTo(GateResult.Status.PASSED);
                        assertThat(gate.after().status()).isEqualTo(GateResult.Status.FAILED);
                      });
            });
    assertThat(difference.before().actual().to()).isEqualTo(2);
    assertThat(difference.after().actual().to()).isEqualTo(1);
  }

  @Test
  void aVacatedPlaceThatIsFilledChangesTheNextTeamAsWell() throws Exception {
    var difference =
        VerdictDifference.between(
            verdict(true, Map.of()), verdict(true, Map.of("a", "derivation-established")));
    assertThat(difference.changes())
        .extracting(VerdictDifference.Change::team)
        .containsExactly("a", "c");
    assertThat(difference.of("c").orElseThrow().advances()).isTrue();
    assertThat(difference.of("c").orElseThrow().gates()).isEmpty();
    assertThat(difference.after().actual().to()).isEqualTo(2);
  }

  @Test
  void aTeamThatIsOutOfPlacesFailsTheGateBesideIt() throws Exception {
    var difference =
        VerdictDifference.between(
            verdict(true, Map.of()), verdict(true, Map.of("d", "derivation-established")));
    assertThat(difference.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.before().outcome()).isEqualTo(new Outcome.OutOfPlaces(4, 2));
              assertThat(change.after().outcome())
                  .isEqualTo(new Outcome.GateFailed(List.of("independence")));
              assertThat(change.changesOutcome()).isTrue();
              assertThat(change.changesAdvancing()).isFalse();
            });
  }

  @Test
  void aGateThatAnswersTheSameForAnotherReasonIsNamed() throws Exception {
    var rulebook = Rulebook.parse(RULES.formatted(false));
    var before = verdict(rulebook, Map.of(), "9");
    assertThat(
            VerdictDifference.between(before, verdict(rulebook, Map.of("a", "indicated"), "9"))
                .of("a")
                .orElseThrow()
                .gates())
        .singleElement()
        .satisfies(gate -> assertThat(gate.before().status()).isEqualTo(gate.after().status()));
  }

  @Test
  void changedPointsAreNotHidden() throws Exception {
    var rulebook = Rulebook.parse(RULES.formatted(false));
    var difference =
        VerdictDifference.between(
            verdict(rulebook, Map.of(), "9"), verdict(rulebook, Map.of(), "6.5"));
    assertThat(difference.of("a").orElseThrow().keepsPoints()).isFalse();
    assertThat(difference.of("a").orElseThrow().keepsRank()).isFalse();
    assertThat(difference.of("b").orElseThrow().keepsPoints()).isTrue();
    assertThat(difference.of("b").orElseThrow().keepsRank()).isFalse();
  }

  @Test
  void equalVerdictsDoNotDiffer() throws Exception {
    assertThat(
            VerdictDifference.between(verdict(true, Map.of()), verdict(true, Map.of())).changes())
        .isEmpty();
  }

  @Test
  void theTreeHoldsBothSidesOfEveryChange() throws Exception {
    var tree =
        VerdictDifference.between(
                verdict(false, Map.of()), verdict(false, Map.of("b", "derivation-established")))
            .toTree();
    assertThat(new String(CanonicalJson.bytes(tree), StandardCharsets.UTF_8))
        .contains("\"team\":\"b\"", "\"outcome\":\"advances\"", "\"outcome\":\"gate-failed\"")
        .contains("\"independence\":\"passed\"", "\"independence\":\"failed\"")
        .doesNotContain("\"team\":\"a\"");
  }

  @Test
  void verdictsUnderOtherRulesOrAboutOtherTeamsAreNotCompared() throws Exception {
    assertThatThrownBy(
            () -> VerdictDifference.between(verdict(true, Map.of()), verdict(false, Map.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the verdicts apply different rules");
    var rulebook = Rulebook.parse(RULES.formatted(true));
    var scores = new ScoresBuilder(rulebook).team("a", null);
    var one = Verdicts.decide(rulebook, Scores.parse(scores.toYaml(), rulebook));
    assertThatThrownBy(() -> VerdictDifference.between(one, verdict(true, Map.of())))
        .hasMessage("the verdicts are about different teams: [a] and [a, b, c, d]");
  }
}

package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.junit.jupiter.api.Test;

/** Agreed exceptions for one team and calendars of their own. */
class ExceptionTests {

  private static final String SCORES = Programmes.resource("small-scores.yaml");

  @Test
  void aWaivedGateDoesNotApplyToThatTeam() throws Exception {
    Rulebook rulebook = rulebook("{kind: waived-gate, gate: independence}", "[a, b]");
    String identical = SCORES.replace("lineage: not-found", "lineage: identical");
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(identical, rulebook));
    assertThat(verdict.team("c").orElseThrow().gate("independence").orElseThrow().status())
        .isEqualTo(GateResult.Status.WAIVED);
    assertThat(verdict.team("c").orElseThrow().outcome()).isEqualTo(new Outcome.Advances(2));
    assertThat(verdict.team("a").orElseThrow().outcome().code()).isEqualTo("gate-failed");
  }

  @Test
  void anotherScalingAppliesToThatTeamOnly() throws Exception {
    Rulebook rulebook =
        rulebook("{kind: scaling, item: index, scaling: {rule: linear, full: 200}}", "[a, b]");
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(SCORES, rulebook));
    assertThat(verdict.team("c").orElseThrow().items().get("index")).hasToString("18.0");
    assertThat(verdict.team("a").orElseThrow().items().get("index")).hasToString("32.0");
  }

  @Test
  void theConsentOfEveryTeamThatTakesPartIsNeeded() throws Exception {
    Rulebook rulebook = rulebook("{kind: waived-gate, gate: independence}", "[a]");
    assertThatThrownBy(() -> Scores.parse(SCORES, rulebook))
        .isInstanceOf(ScoresException.class)
        .hasMessageContaining(
            "the rulebook's exception \"late\" for \"c\" lacks the consent of \"b\"");
  }

  @Test
  void aLateEntrantIsOnTimeInItsOwnWindow() throws Exception {
    Rulebook rulebook =
        Rulebook.parse(
            Programmes.resource("small-rulebook.yaml")
                .replace(
                    "- {test: ticks, panel: main, fails-at: 3}",
                    "- {test: on-time, window: submission}")
                .replace(
                    "disclosure:\n",
                    """
                      entrants:
                        - team: c
                          reason: {ko: 중도 참여, en: Joined in the middle}
                          windows:
                            - {id: submission, title: {ko: 제출, en: Submission}, opens: 2026-03-01T00:00+09:00, closes: 2026-04-01T00:00+09:00}
                    disclosure:
                    """));
    String scores =
        SCORES
            .replace("{id: a}", "{id: a, received: {submission: 2026-01-31T23:59:59+09:00}}")
            .replace("{id: b}", "{id: b, received: {submission: 2026-02-01T00:00+09:00}}")
            .replace("{id: c}", "{id: c, received: {submission: 2026-03-15T00:00+09:00}}");
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(scores, rulebook));
    assertThat(verdict.team("a").orElseThrow().outcome().code()).isEqualTo("advances");
    assertThat(verdict.team("b").orElseThrow().outcome().code()).isEqualTo("gate-failed");
    assertThat(verdict.team("c").orElseThrow().outcome().code()).isEqualTo("advances");
  }

  @Test
  void aTeamThatWithdrawsNeedsNoScoresAndIsNamedAtTheCut() throws Exception {
    Rulebook rulebook = Rulebook.parse(Programmes.resource("small-rulebook.yaml"));
    String scores =
        SCORES
            .replace("{id: b}", "{id: b, withdrawn: {ko: 사정으로 기권, en: Withdrew}}")
            .replace(", b: 70", "");
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(scores, rulebook));
    TeamResult gone = verdict.team("b").orElseThrow();
    assertThat(gone.outcome()).isInstanceOf(Outcome.Withdrawn.class);
    assertThat(gone.rank()).isNull();
    assertThat(verdict.teams().getLast()).isEqualTo(gone);
    assertThat(verdict.cut().reasons()).extracting(Reason::code).containsExactly("withdrawn");
  }

  private static Rulebook rulebook(String effect, String agreedBy) throws Exception {
    return Rulebook.parse(
        Programmes.resource("small-rulebook.yaml")
            .replace(
                "calendar:\n",
                """
                exceptions:
                  - id: late
                    team: c
                    reason: {ko: 늦은 참여, en: Late entry}
                    agreed-by: AGREED
                    effect: EFFECT
                calendar:
                """
                    .replace("AGREED", agreedBy)
                    .replace("EFFECT", effect)));
  }
}

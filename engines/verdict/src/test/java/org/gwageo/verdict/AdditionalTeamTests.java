package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresBuilder;
import org.junit.jupiter.api.Test;

/** The call for one additional team; marks and votes are made up. */
class AdditionalTeamTests {

  @Test
  void callWithNoWinner() throws Exception {
    Rulebook rulebook = rulebook();
    var scores = new ScoresBuilder(rulebook);
    applicant(scores, "motif", "72", 3);
    applicant(scores, "trillion-labs", "70", 2);
    Verdict verdict = decide(rulebook, scores);
    assertThat(verdict.isSettled()).isTrue();
    assertThat(verdict.cut().actual().to()).isZero();
    assertThat(verdict.teams())
        .allSatisfy(
            team ->
                assertThat(team.outcome()).isEqualTo(new Outcome.GateFailed(List.of("majority"))));
    assertThat(verdict.cut().reasons())
        .extracting(Reason::code)
        .containsExactly("gate-failed-within-places", "none-selected");
  }

  @Test
  void singleApplicantIsStillEvaluated() throws Exception {
    Rulebook rulebook = rulebook();
    var scores = new ScoresBuilder(rulebook);
    applicant(scores, "motif", "72", 4);
    Verdict verdict = decide(rulebook, scores);
    assertThat(verdict.isSettled()).isTrue();
    assertThat(verdict.team("motif").orElseThrow().outcome()).isEqualTo(new Outcome.Advances(1));
    assertThat(verdict.cut().reasons())
        .extracting(Reason::code)
        .containsExactly("single-applicant");
  }

  @Test
  void aSingleApplicantWithoutAMajorityIsNotSelected() throws Exception {
    Rulebook rulebook = rulebook();
    var scores = new ScoresBuilder(rulebook);
    applicant(scores, "motif", "99", 3);
    Verdict verdict = decide(rulebook, scores);
    assertThat(verdict.team("motif").orElseThrow().outcome())
        .isEqualTo(new Outcome.GateFailed(List.of("majority")));
    assertThat(verdict.team("motif").orElseThrow().gate("majority").orElseThrow().tests())
        .extracting(test -> test.reason().en())
        .containsExactly("3 of 6 reviewers voted for the team (more than 1/2 is needed).");
  }

  @Test
  void aSingleApplicantCanBeHeldByTheRules() throws Exception {
    Rulebook rulebook =
        Rulebook.parse(
            Programmes.text("korea-2025/rulebooks/additional-team-2026.yaml")
                .replace("single-applicant: evaluated", "single-applicant: hold"));
    var scores = new ScoresBuilder(rulebook);
    applicant(scores, "motif", "72", 4);
    assertThat(decide(rulebook, scores).holds())
        .extracting(Reason::code)
        .containsExactly("single-applicant");
  }

  @Test
  void theBetterOfTwoIsAddedByANarrowMargin() throws Exception {
    Rulebook rulebook = rulebook();
    var scores = new ScoresBuilder(rulebook);
    applicant(scores, "motif", "72.01", 6);
    applicant(scores, "trillion-labs", "72", 6);
    Verdict verdict = decide(rulebook, scores);
    assertThat(verdict.team("motif").orElseThrow().outcome()).isEqualTo(new Outcome.Advances(1));
    assertThat(verdict.team("trillion-labs").orElseThrow().outcome())
        .isEqualTo(new Outcome.OutOfPlaces(2, 1));
  }

  @Test
  void theRulebookOfTheSelectionChoosesFiveOfTen() throws Exception {
    Rulebook rulebook = Programmes.rulebook("korea-2025/rulebooks/selection-2025.yaml");
    var scores = new ScoresBuilder(rulebook);
    for (int i = 0; i < 10; i++) {
      String team = "applicant-" + i;
      scores.team(team, null);
      scores.criterion(
          "eligibility", team, "university", org.gwageo.verdict.scores.Finding.Met.MET);
      scores.criterion(
          "eligibility", team, "consortium", org.gwageo.verdict.scores.Finding.Met.MET);
      for (String evaluator : List.of("E1", "E2", "E3")) {
        scores.mark("experts", evaluator, team, "technology-marks", new BigDecimal(40 - i));
        scores.mark("experts", evaluator, team, "plan-marks", new BigDecimal(25));
        scores.mark("experts", evaluator, team, "ripple-marks", new BigDecimal(25));
      }
    }
    Verdict verdict = decide(rulebook, scores);
    assertThat(verdict.cut().announced().out()).isEqualTo(5);
    assertThat(verdict.cut().actual().out()).isEqualTo(5);
    assertThat(verdict.team("applicant-4").orElseThrow().outcome())
        .isEqualTo(new Outcome.Advances(5));
    assertThat(verdict.team("applicant-5").orElseThrow().outcome())
        .isEqualTo(new Outcome.OutOfPlaces(6, 5));
  }

  private static Rulebook rulebook() throws Exception {
    return Programmes.rulebook("korea-2025/rulebooks/additional-team-2026.yaml");
  }

  private static Verdict decide(Rulebook rulebook, ScoresBuilder scores) throws Exception {
    return Verdicts.decide(rulebook, Scores.parse(scores.toYaml(), rulebook));
  }

  private static void applicant(ScoresBuilder scores, String team, String mark, int votes) {
    scores.team(team, null);
    for (int i = 1; i <= 6; i++) {
      scores.mark("experts", "E" + i, team, "marks", new BigDecimal(mark));
      scores.voted("experts", "E" + i);
      if (i <= votes) {
        scores.votedFor("experts", "E" + i, team);
      }
    }
  }
}

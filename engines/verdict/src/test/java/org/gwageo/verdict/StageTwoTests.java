package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.gwageo.verdict.rules.AgreedException;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresBuilder;
import org.gwageo.verdict.scores.ScoresException;
import org.junit.jupiter.api.Test;

/** The second stage: four teams, one of which joined in the middle. Its scores are made up. */
class StageTwoTests {

  private static final String FILE = "korea-2025/rulebooks/stage-2.yaml";
  private static final List<String> TEAMS =
      List.of("lg-ai-research", "sk-telecom", "upstage", "motif");

  @Test
  void teamJoinsAtStageTwo() throws Exception {
    Rulebook rulebook = Programmes.rulebook(FILE);
    assertThat(closes(rulebook, "upstage")).isEqualTo("2026-07-01T00:00+09:00");
    assertThat(closes(rulebook, "motif")).isEqualTo("2026-08-01T00:00+09:00");
    assertThat(rulebook.exceptions().getFirst().effect())
        .isInstanceOf(AgreedException.Effect.Basis.class);
    Verdict verdict = decide(rulebook, scores(rulebook));
    assertThat(verdict.cut().announced()).isEqualTo(new Cut.Side(4, 3));
    assertThat(verdict.cut().actual()).isEqualTo(new Cut.Side(4, 3));
    assertThat(verdict.cut().reasons()).isEmpty();
    assertThat(verdict.team("motif").orElseThrow().reasons())
        .extracting(Reason::code)
        .contains("agreed-exception");
    assertThat(verdict.team("upstage").orElseThrow().reasons())
        .extracting(Reason::code)
        .doesNotContain("agreed-exception");
  }

  @Test
  void anExceptionWithoutTheConsentOfOneTeamIsRefused() {
    String yaml =
        Programmes.text(FILE)
            .replace(
                "agreed-by: [lg-ai-research, sk-telecom, upstage]",
                "agreed-by: [lg-ai-research, upstage]");
    assertThatThrownBy(() -> Rulebook.parse(yaml))
        .isInstanceOf(RulebookException.class)
        .hasMessageContaining("the exception for \"motif\" lacks the consent of \"sk-telecom\"");
  }

  @Test
  void aTeamThatTheRulesDoNotNameIsRefused() throws Exception {
    Rulebook rulebook = Programmes.rulebook(FILE);
    String yaml = scores(rulebook).team("motiv", null).toYaml();
    assertThatThrownBy(() -> Scores.parse(yaml, rulebook))
        .isInstanceOf(ScoresException.class)
        .hasMessageContaining("the rulebook has no entrant \"motiv\"; did you mean \"motif\"?");
  }

  @Test
  void theFormulasOfTheExplanatoryReleaseHold() throws Exception {
    Rulebook rulebook = Programmes.rulebook(FILE);
    TeamResult upstage = decide(rulebook, scores(rulebook)).team("upstage").orElseThrow();
    assertThat(upstage.items().get("aaii")).isEqualByComparingTo("9.48");
    assertThat(upstage.items().get("nia")).isEqualByComparingTo("9");
    assertThat(upstage.items().get("professional")).isEqualByComparingTo("11.1");
    assertThat(upstage.items().get("citizens")).isEqualByComparingTo("7.4");
  }

  @Test
  void halfOfTheTicksIsNotMoreThanHalf() throws Exception {
    Rulebook rulebook = Programmes.rulebook(FILE);
    ScoresBuilder scores = scores(rulebook);
    for (int i = 1; i <= 5; i++) {
      scores.ticked("experts", evaluator(i), "motif");
    }
    assertThat(status(decide(rulebook, scores))).isEqualTo(GateResult.Status.PASSED);
    scores.ticked("experts", evaluator(6), "motif");
    assertThat(status(decide(rulebook, scores))).isEqualTo(GateResult.Status.FAILED);
  }

  @Test
  void aTickOfAConflictedEvaluatorDoesNotCountAndNeitherDoesItsSheet() throws Exception {
    Rulebook rulebook = Programmes.rulebook(FILE);
    ScoresBuilder scores = scores(rulebook);
    for (int i = 1; i <= 6; i++) {
      scores.ticked("experts", evaluator(i), "motif");
    }
    scores.conflict("experts", evaluator(1), "motif", "declared");
    scores.conflict("experts", evaluator(2), "motif", "declared");
    Verdict verdict = decide(rulebook, scores);
    assertThat(status(verdict)).isEqualTo(GateResult.Status.PASSED);
    Derivation expert = Programmes.derivation(verdict.team("motif").orElseThrow()).inputs().get(1);
    assertThat(expert.inputs())
        .filteredOn(input -> input.use() == Derivation.Use.LEFT_OUT)
        .hasSize(2);
    assertThat(expert.inputs())
        .filteredOn(input -> input.use() == Derivation.Use.COUNTED)
        .hasSize(6);
  }

  @Test
  void withoutTicksTheGateIsUndeterminedAndTheVerdictIsHeld() throws Exception {
    Rulebook rulebook = Programmes.rulebook(FILE);
    String yaml = scores(rulebook).toYaml().replaceAll("(?s)    ticks:.*", "");
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(yaml, rulebook));
    assertThat(verdict.isSettled()).isFalse();
    assertThat(verdict.holds()).extracting(Reason::code).containsOnly("gate-undetermined");
    assertThat(new String(verdict.toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"status\":\"held\"");
  }

  @Test
  void aMissingFigureIsRefusedAndNeverASilentZero() throws Exception {
    Rulebook rulebook = Programmes.rulebook(FILE);
    String yaml = scores(rulebook).toYaml().replaceFirst("    upstage: 37.9\n", "");
    assertThatThrownBy(() -> Scores.parse(yaml, rulebook))
        .isInstanceOf(ScoresException.class)
        .hasMessageContaining("the item \"aaii\" of \"upstage\" is missing the index");
  }

  private static String closes(Rulebook rulebook, String team) {
    return rulebook.calendar().window(team, "development").orElseThrow().closes().toString();
  }

  private static GateResult.Status status(Verdict verdict) {
    return verdict.team("motif").orElseThrow().gate("independence").orElseThrow().status();
  }

  private static Verdict decide(Rulebook rulebook, ScoresBuilder scores) throws Exception {
    return Verdicts.decide(rulebook, Scores.parse(scores.toYaml(), rulebook));
  }

  private static String evaluator(int number) {
    return "E%02d".formatted(number);
  }

  private static ScoresBuilder scores(Rulebook rulebook) {
    var scores = new ScoresBuilder(rulebook);
    for (int t = 0; t < TEAMS.size(); t++) {
      String team = TEAMS.get(t);
      scores.team(team, null);
      scores.received(team, "development", OffsetDateTime.parse("2026-06-30T18:00+09:00"));
      scores.measured("aaii", team, new BigDecimal(team.equals("upstage") ? "37.9" : "40"));
      scores.measured("nia", team, new BigDecimal("60"));
      scores.ratingsMean("professional", team, new BigDecimal("3.7"), 49);
      scores.ratingsMean("citizens", team, new BigDecimal("3.7"), 185);
      for (int i = 1; i <= 10; i++) {
        String evaluator = evaluator(i);
        scores.checked("experts", evaluator);
        scores.mark("experts", evaluator, team, "technology", new BigDecimal("8"));
        scores.mark("experts", evaluator, team, "results", new BigDecimal(8 - t));
        scores.mark("experts", evaluator, team, "ripple", new BigDecimal("12"));
      }
    }
    return scores;
  }
}

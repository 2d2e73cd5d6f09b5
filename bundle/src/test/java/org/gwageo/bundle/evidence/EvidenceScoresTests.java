package org.gwageo.bundle.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.bundle.PracticeStage;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

class EvidenceScoresTests {

  private static final List<PanelScore> SHEETS =
      List.of(
          new PanelScore("E1", "alpha", "plan", new BigDecimal("20.5"), "좋다"),
          new PanelScore("E2", "alpha", "plan", new BigDecimal("30"), ""),
          new PanelScore("E1", "beta", "plan", new BigDecimal("25"), ""));

  @Test
  void theOrderOfTheRowsDoesNotMatter() throws Exception {
    assertThat(yaml(SHEETS.reversed(), List.of(), Map.of()))
        .isEqualTo(yaml(SHEETS, List.of(), Map.of()));
  }

  @Test
  void whatIsDerivedIsWhatTheVerdictEngineReads() throws Exception {
    Rulebook rulebook = rulebook();
    String yaml =
        yaml(
            SHEETS,
            List.of(
                new PanelMark("E1", "alpha", "conflict", ""),
                new PanelMark("E2", "alpha", "independence", "")),
            Map.of("items", Map.of("bonus", Map.of("alpha", new BigDecimal("2")))));
    Scores scores = Scores.parse(yaml, rulebook);
    assertThat(scores.participants()).containsExactly("alpha", "beta");
    assertThat(scores.leftOut(rulebook, "main", "E1", "alpha")).isPresent();
    assertThat(scores.panel("main").ticks().get("E2")).containsExactly("alpha");
    assertThat(scores.panel("main").ticks().get("E1")).isEmpty();
    assertThat(scores.measurement("bonus", "alpha")).isPresent();
  }

  @Test
  void refusesEvidenceAboutNobodyAndEvidenceGivenTwice() {
    var stranger = new PanelScore("E1", "delta", "plan", BigDecimal.ONE, "");
    assertThatThrownBy(() -> yaml(List.of(stranger), List.of(), Map.of()))
        .isInstanceOf(EvidenceException.class)
        .hasMessage("the sheet of E1 is about delta, which is no team");
    assertThatThrownBy(
            () -> yaml(List.of(SHEETS.getFirst(), SHEETS.getFirst()), List.of(), Map.of()))
        .isInstanceOf(EvidenceException.class)
        .hasMessage("E1 marked plan of alpha twice");
  }

  @Test
  void theOfficeCannotOverwriteWhatFollowsFromEvidence() {
    Map<String, Object> entries =
        Map.of(
            "panels",
            Map.of("main", Map.of("sheets", Map.of("E1", Map.of("alpha", Map.of("plan", 35))))));
    assertThatThrownBy(() -> yaml(SHEETS, List.of(), entries))
        .isInstanceOf(EvidenceException.class)
        .hasMessageContaining("/panels/main/sheets/E1/alpha/plan");
  }

  @Test
  void aTeamSurvivesItsFile() throws Exception {
    var team = team("alpha");
    assertThat(TeamEntry.parse("f", team.toJson())).isEqualTo(team);
  }

  @Test
  void refusesAMarkForAnItemThatNoPanelMarks() {
    var row = new PanelScore("E1", "alpha", "choice", BigDecimal.ONE, "");
    assertThatThrownBy(() -> yaml(List.of(row), List.of(), Map.of()))
        .isInstanceOf(EvidenceException.class)
        .hasMessageContaining("E1 marked choice of alpha");
  }

  @Test
  void theReasonOfACaseStandsBeforeWhatTheOfficeSaysOfTheSameGate() throws Exception {
    var decided = Map.of("alpha", Map.of("case", "L-1", "grade", "not-found", "reason", "대조군과 같다"));
    var office = Map.of("ko", "동료가 연관을 신고했다", "en", "a colleague declared a relation");
    Map<String, Object> entries =
        Map.of(
            EvidenceScores.LINEAGE_CASES,
            decided,
            "gates",
            Map.of("independence", Map.of("alpha", Map.of("reason", office))));
    Scores scores = Scores.parse(yaml(SHEETS, List.of(), entries), rulebook());
    assertThat(scores.finding("independence", "alpha").reason())
        .isEqualTo(
            new Bilingual("대조군과 같다\n동료가 연관을 신고했다", "대조군과 같다\na colleague declared a relation"));
  }

  private static String yaml(
      List<PanelScore> sheets, List<PanelMark> marks, Map<String, Object> entries)
      throws Exception {
    return EvidenceScores.yaml(
        rulebook(),
        new StageEvidence(
            List.of(team("beta"), team("alpha")),
            List.of(),
            sheets,
            marks,
            List.of(),
            Collections.emptySortedMap(),
            entries));
  }

  private static TeamEntry team(String id) {
    return new TeamEntry(
        id,
        new TeamEntry.Words(id, id),
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty(),
        Map.of("licence", "Apache-2.0"));
  }

  private static Rulebook rulebook() throws Exception {
    return Rulebook.parse(PracticeStage.resource("rulebook.yaml"));
  }
}

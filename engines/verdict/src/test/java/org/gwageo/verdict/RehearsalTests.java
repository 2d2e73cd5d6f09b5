package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresBuilder;
import org.junit.jupiter.api.Test;

class RehearsalTests {

  private static final List<String> TEAMS =
      List.of("hon-cheon", "gan-ui", "ang-bu", "ja-gyeok", "gyu-pyo");

  @Test
  void theFineTunedEntrantFailsTheGateAlthoughItsScoreWouldHaveBeenEnough() throws Exception {
    Verdict verdict = decide(stage());
    TeamResult fineTuned = verdict.team("gan-ui").orElseThrow();
    assertThat(fineTuned.outcome()).isEqualTo(new Outcome.GateFailed(List.of("independence")));
    assertThat(fineTuned.rank()).isLessThanOrEqualTo(3);
    assertThat(verdict.isSettled()).isTrue();
    assertThat(verdict.cut().announced().out()).isEqualTo(2);
    assertThat(verdict.cut().actual().out()).isEqualTo(3);
    assertThat(verdict.cut().reasons())
        .extracting(Reason::code)
        .containsExactly("gate-failed-within-places", "vacated-places-stay-empty");
  }

  @Test
  void anEvaluatorWithAConflictIsLeftOutForThatTeamOnly() throws Exception {
    Verdict verdict = decide(stage());
    assertThat(verdict.team("ja-gyeok").orElseThrow().reasons())
        .extracting(Reason::code)
        .contains("conflict-left-out");
    assertThat(verdict.team("ang-bu").orElseThrow().reasons())
        .extracting(Reason::code)
        .doesNotContain("conflict-left-out");
  }

  @Test
  void aGuestBehindAnEndpointGetsNoExpertPointsAndCannotShowThatItIsIndependent() throws Exception {
    ScoresBuilder scores = stage();
    benchmarks(scores.team("guest", null), "guest", 59);
    Verdict verdict = decide(scores);
    TeamResult guest = verdict.team("guest").orElseThrow();
    assertThat(guest.outcome())
        .isEqualTo(new Outcome.GateFailed(List.of("independence", "openness", "minimum")));
    assertThat(guest.blocks().get("expert")).isEqualByComparingTo("0");
    assertThat(guest.reasons()).extracting(Reason::code).contains("missing-as-zero");
    assertThat(verdict.isSettled()).isTrue();
    assertThat(verdict.cut().reasons()).extracting(Reason::code).contains("entrants-differ");
  }

  @Test
  void everyBodySeesEverything() throws Exception {
    Verdict verdict = decide(stage());
    DisclosedVerdict seen = Disclosure.view(verdict, new Audience.Public());
    assertThat(seen.team("ang-bu").orElseThrow().derivation())
        .isEqualTo(verdict.team("ang-bu").orElseThrow().derivation());
  }

  private static Verdict decide(ScoresBuilder builder) throws Exception {
    Rulebook rulebook = Programmes.rulebook("rehearsal/rulebook.yaml");
    return Verdicts.decide(rulebook, Scores.parse(builder.toYaml(), rulebook));
  }

  /** Reads the practice sheets and ratings beside benchmark counts made up for this test. */
  private static ScoresBuilder stage() throws Exception {
    Rulebook rulebook = Programmes.rulebook("rehearsal/rulebook.yaml");
    var scores = new ScoresBuilder(rulebook);
    for (int i = 0; i < TEAMS.size(); i++) {
      String team = TEAMS.get(i);
      benchmarks(scores.team(team, null), team, 50 - 6 * i);
      scores.lineage(
          "independence",
          team,
          "north-star-base",
          team.equals("gan-ui") ? "derivation-established" : "not-found");
      scores.licence("openness", team, List.of("commercial-use"));
    }
    List.of("E1", "E2", "E3", "E4", "E5").forEach(e -> scores.checked("main", e));
    for (String[] row : rows("rehearsal/panel/sheets.csv")) {
      scores.mark("main", row[0], row[1], row[2], new BigDecimal(row[3]));
    }
    for (String[] row : rows("rehearsal/panel/marks.csv")) {
      if (row[2].equals("conflict")) {
        scores.conflict("main", row[0], row[1], "declared");
      } else {
        scores.ticked("main", row[0], row[1]);
      }
    }
    for (String group : List.of("professional", "citizens")) {
      for (String[] row : rows("rehearsal/ratings/" + group + ".csv")) {
        scores.rating(group, row[2], row[1], new BigDecimal(row[3]));
      }
    }
    return scores;
  }

  private static void benchmarks(ScoresBuilder scores, String team, int correct) {
    scores.counted("arithmetic", team, "ko-arithmetic", correct, 60);
    scores.counted("arithmetic", team, "en-arithmetic", correct, 60);
    for (String item : List.of("dates", "word-order", "instructions", "choice")) {
      scores.counted(item, team, correct, 60);
    }
  }

  private static List<String[]> rows(String csv) {
    return Programmes.text(csv).lines().skip(1).map(line -> line.split(",")).toList();
  }
}

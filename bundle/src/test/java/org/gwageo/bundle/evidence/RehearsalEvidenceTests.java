package org.gwageo.bundle.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.verdict.Outcome;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

class RehearsalEvidenceTests {

  private static final Path REHEARSAL = Path.of("..", "programmes", "rehearsal");
  private static final List<String> TEAMS =
      List.of("ang-bu", "gan-ui", "gyu-pyo", "hon-cheon", "ja-gyeok");
  private static final List<String> TASKS =
      List.of(
          "ko-arithmetic",
          "en-arithmetic",
          "dates",
          "word-order",
          "instructions",
          "opposites-choice");

  @Test
  void theRehearsalsSheetsAndRatingsDecideAStage() throws Exception {
    Rulebook rulebook = Rulebook.parse(Files.readString(REHEARSAL.resolve("rulebook.yaml")));
    var ratings = new ArrayList<>(UserRating.read(read("ratings/professional.csv")));
    ratings.addAll(UserRating.read(read("ratings/citizens.csv")));
    var evidence =
        new StageEvidence(
            TEAMS.stream().map(RehearsalEvidenceTests::team).toList(),
            counts(),
            PanelScore.read(read("panel/sheets.csv")),
            PanelMark.read(read("panel/marks.csv")),
            ratings,
            lineage(),
            Map.of());
    var verdict =
        Verdicts.decide(rulebook, Scores.parse(EvidenceScores.yaml(rulebook, evidence), rulebook));
    assertThat(verdict.isSettled()).isTrue();
    var derived = verdict.team("gan-ui").orElseThrow();
    assertThat(derived.outcome()).isInstanceOf(Outcome.GateFailed.class);
    assertThat(derived.rank()).isLessThanOrEqualTo(3);
    assertThat(verdict.teams())
        .filteredOn(team -> team.outcome() instanceof Outcome.Advances)
        .isNotEmpty();
  }

  private static List<BenchmarkCount> counts() {
    var counts = new ArrayList<BenchmarkCount>();
    for (String team : TEAMS) {
      for (String task : TASKS) {
        counts.add(new BenchmarkCount(team, task, 40 + TEAMS.indexOf(team), 60));
      }
    }
    return counts;
  }

  private static SortedMap<String, SortedMap<String, String>> lineage() {
    var byTeam = new TreeMap<String, SortedMap<String, String>>();
    for (String team : TEAMS) {
      String grade = team.equals("gan-ui") ? "derivation-established" : "not-found";
      byTeam.put(team, new TreeMap<>(Map.of("north-star-base", grade)));
    }
    return byTeam;
  }

  private static TeamEntry team(String id) {
    return new TeamEntry(
        id,
        new TeamEntry.Words(id, id),
        Optional.empty(),
        new TreeMap<>(),
        Optional.of(List.of("commercial-use")),
        Map.of());
  }

  private static String read(String file) throws Exception {
    return Files.readString(REHEARSAL.resolve(file));
  }
}

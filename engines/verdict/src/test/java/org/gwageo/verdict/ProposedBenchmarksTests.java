package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.scores.ProposedBenchmarks;
import org.gwageo.verdict.scores.ProposedBenchmarks.Proposed;
import org.junit.jupiter.api.Test;

class ProposedBenchmarksTests {

  private static ProposedBenchmarks of(int teams, Map<String, List<String>> byTeam) {
    return new ProposedBenchmarks(new Input.Selection.ProposedBy(teams, 20), new TreeMap<>(byTeam));
  }

  @Test
  void aBenchmarkOfEnoughTeamsIsSelected() {
    var proposed =
        of(
            3,
            Map.of(
                "a", List.of("aime", "mmlu", "gpqa"),
                "b", List.of("mmlu", "aime"),
                "c", List.of("aime"),
                "d", List.of()));
    assertThat(proposed.selected()).containsExactly("aime");
    assertThat(proposed.all())
        .containsExactly(
            new Proposed("aime", new TreeSet<>(List.of("a", "b", "c")), 3),
            new Proposed("gpqa", new TreeSet<>(List.of("a")), 3),
            new Proposed("mmlu", new TreeSet<>(List.of("a", "b")), 3));
    assertThat(proposed.all()).extracting(Proposed::lacks).containsExactly(0, 2, 1);
  }

  @Test
  void aTeamThatNamesABenchmarkTwiceCountsOnce() {
    assertThat(of(2, Map.of("a", List.of("aime", "aime"))).selected()).isEmpty();
    assertThat(of(1, Map.of("a", List.of("aime", "aime"))).selected()).containsExactly("aime");
  }

  @Test
  void nothingIsSelectedFromNothing() {
    assertThat(of(1, Map.of()).selected()).isEmpty();
    assertThat(of(1, Map.of("a", List.of())).all()).isEmpty();
  }
}

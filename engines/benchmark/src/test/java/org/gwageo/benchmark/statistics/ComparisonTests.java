package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gwageo.benchmark.statistics.ComparisonRules.Decision;
import org.gwageo.benchmark.statistics.ComparisonRules.Unanswered;
import org.gwageo.canonical.CanonicalJson;
import org.junit.jupiter.api.Test;

class ComparisonTests {

  private static final ComparisonRules RULES = ComparisonRules.standard(20260801);

  private static List<EntrantScores> season(int items, double... abilities) {
    var random = new Random(17);
    double[] hard = random.doubles(items).toArray();
    List<EntrantScores> entrants = new ArrayList<>();
    for (int e = 0; e < abilities.length; e++) {
      double ability = abilities[e];
      double[] scores =
          Arrays.stream(hard)
              .map(h -> h + 0.3 * (random.nextDouble() - 0.5) < ability ? 1 : 0)
              .toArray();
      entrants.add(EntrantScores.of("team-" + e, scores));
    }
    return entrants;
  }

  @Test
  void clearlyBetterEntrantsAreRankedApartAndEqualOnesTogether() {
    Comparison comparison = Comparison.of(season(1500, 0.5, 0.8, 0.505), RULES);
    assertThat(comparison.entrants().getFirst().entrant()).isEqualTo("team-1");
    assertThat(comparison.entrants().getFirst().ranks()).isEqualTo(new RankSet(1, 1));
    assertThat(comparison.entrants().getFirst().letters()).isEqualTo("a");
    assertThat(comparison.entrants().getFirst().best()).isEqualTo(1);
    assertThat(comparison.entrants().get(1).ranks()).isEqualTo(new RankSet(2, 3));
    assertThat(comparison.entrants().get(2).ranks()).isEqualTo(new RankSet(2, 3));
    assertThat(comparison.entrants().get(2).letters()).isEqualTo("b");
    assertThat(comparison.pairs()).hasSize(3);
    assertThat(comparison.pairs().getFirst().paired().permutation().method()).isEqualTo("grid");
  }

  @Test
  void simultaneousIntervalsAreWiderThanSingleOnesAndAgreeWithTheDecisions() {
    Comparison comparison =
        Comparison.of(season(2000, 0.5, 0.7, 0.52, 0.51, 0.6), RULES.deciding(Decision.MAX_T));
    for (Comparison.Pair pair : comparison.pairs()) {
      assertThat(pair.simultaneous().width()).isGreaterThan(1.2 * pair.interval().width());
      if (Math.abs(pair.maxT() - 0.05) > 0.02) {
        assertThat(pair.simultaneous().contains(0)).isEqualTo(!pair.differ());
      }
      assertThat(pair.holm()).isGreaterThanOrEqualTo(pair.paired().permutation().p());
    }
  }

  @Test
  void anUnansweredItemIsWrongOrLeftOutForAll() {
    List<EntrantScores> entrants =
        List.of(
            EntrantScores.of("a", 1, 1, Double.NaN, 1, 0), EntrantScores.of("b", 1, 0, 1, 1, 0));
    Comparison wrong = Comparison.of(entrants, RULES);
    assertThat(wrong.items()).isEqualTo(5);
    assertThat(wrong.entrants()).allSatisfy(e -> assertThat(e.mean().mean()).isEqualTo(0.6));
    assertThat(wrong.entrants()).allSatisfy(e -> assertThat(e.rank()).isEqualTo(1));
    Comparison left = Comparison.of(entrants, RULES.counting(Unanswered.LEFT_OUT));
    assertThat(left.items()).isEqualTo(4);
    assertThat(left.leftOut()).isEqualTo(1);
    assertThat(left.entrants().getFirst().entrant()).isEqualTo("a");
    assertThat(left.entrants().getFirst().unanswered()).isEqualTo(1);
  }

  @Test
  void theLowerErrorRateLeadsWhereLowerIsBetter() {
    Comparison comparison =
        Comparison.of(
            List.of(
                EntrantScores.of("high", 0.5, 0.4, 0.7, 0.6),
                EntrantScores.of("low", 0.1, 0, 0.2, 0.1)),
            RULES.lowerIsBetter());
    assertThat(comparison.entrants().getFirst().entrant()).isEqualTo("low");
    assertThat(comparison.entrants().getFirst().best()).isGreaterThan(0.99);
    assertThat(comparison.pairs().getFirst().paired().difference().mean()).isNegative();
  }

  @Test
  void whereLowerIsBetterAnUnansweredItemIsNeverTheBestScore() {
    assertThat(RULES.lowerIsBetter().unanswered()).isEqualTo(Unanswered.LEFT_OUT);
    assertThatThrownBy(() -> RULES.lowerIsBetter().counting(Unanswered.WRONG))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("leave it out");
  }

  @Test
  void threeClustersSayLittle() {
    int[] passages = {1, 2, 3, 3};
    Comparison comparison =
        Comparison.of(
            List.of(
                new EntrantScores("가람", new double[] {1, 1, 1, 0}, passages),
                new EntrantScores("나래", new double[] {1, 0, 0, Double.NaN}, passages)),
            RULES);
    assertThat(comparison.entrants().getFirst().entrant()).isEqualTo("가람");
    assertThat(comparison.entrants().getFirst().ranks()).isEqualTo(new RankSet(1, 2));
    assertThat(comparison.clusters()).isEqualTo(3);
  }

  @Test
  void theOrderOfEntrantsMakesNoDifference() {
    List<EntrantScores> entrants = season(300, 0.5, 0.55, 0.6);
    assertThat(CanonicalJson.string(Comparison.of(entrants.reversed(), RULES).toTree()))
        .isEqualTo(CanonicalJson.string(Comparison.of(entrants, RULES).toTree()));
  }

  @Test
  void theTreeHoldsWhatABoardShows() {
    String json = CanonicalJson.string(Comparison.of(season(200, 0.5, 0.6), RULES).toTree());
    assertThat(json)
        .contains(
            "\"rankLow\":", "\"letters\":", "\"pHolm\":", "\"pMaxT\":", "\"seed\":\"20260801\"")
        .contains("\"groups\":[", "\"simultaneous\":{", "\"detectable\":");
  }

  @Test
  void differentItemsAreNotCompared() {
    EntrantScores a = EntrantScores.of("a", 1, 0, 1);
    assertThatThrownBy(() -> Comparison.of(List.of(a, EntrantScores.of("b", 1, 0)), RULES))
        .hasMessage(
            "b has other items or clusters than a; only scores on the same items are compared");
    assertThatThrownBy(() -> Comparison.of(List.of(a, a), RULES))
        .hasMessage("entrant a appears twice");
    assertThatThrownBy(() -> Comparison.of(List.of(a), RULES))
        .hasMessage("2 to 40 entrants are compared, not 1");
  }

  @Test
  void aShareThatIsFullHasAnIntervalWithAWidth() {
    Comparison comparison =
        Comparison.of(
            List.of(EntrantScores.of("a", 1, 1, 1, 1), EntrantScores.of("b", 1, 1, 1, 0)), RULES);
    assertThat(comparison.entrants().getFirst().interval().low())
        .isCloseTo(4 / (4 + 3.8414588), within(1e-6));
  }
}

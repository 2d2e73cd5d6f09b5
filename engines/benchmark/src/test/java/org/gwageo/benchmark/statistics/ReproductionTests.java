package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gwageo.benchmark.statistics.Reproduction.Outcome;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReproductionTests {

  @Test
  void theEquivalenceTestEqualsStatsmodels() {
    for (JsonNode each : Reference.get("equivalence")) {
      Reproduction found =
          Reproduction.ofRuns(
              Reference.doubles(each.get("declared")),
              Reference.doubles(each.get("ours")),
              Tolerance.of(each.get("limit").asDouble()));
      assertThat(found.equivalenceP()).isCloseTo(each.get("p").asDouble(), within(1e-10));
    }
  }

  @Test
  void closeRunsAreReproducedFarOnesAreNotAndFewNoisyOnesDecideNothing() {
    double[] declared = {71.2, 70.8, 71.5, 71.0, 70.9};
    Tolerance one = Tolerance.of(1);
    assertThat(Reproduction.ofRuns(declared, new double[] {70.9, 71.3}, one).outcome())
        .isEqualTo(Outcome.REPRODUCED);
    assertThat(Reproduction.ofRuns(declared, new double[] {68.0, 68.4}, one).outcome())
        .isEqualTo(Outcome.NOT_REPRODUCED);
    Reproduction unsure =
        Reproduction.ofRuns(new double[] {71, 66, 75, 69, 73}, new double[] {69.9}, one);
    assertThat(unsure.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(unsure.meansWithin()).isTrue();
    assertThat(unsure.withinProbability()).isBetween(0.1, 0.5);
  }

  @Test
  void aDeclarationThatIsTooLowIsNoOffenceWhereOnlyHighOnesAre() {
    double[] declared = {68.0, 68.2, 68.1};
    double[] ours = {71.0, 71.1};
    Tolerance both = Tolerance.of(1);
    assertThat(Reproduction.ofRuns(declared, ours, both).outcome())
        .isEqualTo(Outcome.NOT_REPRODUCED);
    assertThat(Reproduction.ofRuns(declared, ours, both.whereTooHigh()).outcome())
        .isEqualTo(Outcome.REPRODUCED);
    assertThat(Reproduction.ofRuns(ours, declared, both.whereTooHigh()).outcome())
        .isEqualTo(Outcome.NOT_REPRODUCED);
  }

  @Test
  void runsThatNeverVaryAreComparedAsTheyAre() {
    double[] same = {40.1, 40.1, 40.1};
    Reproduction equal = Reproduction.ofRuns(same, new double[] {40.1}, Tolerance.of(0.5));
    assertThat(equal.outcome()).isEqualTo(Outcome.REPRODUCED);
    assertThat(equal.withinProbability()).isEqualTo(1);
    assertThat(Reproduction.ofRuns(same, new double[] {41}, Tolerance.of(0.5)).outcome())
        .isEqualTo(Outcome.NOT_REPRODUCED);
  }

  @Test
  void aSuspiciouslySmallSpreadShows() {
    Reproduction found =
        Reproduction.ofRuns(
            new double[] {71.00, 71.01, 71.00, 70.99, 71.00},
            new double[] {70.1, 71.8, 70.9},
            Tolerance.of(3));
    assertThat(found.spreadP()).isLessThan(0.001);
  }

  @Test
  void anHonestDeclarationIsSeldomCalledNotReproducedAndAFalseOneSeldomReproduced() {
    var random = new Random(21);
    Tolerance tolerance = Tolerance.of(2);
    Map<Outcome, Integer> honest = new EnumMap<>(Outcome.class);
    Map<Outcome, Integer> edge = new EnumMap<>(Outcome.class);
    for (int trial = 0; trial < 8_000; trial++) {
      double[] declared = random.doubles(5, 0, 1).map(u -> gauss(u)).toArray();
      double[] ours = random.doubles(3, 0, 1).map(u -> gauss(u)).toArray();
      honest.merge(Reproduction.ofRuns(declared, ours, tolerance).outcome(), 1, Integer::sum);
      double[] boasted = Arrays.stream(declared).map(x -> x + 2).toArray();
      edge.merge(Reproduction.ofRuns(boasted, ours, tolerance).outcome(), 1, Integer::sum);
    }
    assertThat(honest.getOrDefault(Outcome.NOT_REPRODUCED, 0)).isLessThan(40);
    assertThat(edge.getOrDefault(Outcome.REPRODUCED, 0) / 8_000.0).isBetween(0.037, 0.06);
    assertThat(edge.getOrDefault(Outcome.NOT_REPRODUCED, 0) / 8_000.0).isBetween(0.04, 0.06);
  }

  private static double gauss(double uniform) {
    return Distributions.normalQuantile(Math.max(1e-12, uniform));
  }

  @Test
  void theNumberOfRunsThatIsPlannedHasThePowerThatIsPromised() {
    Tolerance tolerance = Tolerance.of(1.5);
    int runs = Reproduction.runsFor(5, 0.8, tolerance, 0.8);
    assertThat(runs).isBetween(2, 12);
    var random = new Random(4);
    int reproduced = 0;
    for (int trial = 0; trial < 4_000; trial++) {
      double[] declared = random.doubles(5).map(u -> 0.8 * gauss(u)).toArray();
      double[] ours = random.doubles(runs).map(u -> 0.8 * gauss(u)).toArray();
      Reproduction found = Reproduction.ofRuns(declared, ours, tolerance);
      reproduced += found.outcome() == Outcome.REPRODUCED ? 1 : 0;
    }
    assertThat(reproduced / 4_000.0).isBetween(0.78, 0.93);
    assertThat(Reproduction.runsFor(5, 8, Tolerance.of(0.1), 0.8)).isEqualTo(1001);
  }

  @Test
  void itemByItemTheSameRunsSayMore() {
    var random = new Random(5);
    double[][] declared = new double[800][5];
    double[][] ours = new double[800][2];
    for (int i = 0; i < 800; i++) {
      double p = random.nextDouble();
      for (int r = 0; r < 5; r++) {
        declared[i][r] = random.nextDouble() < p ? 1 : 0;
      }
      for (int r = 0; r < 2; r++) {
        ours[i][r] = random.nextDouble() < p ? 1 : 0;
      }
    }
    Reproduction items = Reproduction.ofItems(declared, ours, Tolerance.of(0.04));
    // Var p(1-p) = 1/6 on average, (1/5 + 1/2) of it, over 800 items
    assertThat(items.standardError()).isCloseTo(Math.sqrt(0.7 / 6 / 800), within(5e-4));
    assertThat(items.degrees()).isGreaterThan(500);
    assertThat(items.outcome()).as(items.toString()).isEqualTo(Outcome.REPRODUCED);
  }

  @Test
  void oneRunOnEachSideProvesNothingAndIsRefused() {
    assertThatThrownBy(
            () -> Reproduction.ofRuns(new double[] {1}, new double[] {1}, Tolerance.of(1)))
        .hasMessage("a reproduction compares at least 3 runs, 1 of each side, not 1 and 1");
    assertThatThrownBy(() -> Tolerance.of(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDrawIsRepeatableAndFollowsNoOrder() {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 7);
    var draw = new ReproductionDraw(seed, "2단계 개별 벤치마크");
    List<String> teams = List.of("가람/gsm8k", "나래/gsm8k", "다솜/gsm8k", "라온/gsm8k");
    assertThat(draw.choose(teams, 2)).isEqualTo(draw.choose(teams.reversed(), 2)).hasSize(2);
    assertThat(draw.keeps(new ReproductionDraw(seed, "2단계 개별 벤치마크").commitment())).isTrue();
    seed[0] = 8;
    var other = new ReproductionDraw(seed, "2단계 개별 벤치마크");
    assertThat(other.keeps(draw.commitment())).isFalse();
    assertThat(draw.keeps(other.commitment())).isFalse();
    assertThatThrownBy(() -> draw.choose(List.of("a", "a"), 1))
        .hasMessageContaining("each candidate once");
    assertThatThrownBy(() -> new ReproductionDraw(new byte[31], ""))
        .hasMessage("a draw's seed has at least 32 bytes, not 31");
  }

  @Test
  void everyCandidateIsDrawnEquallyOften() {
    var random = new Random(3);
    List<String> candidates = List.of("a", "b", "c", "d", "e");
    int[] chosen = new int[5];
    for (int trial = 0; trial < 5000; trial++) {
      byte[] seed = new byte[32];
      random.nextBytes(seed);
      for (String each : new ReproductionDraw(seed, "s").choose(candidates, 2)) {
        chosen[candidates.indexOf(each)]++;
      }
    }
    for (int count : chosen) {
      assertThat(count).isBetween(1850, 2150);
    }
  }
}

package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignFlipTests {

  @Test
  void fewClustersEqualTheListOfAllAssignments() {
    for (JsonNode each : Reference.get("flips")) {
      SignFlip test = SignFlip.test(Reference.doubles(each.get("sums")), 1000, 1);
      assertThat(test.method()).isEqualTo("enumeration");
      assertThat(test.p()).isCloseTo(each.get("p").asDouble(), within(1e-12));
    }
  }

  @Test
  void onAGridTheTestIsMcNemarsWhereItemsStandAlone() {
    double[] sums = new double[500];
    Arrays.fill(sums, 0, 60, 1);
    Arrays.fill(sums, 60, 95, -1);
    SignFlip test = SignFlip.test(sums, 1000, 1);
    assertThat(test.method()).isEqualTo("grid");
    assertThat(test.p()).isCloseTo(McNemar.test(60, 35).p(), within(1e-12));
  }

  @Test
  void thirdsAreAGridToo() {
    double[] sums = new double[30];
    for (int i = 0; i < 30; i++) {
      sums[i] = (i % 5 - 1) / 3.0;
    }
    double[] thrice = Arrays.stream(sums).map(d -> d * 3).toArray();
    assertThat(SignFlip.test(sums, 10, 1)).isEqualTo(SignFlip.test(thrice, 10, 1));
  }

  @Test
  void randomAssignmentsComeCloseToTheExactValue() {
    var random = new Random(5);
    double[] grid = new double[60];
    double[] moved = new double[60];
    for (int i = 0; i < 60; i++) {
      grid[i] = random.nextInt(7) - 2;
      // Moved off every grid by less than any difference between sums.
      moved[i] = grid[i] + random.nextGaussian() * 1e-5;
    }
    SignFlip exact = SignFlip.test(grid, 1, 1);
    SignFlip drawn = SignFlip.test(moved, 200_000, 1);
    assertThat(drawn.method()).isEqualTo("random");
    assertThat(drawn.flips()).isEqualTo(200_000);
    // Ties of the grid lie on either side after the move, so compare with half of them.
    assertThat(drawn.p()).isBetween(0.5 * exact.p(), 1.05 * exact.p());
  }

  @Test
  void neitherThreadsNorTheOrderOfClustersChangeTheResultOfAnExactTest() {
    double[] sums = {3, -1, 2.5, 0, 0.5, -2, 1};
    double[] turned = {1, -2, 0.5, 0, 2.5, -1, 3};
    assertThat(SignFlip.test(sums, 10, 1)).isEqualTo(SignFlip.test(turned, 10, 99));
  }

  @Test
  void noDifferenceAnywhereIsNoEvidence() {
    assertThat(SignFlip.test(new double[400], 10, 1).p()).isEqualTo(1);
  }

  @Test
  void theSmallestDrawnValueIsNotZero() {
    double[] sums = new double[300];
    Arrays.setAll(sums, i -> 1 + Math.sqrt(i) / 100);
    assertThat(SignFlip.test(sums, 999, 1).p()).isEqualTo(0.001);
  }

  @Test
  void enoughFlipsLetTheSmallestOfManyComparisonsFallBelowTheLevel() {
    assertThat(SignFlip.flipsFor(0.05, 10, 0.1)).isEqualTo(19_900);
    assertThat(1.0 / (SignFlip.flipsFor(0.05, 10, 1) + 1)).isLessThanOrEqualTo(0.005);
  }

  @Test
  void mcNemarEqualsStatsmodels() {
    for (JsonNode row : Reference.get("mcnemar")) {
      McNemar test = McNemar.test(row.get(0).asLong(), row.get(1).asLong());
      assertThat(test.p()).isCloseTo(row.get(2).asDouble(), within(1e-12));
      assertThat(test.midP()).isCloseTo(row.get(3).asDouble(), within(1e-12));
    }
  }
}

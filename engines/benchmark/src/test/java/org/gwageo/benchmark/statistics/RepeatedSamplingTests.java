package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RepeatedSamplingTests {

  @Test
  void numbersEqualTheListOfAllChoices() {
    for (JsonNode row : Reference.get("samples")) {
      double[] x = Reference.doubles(row);
      int n = (int) x[0];
      int c = (int) x[1];
      int k = (int) x[2];
      assertThat(RepeatedSampling.passAt(n, c, k)).isCloseTo(x[3], within(1e-12));
      assertThat(RepeatedSampling.passAll(n, c, k)).isCloseTo(x[4], within(1e-12));
      assertThat(RepeatedSampling.gPassAt(n, c, k, 0.6)).isCloseTo(x[5], within(1e-12));
      assertThat(RepeatedSampling.meanGPassAt(n, c, k)).isCloseTo(x[6], within(1e-12));
    }
  }

  @Test
  void majoritiesEqualTheListOfAllChoices() {
    for (JsonNode each : Reference.get("majority")) {
      int[] answers = Reference.ints(each.get("answers"));
      assertThat(RepeatedSampling.majorityAt(answers, 0, each.get("k").asInt()))
          .as(each.toString())
          .isCloseTo(each.get("p").asDouble(), within(1e-12));
    }
  }

  @Test
  void theThresholdsOfGPassReachFromPassAtToPassAll() {
    for (int c = 0; c <= 12; c++) {
      assertThat(RepeatedSampling.gPassAt(12, c, 5, 1e-9))
          .isCloseTo(RepeatedSampling.passAt(12, c, 5), within(1e-12));
      assertThat(RepeatedSampling.gPassAt(12, c, 5, 1))
          .isCloseTo(RepeatedSampling.passAll(12, c, 5), within(1e-12));
    }
  }

  @Test
  void largeNumbersOfRepliesStayFinite() {
    assertThat(RepeatedSampling.passAt(100_000, 1, 50_000)).isCloseTo(0.5, within(1e-9));
    int[] answers = new int[1000];
    for (int i = 0; i < 1000; i++) {
      answers[i] = i % 3;
    }
    assertThat(RepeatedSampling.majorityAt(answers, 0, 501)).isBetween(0.33, 0.40);
  }

  @Test
  void passAtKIsUnbiasedWhereThePlugInIsNot() {
    var random = new Random(1);
    double exact = 1 - Math.pow(0.8, 4);
    double unbiased = 0;
    double plugIn = 0;
    for (int trial = 0; trial < 100_000; trial++) {
      int right = 0;
      for (int i = 0; i < 8; i++) {
        right += random.nextInt(5) == 0 ? 1 : 0;
      }
      unbiased += RepeatedSampling.passAt(8, right, 4) / 100_000;
      plugIn += (1 - Math.pow(1 - right / 8.0, 4)) / 100_000;
    }
    assertThat(unbiased).isCloseTo(exact, within(0.004));
    assertThat(plugIn).isLessThan(exact - 0.03);
  }

  @Test
  void overItemsTheErrorIsClusteredAndItemsWithTooFewRepliesAreLeftOut() {
    int[] replies = {4, 4, 4, 1};
    int[] right = {4, 0, 2, 1};
    ClusteredMean passAt2 =
        RepeatedSampling.over(
            replies, right, 2, Clusters.alone(4), (n, c) -> RepeatedSampling.passAt(n, c, 2));
    assertThat(passAt2.n()).isEqualTo(3);
    assertThat(passAt2.mean()).isCloseTo((1 + 0 + 5.0 / 6) / 3, within(1e-12));
    assertThat(RepeatedSampling.average(replies, right, Clusters.alone(4)).mean())
        .isCloseTo(2.5 / 4, within(1e-12));
  }

  @Test
  void moreThanAllRepliesCannotBeDrawn() {
    assertThatThrownBy(() -> RepeatedSampling.passAt(5, 2, 6))
        .hasMessage("k is 1 to the number of replies, 5, not 6");
    assertThatThrownBy(() -> RepeatedSampling.passAt(5, 6, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RepeatedSampling.gPassAt(5, 2, 2, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

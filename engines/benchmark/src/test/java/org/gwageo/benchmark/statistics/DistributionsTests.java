package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DistributionsTests {

  private interface Function {
    double of(double[] arguments);
  }

  private static void equalsScipy(String name, Function function) {
    for (JsonNode row : Reference.get(name)) {
      double[] numbers = Reference.doubles(row);
      double expected = numbers[numbers.length - 1];
      assertThat(function.of(numbers))
          .as(name + row)
          .isCloseTo(expected, within(1e-15 + 1e-10 * Math.abs(expected)));
    }
  }

  @Test
  void theNormalDistributionEqualsScipys() {
    equalsScipy("normalCdf", x -> Distributions.normalCdf(x[0]));
    equalsScipy("normalQuantile", x -> Distributions.normalQuantile(x[0]));
  }

  @Test
  void studentsDistributionEqualsScipys() {
    equalsScipy("studentTail", x -> Distributions.studentTail(x[0], x[1]));
    equalsScipy("studentQuantile", x -> Distributions.studentQuantile(x[0], x[1]));
  }

  @Test
  void theBetaAndItsRelativesEqualScipys() {
    equalsScipy("beta", x -> Distributions.beta(x[0], x[1], x[2]));
    equalsScipy("betaQuantile", x -> Distributions.betaQuantile(x[0], x[1], x[2]));
    equalsScipy("fTail", x -> Distributions.fTail(x[0], x[1], x[2]));
    equalsScipy("fairCoinCdf", x -> Distributions.fairCoinCdf((long) x[0], (long) x[1]));
  }

  @Test
  void aQuantileOfCertaintyIsRefused() {
    assertThatThrownBy(() -> Distributions.normalQuantile(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 1.0");
  }
}

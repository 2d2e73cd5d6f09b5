package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.gwageo.benchmark.statistics.Agreement.Resampling;
import org.gwageo.benchmark.statistics.Agreement.Scale;
import org.gwageo.benchmark.statistics.Agreement.Weights;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AgreementTests {

  @Test
  void kappasEqualStatsmodels() {
    JsonNode reference = Reference.get("kappa");
    int[] a = Reference.ints(reference.get("first"));
    int[] b = Reference.ints(reference.get("second"));
    Resampling resampling = Resampling.ofUnits(60, 1);
    for (Weights weights : Weights.values()) {
      Agreement kappa = Agreement.cohen(a, b, 4, weights, resampling);
      String name = weights.name().toLowerCase(java.util.Locale.ROOT);
      assertThat(kappa.value()).isCloseTo(reference.get(name).asDouble(), within(1e-12));
      Interval interval = Objects.requireNonNull(kappa.interval());
      assertThat(interval.contains(kappa.value())).isTrue();
      assertThat(interval.width()).isBetween(0.1, 0.5);
    }
  }

  @Test
  void alphasEqualTheirDefinition() {
    JsonNode reference = Reference.get("krippendorff");
    int[][] ratings = new int[reference.get("ratings").size()][];
    for (int u = 0; u < ratings.length; u++) {
      ratings[u] = Reference.ints(reference.get("ratings").get(u));
    }
    for (Scale scale : Scale.values()) {
      double[] values = scale == Scale.RATIO ? new double[] {1, 2, 3, 4, 5} : Agreement.ranks(5);
      Agreement alpha =
          Agreement.krippendorff(ratings, values, scale, Resampling.ofUnits(ratings.length, 1));
      String name = scale.name().toLowerCase(java.util.Locale.ROOT);
      assertThat(alpha.value()).isCloseTo(reference.get(name).asDouble(), within(1e-12));
    }
  }

  @Test
  void krippendorffsOwnExampleHasHisValues() {
    // Four observers, twelve units (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability)
    int[][] observers = {
      {1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
      {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
      {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
      {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}
    };
    int[][] ratings = new int[12][4];
    for (int u = 0; u < 12; u++) {
      for (int o = 0; o < 4; o++) {
        ratings[u][o] = observers[o][u] - 1;
      }
    }
    double[] values = {1, 2, 3, 4, 5};
    Resampling resampling = Resampling.ofUnits(12, 1);
    assertThat(Agreement.krippendorff(ratings, values, Scale.NOMINAL, resampling).value())
        .isCloseTo(0.743, within(5e-4));
    assertThat(Agreement.krippendorff(ratings, values, Scale.ORDINAL, resampling).value())
        .isCloseTo(0.815, within(5e-4));
    assertThat(Agreement.krippendorff(ratings, values, Scale.INTERVAL, resampling).value())
        .isCloseTo(0.849, within(5e-4));
    assertThat(Agreement.krippendorff(ratings, values, Scale.RATIO, resampling).value())
        .isCloseTo(0.797, within(5e-4));
  }

  @Test
  void ratersWhoOnlyKnowOneWordShowNoAgreement() {
    Agreement kappa =
        Agreement.cohen(
            new int[] {1, 1}, new int[] {1, 1}, 2, Weights.NOMINAL, Resampling.ofUnits(2, 1));
    assertThat(kappa.value()).isNaN();
    assertThat(kappa.interval()).isNull();
  }

  @Test
  void unitsWithOneRatingDoNotCount() {
    int[] a = {0, 1, -1, 1};
    int[] b = {0, 0, 1, -1};
    assertThat(Agreement.cohen(a, b, 2, Weights.NOMINAL, Resampling.ofUnits(4, 1)).units())
        .isEqualTo(2);
    assertThatThrownBy(
            () ->
                Agreement.cohen(
                    new int[] {-1}, new int[] {0}, 2, Weights.NOMINAL, Resampling.ofUnits(1, 1)))
        .hasMessage("agreement needs units rated at least twice, not 0");
    assertThatThrownBy(
            () ->
                Agreement.cohen(
                    new int[] {2}, new int[] {0}, 2, Weights.NOMINAL, Resampling.ofUnits(1, 1)))
        .hasMessage("a category is below 2, not 2");
  }
}

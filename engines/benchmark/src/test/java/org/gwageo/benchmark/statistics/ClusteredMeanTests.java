package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClusteredMeanTests {

  @Test
  void meanErrorAndIntervalEqualStatsmodels() {
    for (JsonNode each : Reference.get("means")) {
      double[] scores = Reference.doubles(each.get("scores"));
      ClusteredMean mean =
          ClusteredMean.of(scores, Clusters.of(Reference.ints(each.get("clusters"))));
      assertThat(mean.mean()).isCloseTo(each.get("mean").asDouble(), within(1e-12));
      assertThat(mean.standardError()).isCloseTo(each.get("se").asDouble(), within(1e-12));
      assertThat(mean.interval(0.95).low()).isCloseTo(each.get("low").asDouble(), within(1e-10));
      assertThat(mean.interval(0.95).high()).isCloseTo(each.get("high").asDouble(), within(1e-10));
    }
  }

  @Test
  void clustersOfOneItemGiveTheUsualStandardError() {
    ClusteredMean mean = ClusteredMean.of(new double[] {1, 0, 0, 1, 1}, Clusters.alone(5));
    assertThat(mean.standardError()).isCloseTo(Math.sqrt(0.3 / 5), within(1e-15));
    assertThat(mean.designEffect()).isCloseTo(1, within(1e-12));
  }

  @Test
  void repeatingEveryItemInItsClusterDoesNotMakeTheMeanSurer() {
    double[] once = {1, 0, 0, 1, 1};
    double[] twice = {1, 0, 0, 1, 1, 1, 0, 0, 1, 1};
    ClusteredMean one = ClusteredMean.of(once, Clusters.alone(5));
    ClusteredMean two =
        ClusteredMean.of(twice, Clusters.of(new int[] {0, 1, 2, 3, 4, 0, 1, 2, 3, 4}));
    assertThat(two.standardError()).isCloseTo(one.standardError(), within(1e-15));
    assertThat(two.unclusteredError()).isLessThan(one.standardError());
  }

  @Test
  void unansweredItemsAreLeftOut() {
    ClusteredMean mean =
        ClusteredMean.of(new double[] {1, Double.NaN, 0}, Clusters.of(new int[] {7, 8, 9}));
    assertThat(mean.n()).isEqualTo(2);
    assertThat(mean.clusters()).isEqualTo(2);
    assertThat(mean.mean()).isEqualTo(0.5);
  }

  @Test
  void oneClusterHasNoStandardError() {
    ClusteredMean mean = ClusteredMean.of(new double[] {1, 0}, Clusters.of(new int[] {3, 3}));
    assertThat(mean.standardError()).isNaN();
    assertThatThrownBy(() -> mean.interval(0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 degree of freedom");
  }

  @Test
  void noScoreAtAllIsRefused() {
    assertThatThrownBy(() -> ClusteredMean.of(new double[] {Double.NaN}, Clusters.alone(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClusteredMean.of(new double[] {1, 2}, Clusters.alone(3)))
        .hasMessage("the clusters are those of 3 items, not of 2");
  }
}

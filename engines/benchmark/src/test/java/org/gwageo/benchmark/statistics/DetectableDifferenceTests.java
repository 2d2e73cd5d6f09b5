package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DetectableDifferenceTests {

  @Test
  void itemsNeededEqualThoseOfTheNonCentralDistribution() {
    for (JsonNode row : Reference.get("power")) {
      double[] x = Reference.doubles(row);
      var plan = new DetectableDifference(100, 1, 1, 0, x[2], 0.8);
      int items = plan.itemsFor(x[0], new PairVariance(x[1], 0, 0));
      assertThat((double) items).isCloseTo(x[3], within(1.5 + 0.005 * x[3]));
    }
  }

  @Test
  void threePointsTakeAboutAThousandPairedItems() {
    // Miller 2024, section 5: variance of differences 1/9
    int items = DetectableDifference.of(10).itemsFor(0.03, new PairVariance(1.0 / 9, 0, 0));
    assertThat(items).isBetween(960, 975);
  }

  @Test
  void whatIsDetectableAndHowManyItemsAreNeededAreInverse() {
    PairVariance variance = PairVariance.ofAccuracies(0.7, 0.6, 0.5);
    DetectableDifference plan = DetectableDifference.of(700).amongPairs(10).inClusters(4, 0.2);
    double difference = plan.detectable(variance);
    assertThat(plan.itemsFor(difference, variance)).isBetween(699, 700);
    assertThat(plan.powerAt(difference, variance)).isCloseTo(0.8, within(1e-3));
    assertThat(plan.powerAt(0, variance)).isCloseTo(0.005, within(1e-9));
  }

  @Test
  void repeatsReduceOnlyTheNoiseOfReplies() {
    var variance = new PairVariance(0.05, 0.2, 0.1);
    DetectableDifference once = DetectableDifference.of(400);
    assertThat(once.standardError(variance)).isCloseTo(Math.sqrt(0.35 / 400), within(1e-12));
    assertThat(once.withRepeats(10).standardError(variance))
        .isCloseTo(Math.sqrt(0.08 / 400), within(1e-12));
  }

  @Test
  void aPilotTellsItemsFromReplies() {
    var random = new Random(1);
    double[][] first = new double[20_000][4];
    double[][] second = new double[20_000][4];
    for (int i = 0; i < first.length; i++) {
      double p = random.nextDouble();
      double q = Math.clamp(p + (random.nextBoolean() ? 0.2 : -0.2), 0, 1);
      for (int r = 0; r < 4; r++) {
        first[i][r] = random.nextDouble() < p ? 1 : 0;
        second[i][r] = random.nextDouble() < q ? 1 : 0;
      }
    }
    PairVariance variance = PairVariance.fromPilot(first, second);
    assertThat(variance.withinFirst()).isCloseTo(1.0 / 6, within(0.003));
    // 0.6 · 0.04 in the middle of the scale, less at its ends where the step is cut
    assertThat(variance.between()).isBetween(0.028, 0.038);
  }

  @Test
  void theCorrelationWithinClustersIsFound() {
    var random = new Random(5);
    double[] values = new double[9000];
    int[] passages = new int[9000];
    double shared = 0;
    for (int i = 0; i < 9000; i++) {
      passages[i] = i / 6;
      shared = i % 6 == 0 ? random.nextGaussian() : shared;
      values[i] = Math.sqrt(0.3) * shared + Math.sqrt(0.7) * random.nextGaussian();
    }
    assertThat(PairVariance.intraclass(values, Clusters.of(passages))).isCloseTo(0.3, within(0.03));
    assertThat(PairVariance.intraclass(values, Clusters.alone(9000))).isEqualTo(0);
  }

  @Test
  void thePlannedPowerIsWhatSimulatedSeasonsShow() {
    int items = 400;
    DetectableDifference plan = DetectableDifference.of(items);
    PairVariance variance = PairVariance.ofAccuracies(0.65, 0.57, 0.4);
    double difference = plan.detectable(variance);
    var random = new Random(77);
    double p = 0.6 + difference / 2;
    double q = 0.6 - difference / 2;
    double both = p * q + 0.4 * Math.sqrt(p * (1 - p) * q * (1 - q));
    int found = 0;
    for (int season = 0; season < 1500; season++) {
      double[] a = new double[items];
      double[] b = new double[items];
      for (int i = 0; i < items; i++) {
        double u = random.nextDouble();
        a[i] = u < p ? 1 : 0;
        b[i] = u < both || (u >= p && u < p + q - both) ? 1 : 0;
      }
      found += PairedDifference.of(a, b, Clusters.alone(items), 1, 1).studentP() <= 0.05 ? 1 : 0;
    }
    assertThat(found / 1500.0).isBetween(0.76, 0.84);
  }

  @Test
  void impossiblePlansAreRefused() {
    assertThatThrownBy(() -> DetectableDifference.of(8).inClusters(4, 0.1))
        .hasMessage("a plan has more than 2 clusters, not 2.0");
    assertThatThrownBy(() -> DetectableDifference.of(8).itemsFor(1e-6, PairVariance.worstCase(0)))
        .hasMessageContaining("more than 100000000 items");
  }
}

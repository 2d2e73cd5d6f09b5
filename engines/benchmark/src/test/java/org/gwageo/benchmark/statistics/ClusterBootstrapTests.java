package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClusterBootstrapTests {

  private static double mean(double[] sums) {
    return sums[1] / sums[0];
  }

  @Test
  void intervalsOfASkewedMeanComeCloseToScipys() {
    JsonNode reference = Reference.get("bootstrap");
    double[] scores = Reference.doubles(reference.get("scores"));
    BootstrapEstimate estimate =
        ClusterBootstrap.ofScores(new double[][] {scores}, Clusters.alone(60), 100_000, 1)
            .estimate(ClusterBootstrapTests::mean);
    double[] percentile = Reference.doubles(reference.get("percentile"));
    double[] bca = Reference.doubles(reference.get("BCa"));
    assertThat(estimate.percentile(0.95).low()).isCloseTo(percentile[0], within(0.004));
    assertThat(estimate.percentile(0.95).high()).isCloseTo(percentile[1], within(0.006));
    assertThat(estimate.bca(0.95).low()).isCloseTo(bca[0], within(0.004));
    assertThat(estimate.bca(0.95).high()).isCloseTo(bca[1], within(0.008));
    assertThat(estimate.standardError()).isCloseTo(percentile[2], within(0.001));
  }

  @Test
  void drawingCountsOfEqualClustersHasTheDistributionOfDrawingClusters() {
    double[] scores = new double[4000];
    double[] moved = new double[4000];
    var random = new Random(3);
    for (int i = 0; i < 4000; i++) {
      scores[i] = random.nextInt(100) < 83 ? 1 : 0;
      // Numbers that are all different are drawn one by one.
      moved[i] = scores[i] + i * 1e-12;
    }
    Clusters alone = Clusters.alone(4000);
    assertThat(Rows.of(ClusterBootstrap.table(new double[][] {scores}, alone)).grouped().counts)
        .hasSize(2);
    assertThat(Rows.of(ClusterBootstrap.table(new double[][] {moved}, alone)).grouped().counts)
        .isEmpty();
    BootstrapEstimate counted =
        ClusterBootstrap.ofScores(new double[][] {scores}, alone, 20_000, 1)
            .estimate(ClusterBootstrapTests::mean);
    BootstrapEstimate drawn =
        ClusterBootstrap.ofScores(new double[][] {moved}, alone, 20_000, 2)
            .estimate(ClusterBootstrapTests::mean);
    double error = ClusteredMean.of(scores, alone).standardError();
    assertThat(counted.standardError()).isCloseTo(error, within(0.02 * error));
    assertThat(drawn.standardError()).isCloseTo(error, within(0.02 * error));
    assertThat(counted.percentile(0.9).low())
        .isCloseTo(drawn.percentile(0.9).low(), within(0.08 * error));
    assertThat(counted.percentile(0.9).high())
        .isCloseTo(drawn.percentile(0.9).high(), within(0.08 * error));
  }

  @Test
  void everyRowIsDrawnEquallyOftenWhateverTheSizeOfTheLastBlock() {
    for (int count : new int[] {3, 16, 17, 100, 1000, 1029}) {
      double[][] rows = new double[count][2];
      for (int g = 0; g < count; g++) {
        rows[g][0] = 1;
        rows[g][1] = g;
      }
      // Groups are formed only of repeated rows, so these are drawn from blocks.
      double[][] sums = Draws.withReplacement(Rows.of(rows), 4000, count);
      double mean = 0;
      double squares = 0;
      for (double[] sum : sums) {
        assertThat(sum[0]).isEqualTo(count);
        double off = sum[1] / count - (count - 1) / 2.0;
        mean += off / sums.length;
        squares += off * off / sums.length;
      }
      double variance = ((double) count * count - 1) / 12 / count;
      assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(variance / sums.length)));
      assertThat(squares).isCloseTo(variance, within(0.1 * variance));
    }
  }

  @Test
  void signSumsHaveMeanZeroAndTheSumOfSquaresAsVarianceInBothWays() {
    var random = new Random(9);
    double[][] rows = new double[203][3];
    double[][] few = new double[203][3];
    for (int g = 0; g < 203; g++) {
      for (int w = 0; w < 3; w++) {
        rows[g][w] = random.nextGaussian();
        few[g][w] = g % 3 - w;
      }
    }
    for (double[][] each : new double[][][] {rows, few}) {
      double[][] sums = Draws.withSigns(Rows.of(each), 40_000, 5);
      for (int w = 0; w < 3; w++) {
        double squares = 0;
        double product = 0;
        for (double[] row : each) {
          squares += row[w] * row[w];
          product += row[w] * row[(w + 1) % 3];
        }
        double first = 0;
        double second = 0;
        double both = 0;
        for (double[] sum : sums) {
          first += sum[w] / sums.length;
          second += sum[w] * sum[w] / sums.length;
          both += sum[w] * sum[(w + 1) % 3] / sums.length;
        }
        double scale = Math.max(1, squares);
        assertThat(first).isCloseTo(0, within(4 * Math.sqrt(scale / sums.length)));
        assertThat(second).isCloseTo(squares, within(0.04 * scale));
        assertThat(both).isCloseTo(product, within(0.05 * scale));
      }
    }
  }

  @Test
  void theNumberOfThreadsMakesNoDifference() throws Exception {
    double[][] rows = new double[3000][2];
    var random = new Random(1);
    for (double[] row : rows) {
      row[0] = 1;
      row[1] = random.nextDouble();
    }
    double[][] here = Draws.withReplacement(Rows.of(rows), 500, 42);
    double[][] signs = Draws.withSigns(Rows.of(rows), 3000, 42);
    try (ForkJoinPool one = new ForkJoinPool(1)) {
      assertThat(one.submit(() -> Draws.withReplacement(Rows.of(rows), 500, 42)).get())
          .isDeepEqualTo(here);
      assertThat(one.submit(() -> Draws.withSigns(Rows.of(rows), 3000, 42)).get())
          .isDeepEqualTo(signs);
    }
  }

  @Test
  void wholeClustersAreDrawn() {
    double[] scores = new double[400];
    int[] passages = new int[400];
    for (int i = 0; i < 400; i++) {
      passages[i] = i / 20;
      scores[i] = passages[i] % 2;
    }
    double error =
        ClusterBootstrap.ofScores(new double[][] {scores}, Clusters.of(passages), 20_000, 1)
            .estimate(ClusterBootstrapTests::mean)
            .standardError();
    assertThat(error).isCloseTo(Math.sqrt(0.25 / 20), within(0.003));
  }

  @Test
  void aMedianIsTheMiddleOfTheItemsWithTheirCounts() {
    double[] scores = {5, 1, 4, 2, 3, Double.NaN};
    BootstrapEstimate median = ClusterBootstrap.median(scores, Clusters.alone(6), 4000, 1);
    assertThat(median.value()).isEqualTo(3);
    assertThat(ClusterBootstrap.median(new double[] {1, 4}, Clusters.alone(2), 10, 1).value())
        .isEqualTo(2.5);
    assertThat(median.percentile(0.9).low()).isBetween(1.0, 2.0);
    assertThat(median.percentile(0.9).high()).isBetween(4.0, 5.0);
  }

  @Test
  void replicatesOfOneObjectKeepTheDependenceBetweenEntrants() {
    double[] a = new double[300];
    double[] b = new double[300];
    var random = new Random(2);
    for (int i = 0; i < 300; i++) {
      a[i] = random.nextGaussian();
      b[i] = a[i] + 0.1 * random.nextGaussian();
    }
    ClusterBootstrap draws =
        ClusterBootstrap.ofScores(new double[][] {a, b}, Clusters.alone(300), 5000, 1);
    double apart = draws.estimate(s -> s[1] / s[0]).standardError();
    double difference = draws.estimate(s -> (s[1] - s[2]) / s[0]).standardError();
    assertThat(difference).isLessThan(0.15 * apart);
  }

  @Test
  void unequalRowsAreRefused() {
    assertThatThrownBy(() -> ClusterBootstrap.draw(new double[][] {{1, 2}, {1}}, 10, 1))
        .hasMessage("every cluster has as many sums: 2 in cluster 0, but 1 in cluster 1");
    assertThatThrownBy(() -> ClusterBootstrap.draw(new double[][] {{1}}, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

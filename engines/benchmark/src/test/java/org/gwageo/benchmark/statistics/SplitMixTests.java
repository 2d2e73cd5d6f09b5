package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitMixTests {

  @ParameterizedTest
  @CsvSource({
    "5,0.3",
    "1000,0.004",
    "1000,0.5",
    "40,0.5",
    "100000,0.2",
    "90,0.97",
    "1000000,0.00001"
  })
  void binomialDrawsHaveMeanVarianceAndSkewOfTheBinomial(long trials, double probability) {
    var random = new SplitMix(7, 0);
    int draws = 200_000;
    double mean = trials * probability;
    double sd = Math.sqrt(mean * (1 - probability));
    double first = 0;
    double second = 0;
    double third = 0;
    for (int i = 0; i < draws; i++) {
      double z = (random.nextBinomial(trials, probability) - mean) / sd;
      first += z / draws;
      second += z * z / draws;
      third += z * z * z / draws;
    }
    assertThat(first).isCloseTo(0, within(0.01));
    assertThat(second).isCloseTo(1, within(0.02));
    assertThat(third).isCloseTo((1 - 2 * probability) / sd, within(0.06));
  }

  @Test
  void rejectionDrawsFollowTheBinomialCellByCell() {
    var random = new SplitMix(11, 3);
    int draws = 400_000;
    int[] counts = new int[61];
    for (int i = 0; i < draws; i++) {
      counts[(int) random.nextBinomial(60, 0.4)]++;
    }
    double chi = 0;
    int cells = 0;
    for (int k = 0; k <= 60; k++) {
      double expected =
          draws
              * Math.exp(
                  Distributions.logChoose(60, k) + k * Math.log(0.4) + (60 - k) * Math.log(0.6));
      if (expected > 20) {
        chi += (counts[k] - expected) * (counts[k] - expected) / expected;
        cells++;
      }
    }
    // 5 standard deviations of a chi-squared variable
    assertThat(chi).isLessThan(cells + 5 * Math.sqrt(2.0 * cells));
  }

  @Test
  void streamsOfOneSeedDiffer() {
    assertThat(new SplitMix(1, 0).nextLong()).isNotEqualTo(new SplitMix(1, 1).nextLong());
    assertThat(new SplitMix(1, 0).nextLong()).isEqualTo(new SplitMix(1, 0).nextLong());
  }
}

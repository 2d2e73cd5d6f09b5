package org.gwageo.lineage.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class CombinedTailsTests {

  @ParameterizedTest
  @CsvFileSource(resources = "chi-square.csv")
  void chiSquareTailsAgreeWithManyDigits(double x, double degrees, double log10p) {
    assertThat(LogTails.chiSquare(x, degrees))
        .isCloseTo(log10p, within(1e-11 * Math.max(0.1, -log10p)));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "normal.csv")
  void aTailGivesItsScore(double log10p, double z) {
    assertThat(LogTails.normalQuantile(log10p)).isCloseTo(z, within(1e-10 * Math.max(1, z)));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "fisher.csv")
  void fisherAgreesWithManyDigits(ArgumentsAccessor row) {
    double[] numbers =
        row.toList().stream().mapToDouble(one -> Double.parseDouble(String.valueOf(one))).toArray();
    double log10p = numbers[numbers.length - 1];
    double[] tails = Arrays.copyOf(numbers, numbers.length - 1);
    assertThat(CombinedTails.fisher(tails)).isCloseTo(log10p, within(1e-11 * Math.max(1, -log10p)));
  }

  @Test
  void combinationsOfUniformTailsAreUniform() {
    var random = new SplittableRandom(11);
    var fisher = new double[1_500];
    var stouffer = new double[fisher.length];
    for (int round = 0; round < fisher.length; round++) {
      var tails = new double[6];
      var scores = new double[6];
      for (int i = 0; i < tails.length; i++) {
        tails[i] = Math.log10(1 - random.nextDouble());
        scores[i] = random.nextGaussian();
      }
      fisher[round] = Math.pow(10, CombinedTails.fisher(tails));
      stouffer[round] = Math.pow(10, LogTails.normal(CombinedTails.stouffer(scores)));
    }
    assertThat(KolmogorovSmirnov.uniform(fisher).p()).isGreaterThan(0.01);
    assertThat(AndersonDarling.uniform(fisher).p()).isGreaterThan(0.01);
    assertThat(KolmogorovSmirnov.uniform(stouffer).p()).isGreaterThan(0.01);
    assertThat(AndersonDarling.uniform(stouffer).p()).isGreaterThan(0.01);
  }

  @Test
  void refusesWhatIsNoTail() {
    assertThatThrownBy(() -> CombinedTails.fisher(-1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5");
    assertThatThrownBy(CombinedTails::fisher).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CombinedTails.stouffer(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogTails.normalQuantile(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogTails.chiSquare(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** SciPy 1.17, scipy.stats.pearson3.logsf(z, skewness) / log(10). */
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, -0.8054492104357315",
    "3, 0.17, -2.599411651205581",
    "5.4, 2.5, -2.5780947591601504",
    "117, 2.5, -41.787682172441315",
    "-0.5, 1.0, -0.1889400934029187",
    "20, 0.2, -40.85046636562566"
  })
  void skewedTailsAreThoseOfSciPy(double z, double skewness, double expected) {
    assertThat(LogTails.skewed(z, skewness)).isCloseTo(expected, within(1e-9));
  }

  @Test
  void aSkewedTailNeedsASkewness() {
    assertThatThrownBy(() -> LogTails.skewed(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("skewness of 0");
  }
}

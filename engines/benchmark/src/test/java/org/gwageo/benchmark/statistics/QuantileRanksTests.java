package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class QuantileRanksTests {

  /** P(B <= k), summed term by term. */
  private static double atMost(long k, long n, double p) {
    double sum = 0;
    for (long i = 0; i <= k; i++) {
      sum +=
          Math.exp(
              Distributions.logChoose((double) n, (double) i)
                  + (double) i * Math.log(p)
                  + (double) (n - i) * Math.log1p(-p));
    }
    return sum;
  }

  @Test
  void bothTailsAreTheLargestThatTheLevelAllows() {
    for (long n : new long[] {5, 20, 60, 333}) {
      for (double p : new double[] {0.5, 0.95, 0.99}) {
        var ranks = QuantileRanks.of(n, p, 0.95);
        if (ranks.low() > 0) {
          assertThat(atMost(ranks.low() - 1, n, p)).isLessThanOrEqualTo(0.025);
        }
        assertThat(atMost(ranks.low(), n, p)).isGreaterThan(0.025);
        if (ranks.high() <= n) {
          assertThat(1 - atMost(ranks.high() - 1, n, p)).isLessThanOrEqualTo(0.025);
        }
        assertThat(1 - atMost(ranks.high() - 2, n, p)).isGreaterThan(0.025);
      }
    }
  }

  @Test
  void theMedianOfTwentyLiesBetweenTheSixthAndTheFifteenth() {
    // The ranks of the sign test's interval in every table of it.
    assertThat(QuantileRanks.of(20, 0.5, 0.95)).isEqualTo(new QuantileRanks(6, 15));
    assertThat(QuantileRanks.of(5, 0.5, 0.95)).isEqualTo(new QuantileRanks(0, 6));
    assertThat(QuantileRanks.of(6, 0.5, 0.95)).isEqualTo(new QuantileRanks(1, 6));
  }

  @Test
  void refusesWhatIsNoQuantile() {
    assertThatIllegalArgumentException().isThrownBy(() -> QuantileRanks.of(0, 0.5, 0.95));
    assertThatIllegalArgumentException().isThrownBy(() -> QuantileRanks.of(9, 1, 0.95));
  }
}

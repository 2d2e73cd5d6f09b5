package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TargetRatioTests {

  private static final double NORMAL = Double.POSITIVE_INFINITY;

  @Test
  void againstAnExactTargetTheIntervalIsTheOwnOneDivided() {
    ClusteredMean own = ClusteredMean.of(new double[] {1, 0, 1, 1, 0, 1}, Clusters.alone(6));
    TargetRatio ratio = TargetRatio.declared(own, 0.8);
    assertThat(ratio.ratio()).isCloseTo(own.mean() / 0.8, within(1e-15));
    assertThat(ratio.fieller(0.95)).isInstanceOf(RatioSet.Bounded.class);
    if (ratio.fieller(0.95) instanceof RatioSet.Bounded(Interval set)) {
      assertThat(set.low()).isCloseTo(own.interval(0.95).low() / 0.8, within(1e-12));
      assertThat(set.high()).isCloseTo(own.interval(0.95).high() / 0.8, within(1e-12));
    }
  }

  @Test
  void theEndsAreWhereTheDifferenceBecomesSignificant() {
    var ratio = new TargetRatio(0.6, 4e-4, 0.7, 3e-4, 1e-4, 30);
    if (!(ratio.fieller(0.9) instanceof RatioSet.Bounded(Interval set))) {
      throw new AssertionError("bounded");
    }
    double q = Distributions.studentQuantile(0.95, 30);
    for (double end : new double[] {set.low(), set.high()}) {
      double variance = 4e-4 + end * end * 3e-4 - 2 * end * 1e-4;
      assertThat(Math.abs(0.6 - end * 0.7) / Math.sqrt(variance)).isCloseTo(q, within(1e-9));
    }
    assertThat(ratio.pAtMost(set.low())).isCloseTo(0.05, within(1e-9));
    assertThat(ratio.logDelta(0.9).low()).isCloseTo(set.low(), within(0.01));
    assertThat(ratio.logDelta(0.9).high()).isCloseTo(set.high(), within(0.01));
  }

  @Test
  void aTargetThatIsNotAwayFromZeroBoundsNothing() {
    assertThat(new TargetRatio(0.6, 4e-4, 0.01, 4e-4, 0, NORMAL).fieller(0.95))
        .isInstanceOf(RatioSet.Outside.class);
    assertThat(new TargetRatio(0.01, 4e-4, 0.01, 4e-4, 0, NORMAL).fieller(0.95))
        .isInstanceOf(RatioSet.Everything.class);
    assertThat(new TargetRatio(0.6, 4e-4, 0.01, 4e-4, 0, NORMAL).pointsInterval(10, 1, 0.95))
        .isEqualTo(new Interval(0, 10, 0.95, "fieller"));
  }

  @Test
  void theSetOutsideHoldsWhatIsNotExcluded() {
    var ratio = new TargetRatio(0.6, 4e-4, 0.02, 4e-4, 0, NORMAL);
    RatioSet set = ratio.fieller(0.95);
    for (double rho = -60; rho <= 60; rho += 0.37) {
      double t = Math.abs(0.6 - rho * 0.02) / Math.sqrt(4e-4 + rho * rho * 4e-4);
      assertThat(set.contains(rho)).as("ratio " + rho).isEqualTo(t <= 1.959963984540054);
    }
  }

  @Test
  void onTheSameItemsTheCovarianceNarrowsTheInterval() {
    var random = new Random(6);
    double[] own = new double[500];
    double[] target = new double[500];
    for (int i = 0; i < 500; i++) {
      double hard = random.nextDouble();
      own[i] = hard < 0.6 + 0.1 * random.nextDouble() ? 1 : 0;
      target[i] = hard < 0.65 + 0.1 * random.nextDouble() ? 1 : 0;
    }
    PairedDifference paired = PairedDifference.of(own, target, Clusters.alone(500), 100, 1);
    Interval together = TargetRatio.paired(paired).logDelta(0.95);
    Interval apart = TargetRatio.independent(paired.first(), paired.second()).logDelta(0.95);
    assertThat(together.width()).isLessThan(0.7 * apart.width());
  }

  @Test
  void fiellersSetCoversTheTrueRatioAsOftenAsItSays() {
    var random = new Random(12);
    int fieller = 0;
    int away = 0;
    int trials = 20_000;
    for (int i = 0; i < trials; i++) {
      double own = 0.57 + 0.05 * random.nextGaussian();
      double target = 0.6 + 0.05 * random.nextGaussian();
      if (new TargetRatio(own, 0.0025, target, 0.0025, 0, NORMAL).fieller(0.95).contains(0.95)) {
        fieller++;
      }
      double near = 0.05 + 0.05 * random.nextGaussian();
      if (new TargetRatio(own, 0.0025, near, 0.0025, 0, NORMAL).fieller(0.95).contains(11.4)) {
        away++;
      }
    }
    assertThat(fieller / (double) trials).isBetween(0.945, 0.955);
    assertThat(away / (double) trials).isBetween(0.945, 0.955);
  }

  @Test
  void pointsStopAtTheCapAndAtZero() {
    assertThat(TargetRatio.declared(new ClusteredMean(0.9, 0.01, 9, 9, 0.01), 0.8).points(10, 1))
        .isEqualTo(10);
    assertThat(TargetRatio.declared(new ClusteredMean(0.4, 0.01, 9, 9, 0.01), 0.8).points(10, 1))
        .isEqualTo(5);
    assertThat(TargetRatio.declared(new ClusteredMean(-0.1, 0.01, 9, 9, 0.01), 0.8).points(10, 1))
        .isEqualTo(0);
  }

  @Test
  void aTargetOfZeroIsRefused() {
    assertThatThrownBy(() -> new TargetRatio(0.5, 0.1, 0, 0, 0, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TargetRatio(0.5, 0.1, 1, 0.1, 0.2, 5))
        .hasMessageContaining("covariance of 0.2");
  }
}

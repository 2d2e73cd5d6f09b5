package org.gwageo.lineage.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class UniformityTests {

  @ParameterizedTest
  @CsvFileSource(resources = "kolmogorov.csv")
  void kolmogorovTailsAgreeWithScipy(int n, double distance, double p) {
    // Ours is exact up to 1,000 values, theirs from about 140 a series right to six places.
    double tolerance = n > 1_000 ? 2e-5 : n > 100 ? 1e-6 : 1e-12;
    assertThat(KolmogorovSmirnov.tail(n, distance)).isCloseTo(p, within(tolerance));
  }

  @ParameterizedTest
  @CsvFileSource(resources = "anderson.csv")
  void andersonDarlingTailsAgreeWithSimulation(int n, double statistic, double p) {
    double error = Math.sqrt(p * (1 - p) / 4_000_000);
    assertThat(AndersonDarling.tail(n, statistic))
        .isCloseTo(p, within(5 * error + (n < 10 ? 3e-4 : 5e-5)));
  }

  @Test
  void statisticsOfAFewValuesAreThoseByHand() {
    var distance = KolmogorovSmirnov.uniform(new double[] {0.7, 0.2});
    assertThat(distance.distance()).isCloseTo(0.3, within(1e-15));
    double squared = AndersonDarling.uniform(new double[] {0.7, 0.2}).statistic();
    double byHand = -2 - (Math.log(0.2) + Math.log(0.3) + 3 * (Math.log(0.7) + Math.log(0.8))) / 2;
    assertThat(squared).isCloseTo(byHand, within(1e-14));
  }

  @Test
  void seesANullThatIsTooNarrowAndOneThatIsShifted() {
    var random = new SplittableRandom(12);
    var narrow = new double[300];
    var shifted = new double[300];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = 0.2 + 0.6 * random.nextDouble();
      shifted[i] = Math.pow(random.nextDouble(), 1.5);
    }
    assertThat(AndersonDarling.uniform(narrow).p()).isLessThan(1e-4);
    assertThat(KolmogorovSmirnov.uniform(narrow).p()).isLessThan(1e-4);
    assertThat(AndersonDarling.uniform(shifted).p()).isLessThan(1e-4);
    assertThat(KolmogorovSmirnov.uniform(shifted).p()).isLessThan(1e-4);
  }

  @Test
  void probabilitiesOfTheTestsAreUniformThemselves() {
    var random = new SplittableRandom(13);
    var kolmogorov = new double[1_000];
    var anderson = new double[1_000];
    for (int round = 0; round < kolmogorov.length; round++) {
      var values = new double[60];
      Arrays.setAll(values, i -> random.nextDouble());
      kolmogorov[round] = KolmogorovSmirnov.uniform(values).p();
      anderson[round] = AndersonDarling.uniform(values).p();
    }
    assertThat(KolmogorovSmirnov.uniform(kolmogorov).p()).isGreaterThan(0.001);
    assertThat(AndersonDarling.uniform(anderson).p()).isGreaterThan(0.001);
  }

  @Test
  void certainZeroAndOneAreInfinitelyFarOut() {
    assertThat(AndersonDarling.uniform(new double[] {0, 0.5}).p()).isZero();
    assertThat(AndersonDarling.uniform(new double[] {0.5, 1}).p()).isZero();
    assertThat(KolmogorovSmirnov.uniform(new double[] {0, 0}).p()).isZero();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "clopper-pearson.csv")
  void clopperPearsonAgreesWithScipy(long events, long trials, double confidence, double upper) {
    assertThat(ClopperPearson.upper(events, trials, confidence))
        .isCloseTo(upper, within(1e-10 * upper));
  }

  @Test
  void allEventsLeaveTheRateOpen() {
    assertThat(ClopperPearson.upper(5, 5, 0.95)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> KolmogorovSmirnov.uniform(new double[] {0.5, 1.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> AndersonDarling.uniform(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AndersonDarling.uniform(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClopperPearson.upper(3, 2, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 events in 2 trials");
  }
}

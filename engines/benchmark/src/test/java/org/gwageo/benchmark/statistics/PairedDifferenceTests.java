package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedDifferenceTests {

  @Test
  void theErrorIsThatOfTheItemsDifferences() {
    double[] a = {1, 1, 0, 1, 0.5, 1};
    double[] b = {1, 0, 0, 1, 0, 1};
    PairedDifference paired = PairedDifference.of(a, b, Clusters.alone(6), 100, 1);
    assertThat(paired.difference().mean()).isCloseTo(0.25, within(1e-15));
    // variance of 0, 1, 0, 0, 0.5, 0 is 0.175
    assertThat(paired.difference().standardError()).isCloseTo(Math.sqrt(0.175 / 6), within(1e-15));
    double error = paired.difference().standardError();
    double identity =
        Math.pow(paired.first().standardError(), 2)
            + Math.pow(paired.second().standardError(), 2)
            - 2
                * paired.correlation()
                * paired.first().standardError()
                * paired.second().standardError();
    assertThat(error * error).isCloseTo(identity, within(1e-15));
    assertThat(paired.pairingGain()).isGreaterThan(1);
  }

  @Test
  void onlyItemsThatBothAnsweredCount() {
    double[] a = {1, Double.NaN, 0, 1};
    double[] b = {0, 1, Double.NaN, 1};
    PairedDifference paired = PairedDifference.of(a, b, Clusters.alone(4), 100, 1);
    assertThat(paired.first().n()).isEqualTo(2);
    assertThat(paired.first().mean()).isEqualTo(1);
    assertThat(paired.second().mean()).isEqualTo(0.5);
    assertThat(PairedDifference.mcNemar(a, b)).isEqualTo(McNemar.test(1, 0));
  }

  @Test
  void entrantsThatAnswerAlikeDoNotDiffer() {
    double[] a = {1, 0, 1};
    PairedDifference paired = PairedDifference.of(a, a, Clusters.alone(3), 100, 1);
    assertThat(paired.permutation().p()).isEqualTo(1);
    assertThat(paired.studentP()).isEqualTo(1);
    assertThat(paired.correlation()).isCloseTo(1, within(1e-12));
  }

  @Test
  void mcNemarRefusesHalfPoints() {
    assertThatThrownBy(() -> PairedDifference.mcNemar(new double[] {0.5}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

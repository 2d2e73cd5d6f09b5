package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gwageo.benchmark.statistics.Composite.Part;
import org.junit.jupiter.api.Test;

class CompositeTests {

  private static int[] numbers(int n) {
    int[] numbers = new int[n];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  @Test
  void chanceIsTakenOffAndWeightsAreShares() {
    Composite composite =
        Composite.of(
            List.of(
                new Part("choice", new double[] {1, 1, 1, 0}, numbers(4), 3, 0.25),
                new Part("open", new double[] {1, 0}, numbers(2), 1, 0)),
            false);
    assertThat(composite.value()).isCloseTo(0.75 * (0.5 / 0.75) + 0.25 * 0.5, within(1e-12));
    double choice = 0.75 * Math.sqrt(0.25 / 4) / 0.75;
    double open = 0.25 * Math.sqrt(0.5 / 2);
    assertThat(composite.standardError()).isCloseTo(Math.hypot(choice, open), within(1e-12));
    assertThat(composite.degrees()).isBetween(1.0, 4.0);
    assertThat(composite.interval(0.95).contains(composite.value())).isTrue();
  }

  @Test
  void theErrorIsThatOfTheJointBootstrapWhereTasksShareClusters() {
    var random = new Random(3);
    int n = 300;
    double[] korean = new double[n];
    double[] english = new double[n];
    for (int i = 0; i < n; i++) {
      double easy = random.nextDouble();
      korean[i] = random.nextDouble() < easy ? 1 : 0;
      english[i] = random.nextDouble() < easy ? 1 : 0;
    }
    List<Part> parts =
        List.of(
            new Part("ko", korean, numbers(n), 1, 0), new Part("en", english, numbers(n), 1, 0.2));
    double drawn =
        ClusterBootstrap.ofScores(new double[][] {korean, english}, Clusters.alone(n), 20_000, 1)
            .estimate(s -> 0.5 * s[1] / s[0] + 0.5 * (s[2] / s[0] - 0.2) / 0.8)
            .standardError();
    double shared = Composite.of(parts, true).standardError();
    assertThat(shared).isCloseTo(drawn, within(0.03 * drawn));
    assertThat(Composite.of(parts, false).standardError()).isLessThan(0.95 * shared);
  }

  @Test
  void theDifferenceOfCompositesIsPairedItemByItem() {
    double[] a = {1, 1, 0, 1};
    double[] b = {1, 0, 0, 1};
    List<Part> first = List.of(new Part("t", a, numbers(4), 1, 0.5));
    List<Part> second = List.of(new Part("t", b, numbers(4), 1, 0.5));
    Composite difference = Composite.difference(first, second, false);
    assertThat(difference.value()).isCloseTo(0.5, within(1e-12));
    assertThat(difference.standardError())
        .isCloseTo(
            2 * PairedDifference.of(a, b, Clusters.alone(4), 1, 1).difference().standardError(),
            within(1e-12));
  }

  @Test
  void otherTasksHaveNoDifference() {
    List<Part> first = List.of(new Part("t", new double[] {1, 0}, numbers(2), 1, 0));
    List<Part> second = List.of(new Part("t", new double[] {1, 0}, numbers(2), 2, 0));
    assertThatThrownBy(() -> Composite.difference(first, second, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("task t");
    assertThatThrownBy(() -> new Part("t", new double[1], numbers(1), 1, 1))
        .hasMessageContaining("guessing in t");
  }
}

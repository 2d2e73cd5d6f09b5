package org.gwageo.benchmark.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProportionTests {

  @Test
  void intervalsEqualStatsmodels() {
    for (JsonNode row : Reference.get("proportions")) {
      double[] x = Reference.doubles(row);
      Proportion share = Proportion.of((int) x[0], (int) x[1]);
      assertThat(share.wilson(0.95).low()).isCloseTo(x[2], within(1e-10));
      assertThat(share.wilson(0.95).high()).isCloseTo(x[3], within(1e-10));
      assertThat(share.clopperPearson(0.95).low()).isCloseTo(x[4], within(1e-10));
      assertThat(share.clopperPearson(0.95).high()).isCloseTo(x[5], within(1e-10));
    }
  }

  @Test
  void dependenceWithinClustersWidensTheInterval() {
    double[] scores = new double[100];
    int[] passages = new int[100];
    for (int i = 0; i < 100; i++) {
      passages[i] = i / 5;
      scores[i] = (i / 5) % 4 == 0 ? 0 : 1;
    }
    Proportion alone = Proportion.of(scores, Clusters.alone(100));
    Proportion together = Proportion.of(scores, Clusters.of(passages));
    assertThat(together.effective(0.95)).isBetween(15.0, 21.0);
    assertThat(together.wilson(0.95).width()).isGreaterThan(1.8 * alone.wilson(0.95).width());
    assertThat(together.clopperPearson(0.95).method()).isEqualTo("korn-graubard");
  }

  @Test
  void allRightInFewClustersIsNoCertainty() {
    double[] scores = new double[60];
    Arrays.fill(scores, 1);
    int[] passages = new int[60];
    Arrays.setAll(passages, i -> i % 6);
    Interval interval = Proportion.of(scores, Clusters.of(passages)).clopperPearson(0.95);
    assertThat(interval.high()).isEqualTo(1);
    assertThat(interval.low())
        .isCloseTo(Proportion.of(6, 6).clopperPearson(0.95).low(), within(1e-12));
  }

  @Test
  void halfPointsAreNoProportion() {
    assertThatThrownBy(() -> Proportion.of(new double[] {0.5}, Clusters.alone(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an answer of a proportion scores 0 or 1, not 0.5");
  }
}

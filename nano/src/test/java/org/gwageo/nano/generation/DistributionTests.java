package org.gwageo.nano.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistributionTests {
  private final Distribution distribution =
      new Distribution(
          new float[] {9, (float) Math.log(1), (float) Math.log(5), (float) Math.log(4)}, 1, 3);

  @Test
  void turnsLogitsIntoProbabilities() {
    assertThat(Math.exp(distribution.logProbability(0))).isCloseTo(0.1, within(1e-6));
    assertThat(Math.exp(distribution.logProbability(1))).isCloseTo(0.5, within(1e-6));
    assertThat(distribution.greedy()).isEqualTo(1);
  }

  @Test
  void listsTheLikeliestFirst() {
    assertThat(distribution.alternatives(2))
        .extracting(Choice.Alternative::id)
        .containsExactly(1, 2);
    assertThat(distribution.alternatives(20)).hasSize(3);
  }

  @Test
  void takesTheLowestIdAmongEquals() {
    assertThat(new Distribution(new float[] {1, 3, 3, 2}, 0, 4).greedy()).isEqualTo(1);
    assertThat(new Distribution(new float[] {3, 3, 3}, 0, 3).alternatives(2))
        .extracting(Choice.Alternative::id)
        .containsExactly(0, 1);
  }

  @Test
  void drawsInProportion() {
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = new int[3];
    for (int i = 0; i < 20_000; i++) {
      counts[distribution.draw(random, 1, 1)]++;
    }
    assertThat(counts[0] / 20_000.0).isCloseTo(0.1, within(0.01));
    assertThat(counts[1] / 20_000.0).isCloseTo(0.5, within(0.015));
  }

  @Test
  void leavesOutWhatLiesBeyondTopP() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      assertThat(distribution.draw(random, 1, 0.6)).isNotZero();
      assertThat(distribution.draw(random, 1, 0.01)).isEqualTo(1);
    }
  }
}

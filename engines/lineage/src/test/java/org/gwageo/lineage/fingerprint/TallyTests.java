package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TallyTests {

  @Test
  void vectorsAndScalarsGiveTheSameBits() {
    var random = new SplittableRandom(1);
    for (int count : new int[] {0, 1, 15, 16, 17, 400, 4095, 4096}) {
      var values = new float[4096];
      for (int i = 0; i < count; i++) {
        values[i] = random.nextInt(5) == 0 ? 0 : (float) random.nextGaussian();
      }
      assertThat(Tally.of(values, count, true)).isEqualTo(Tally.of(values, count, false));
    }
  }

  @Test
  void countsZerosAndWhatIsNoFiniteNumber() {
    float[] values = {1, 0, -0f, 3, Float.NaN, Float.POSITIVE_INFINITY};
    NumberSums sums = Tally.of(values, 6);
    assertThat(sums.zeros()).isEqualTo(2);
    assertThat(sums.infinite()).isEqualTo(2);
    NumberSums finite = Tally.of(values, 4);
    assertThat(finite.mean()).isEqualTo(1);
    assertThat(finite.length()).isCloseTo(Math.sqrt(10), within(1e-15));
    assertThat(finite.variance()).isCloseTo(1.5, within(1e-15));
  }
}

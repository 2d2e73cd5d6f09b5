package org.gwageo.platform.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.gwageo.platform.programme.StageId;
import org.junit.jupiter.api.Test;

class WaveTests {

  @Test
  void aNameInTheQueueIsReadBack() {
    var wave = new Wave(new StageId("korea-2025", "stage-1"), "ko-arithmetic", 12);
    assertThat(wave.key()).isEqualTo("korea-2025/stage-1/ko-arithmetic/12");
    assertThat(Wave.parse(wave.key())).contains(wave);
  }

  @Test
  void whatIsNoWaveIsToldApart() {
    assertThat(Wave.parse(UUID.randomUUID().toString())).isEmpty();
    assertThat(Wave.parse("a/b/c/0")).isEmpty();
    assertThat(Wave.parse("a/b/c/1/2")).isEmpty();
  }
}

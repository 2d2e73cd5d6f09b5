package org.gwageo.lineage.division;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalCrewTests {

  private static final long GIB = 1L << 30;

  @Test
  void smallModelsUseAllThreads() {
    assertThat(LocalCrew.side(64, 2 * GIB, 352 * 128)).isEqualTo(64);
  }

  @Test
  void asManyPiecesOfLargeModelsRunAtOnceAsFitIntoMemory() {
    assertThat(LocalCrew.side(64, 2 * GIB, 4096L * 11008)).isEqualTo(4);
    assertThat(LocalCrew.side(64, 8 * GIB, 4096L * 11008)).isEqualTo(19);
    assertThat(LocalCrew.side(2, 8 * GIB, 4096L * 11008)).isEqualTo(2);
  }

  @Test
  void onePieceIsAlwaysComputed() {
    assertThat(LocalCrew.side(64, GIB / 4, 7168L * 18432)).isEqualTo(1);
    assertThat(LocalCrew.side(1, Long.MAX_VALUE, 1)).isEqualTo(1);
  }
}

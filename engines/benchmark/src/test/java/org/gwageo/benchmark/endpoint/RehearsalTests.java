package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.gwageo.benchmark.task.Api;
import org.junit.jupiter.api.Test;

class RehearsalTests {

  @Test
  void readsEveryPieceOfWhatItRehearses() {
    assertThat(Rehearsal.streams()).isEqualTo(24 * 32 * Api.values().length);
  }
}

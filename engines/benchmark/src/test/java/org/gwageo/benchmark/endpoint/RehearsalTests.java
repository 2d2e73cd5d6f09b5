package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.gwageo.benchmark.task.Api;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTests {

  @ParameterizedTest
  @EnumSource
  void everyReplyIsReadToItsEnd(Api api) throws Exception {
    assertThat(Rehearsal.replies(api)).isEqualTo(Rehearsal.THREADS * Rehearsal.ROUNDS);
  }
}

package org.gwageo.platform.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.run.ClientLoad;
import org.gwageo.benchmark.run.RunProgress;
import org.junit.jupiter.api.Test;

class SilenceTests {

  private final Silence silence = new Silence();

  private void look(long requests, Map<FailureClass, Long> failed) {
    silence.look(
        new RunProgress(
            1000, 0, 0, 0, Map.of(), failed, requests, 4, 4, Set.of(), new ClientLoad(0, 0, 1)));
  }

  @Test
  void anEndpointThatFailsOftenButNotAlwaysIsNotGone() {
    for (long n = 1; n < 100; n++) {
      look(24 * n, Map.of(FailureClass.SERVER_ERROR, 23 * n));
      assertThat(silence.cause()).isNull();
    }
  }

  @Test
  void oneThatOnlyFailsIsGoneAfterSoManyAttempts() {
    look(50, Map.of(FailureClass.CONNECT, 2L));
    look(73, Map.of(FailureClass.CONNECT, 20L, FailureClass.RESET, 5L));
    assertThat(silence.cause()).isNull();
    look(74, Map.of(FailureClass.CONNECT, 20L, FailureClass.RESET, 6L));
    assertThat(silence.cause())
        .isEqualTo("the endpoint has stopped answering: 24 attempts in a row without a reply");
  }

  @Test
  void oneThatSaysToWaitIsThere() {
    look(500, Map.of(FailureClass.RATE_LIMITED, 250L, FailureClass.OVERLOADED, 250L));
    look(1000, Map.of(FailureClass.RATE_LIMITED, 500L, FailureClass.OVERLOADED, 500L));
    assertThat(silence.cause()).isNull();
  }
}

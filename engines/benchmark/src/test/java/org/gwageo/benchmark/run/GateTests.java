package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTests {

  private final Gate gate = new Gate(new Concurrency.Fixed(2));

  @Test
  void asManyAreInvitedAsThereArePlaces() throws Exception {
    assertThat(gate.invite()).isTrue();
    assertThat(gate.invite()).isTrue();
    CompletableFuture<Boolean> third = later(gate::invite);
    assertThat(gate.enterInvited()).isTrue();
    assertThat(gate.enterInvited()).isTrue();
    assertThat(third).isNotDone();
    gate.leave();
    assertThat(third.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoeverCameFirstKeepsThePlaceOfOneWhoWasInvited() throws Exception {
    gate.invite();
    gate.enter();
    gate.enter();
    CompletableFuture<Boolean> invited = later(gate::enterInvited);
    CompletableFuture<Boolean> another = later(gate::invite);
    gate.leave();
    assertThat(invited.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(another).isNotDone();
    gate.leave();
    assertThat(another.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(gate.inFlight()).isOne();
  }

  @Test
  void nobodyIsInvitedToAClosedGate() throws Exception {
    gate.enter();
    gate.enter();
    CompletableFuture<Boolean> waiting = later(gate::invite);
    gate.close();
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(gate.invite()).isFalse();
    assertThat(gate.enterInvited()).isFalse();
  }

  @FunctionalInterface
  private interface Waits {
    boolean answer() throws InterruptedException;
  }

  private static CompletableFuture<Boolean> later(Waits waits) {
    var answer = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(waits.answer());
              } catch (InterruptedException e) {
                answer.completeExceptionally(e);
              }
            });
    return answer;
  }
}

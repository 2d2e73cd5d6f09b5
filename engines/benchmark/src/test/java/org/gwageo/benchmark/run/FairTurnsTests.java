package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.benchmark.run.FairTurns.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FairTurnsTests {

  @Test
  void keepsAFastRunWithinTheWindowOfASlowOne() throws Exception {
    var turns = new FairTurns(10);
    Turn slow = turns.join(100, 1);
    Turn fast = turns.join(1000, 1);
    var sent = new AtomicInteger();
    Thread thread = ahead(fast, 1000, sent);

    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      slow.begin();
      settle(sent, 10 * i + 10);
      seen.add(sent.get());
      slow.finish();
    }
    slow.leave();
    thread.join();

    for (int i = 0; i < seen.size(); i++) {
      assertThat(seen.get(i)).isLessThanOrEqualTo(10 * i + 10);
    }
    assertThat(sent.get()).isEqualTo(1000);
  }

  /** Waits until the fast run has come as far as it may, which it always does. */
  private static void settle(AtomicInteger sent, int expected) throws InterruptedException {
    while (sent.get() < Math.min(1000, expected)) {
      Thread.sleep(1);
    }
  }

  private static Thread ahead(Turn turn, int count, AtomicInteger sent) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (int i = 0; i < count; i++) {
                  turn.begin();
                  sent.incrementAndGet();
                  turn.finish();
                }
              } catch (InterruptedException e) {
                // Nothing is left to do.
              }
            });
  }

  @Test
  void doesNotWaitForARunThatHasLeft() throws Exception {
    var turns = new FairTurns(5);
    Turn gone = turns.join(100, 1);
    Turn other = turns.join(100, 1);
    var sent = new AtomicInteger();
    gone.leave();
    ahead(other, 100, sent).join();

    assertThat(sent.get()).isEqualTo(100);
  }

  @Test
  void letsEveryRunFillItsConcurrency() throws Exception {
    var turns = new FairTurns(1);
    Turn one = turns.join(1000, 64);
    turns.join(1000, 1);
    for (int i = 0; i < 64; i++) {
      one.begin();
    }
    var more = new CountDownLatch(1);
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    one.begin();
                    more.countDown();
                  } catch (InterruptedException e) {
                    // The test is over.
                  }
                });
    assertThat(more.getCount()).isOne();
    one.leave();
    waiting.join();
    assertThat(more.getCount()).isZero();
  }

  @Test
  void countsWhatAnEarlierSessionSettled() throws Exception {
    var turns = new FairTurns(1);
    Turn resumed = turns.join(100, 1);
    Turn fresh = turns.join(100, 1);
    resumed.skip(50);
    var sent = new AtomicInteger();
    Thread thread = ahead(resumed, 50, sent);
    while (sent.get() < 1) {
      fresh.begin();
      fresh.finish();
    }
    fresh.leave();
    thread.join();

    assertThat(sent.get()).isEqualTo(50);
  }

  @Test
  void refusesAWindowOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FairTurns(0));
  }
}

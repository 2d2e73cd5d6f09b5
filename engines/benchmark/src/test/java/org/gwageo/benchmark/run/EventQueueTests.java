package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.benchmark.run.Asking.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTests {

  private static final Event EVENT = new Event.Ended();

  @Test
  void handsOutWhatWaitsAsAGroup() throws Exception {
    var queue = new EventQueue();
    for (int i = 0; i < EventQueue.ROOM; i++) {
      queue.put(EVENT, 10);
    }

    assertThat(queue.size()).isEqualTo(EventQueue.ROOM);
    assertThat(queue.take(1000)).hasSize(EventQueue.ROOM);
    assertThat(queue.take(1)).isEmpty();
  }

  @Test
  void makesGroupsOfLongRepliesSmall() throws Exception {
    var queue = new EventQueue();
    for (int i = 0; i < 12; i++) {
      queue.put(EVENT, 1 << 20);
    }

    assertThat(queue.take(1000)).hasSize(5);
    assertThat(queue.take(1000)).hasSize(5);
    assertThat(queue.take(1000)).hasSize(2);
  }

  @Test
  void letsNobodyInBeforeThereIsRoom() throws Exception {
    var queue = new EventQueue();
    var inside = new AtomicInteger();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  for (int i = 0; i < 20_000; i++) {
                    queue.put(EVENT, 100_000);
                    inside.incrementAndGet();
                  }
                });
    int taken = 0;
    while (taken < 20_000) {
      List<Event> group = queue.take(1000);
      taken += group.size();
      // 16 Mi characters are 168 of these.
      assertThat(inside.get() - taken).isLessThanOrEqualTo(168);
    }
    thread.join();

    assertThat(inside.get()).isEqualTo(20_000);
  }

  @Test
  void letsOneEventInHoweverLongItIs() throws Exception {
    var queue = new EventQueue();
    queue.put(EVENT, 1L << 40);

    assertThat(queue.take(1000)).hasSize(1);
    queue.put(EVENT, 1);
    assertThat(queue.take(1000)).hasSize(1);
  }

  @Test
  void keepsAnEventOfAThreadThatIsInterruptedWhileItWaits() throws Exception {
    var queue = new EventQueue();
    for (int i = 0; i < EventQueue.ROOM; i++) {
      queue.put(EVENT, 0);
    }
    var interrupted = new AtomicInteger();
    Thread thread = Thread.ofVirtual().start(() -> interrupted.set(queue.put(EVENT, 0) ? 1 : 2));
    while (thread.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    thread.interrupt();
    int taken = 0;
    while (taken < EventQueue.ROOM + 1) {
      taken += queue.take(1000).size();
    }
    thread.join();

    assertThat(interrupted.get()).isOne();
  }
}

package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit meets simulated endpoints; time is simulated. */
class ConcurrencyLimitTests {

  private record Running(double sent, double ends) {}

  /**
   * A closed loop: as many requests as the limit allows are at the endpoint, which works on {@code
   * slots} of them at once, first come, first served (M/G/k), and refuses those beyond {@code
   * queue} waiting. Service times are log-normal with coefficient of variation {@code spread} and
   * grow with the number at work as {@code slowdown} says.
   */
  private static final class Simulation {

    final ConcurrencyLimit limit;
    final SplittableRandom random = new SplittableRandom(7);
    final PriorityQueue<Running> running =
        new PriorityQueue<>((a, b) -> Double.compare(a.ends, b.ends));
    final ArrayDeque<Double> waiting = new ArrayDeque<>();
    int slots;
    int queue;
    double spread = 0.5;
    IntToDoubleFunction slowdown = n -> 1;
    double now;
    long replies;
    long refusals;
    double limitTime;

    Simulation(int slots, int queue, int most) {
      this.limit = new ConcurrencyLimit(Math.min(8, most), most);
      this.slots = slots;
      this.queue = queue;
    }

    /** Runs for {@code seconds} and returns replies a second. */
    double run(double seconds) {
      double end = now + seconds;
      long before = replies;
      limitTime = 0;
      while (now < end) {
        while (running.size() + waiting.size() < limit.limit()) {
          if (running.size() >= slots && waiting.size() >= queue) {
            refusals++;
            limit.refused();
            break;
          }
          arrive(now);
        }
        Running next = running.poll();
        if (next == null) {
          now += 0.01;
          continue;
        }
        limitTime += limit.limit() * (next.ends - now);
        now = next.ends;
        replies++;
        limit.replied(1e6 * (now - next.sent), running.size() + waiting.size() + 1);
        while (running.size() < slots && !waiting.isEmpty()) {
          start(waiting.remove());
        }
      }
      return (replies - before) / seconds;
    }

    double meanLimit(double seconds) {
      run(seconds);
      return limitTime / seconds;
    }

    private void arrive(double sent) {
      if (running.size() < slots) {
        start(sent);
      } else {
        waiting.add(sent);
      }
    }

    private void start(double sent) {
      double sigma = Math.sqrt(Math.log(1 + spread * spread));
      double factor = Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
      running.add(new Running(sent, now + factor * slowdown.applyAsDouble(running.size() + 1)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 16, 64, 200})
  void keepsTheSlotsOfAQueueBusyWithoutFillingTheQueue(int slots) {
    var simulation = new Simulation(slots, Integer.MAX_VALUE, 1024);
    simulation.run(300);

    double limit = simulation.meanLimit(600);
    double throughput = simulation.run(600);

    assertThat(throughput).isGreaterThan(0.85 * slots);
    assertThat(limit).isLessThan(Math.max(12, 3.2 * slots));
  }

  @Test
  void usesAllThatTheOptionsAllowWhereTheEndpointHasMore() {
    var simulation = new Simulation(5000, Integer.MAX_VALUE, 256);
    simulation.run(300);

    assertThat(simulation.meanLimit(100)).isGreaterThan(240);
  }

  @Test
  void goesOnWhereBatchesMakeEachReplySlowerButAllFaster() {
    // The work of n at once takes 1 + n / 64: throughput rises to 64, half of it at 64 at once.
    var simulation = new Simulation(1024, Integer.MAX_VALUE, 1024);
    simulation.slowdown = n -> 1 + n / 64.0;
    simulation.run(400);

    assertThat(simulation.run(400)).isGreaterThan(30);
    assertThat(simulation.meanLimit(200)).isLessThan(700);
  }

  @Test
  void staysBelowWhatTheEndpointRefusesMostOfTheTime() {
    var simulation = new Simulation(12, 0, 256);
    simulation.run(200);
    long refusedBefore = simulation.refusals;
    double throughput = simulation.run(600);

    assertThat(throughput).isGreaterThan(0.6 * 12);
    assertThat(simulation.refusals - refusedBefore).isLessThan((long) (0.1 * 600 * throughput));
  }

  @Test
  void followsAnEndpointThatLosesAndGainsSlots() {
    var simulation = new Simulation(64, Integer.MAX_VALUE, 512);
    simulation.run(300);
    simulation.slots = 16;
    simulation.run(300);
    double small = simulation.meanLimit(300);
    simulation.slots = 64;
    simulation.run(600);

    assertThat(small).isLessThan(64);
    assertThat(simulation.run(300)).isGreaterThan(0.75 * 64);
  }

  @Test
  void neverFallsBelowOne() {
    var limit = new ConcurrencyLimit(8, 64);
    for (int i = 0; i < 1000; i++) {
      limit.refused();
      for (int j = 0; j < 100; j++) {
        limit.replied(1000.0 + i, 1);
      }
    }

    assertThat(limit.limit()).isBetween(1, 64);
  }

  @Test
  void doesNotGrowWhereTheTaskIsTooSmallToFillIt() {
    var limit = new ConcurrencyLimit(8, 64);
    for (int i = 0; i < 10_000; i++) {
      limit.replied(1000, 3);
    }

    assertThat(limit.limit()).isLessThanOrEqualTo(8);
  }
}

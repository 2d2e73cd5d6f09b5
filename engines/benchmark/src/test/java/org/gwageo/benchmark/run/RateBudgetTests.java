package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.endpoint.RateSigns;
import org.junit.jupiter.api.Test;

/** Time is handed in. */
class RateBudgetTests {

  private static final long SECOND = 1_000_000_000L;

  /** Sends as fast as the budget lets it and returns when each request went, in nanoseconds. */
  private static List<Long> send(RateBudget budget, int count, long tokens) {
    List<Long> times = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < count; i++) {
      now += budget.book(300, now);
      times.add(now);
      if (tokens > 0) {
        budget.used(tokens, now);
      }
    }
    return times;
  }

  private static int mostWithin(List<Long> times, long window) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < times.size(); to++) {
      while (times.get(to) - times.get(from) >= window) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  @Test
  void doesNotLimitWhatIsNotLimited() {
    assertThat(send(new RateBudget(null, null, 0), 1000, 500).getLast()).isZero();
  }

  @Test
  void spreadsRequestsOverTheMinute() {
    List<Long> times = send(new RateBudget(600L, null, 0), 2000, 0);

    assertThat(mostWithin(times, 60 * SECOND)).isBetween(600, 622);
    assertThat(mostWithin(times, SECOND)).isLessThanOrEqualTo(31);
  }

  @Test
  void letsASlowRateThroughOneByOne() {
    List<Long> times = send(new RateBudget(6L, null, 0), 4, 0);

    assertThat(times).containsExactly(0L, 10 * SECOND, 20 * SECOND, 30 * SECOND);
  }

  @Test
  void keepsToTheTokensThatRepliesTell() {
    List<Long> times = send(new RateBudget(null, 60_000L, 0), 500, 1000);

    double perMinute = 1000.0 * times.size() / (times.getLast() / (60.0 * SECOND));
    assertThat(perMinute).isBetween(54_000.0, 66_000.0);
  }

  @Test
  void learnsRatesFromTheEndpointUnlessTheyAreChosen() {
    var learned = new RateBudget(null, null, 0);
    learned.told(new RateSigns(60L, 10L, null, null, null, null), 0);
    assertThat(mostWithin(send(learned, 200, 0), 60 * SECOND)).isBetween(60, 64);

    var chosen = new RateBudget(600L, null, 0);
    chosen.told(new RateSigns(60L, 10L, null, null, null, null), 0);
    assertThat(mostWithin(send(chosen, 2000, 0), 60 * SECOND)).isGreaterThan(500);
  }

  @Test
  void waitsUntilWhatIsUsedUpIsThereAgain() {
    var budget = new RateBudget(null, null, 0);
    budget.told(
        new RateSigns(null, 0L, Duration.ofSeconds(7), null, 5L, Duration.ofHours(1)), SECOND);

    assertThat(budget.book(300, SECOND)).isEqualTo(7 * SECOND);
    assertThat(budget.book(300, 3 * SECOND)).isEqualTo(5 * SECOND);
    assertThat(budget.book(300, 9 * SECOND)).isLessThanOrEqualTo(0);
  }

  @Test
  void boundsThePauseThatAnEndpointCanCause() {
    var budget = new RateBudget(null, null, 0);
    budget.pause(Duration.ofDays(365), 0);

    assertThat(budget.book(300, 0)).isEqualTo(120 * SECOND);
  }
}

package org.gwageo.benchmark.endpoint;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between attempts: doubling from {@code base} up to {@code cap}, of which a random
 * half is taken off so that failed requests do not come back all at once.
 *
 * @param base the longest wait before the second attempt
 * @param cap the longest wait of all
 */
public record Backoff(Duration base, Duration cap) {

  /**
   * Checks that times are positive.
   *
   * @throws IllegalArgumentException if {@code base} is not positive or above {@code cap}
   */
  public Backoff {
    if (!base.isPositive() || base.compareTo(cap) > 0) {
      throw new IllegalArgumentException(
          "a backoff starts above zero and below its cap, not " + base + " with cap " + cap);
    }
  }

  /** Returns the wait after failed attempt {@code number}, from 1: between half and all of it. */
  public Duration after(int number, RandomGenerator random) {
    long nanos = base.toNanos();
    for (int i = 1; i < number && nanos < cap.toNanos(); i++) {
      nanos *= 2;
    }
    nanos = Math.min(nanos, cap.toNanos());
    double share;
    synchronized (random) {
      share = 0.5 + 0.5 * random.nextDouble();
    }
    return Duration.ofNanos((long) (nanos * share));
  }
}

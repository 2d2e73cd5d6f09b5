package org.gwageo.benchmark.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.gwageo.benchmark.endpoint.Backoff;

/**
 * How a run treats its endpoint.
 *
 * @param concurrency how many requests may be under way at once
 * @param attempts most attempts at one question within the run, at least 1
 * @param deadline the time in which a reply must be complete
 * @param backoff the waits between attempts where the endpoint names none
 * @param longestWait the longest wait named by the endpoint that is waited for; if it names a
 *     longer one the question is given up until the run is resumed
 * @param clock tells when requests are sent and when replies arrive
 * @param random the source of the backoff's jitter; used under its own lock
 */
public record RunOptions(
    Concurrency concurrency,
    int attempts,
    Duration deadline,
    Backoff backoff,
    Duration longestWait,
    InstantSource clock,
    RandomGenerator random) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if there is no attempt or no time for one
   */
  public RunOptions {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts are between 1 and 100, not " + attempts);
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("a deadline is above zero, not " + deadline);
    }
  }

  /**
   * Returns eight requests at once, five attempts, two minutes for a reply, waits of half a second
   * to half a minute, and up to a minute where the endpoint names the wait.
   */
  public static RunOptions standard(InstantSource clock, RandomGenerator random) {
    return new RunOptions(
        new Concurrency.Fixed(8),
        5,
        Duration.ofMinutes(2),
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30)),
        Duration.ofMinutes(1),
        clock,
        random);
  }

  /** Returns the options with another concurrency. */
  public RunOptions with(Concurrency other) {
    return new RunOptions(other, attempts, deadline, backoff, longestWait, clock, random);
  }

  /** Returns the options with another number of attempts. */
  public RunOptions withAttempts(int other) {
    return new RunOptions(concurrency, other, deadline, backoff, longestWait, clock, random);
  }

  /** Returns the options with another time limit for a reply. */
  public RunOptions withDeadline(Duration other) {
    return new RunOptions(concurrency, attempts, other, backoff, longestWait, clock, random);
  }

  /** Returns the options with another backoff. */
  public RunOptions with(Backoff other) {
    return new RunOptions(concurrency, attempts, deadline, other, longestWait, clock, random);
  }

  /** Returns the options with another longest wait. */
  public RunOptions withLongestWait(Duration other) {
    return new RunOptions(concurrency, attempts, deadline, backoff, other, clock, random);
  }
}

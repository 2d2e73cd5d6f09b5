package org.gwageo.benchmark.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Backoff;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.endpoint.http.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * How a run treats its endpoint.
 *
 * @param concurrency how many requests may be under way at once
 * @param streaming whether replies are asked for as a stream, which is what tells times of tokens
 * @param adaptations the changes to requests that the endpoint is known to need
 * @param requestsPerMinute most requests a minute; null leaves it to what the endpoint tells
 * @param tokensPerMinute most tokens a minute, of prompts and replies together; null leaves it to
 *     what the endpoint tells
 * @param attempts most attempts at one request within the run, at least 1
 * @param deadline the time in which a reply must be complete
 * @param backoff the waits between attempts where the endpoint names none
 * @param longestWait the longest wait named by the endpoint that is waited for; if it names a
 *     longer one the question is given up until the run is resumed
 * @param clock tells when requests are sent and when replies arrive
 * @param nanos measures how long they take
 * @param random the source of the backoff's jitter; used under its own lock
 */
public record RunOptions(
    Concurrency concurrency,
    Streaming streaming,
    Set<Adaptation> adaptations,
    @Nullable Long requestsPerMinute,
    @Nullable Long tokensPerMinute,
    int attempts,
    Duration deadline,
    Backoff backoff,
    Duration longestWait,
    InstantSource clock,
    NanoClock nanos,
    RandomGenerator random) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if there is no attempt, no time for one, or a rate of none
   */
  public RunOptions {
    if (attempts < 1 || attempts > 100) {
      throw new IllegalArgumentException("attempts are between 1 and 100, not " + attempts);
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("a deadline is above zero, not " + deadline);
    }
    checkRate("requests", requestsPerMinute);
    checkRate("tokens", tokensPerMinute);
    adaptations = Set.copyOf(adaptations);
  }

  private static void checkRate(String what, @Nullable Long perMinute) {
    if (perMinute != null && perMinute < 1) {
      throw new IllegalArgumentException(
          what + " per minute are at least 1 where they are limited, not " + perMinute);
    }
  }

  /**
   * Returns eight requests at once, streamed, five attempts, two minutes for a reply, waits of half
   * a second to half a minute, and up to a minute where the endpoint names the wait.
   */
  public static RunOptions standard(InstantSource clock, RandomGenerator random) {
    return new RunOptions(
        new Concurrency.Fixed(8),
        Streaming.ON,
        Set.of(),
        null,
        null,
        5,
        Duration.ofMinutes(2),
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30)),
        Duration.ofMinutes(1),
        clock,
        NanoClock.system(),
        random);
  }

  /** Returns the options with another concurrency. */
  public RunOptions with(Concurrency other) {
    return new RunOptions(
        other,
        streaming,
        adaptations,
        requestsPerMinute,
        tokensPerMinute,
        attempts,
        deadline,
        backoff,
        longestWait,
        clock,
        nanos,
        random);
  }

  /** Returns the options with replies asked for in another way. */
  public RunOptions with(Streaming other) {
    return new RunOptions(
        concurrency,
        other,
        adaptations,
        requestsPerMinute,
        tokensPerMinute,
        attempts,
        deadline,
        backoff,
        longestWait,
        clock,
        nanos,
        random);
  }

  /** Returns the options with other changes that the endpoint is known to need. */
  public RunOptions withAdaptations(Set<Adaptation> other) {
    return new RunOptions(
        concurrency,
        streaming,
        other,
        requestsPerMinute,
        tokensPerMinute,
        attempts,
        deadline,
        backoff,
        longestWait,
        clock,
        nanos,
        random);
  }

  /** Returns the options with other rates a minute; null leaves one to what the endpoint tells. */
  public RunOptions withRates(@Nullable Long requests, @Nullable Long tokens) {
    return new RunOptions(
        concurrency,
        streaming,
        adaptations,
        requests,
        tokens,
        attempts,
        deadline,
        backoff,
        longestWait,
        clock,
        nanos,
        random);
  }

  /** Returns the options with another number of attempts. */
  public RunOptions withAttempts(int other) {
    return new RunOptions(
        concurrency,
        streaming,
        adaptations,
        requestsPerMinute,
        tokensPerMinute,
        other,
        deadline,
        backoff,
        longestWait,
        clock,
        nanos,
        random);
  }

  /** Returns the options with another time limit for a reply. */
  public RunOptions withDeadline(Duration other) {
    return new RunOptions(
        concurrency,
        streaming,
        adaptations,
        requestsPerMinute,
        tokensPerMinute,
        attempts,
        other,
        backoff,
        longestWait,
        clock,
        nanos,
        random);
  }

  /** Returns the options with another backoff. */
  public RunOptions with(Backoff other) {
    return new RunOptions(
        concurrency,
        streaming,
        adaptations,
        requestsPerMinute,
        tokensPerMinute,
        attempts,
        deadline,
        other,
        longestWait,
        clock,
        nanos,
        random);
  }

  /** Returns the options with another longest wait. */
  public RunOptions withLongestWait(Duration other) {
    return new RunOptions(
        concurrency,
        streaming,
        adaptations,
        requestsPerMinute,
        tokensPerMinute,
        attempts,
        deadline,
        backoff,
        other,
        clock,
        nanos,
        random);
  }
}

package org.gwageo.mockendpoint;

import java.time.Duration;

/**
 * How fast the model behind the endpoint is.
 *
 * <p>The time to the first token and the gaps between tokens are log-normal: {@code median x
 * exp(sigma x z)} with a standard normal {@code z}. A request that finds all slots taken waits for
 * one first (M/G/k). While {@code f} requests are in flight, gaps are longer by the factor {@code 1
 * + slowdown x f / slots}, as in a batch on an accelerator.
 *
 * @param firstToken median time from the end of the request to the first token, not negative
 * @param firstSigma spread of its logarithm, not negative
 * @param gap median time between tokens, not negative
 * @param gapSigma spread of its logarithm, not negative
 * @param slots requests that are served at once; 0 means without limit
 * @param slowdown how much a full machine lengthens gaps; needs slots
 */
public record Latency(
    Duration firstToken,
    double firstSigma,
    Duration gap,
    double gapSigma,
    int slots,
    double slowdown) {

  /** No delay at all. */
  public static final Latency NONE = new Latency(Duration.ZERO, 0, Duration.ZERO, 0, 0, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is negative or a slowdown has no slots
   */
  public Latency {
    if (firstToken.isNegative() || gap.isNegative()) {
      throw new IllegalArgumentException(
          "latencies are not negative: first token " + firstToken + ", gap " + gap);
    }
    if (!(firstSigma >= 0 && gapSigma >= 0 && slowdown >= 0) || slots < 0) {
      throw new IllegalArgumentException(
          "spreads, slowdown and slots are not negative: %s, %s, %s, %s"
              .formatted(firstSigma, gapSigma, slowdown, slots));
    }
    if (slowdown > 0 && slots == 0) {
      throw new IllegalArgumentException("a slowdown of " + slowdown + " needs slots, not 0");
    }
  }

  /** Returns the same time to the first token for each request, and no gaps. */
  public static Latency fixed(Duration firstToken) {
    return new Latency(firstToken, 0, Duration.ZERO, 0, 0, 0);
  }

  /** Returns whether replies leave at once. */
  boolean isNone() {
    return firstToken.isZero() && gap.isZero() && slots == 0;
  }

  /** Returns nanoseconds to the first token. */
  long firstNanos(Draw draw) {
    return drawn(firstToken.toNanos(), firstSigma, draw, Labels.FIRST_TOKEN);
  }

  /** Returns nanoseconds between token {@code index} - 1 and token {@code index}, from 1. */
  long gapNanos(Draw draw, int index, int inFlight) {
    long nanos = drawn(gap.toNanos(), gapSigma, draw, Labels.GAPS + index);
    return slots == 0 ? nanos : (long) (nanos * (1 + slowdown * inFlight / slots));
  }

  private static long drawn(long median, double sigma, Draw draw, int label) {
    return median == 0 || sigma == 0
        ? median
        : (long) (median * Math.exp(sigma * draw.normal(label)));
  }
}

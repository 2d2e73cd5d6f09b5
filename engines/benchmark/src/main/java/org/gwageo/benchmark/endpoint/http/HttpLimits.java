package org.gwageo.benchmark.endpoint.http;

import java.time.Duration;

/**
 * How long an exchange may take and how much a response may bring.
 *
 * @param connect the time in which a connection must stand, handshake of TLS included
 * @param idle the time within which, once the response has begun, each next part of it must come
 * @param total the time from the start of an exchange in which its response must be complete
 * @param headBytes most bytes of a response's status line and header fields
 * @param bodyBytes most bytes of a response's body
 */
public record HttpLimits(
    Duration connect, Duration idle, Duration total, int headBytes, long bodyBytes) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a time is not positive or a size below 1 KiB
   */
  public HttpLimits {
    if (!connect.isPositive() || !idle.isPositive() || !total.isPositive()) {
      throw new IllegalArgumentException(
          "times of an exchange are above zero, not %s, %s and %s".formatted(connect, idle, total));
    }
    if (headBytes < 1024 || bodyBytes < 1024) {
      throw new IllegalArgumentException(
          "a response may have at least 1024 bytes of head and of body, not %d and %d"
              .formatted(headBytes, bodyBytes));
    }
  }

  /**
   * Returns limits for replies that must be complete within {@code total}: ten seconds to connect,
   * any pause within {@code total}, 64 KiB of head and 64 MiB of body.
   */
  public static HttpLimits within(Duration total) {
    Duration connect = Duration.ofSeconds(10);
    return new HttpLimits(
        total.compareTo(connect) < 0 ? total : connect, total, total, 1 << 16, 64L << 20);
  }

  /** Returns the limits with another time for each next part of a response. */
  public HttpLimits withIdle(Duration other) {
    return new HttpLimits(connect, other, total, headBytes, bodyBytes);
  }
}

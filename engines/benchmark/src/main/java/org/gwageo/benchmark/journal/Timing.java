package org.gwageo.benchmark.journal;

import org.jspecify.annotations.Nullable;

/**
 * When what happened to one request, in microseconds.
 *
 * @param queued from the moment the request could have been sent to the moment it was
 * @param connect for a new connection, the time until it stood; 0 on a kept one
 * @param firstToken from sending to the first piece of the reply's content; null if the reply was
 *     not streamed or has no content
 * @param meanGap the mean time between two pieces of content; null with fewer than two pieces
 * @param longestGap the longest time between two pieces of content; null with fewer than two pieces
 * @param total from sending to the end of the reply or to the failure
 */
public record Timing(
    long queued,
    long connect,
    @Nullable Long firstToken,
    @Nullable Long meanGap,
    @Nullable Long longestGap,
    long total) {

  /** Returns the timing of a request of which only the whole time is known. */
  public static Timing of(long total) {
    return new Timing(0, 0, null, null, null, total);
  }
}

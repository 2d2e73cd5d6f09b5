package org.gwageo.benchmark.journal;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of a request as the endpoint counts them.
 *
 * @param prompt tokens of the prompt; null if not told
 * @param completion tokens of the reply, reasoning included; null if not told
 * @param reasoning tokens of the reply that are reasoning; null if not told
 * @param cached tokens of the prompt that came from the endpoint's cache; null if not told
 */
public record Usage(
    @Nullable Long prompt,
    @Nullable Long completion,
    @Nullable Long reasoning,
    @Nullable Long cached) {

  /** Nothing was told. */
  public static final Usage UNKNOWN = new Usage(null, null, null, null);
}

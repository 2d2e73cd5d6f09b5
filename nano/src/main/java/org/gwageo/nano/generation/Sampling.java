package org.gwageo.nano.generation;

import java.util.List;

/**
 * How tokens are chosen and when writing ends.
 *
 * @param limit the most tokens to write, 0 or more
 * @param temperature 0 for greedy, above 0 for drawing
 * @param topP the share of probability that is drawn from, above 0 and at most 1
 * @param seed the seed of the drawing
 * @param stops texts that end the reply and are not part of it
 * @param alternatives how many of the most likely tokens are told for each chosen one
 */
public record Sampling(
    int limit, double temperature, double topP, long seed, List<String> stops, int alternatives) {
  /** Checks the limits. */
  public Sampling {
    stops = List.copyOf(stops);
    if (limit < 0) {
      throw new IllegalArgumentException("max_tokens is %d, the least is 0".formatted(limit));
    }
    if (!(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException(
          "temperature is %s, the limits are 0 and 2".formatted(temperature));
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "top_p is %s, it must be above 0 and at most 1".formatted(topP));
    }
    if (alternatives < 0 || alternatives > 20) {
      throw new IllegalArgumentException(
          "top_logprobs is %d, the limits are 0 and 20".formatted(alternatives));
    }
    if (stops.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("a stop text is empty");
    }
  }

  /** Returns greedy writing of at most {@code limit} tokens. */
  public static Sampling greedy(int limit) {
    return new Sampling(limit, 0, 1, 0, List.of(), 0);
  }
}

package org.gwageo.benchmark.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to generate.
 *
 * @param maxTokens most tokens of a reply, at least 1
 * @param temperature the sampling temperature, 0 for greedy
 * @param topP the nucleus that is sampled from; null leaves it to the endpoint
 * @param stop texts at which the reply ends, at most 4
 * @param seed the seed of an item's first repeat; repeat r uses seed + r, so that repeats differ;
 *     null sends none
 */
public record Generation(
    int maxTokens,
    BigDecimal temperature,
    @Nullable BigDecimal topP,
    List<String> stop,
    @Nullable Long seed) {

  /** Copies the list. */
  public Generation {
    stop = List.copyOf(stop);
  }

  /** Returns the request members for one repeat, as endpoints name them. */
  Map<String, Object> members(int repeat) {
    var members = new TreeMap<String, Object>();
    members.put("max_tokens", maxTokens);
    members.put("temperature", temperature);
    if (topP != null) {
      members.put("top_p", topP);
    }
    if (!stop.isEmpty()) {
      members.put("stop", stop);
    }
    if (seed != null) {
      members.put("seed", seed + repeat);
    }
    return members;
  }

  Generation withSeed(long newSeed) {
    return new Generation(maxTokens, temperature, topP, stop, newSeed);
  }
}

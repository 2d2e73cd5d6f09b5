package org.gwageo.benchmark.task;

import java.util.Map;
import java.util.TreeMap;

/**
 * One request for an item before it is known which model it goes to.
 *
 * @param prompt the prompt: a list of messages for {@link Api#CHAT}, a text for {@link
 *     Api#COMPLETIONS}
 * @param parameters the other members of the request except the model, by name
 * @param continuation {@link Request#GENERATED}, or the number of characters of the prompt that
 *     come before the continuation whose log probability is wanted
 */
public record Draft(Object prompt, Map<String, Object> parameters, int continuation) {

  /** Copies the map. */
  public Draft {
    parameters = new TreeMap<>(parameters);
  }
}

package org.gwageo.benchmark.toolcall;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What one value must be. */
public sealed interface Expectation {

  /**
   * A string, number, truth value or null.
   *
   * @param value the value
   */
  record Plain(JsonNode value) implements Expectation {
    /** Checks that the value has no parts. */
    public Plain {
      if (value.isContainer()) {
        throw new IllegalArgumentException("a plain value has no parts: " + value.getNodeType());
      }
    }
  }

  /**
   * A list with these items in this order.
   *
   * @param items the items
   */
  record Items(List<Expectation> items) implements Expectation {
    /** Copies the list. */
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * An object with these members, in any order, and no others.
   *
   * @param members the allowed values of each member
   */
  record Members(Map<String, Allowed> members) implements Expectation {
    /** Copies the map, keeping its order. */
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }
}

package org.gwageo.benchmark.toolcall;

import java.util.List;

/**
 * The values that an argument may have.
 *
 * @param values the alternatives, at least one
 * @param optional whether the argument may also be left out
 */
public record Allowed(List<Expectation> values, boolean optional) {

  /** Checks that there is a value. */
  public Allowed {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("allowed values: 0, at least 1 is needed");
    }
  }
}

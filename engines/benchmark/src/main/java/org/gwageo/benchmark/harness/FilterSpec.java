package org.gwageo.benchmark.harness;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named pipeline of filters.
 *
 * @param name its name, which metrics carry
 * @param steps the filters with their arguments
 */
record FilterSpec(String name, List<Step> steps) {

  /** One filter. */
  record Step(String function, Map<String, @Nullable Object> arguments) {}

  static final FilterSpec NONE = new FilterSpec("none", List.of(new Step("take_first", Map.of())));
}

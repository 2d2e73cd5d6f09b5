package org.gwageo.benchmark.journal;

import java.util.Map;

/**
 * Which model, in which state and for which season, a question is put to.
 *
 * @param model the name that the endpoint knows the model by
 * @param revision the state of the model behind the endpoint, for example a manifest's digest;
 *     empty when it is not tracked
 * @param season the measuring season; empty outside seasons
 */
public record Subject(String model, String revision, String season) {

  /**
   * Checks that the model has a name.
   *
   * @throws IllegalArgumentException if {@code model} is blank
   */
  public Subject {
    if (model.isBlank()) {
      throw new IllegalArgumentException("an endpoint's model has a name, not: \"" + model + "\"");
    }
  }

  /** Returns the subject as the tree of its JSON form. */
  public Map<String, String> toTree() {
    return Map.of("model", model, "revision", revision, "season", season);
  }
}

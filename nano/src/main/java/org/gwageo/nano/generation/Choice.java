package org.gwageo.nano.generation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A token with its probability and those of its rivals.
 *
 * @param id the token
 * @param logProbability the natural logarithm of its probability, before temperature and top-p;
 *     empty for a token that nothing comes before
 * @param alternatives the most likely tokens at this place, most likely first
 */
public record Choice(int id, OptionalDouble logProbability, List<Alternative> alternatives) {
  /** Copies the alternatives. */
  public Choice {
    alternatives = List.copyOf(alternatives);
  }

  /** A token that could have been chosen, with the natural logarithm of its probability. */
  public record Alternative(int id, double logProbability) {}
}

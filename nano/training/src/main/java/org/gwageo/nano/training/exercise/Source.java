package org.gwageo.nano.training.exercise;

import java.util.random.RandomGenerator;

/** Draws exercises of one skill. */
@FunctionalInterface
public interface Source {
  /** Returns the next exercise in {@code language}; held-out ones are drawn too. */
  Exercise next(RandomGenerator random, Language language);
}

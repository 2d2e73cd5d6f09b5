package org.gwageo.lineage.independence;

import java.util.SplittableRandom;

/**
 * Where the random orders of a component come from: a split of the seed's generator, which every
 * piece makes for itself.
 *
 * @param seed the seed of all random draws
 * @param component the number of the component, from 0
 */
record Draws(long seed, int component) {

  SplittableRandom random() {
    var random = new SplittableRandom(seed);
    SplittableRandom own = random.split();
    for (int i = 0; i < component; i++) {
      own = random.split();
    }
    return own;
  }
}

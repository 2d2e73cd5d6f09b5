package org.gwageo.lineage.alignment;

import java.util.SplittableRandom;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.statistics.Permutations;

/**
 * Puts channels of the reference into the subject's place in a matrix of moments, each at a random
 * place with a random sign.
 */
final class ChannelPlanting {

  private final FloatMatrix moment;
  private final FloatMatrix own;
  private final int[] places;
  private final int[] sources;
  private final boolean[] flipped;

  /**
   * @param moment moments of the subject's channels with the reference's
   * @param own moments of the reference's channels with one another
   */
  ChannelPlanting(FloatMatrix moment, FloatMatrix own, long seed) {
    this.moment = moment;
    this.own = own;
    var random = new SplittableRandom(seed);
    places = Permutations.identity(moment.rows());
    sources = Permutations.identity(moment.columns());
    Permutations.shuffle(places, random);
    Permutations.shuffle(sources, random);
    flipped = new boolean[moment.rows()];
    for (int i = 0; i < flipped.length; i++) {
      flipped[i] = random.nextBoolean();
    }
  }

  /** Returns the moments with that fraction of the channels planted. */
  FloatMatrix at(double fraction) {
    FloatMatrix planted = FloatMatrix.of(moment.toArray().clone(), moment.rows(), moment.columns());
    int count = (int) Math.round(fraction * Math.min(places.length, sources.length));
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < own.columns(); j++) {
        float value = own.at(sources[i], j);
        planted.put(places[i], j, flipped[i] ? -value : value);
      }
    }
    return planted;
  }
}

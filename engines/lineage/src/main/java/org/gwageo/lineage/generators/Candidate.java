package org.gwageo.lineage.generators;

import java.util.Comparator;
import java.util.Optional;

/**
 * A place whose numbers were compared with all of a probe.
 *
 * @param place the place
 * @param correlation Σ wᵢ xᵢ / √(Σ wᵢ² Σ xᵢ²)
 * @param z Σ wᵢ xᵢ / |w|
 */
record Candidate(Place place, double correlation, double z) {

  /** Equal ones are ordered by what they are, not by who came first. */
  private static final Comparator<Candidate> ORDER =
      Comparator.comparingDouble(Candidate::z)
          .thenComparing(one -> one.place().generator(), Comparator.reverseOrder())
          .thenComparing(one -> one.place().seed(), Comparator.reverseOrder())
          .thenComparing(one -> one.place().offset(), Comparator.reverseOrder());

  /**
   * Where numbers are drawn.
   *
   * @param offset words of a processor's stream, or counters of a graphics card's
   */
  record Place(Generator generator, long seed, long offset) {}

  static Optional<Candidate> larger(Optional<Candidate> a, Optional<Candidate> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.or(() -> b);
    }
    return ORDER.compare(a.get(), b.get()) >= 0 ? a : b;
  }
}

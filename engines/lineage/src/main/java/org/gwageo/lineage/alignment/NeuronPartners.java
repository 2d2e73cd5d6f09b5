package org.gwageo.lineage.alignment;

import java.util.Optional;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.statistics.Permutations;

/** Which neuron of the reference each neuron of the subject goes with, layer pair by layer pair. */
@FunctionalInterface
public interface NeuronPartners {

  /**
   * Returns for every neuron of the subject's layer the partner in the reference's layer, or -1
   * where it has none; empty if nothing is known about this pair of layers.
   */
  Optional<int[]> of(int subjectLayer, int referenceLayer);

  /**
   * Returns whether the partners were fixed without looking at the weights. Partners that a
   * matching of weights has found, as T5 does, are not.
   */
  default boolean fixed() {
    return false;
  }

  /** Returns partners of which nothing is known; they are then searched for. */
  static NeuronPartners unknown() {
    return (subjectLayer, referenceLayer) -> Optional.empty();
  }

  /** Returns neurons at the same place as partners, in layers with as many neurons. */
  static NeuronPartners inOrder(Tower subject, Tower reference) {
    return new NeuronPartners() {
      @Override
      public Optional<int[]> of(int subjectLayer, int referenceLayer) {
        Optional<Long> own = NeuronRows.up(subject, subjectLayer).map(up -> up.shape().getFirst());
        Optional<Long> other =
            NeuronRows.up(reference, referenceLayer).map(up -> up.shape().getFirst());
        return own.isPresent() && own.equals(other)
            ? Optional.of(Permutations.identity(Math.toIntExact(own.get())))
            : Optional.empty();
      }

      @Override
      public boolean fixed() {
        return true;
      }
    };
  }
}

package org.gwageo.lineage.fingerprint;

import java.util.Arrays;
import java.util.BitSet;
import java.util.TreeMap;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.NeuronBlock.Scalar;

/** The order of neurons by each scalar. */
final class Ranks {

  private Ranks() {}

  /** Returns the block with every value replaced by how many smaller values there are. */
  static NeuronBlock of(NeuronBlock block) {
    var ranked = new TreeMap<Scalar, double[]>();
    block.scalars().forEach((scalar, values) -> ranked.put(scalar, dense(values, block.dead())));
    return new NeuronBlock(block.place(), ranked, block.dead());
  }

  /** Equal values get equal ranks, and the next larger one the next rank; dead neurons get 0. */
  private static double[] dense(double[] values, BitSet dead) {
    double[] sorted = new double[values.length];
    int alive = 0;
    for (int k = 0; k < values.length; k++) {
      if (!dead.get(k)) {
        // A negative zero equals a zero here, as it does for ranks that share ties.
        sorted[alive++] = values[k] + 0.0;
      }
    }
    sorted = Arrays.copyOf(sorted, alive);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < alive; i++) {
      if (i == 0 || sorted[i] != sorted[distinct - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    var ranks = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      ranks[k] = dead.get(k) ? 0 : Arrays.binarySearch(sorted, 0, distinct, values[k] + 0.0);
    }
    return ranks;
  }
}

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
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(values.length);
    long low = (1L << bits) - 1;
    var keys = new long[values.length];
    int alive = 0;
    for (int k = 0; k < values.length; k++) {
      if (!dead.get(k)) {
        keys[alive++] = (ordered(values[k]) & ~low) | k;
      }
    }
    Arrays.sort(keys, 0, alive);
    var order = new int[alive];
    for (int i = 0; i < alive; i++) {
      order[i] = (int) (keys[i] & low);
    }
    // Keys have lost the last bits of the values; neurons that differ only in these move up now.
    for (int i = 1; i < alive; i++) {
      int neuron = order[i];
      int at = i;
      while (at > 0 && values[order[at - 1]] > values[neuron]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = neuron;
    }
    var ranks = new double[values.length];
    int rank = 0;
    for (int i = 0; i < alive; i++) {
      if (i > 0 && values[order[i]] != values[order[i - 1]]) {
        rank++;
      }
      ranks[order[i]] = rank;
    }
    return ranks;
  }

  /** Returns a number whose order is that of the values. A negative zero equals a zero. */
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }
}

package org.gwageo.lineage.matching;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.Assignment;
import org.gwageo.lineage.statistics.MidRanks;
import org.gwageo.lineage.statistics.Permutations;

/** Matches the neurons of two blocks view by view, each an exact assignment problem. */
final class BlockMatcher {

  private BlockMatcher() {}

  /**
   * Matches rows of the subject with all neurons of the reference.
   *
   * @param key the key of the order in which ties are broken, see {@link #key}
   * @return per view the reference's neuron of every row
   * @throws IllegalArgumentException if the subject has more rows than the reference neurons, or
   *     the numbers of views differ
   */
  static int[][] partners(Responses rows, Responses columns, MatrixProduct product, long key) {
    int views = rows.views().size();
    if (views != columns.views().size()) {
      throw new IllegalArgumentException(
          "a block of %d views cannot be matched with one of %d"
              .formatted(views, columns.views().size()));
    }
    var cosines = new FloatMatrix[views];
    for (int v = 0; v < views; v++) {
      cosines[v] = product.timesTransposed(rows.views().get(v), columns.views().get(v));
    }
    var partners = new int[views][];
    IntStream.range(0, views)
        .parallel()
        .forEach(v -> partners[v] = partners(cosines[v], columns, key + 31L * v));
    return partners;
  }

  /** Returns what was matched with the scalars of both blocks. */
  static PairMatch match(
      NeuronProfile subject,
      int[] rows,
      NeuronProfile reference,
      int candidates,
      int[][] partners,
      long seed) {
    Place own = subject.block().place();
    Place other = reference.block().place();
    return PairMatch.of(
        own,
        other,
        candidates,
        rows,
        partners,
        scalarZ(subject, reference, rows, partners),
        key(seed, own, other));
  }

  /** Returns the key of all random orders of a pair of blocks. */
  static long key(long seed, Place a, Place b) {
    return seed
        + 1_000_003L * a.layer()
        + 10_007L * a.expert()
        + 611_953L * b.layer()
        + 7_919L * b.expert();
  }

  /** Solves with rows and columns in random order, so that ties say nothing about places. */
  private static int[] partners(FloatMatrix cosines, Responses columns, long seed) {
    var random = new SplittableRandom(seed);
    int[] rowOrder = Permutations.identity(cosines.rows());
    int[] columnOrder = Permutations.identity(cosines.columns());
    Permutations.shuffle(rowOrder, random);
    Permutations.shuffle(columnOrder, random);
    var shuffled = new float[rowOrder.length][columnOrder.length];
    float[] values = cosines.values();
    for (int i = 0; i < rowOrder.length; i++) {
      int at = rowOrder[i] * columnOrder.length;
      for (int k = 0; k < columnOrder.length; k++) {
        shuffled[i][k] = values[at + columnOrder[k]];
      }
    }
    int[] matched = Assignment.maximise(shuffled);
    var partners = new int[matched.length];
    for (int i = 0; i < matched.length; i++) {
      partners[rowOrder[i]] = columns.neuron(columnOrder[matched[i]]);
    }
    return partners;
  }

  private static double scalarZ(
      NeuronProfile subject, NeuronProfile reference, int[] neurons, int[][] partners) {
    double sum = 0;
    for (int v = 0; v < partners.length; v++) {
      var a = new double[neurons.length];
      var b = new double[neurons.length];
      for (int i = 0; i < neurons.length; i++) {
        a[i] = subject.scalar(v)[neurons[i]];
        b[i] = reference.scalar(v)[partners[v][i]];
      }
      double[] left = MidRanks.standardised(a);
      double[] right = MidRanks.standardised(b);
      if (left != null && right != null) {
        for (int i = 0; i < left.length; i++) {
          sum += left[i] * right[i] * Math.sqrt(left.length - 1.0);
        }
      }
    }
    return sum / Math.sqrt(partners.length);
  }
}

package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.statistics.MidRanks;

/** Pairs of items each of which is the other's nearest. */
final class NearestNeighbours {

  private NearestNeighbours() {}

  /** Returns for every row the column that is largest in it and for which it is largest, or -1. */
  static int[] mutual(FloatMatrix similarity) {
    int rows = similarity.rows();
    int columns = similarity.columns();
    var bestColumn = new int[rows];
    var bestRow = new int[columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float value = similarity.at(i, j);
        if (value > similarity.at(i, bestColumn[i])) {
          bestColumn[i] = j;
        }
        if (value > similarity.at(bestRow[j], j)) {
          bestRow[j] = i;
        }
      }
    }
    var partner = new int[rows];
    for (int i = 0; i < rows; i++) {
      partner[i] = bestRow[bestColumn[i]] == i ? bestColumn[i] : -1;
    }
    return partner;
  }

  /**
   * Returns minus the squared distance of the ranks of the neurons' scalars.
   *
   * @throws CheckpointException if a weight is not finite
   */
  static FloatMatrix byScalars(NeuronRows subject, NeuronRows reference)
      throws CheckpointException {
    List<double[]> own = ranks(subject);
    List<double[]> other = ranks(reference);
    FloatMatrix similarity = FloatMatrix.zeros(subject.neurons(), reference.neurons());
    float[] values = similarity.values();
    for (int feature = 0; feature < own.size(); feature++) {
      double[] a = own.get(feature);
      double[] b = other.get(feature);
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < b.length; j++) {
          double distance = a[i] - b[j];
          values[i * b.length + j] -= (float) (distance * distance);
        }
      }
    }
    return similarity;
  }

  /** Ranks with mean 0 and mean square 1, so that models of any number of neurons compare. */
  private static List<double[]> ranks(NeuronRows neurons) throws CheckpointException {
    var all = new ArrayList<double[]>();
    for (double[] scalar : neurons.scalars()) {
      double[] ranks = MidRanks.standardised(scalar);
      double scale = Math.sqrt(neurons.neurons());
      all.add(
          ranks == null
              ? new double[neurons.neurons()]
              : Arrays.stream(ranks).map(rank -> rank * scale).toArray());
    }
    return all;
  }
}

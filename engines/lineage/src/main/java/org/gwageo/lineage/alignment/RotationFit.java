package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * The orthogonal map between two residual streams that brings partner neurons together.
 *
 * @param rotation (subject's channels, reference's channels); a row of the subject times it stands
 *     in the reference's basis
 * @param agreement the sum of the cosines of partners in the fitted layers, per neuron and view
 */
record RotationFit(FloatMatrix rotation, double agreement) {

  private static final int MOST_ROUNDS = 12;
  private static final int FEWEST_ROUNDS = 3;

  /** Multiplications and additions that a search may take, as long as it has a few rounds. */
  private static final double BUDGET = 1e13;

  /** Products of the size of the map that a polar factor takes. */
  private static final double POLAR_PRODUCTS = 40;

  /** The neurons of one pair of layers that is fitted. */
  record Layer(NeuronRows subject, NeuronRows reference) {}

  /**
   * Fits with partners that are known: neuron k of the subject goes with partner k, -1 with none.
   */
  static RotationFit of(List<Layer> layers, List<int[]> partners, MatrixProduct product) {
    int own = layers.getFirst().subject().channels();
    FloatMatrix sum = FloatMatrix.zeros(own, layers.getFirst().reference().channels());
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int[] partner = partners.get(i);
      int[] kept = IntStream.range(0, partner.length).filter(k -> partner[k] >= 0).toArray();
      int[] to = Arrays.stream(kept).map(k -> partner[k]).toArray();
      for (int view = 0; view < layer.subject().views(); view++) {
        product.addTransposedTimes(
            chosen(layer.subject().view(view), kept),
            chosen(layer.reference().view(view), to),
            sum);
      }
    }
    FloatMatrix rotation = PolarContraction.of(sum, product);
    return new RotationFit(rotation, agreement(layers, partners, rotation, product));
  }

  private static double agreement(
      List<Layer> layers, List<int[]> partners, FloatMatrix rotation, MatrixProduct product) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int[] partner = partners.get(i);
      for (int view = 0; view < layer.subject().views(); view++) {
        FloatMatrix turned = product.times(layer.subject().view(view), rotation);
        FloatMatrix other = layer.reference().view(view);
        for (int k = 0; k < partner.length; k++) {
          sum += partner[k] < 0 ? 0 : dot(turned, k, other, partner[k]);
        }
        count += partner.length;
      }
    }
    return sum / count;
  }

  private static double dot(FloatMatrix a, int row, FloatMatrix b, int other) {
    double sum = 0;
    for (int c = 0; c < b.columns(); c++) {
      sum += (double) a.at(row, c) * b.at(other, c);
    }
    return sum;
  }

  static FloatMatrix chosen(FloatMatrix matrix, int[] rows) {
    int columns = matrix.columns();
    var values = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(matrix.values(), rows[i] * columns, values, i * columns, columns);
    }
    return FloatMatrix.of(values, rows.length, columns);
  }

  /**
   * Searches for partners and rotation in turns: partners are neurons that are nearest to each
   * other, first in their scalars or after {@code start}, then after the rotation that fits best.
   */
  static RotationFit search(
      List<Layer> layers, Optional<FloatMatrix> start, MatrixProduct product) {
    RotationFit best = search(layers, scalarPartners(layers), product);
    if (start.isPresent()) {
      RotationFit other = search(layers, partners(layers, start.get(), product), product);
      best = other.agreement() > best.agreement() ? other : best;
    }
    return best;
  }

  private static RotationFit search(List<Layer> layers, List<int[]> first, MatrixProduct product) {
    List<int[]> partners = first;
    RotationFit fit = of(layers, partners, product);
    int rounds = rounds(layers, fit.rotation());
    for (int round = 0; round < rounds; round++) {
      List<int[]> next = partners(layers, fit.rotation(), product);
      if (Arrays.deepEquals(next.toArray(), partners.toArray())) {
        break;
      }
      partners = next;
      fit = of(layers, partners, product);
    }
    return fit;
  }

  private static int rounds(List<Layer> layers, FloatMatrix rotation) {
    double own = rotation.rows();
    double other = rotation.columns();
    double cost = 2 * POLAR_PRODUCTS * own * other * Math.min(own, other);
    for (Layer layer : layers) {
      double neurons = layer.subject().neurons();
      cost +=
          2.0 * layer.subject().views() * neurons * other * (2 * own + layer.reference().neurons());
    }
    return (int) Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, BUDGET / cost));
  }

  private static List<int[]> scalarPartners(List<Layer> layers) {
    var all = new ArrayList<int[]>();
    for (Layer layer : layers) {
      all.add(
          NearestNeighbours.mutual(
              NearestNeighbours.byScalars(layer.subject(), layer.reference())));
    }
    return all;
  }

  private static List<int[]> partners(
      List<Layer> layers, FloatMatrix rotation, MatrixProduct product) {
    var all = new ArrayList<int[]>();
    for (Layer layer : layers) {
      all.add(NearestNeighbours.mutual(similarity(layer, rotation, product)));
    }
    return all;
  }

  private static FloatMatrix similarity(Layer layer, FloatMatrix rotation, MatrixProduct product) {
    FloatMatrix sum = FloatMatrix.zeros(layer.subject().neurons(), layer.reference().neurons());
    for (int view = 0; view < layer.subject().views(); view++) {
      product.addTimesTransposed(
          product.times(layer.subject().view(view), rotation), layer.reference().view(view), sum);
    }
    return sum;
  }
}

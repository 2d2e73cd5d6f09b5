package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
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

  /** Cosines of the neurons of a pair of layers up to which the pieces of layers take little. */
  private static final long FEW_COSINES = 1 << 20;

  /** Partners that are nearest to each other in the ranks of their scalars. */
  private record ByScalars(ChosenNeurons layer) implements Piece<int[]> {

    @Override
    public int[] on(Site site) throws CheckpointException {
      return NearestNeighbours.mutual(
          NearestNeighbours.byScalars(layer.subject(site), layer.reference(site)));
    }

    @Override
    public List<Extent> reads(List<Tower> towers) {
      return layer.reads(towers).toList();
    }

    @Override
    public boolean wide() {
      return large(layer);
    }
  }

  /** Partners that are nearest to each other after a rotation. */
  private record ByRotation(ChosenNeurons layer, FloatMatrix rotation) implements Piece<int[]> {

    @Override
    public int[] on(Site site) throws CheckpointException {
      MatrixProduct product = site.product();
      FloatMatrix sum = FloatMatrix.zeros(layer.own().length, layer.other().length);
      for (int view = 0; view < layer.views(site.subject()); view++) {
        product.addTimesTransposed(
            product.times(layer.subjectView(site, view), rotation),
            layer.referenceView(site, view),
            sum);
      }
      return NearestNeighbours.mutual(sum);
    }

    @Override
    public List<Extent> reads(List<Tower> towers) {
      return layer.reads(towers).toList();
    }

    @Override
    public boolean wide() {
      return large(layer);
    }
  }

  /** The rotation that is best for the partners of all fitted layers together. */
  private record Fitted(List<ChosenNeurons> layers, List<int[]> partners)
      implements Piece<FloatMatrix> {

    @Override
    public FloatMatrix on(Site site) throws CheckpointException {
      MatrixProduct product = site.product();
      ChosenNeurons first = layers.getFirst();
      FloatMatrix sum =
          FloatMatrix.zeros(first.subject(site).channels(), first.reference(site).channels());
      for (int i = 0; i < layers.size(); i++) {
        ChosenNeurons layer = layers.get(i);
        int[] partner = partners.get(i);
        int[] kept = IntStream.range(0, partner.length).filter(k -> partner[k] >= 0).toArray();
        int[] to = Arrays.stream(kept).map(k -> partner[k]).toArray();
        for (int view = 0; view < layer.views(site.subject()); view++) {
          product.addTransposedTimes(
              chosen(layer.subjectView(site, view), kept),
              chosen(layer.referenceView(site, view), to),
              sum);
        }
      }
      return PolarContraction.inPlace(sum, product);
    }

    @Override
    public List<Extent> reads(List<Tower> towers) {
      return layers.stream().flatMap(layer -> layer.reads(towers)).toList();
    }

    @Override
    public boolean wide() {
      return true;
    }
  }

  /** The cosines of the partners of a pair of layers after a rotation, view after view. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Cosines(ChosenNeurons layer, int[] partner, FloatMatrix rotation)
      implements Piece<double[]> {

    @Override
    public double[] on(Site site) throws CheckpointException {
      MatrixProduct product = site.product();
      int views = layer.views(site.subject());
      var cosines = new double[views * partner.length];
      for (int view = 0; view < views; view++) {
        FloatMatrix turned = product.times(layer.subjectView(site, view), rotation);
        FloatMatrix other = layer.referenceView(site, view);
        for (int k = 0; k < partner.length; k++) {
          cosines[view * partner.length + k] =
              partner[k] < 0 ? 0 : dot(turned, k, other, partner[k]);
        }
      }
      return cosines;
    }

    @Override
    public List<Extent> reads(List<Tower> towers) {
      return layer.reads(towers).toList();
    }

    @Override
    public boolean wide() {
      return large(layer);
    }
  }

  private static boolean large(ChosenNeurons layer) {
    return (long) layer.own().length * layer.other().length > FEW_COSINES;
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
   * Fits with partners that are known: neuron k of the subject goes with partner k, -1 with none.
   *
   * @throws CheckpointException if tensors do not fit together or a value is not finite
   */
  static RotationFit of(TowerPair towers, List<ChosenNeurons> layers, List<int[]> partners)
      throws CheckpointException {
    var trial = new Trial(partners);
    fit(towers, layers, List.of(trial));
    measure(towers, layers, List.of(trial));
    return new RotationFit(trial.rotation, trial.agreement);
  }

  /**
   * Searches for partners and rotation in turns: partners are neurons that are nearest to each
   * other, first in their scalars or after {@code start}, then after the rotation that fits best.
   * Both searches go on side by side, layer by layer.
   *
   * @throws CheckpointException if tensors do not fit together or a value is not finite
   */
  static RotationFit search(
      TowerPair towers, List<ChosenNeurons> layers, Optional<FloatMatrix> start)
      throws CheckpointException {
    var first = new ArrayList<Piece<int[]>>();
    layers.forEach(layer -> first.add(new ByScalars(layer)));
    start.ifPresent(
        rotation -> layers.forEach(layer -> first.add(new ByRotation(layer, rotation))));
    List<int[]> found = towers.compute(first);
    var trials = new ArrayList<Trial>();
    for (int at = 0; at < found.size(); at += layers.size()) {
      trials.add(new Trial(found.subList(at, at + layers.size())));
    }
    fit(towers, layers, trials);
    int rounds = rounds(towers, layers, trials.getFirst().rotation);
    List<Trial> open = trials;
    for (int round = 0; round < rounds && !open.isEmpty(); round++) {
      open = moved(towers, layers, open);
      fit(towers, layers, open);
    }
    measure(towers, layers, trials);
    Trial best = trials.getFirst();
    for (Trial other : trials) {
      best = other.agreement > best.agreement ? other : best;
    }
    return new RotationFit(best.rotation, best.agreement);
  }

  /** A search on its way: partners, layer by layer, and what was fitted to them. */
  private static final class Trial {
    private List<int[]> partners;
    private FloatMatrix rotation = FloatMatrix.zeros(0, 0);
    private double agreement;

    Trial(List<int[]> partners) {
      this.partners = List.copyOf(partners);
    }
  }

  /** Gives every trial new partners, and returns those whose partners are others than before. */
  private static List<Trial> moved(TowerPair towers, List<ChosenNeurons> layers, List<Trial> trials)
      throws CheckpointException {
    var pieces = new ArrayList<ByRotation>();
    for (Trial trial : trials) {
      layers.forEach(layer -> pieces.add(new ByRotation(layer, trial.rotation)));
    }
    List<int[]> found = towers.compute(pieces);
    var moved = new ArrayList<Trial>();
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      List<int[]> next = found.subList(i * layers.size(), (i + 1) * layers.size());
      if (!Arrays.deepEquals(next.toArray(), trial.partners.toArray())) {
        trial.partners = List.copyOf(next);
        // A map of many channels is large, and the next one does not need it.
        trial.rotation = FloatMatrix.zeros(0, 0);
        moved.add(trial);
      }
    }
    return moved;
  }

  private static void fit(TowerPair towers, List<ChosenNeurons> layers, List<Trial> trials)
      throws CheckpointException {
    // The last ones are of no use any more, and at 7,168 channels each has 200 MB.
    trials.forEach(trial -> trial.rotation = FloatMatrix.zeros(0, 0));
    List<FloatMatrix> rotations =
        towers.compute(trials.stream().map(trial -> new Fitted(layers, trial.partners)).toList());
    for (int i = 0; i < trials.size(); i++) {
      trials.get(i).rotation = rotations.get(i);
    }
  }

  private static void measure(TowerPair towers, List<ChosenNeurons> layers, List<Trial> trials)
      throws CheckpointException {
    var pieces = new ArrayList<Cosines>();
    for (Trial trial : trials) {
      for (int i = 0; i < layers.size(); i++) {
        pieces.add(new Cosines(layers.get(i), trial.partners.get(i), trial.rotation));
      }
    }
    List<double[]> cosines = towers.compute(pieces);
    for (int i = 0; i < trials.size(); i++) {
      double sum = 0;
      double count = 0;
      for (double[] layer : cosines.subList(i * layers.size(), (i + 1) * layers.size())) {
        for (double cosine : layer) {
          sum += cosine;
        }
        count += layer.length;
      }
      trials.get(i).agreement = sum / count;
    }
  }

  private static int rounds(TowerPair towers, List<ChosenNeurons> layers, FloatMatrix rotation) {
    double own = rotation.rows();
    double other = rotation.columns();
    double cost = 2 * POLAR_PRODUCTS * own * other * Math.min(own, other);
    for (ChosenNeurons layer : layers) {
      double neurons = layer.own().length;
      cost +=
          2.0 * layer.views(towers.subject()) * neurons * other * (2 * own + layer.other().length);
    }
    return (int) Math.max(FEWEST_ROUNDS, Math.min(MOST_ROUNDS, BUDGET / cost));
  }
}

package org.gwageo.lineage.alignment;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.Permutations;

/**
 * What a rotation brings together in the MLPs of one pair of layers.
 *
 * @param partner for every neuron of the subject its partner, or -1; empty if it has to be searched
 * @param rotation the rotation
 */
record RotatedLayer(
    LayerMatch match, Optional<int[]> partner, FloatMatrix rotation, long seed, boolean wide)
    implements Piece<Optional<PartnerCosines>> {

  /** Fewer neurons than this are not tested. */
  static final int LEAST_NEURONS = 32;

  private static final int MOST_TESTED = 512;

  /** Values of one view of the neurons of one layer. */
  private static final long MOST_VALUES = 16L << 20;

  @Override
  public Optional<PartnerCosines> on(Site site) throws CheckpointException {
    MatrixProduct product = site.product();
    SplittableRandom random = random(match, seed);
    if (partner.isPresent()) {
      int[] own = withPartner(partner.get(), MOST_TESTED, random);
      int[] other = IntStream.of(own).map(k -> partner.get()[k]).toArray();
      if (own.length < LEAST_NEURONS) {
        return Optional.empty();
      }
      int[] each = Permutations.identity(own.length);
      return Optional.of(cosines(site, chosen(own, other), each, each, 0, product));
    }
    ChosenNeurons neurons =
        chosen(
            any(site.subject(), match.subject(), random),
            any(site.reference(), match.reference(), random));
    int[] found =
        NearestNeighbours.mutual(
            product.timesTransposed(
                product.times(neurons.subjectView(site, 0), rotation),
                neurons.referenceView(site, 0)));
    int[] own = withPartner(found, MOST_TESTED, random);
    if (own.length < LEAST_NEURONS) {
      return Optional.empty();
    }
    int[] other = IntStream.of(own).map(k -> found[k]).toArray();
    return Optional.of(cosines(site, neurons, own, other, 1, product));
  }

  private ChosenNeurons chosen(int[] own, int[] other) {
    return new ChosenNeurons(match.subject(), match.reference(), own, other, false);
  }

  private PartnerCosines cosines(
      Site site,
      ChosenNeurons neurons,
      int[] own,
      int[] other,
      int firstView,
      MatrixProduct product)
      throws CheckpointException {
    FloatMatrix cross = FloatMatrix.zeros(own.length, own.length);
    FloatMatrix inside = FloatMatrix.zeros(own.length, own.length);
    int views = neurons.views(site.subject());
    for (int view = firstView; view < views; view++) {
      FloatMatrix left = RotationFit.chosen(neurons.subjectView(site, view), own);
      FloatMatrix right = RotationFit.chosen(neurons.referenceView(site, view), other);
      product.addTimesTransposed(product.times(left, rotation), right, cross);
      product.addTimesTransposed(right, right, inside);
    }
    return new PartnerCosines(cross, inside, views - firstView);
  }

  @Override
  public List<Extent> reads(List<Tower> towers) {
    return chosen(new int[0], new int[0]).reads(towers).toList();
  }

  /** Returns the draws of a pair of layers. */
  static SplittableRandom random(LayerMatch match, long seed) {
    return new SplittableRandom(seed + 1_000_003L * match.subject() + 101L * match.reference());
  }

  /** Returns how many neurons of a layer are looked at. */
  static int limit(Tower tower, int layer) {
    long channels = up(tower, layer).shape().getLast();
    return Math.toIntExact(Math.max(LEAST_NEURONS, MOST_VALUES / channels));
  }

  /** Draws neurons of a layer. */
  static int[] any(Tower tower, int layer, SplittableRandom random) {
    int neurons = Math.toIntExact(up(tower, layer).shape().getFirst());
    return shuffled(Permutations.identity(neurons), limit(tower, layer), random);
  }

  private static Part up(Tower tower, int layer) {
    return NeuronRows.up(tower, layer).orElseThrow();
  }

  /** Draws neurons that have a partner. */
  static int[] withPartner(int[] partner, int most, SplittableRandom random) {
    int[] matched = IntStream.range(0, partner.length).filter(k -> partner[k] >= 0).toArray();
    return shuffled(matched, most, random);
  }

  /** Returns some items in a random order. */
  static int[] shuffled(int[] items, int most, SplittableRandom random) {
    int[] order = Permutations.identity(items.length);
    Permutations.shuffle(order, random);
    return IntStream.of(order).limit(most).map(i -> items[i]).toArray();
  }
}

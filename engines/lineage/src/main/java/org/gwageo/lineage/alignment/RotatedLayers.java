package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.Permutations;

/**
 * The fit of a rotation on some pairs of layers and what it brings together in others.
 *
 * @param attention the component of attention
 * @param fitted the pairs of layers that the rotation is fitted on
 * @param forFit what is known about partners of neurons there
 * @param tested the pairs of layers that are tested with it
 * @param forTest what is known about partners there
 * @param start a rotation to start a search from as well
 */
record RotatedLayers(
    String attention,
    List<LayerMatch> fitted,
    List<Partners> forFit,
    List<LayerMatch> tested,
    List<Partners> forTest,
    Optional<FloatMatrix> start,
    long seed)
    implements Piece<RotatedLayers.Measured> {

  /** Fewer neurons than this are not tested. */
  static final int LEAST_NEURONS = 32;

  private static final int MOST_TESTED = 512;
  private static final int MOST_CHANNELS = 512;

  /** Values of one view of the neurons of one layer. */
  private static final long MOST_VALUES = 16L << 20;

  /** Values of all views of all fitted layers that stay in memory; more are read again. */
  private static final long MOST_HELD = 64L << 20;

  RotatedLayers {
    fitted = List.copyOf(fitted);
    forFit = List.copyOf(forFit);
    tested = List.copyOf(tested);
    forTest = List.copyOf(forTest);
  }

  /**
   * Partners of the neurons of one pair of layers.
   *
   * @param partner for every neuron of the subject its partner, or -1
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Partners(int subjectLayer, int referenceLayer, int[] partner) {}

  /**
   * What was found.
   *
   * @param handedIn whether all partners were known
   */
  record Measured(
      List<PartnerCosines> cosines,
      List<Double> cka,
      Map<String, List<Double>> byRole,
      boolean handedIn,
      RotationFit fit) {}

  @Override
  public Measured on(Site site) throws CheckpointException {
    return new Work(site).measured();
  }

  @Override
  public boolean wide() {
    return true;
  }

  @Override
  public List<Extent> reads(List<Tower> towers) {
    var extents = new ArrayList<Extent>();
    for (int model = 0; model < 2; model++) {
      boolean own = model == 0;
      Tower tower = towers.get(model);
      Stream.concat(fitted.stream(), tested.stream())
          .map(match -> own ? match.subject() : match.reference())
          .distinct()
          .flatMap(layer -> mlp(tower, layer))
          .forEach(extents::add);
      tested.stream()
          .map(match -> own ? match.subject() : match.reference())
          .distinct()
          .flatMap(layer -> inLayer(tower, layer))
          .forEach(extents::add);
    }
    return extents;
  }

  private static Stream<Extent> mlp(Tower tower, int layer) {
    return NeuronRows.up(tower, layer).stream()
        .flatMap(
            up ->
                Stream.of(Role.GATE, Role.UP, Role.DOWN)
                    .flatMap(role -> tower.part(role, layer, up.place().expert()).stream()))
        .map(Part::whole);
  }

  private Stream<Extent> inLayer(Tower tower, int layer) {
    return tower.parts().values().stream()
        .filter(part -> part.place().layer() == layer)
        .filter(part -> part.place().component().equals(attention))
        .filter(part -> part.place().role().channelAxis().isPresent())
        .map(Part::whole);
  }

  private static Optional<int[]> given(List<Partners> known, LayerMatch match) {
    return known.stream()
        .filter(partners -> partners.subjectLayer() == match.subject())
        .filter(partners -> partners.referenceLayer() == match.reference())
        .map(Partners::partner)
        .findFirst();
  }

  /** The piece while it is computed. */
  private final class Work {

    private final Tower subject;
    private final Tower reference;
    private final MatrixProduct product;
    private final List<PartnerCosines> cosines = new ArrayList<>();
    private final List<Double> cka = new ArrayList<>();
    private final Map<String, List<Double>> byRole = new TreeMap<>();
    private boolean handedIn = true;

    Work(Site site) {
      subject = site.subject();
      reference = site.reference();
      product = site.product();
    }

    Measured measured() throws CheckpointException {
      RotationFit fit = fit();
      for (LayerMatch match : tested) {
        measureNeurons(match, fit.rotation());
        measureAttention(match, fit.rotation());
      }
      return new Measured(cosines, cka, byRole, handedIn, fit);
    }

    private RotationFit fit() throws CheckpointException {
      var layers = new ArrayList<RotationFit.Layer>();
      var known = new ArrayList<int[]>();
      for (LayerMatch match : fitted) {
        Optional<int[]> given = given(forFit, match);
        if (given.isPresent()) {
          int[] own = withPartner(given.get(), limit(subject, match.subject()), random(match));
          int[] other = IntStream.of(own).map(k -> given.get()[k]).toArray();
          layers.add(layer(match, own, other));
          known.add(Permutations.identity(own.length));
        } else {
          handedIn = false;
        }
      }
      if (handedIn) {
        return RotationFit.of(layers, known, product);
      }
      layers.clear();
      for (LayerMatch match : fitted) {
        SplittableRandom random = random(match);
        layers.add(
            layer(
                match,
                any(subject, match.subject(), random),
                any(reference, match.reference(), random)));
      }
      Optional<FloatMatrix> fitting =
          start.filter(s -> s.rows() == subject.width() && s.columns() == reference.width());
      return RotationFit.search(layers, fitting, product);
    }

    private RotationFit.Layer layer(LayerMatch match, int[] own, int[] other)
        throws CheckpointException {
      long views = 2L * fitted.size() * (NeuronRows.gated(subject, match.subject()) ? 3 : 2);
      long values =
          Math.max((long) own.length * subject.width(), (long) other.length * reference.width());
      boolean held = views * values <= MOST_HELD;
      return new RotationFit.Layer(
          NeuronRows.of(subject, match.subject(), own, held),
          NeuronRows.of(reference, match.reference(), other, held));
    }

    private SplittableRandom random(LayerMatch match) {
      return new SplittableRandom(seed + 1_000_003L * match.subject() + 101L * match.reference());
    }

    private static int limit(Tower tower, int layer) {
      long channels = NeuronRows.up(tower, layer).orElseThrow().shape().getLast();
      return Math.toIntExact(Math.max(LEAST_NEURONS, MOST_VALUES / channels));
    }

    private static int[] any(Tower tower, int layer, SplittableRandom random) {
      long neurons = NeuronRows.up(tower, layer).orElseThrow().shape().getFirst();
      return shuffled(Permutations.identity(Math.toIntExact(neurons)), limit(tower, layer), random);
    }

    private static int[] withPartner(int[] partner, int most, SplittableRandom random) {
      int[] matched = IntStream.range(0, partner.length).filter(k -> partner[k] >= 0).toArray();
      return shuffled(matched, most, random);
    }

    private static int[] shuffled(int[] items, int most, SplittableRandom random) {
      int[] order = Permutations.identity(items.length);
      Permutations.shuffle(order, random);
      return IntStream.of(order).limit(most).map(i -> items[i]).toArray();
    }

    private void measureNeurons(LayerMatch match, FloatMatrix rotation) throws CheckpointException {
      Optional<int[]> given = given(forTest, match);
      if (given.isPresent()) {
        int[] own = withPartner(given.get(), MOST_TESTED, random(match));
        int[] other = IntStream.of(own).map(k -> given.get()[k]).toArray();
        if (own.length >= LEAST_NEURONS) {
          RotationFit.Layer layer = layer(match, own, other);
          int[] each = Permutations.identity(own.length);
          add(layer, each, each, rotation, 0);
        }
        return;
      }
      handedIn = false;
      SplittableRandom random = random(match);
      RotationFit.Layer layer =
          layer(
              match,
              any(subject, match.subject(), random),
              any(reference, match.reference(), random));
      int[] partner =
          NearestNeighbours.mutual(
              product.timesTransposed(
                  product.times(layer.subject().view(0), rotation), layer.reference().view(0)));
      int[] own = withPartner(partner, MOST_TESTED, random);
      if (own.length >= LEAST_NEURONS) {
        add(layer, own, IntStream.of(own).map(k -> partner[k]).toArray(), rotation, 1);
      }
    }

    private void add(
        RotationFit.Layer layer, int[] own, int[] other, FloatMatrix rotation, int firstView) {
      FloatMatrix cross = FloatMatrix.zeros(own.length, own.length);
      FloatMatrix inside = FloatMatrix.zeros(own.length, own.length);
      int views = layer.subject().views();
      for (int view = firstView; view < views; view++) {
        FloatMatrix left = RotationFit.chosen(layer.subject().view(view), own);
        FloatMatrix right = RotationFit.chosen(layer.reference().view(view), other);
        product.addTimesTransposed(product.times(left, rotation), right, cross);
        product.addTimesTransposed(right, right, inside);
      }
      cosines.add(new PartnerCosines(cross, inside, views - firstView));
    }

    private void measureAttention(LayerMatch match, FloatMatrix rotation)
        throws CheckpointException {
      int[] channels =
          shuffled(Permutations.identity(rotation.columns()), MOST_CHANNELS, random(match));
      if (channels.length < 4) {
        return;
      }
      var own = ResidualMatrices.of(subject);
      var other = ResidualMatrices.of(reference);
      for (ResidualMatrix.Kind kind : own.kinds()) {
        Optional<ResidualMatrix> left = own.at(kind, match.subject());
        Optional<ResidualMatrix> right = other.at(kind, match.reference());
        if (left.isPresent() && right.isPresent() && left.get().component().equals(attention)) {
          double value =
              RotatedGram.of(left.get(), rotation, channels, product)
                  .dot(
                      ChannelGram.of(
                          right.get(),
                          channels,
                          IntStream.of(channels).map(c -> 1).toArray(),
                          product));
          cka.add(value);
          byRole.computeIfAbsent(kind.role().name(), any -> new ArrayList<>()).add(value);
        }
      }
    }
  }
}

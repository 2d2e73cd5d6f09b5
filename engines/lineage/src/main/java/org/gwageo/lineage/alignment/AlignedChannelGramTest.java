package org.gwageo.lineage.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.Permutations;

/**
 * T4 after alignment: do the residual channels relate to each other in the same way in both models
 * once T3 has said which channel goes with which?
 *
 * <p>For every kind of matrix that reads or writes the residual stream, readers with the gain in
 * front of them folded in, the cosines between channels of a layer of the subject are compared by
 * unbiased CKA with those of the layer it is paired with (AWM, ICLR 2026, generalised to all
 * matrices). Experts of a layer are taken together. A component's statistic is the mean over its
 * pairs of matrices, and its null is {@value #DRAWS} random orders of the channels applied to all
 * pairs together, with a Student tail.
 *
 * <p>Pairs of layers come from the caller. Without any, they are chosen on one sample of channels
 * and tested on others, which keeps the null: the relations between the tested channels say nothing
 * about which layers were chosen.
 *
 * <p>Invariances: those of T3, and anything that happens on the other axis: order and slices of
 * neurons, head rotations, order of experts, width pruning; scale. Not invariant to a rotation of
 * the residual stream. The null is not exact, because the alignment was fitted on embeddings, whose
 * main directions the matrices prefer in every model: {@value #BY_CHANCE} is taken off the
 * statistic and {@value #ALLOWANCE} off z before the tail is computed, and the final p-value comes
 * from calibration on models known to be independent.
 */
public final class AlignedChannelGramTest {

  /** What is taken off z before the tail. */
  static final double ALLOWANCE = 3;

  /** The mean CKA that independent models may share. */
  static final double BY_CHANCE = 0.01;

  private static final int DRAWS = 199;
  private static final int LEAST_CHANNELS = 48;
  private static final int MOST_CHANNELS = 1_024;
  private static final int FEWEST_SAMPLED = 256;
  private static final int MAP_CHANNELS = 256;
  private static final int MOST_LAYERS = 16;
  private static final int BEST_PAIRS = 8;
  private static final int PLANTED_PAIRS = 8;

  /** Multiplications and additions after which fewer channels are sampled. */
  private static final double BUDGET = 4e12;

  /** Two matrices to compare. */
  private record Pair(
      ResidualMatrix.Kind kind,
      int subjectLayer,
      ResidualMatrix subject,
      ResidualMatrix.Kind otherKind,
      int referenceLayer,
      ResidualMatrix reference) {

    GramPiece own(ChannelSample sample) {
      return new GramPiece(0, kind, subjectLayer, sample.subject(), sample.subjectSign());
    }

    GramPiece other(ChannelSample sample) {
      return new GramPiece(
          1, otherKind, referenceLayer, sample.reference(), sample.referenceSign());
    }
  }

  /** The dot product of the Gram matrices of one pair, as they stand and in the random orders. */
  private record Alignment(GramPiece own, GramPiece other, long seed)
      implements Piece<List<Double>> {

    @Override
    public List<Double> on(Site site) throws CheckpointException {
      ChannelGram left = own.on(site);
      ChannelGram right = other.on(site);
      var values = new ArrayList<Double>(DRAWS + 1);
      values.add(left.dot(right));
      var random = new SplittableRandom(seed ^ 0x5EED);
      for (int draw = 0; draw < DRAWS; draw++) {
        int[] order = Permutations.identity(left.channels());
        Permutations.shuffle(order, random);
        values.add(left.dot(right, order));
      }
      return values;
    }

    @Override
    public List<Extent> reads(List<Tower> towers) {
      var extents = new ArrayList<>(own.reads(towers));
      extents.addAll(other.reads(towers));
      return extents;
    }
  }

  /** The mean over a component's pairs, observed and in random orders. */
  private static final class Pool {

    final List<Pair> pairs = new ArrayList<>();
    final List<Double> values = new ArrayList<>();
    final double[] draws = new double[DRAWS];

    double observed() {
      return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    double deviation() {
      double mean = mean();
      double squares = 0;
      for (double draw : draws) {
        squares += (draw / values.size() - mean) * (draw / values.size() - mean);
      }
      return Math.max(1e-12, Math.sqrt(squares / (DRAWS - 1)));
    }

    double mean() {
      double sum = 0;
      for (double draw : draws) {
        sum += draw / values.size();
      }
      return sum / DRAWS;
    }

    double z(double value) {
      return (value - mean()) / deviation();
    }
  }

  private final Map<String, Pool> pools = new TreeMap<>();
  private final List<Untestable> untestable = new ArrayList<>();
  private final TowerPair towers;
  private final ChannelSample all;
  private final long seed;
  private List<LayerMatch> map = List.of();
  private Optional<LayerHeat> heat = Optional.empty();
  private int channels;

  private AlignedChannelGramTest(TowerPair towers, ChannelAlignment alignment, long seed) {
    this.towers = towers;
    this.seed = seed;
    all = ChannelSample.of(alignment, new SplittableRandom(seed));
  }

  /**
   * Compares two towers.
   *
   * @param alignment which channel goes with which, from {@link PolarTraceTest#alignment}
   * @param layers pairs of layers; if empty, they are chosen here
   * @throws IllegalArgumentException if the alignment is for other widths
   * @throws CheckpointException if a value is not a finite number
   */
  public static AlignedChannelGramTest of(
      Tower subject,
      Tower reference,
      ChannelAlignment alignment,
      List<LayerMatch> layers,
      long seed)
      throws CheckpointException {
    return of(TowerPair.here(subject, reference), alignment, layers, seed);
  }

  /**
   * Compares two towers, one piece per matrix for the map of layers and one per pair of matrices.
   *
   * @param alignment which channel goes with which, from {@link PolarTraceTest#alignment}
   * @param layers pairs of layers; if empty, they are chosen here
   * @throws IllegalArgumentException if the alignment is for other widths
   * @throws CheckpointException if a value is not a finite number
   */
  public static AlignedChannelGramTest of(
      TowerPair towers, ChannelAlignment alignment, List<LayerMatch> layers, long seed)
      throws CheckpointException {
    Tower subject = towers.subject();
    Tower reference = towers.reference();
    if (alignment.subjectChannels() != subject.width()
        || alignment.referenceChannels() != reference.width()) {
      throw new IllegalArgumentException(
          "an alignment of %d with %d channels does not fit towers of %d and %d"
              .formatted(
                  alignment.subjectChannels(),
                  alignment.referenceChannels(),
                  subject.width(),
                  reference.width()));
    }
    var test = new AlignedChannelGramTest(towers, alignment, seed);
    test.compare(ResidualMatrices.of(subject), ResidualMatrices.of(reference), layers);
    return test;
  }

  private void compare(
      ResidualMatrices subject, ResidualMatrices reference, List<LayerMatch> layers)
      throws CheckpointException {
    if (all.size() < LEAST_CHANNELS) {
      refuse(
          subject,
          "%d residual channels are matched; at least %d are needed"
              .formatted(all.size(), LEAST_CHANNELS));
      return;
    }
    ChannelSample forMap = all.part(0, Math.min(MAP_CHANNELS, all.size() / 3));
    LayerHeat measured = LayerHeat.of(towers, subject, reference, forMap);
    heat = Optional.of(measured);
    map = layers.isEmpty() ? measured.map(new SplittableRandom(seed)) : List.copyOf(layers);
    List<Pair> pairs = pairs(subject, reference);
    if (pairs.isEmpty()) {
      refuse(subject, "the models have no two matrices of one kind in paired layers");
      return;
    }
    ChannelSample sample = all.part(layers.isEmpty() ? forMap.size() : 0, affordable(pairs));
    channels = sample.size();
    measure(pairs, sample, pools);
    refuseRest(subject);
  }

  private void refuse(ResidualMatrices subject, String reason) {
    subject
        .components()
        .forEach(part -> untestable.add(new Untestable(part, Family.T4_ALIGNED, reason)));
  }

  private void refuseRest(ResidualMatrices subject) {
    subject.components().stream()
        .filter(component -> !pools.containsKey(component))
        .forEach(
            part ->
                untestable.add(
                    new Untestable(
                        part,
                        Family.T4_ALIGNED,
                        "the reference has no matrix of this kind in a paired layer")));
  }

  /** Pairs up kinds layer by layer; experts may stand opposite a dense MLP. */
  private List<Pair> pairs(ResidualMatrices subject, ResidualMatrices reference) {
    var pairs = new ArrayList<Pair>();
    int stride = Math.max(1, Math.ceilDiv(map.size(), MOST_LAYERS));
    for (int at = 0; at < map.size(); at += stride) {
      LayerMatch match = map.get(at);
      for (ResidualMatrix.Kind kind : subject.kinds()) {
        Optional<ResidualMatrix> own = subject.at(kind, match.subject());
        ResidualMatrix.Kind otherKind = kind;
        Optional<ResidualMatrix> other = reference.at(kind, match.reference());
        if (other.isEmpty() && kind.role().ofNeurons() && !kind.shared()) {
          otherKind = kind.withExperts(!kind.experts());
          other = reference.at(otherKind, match.reference());
        }
        if (own.isPresent() && other.isPresent()) {
          pairs.add(
              new Pair(
                  kind, match.subject(), own.get(), otherKind, match.reference(), other.get()));
        }
      }
    }
    return pairs;
  }

  private static int affordable(List<Pair> pairs) {
    double vectors =
        pairs.stream().mapToDouble(p -> p.subject().vectors() + p.reference().vectors()).sum();
    int most = MOST_CHANNELS;
    while (most > FEWEST_SAMPLED && 2.0 * most * most * vectors > BUDGET) {
      most /= 2;
    }
    return most;
  }

  private void measure(List<Pair> pairs, ChannelSample sample, Map<String, Pool> into)
      throws CheckpointException {
    List<List<Double>> measured =
        towers.compute(
            pairs.stream()
                .map(pair -> new Alignment(pair.own(sample), pair.other(sample), seed))
                .toList());
    for (int i = 0; i < pairs.size(); i++) {
      List<Double> values = measured.get(i);
      Pool pool = into.computeIfAbsent(pairs.get(i).subject().component(), any -> new Pool());
      pool.pairs.add(pairs.get(i));
      pool.values.add(values.getFirst());
      for (int draw = 0; draw < DRAWS; draw++) {
        pool.draws[draw] += values.get(1 + draw);
      }
    }
  }

  private static double log10p(Pool pool, double value) {
    double t = (pool.z(value - BY_CHANCE) - ALLOWANCE) / Math.sqrt(1 + 1.0 / DRAWS);
    return t <= 0 ? 0 : LogTails.student(t, DRAWS - 1.0);
  }

  /** Returns one outcome per component. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    pools.forEach(
        (component, pool) -> {
          var details = new LinkedHashMap<String, Object>();
          details.put("matrices", pool.values.size());
          details.put("channels", channels);
          details.put("ofChannels", all.size());
          details.put("byChance", pool.mean());
          details.put("byChanceDeviation", pool.deviation());
          details.put("byRole", byRole(pool));
          details.put("bestPairs", bestPairs(pool));
          double z = pool.z(pool.observed());
          outcomes.add(
              new Outcome(
                  component,
                  Family.T4_ALIGNED,
                  pool.observed(),
                  z,
                  log10p(pool, pool.observed()),
                  false,
                  details));
        });
    return outcomes;
  }

  private static Map<String, Double> byRole(Pool pool) {
    var sums = new TreeMap<String, List<Double>>();
    for (int i = 0; i < pool.values.size(); i++) {
      String role = pool.pairs.get(i).kind().role().name();
      sums.computeIfAbsent(role, any -> new ArrayList<>()).add(pool.values.get(i));
    }
    var means = new TreeMap<String, Double>();
    sums.forEach(
        (role, values) ->
            means.put(
                role, values.stream().mapToDouble(Double::doubleValue).sum() / values.size()));
    return means;
  }

  private static List<String> bestPairs(Pool pool) {
    return IntStream.range(0, pool.values.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -pool.values.get(i)))
        .limit(BEST_PAIRS)
        .map(
            i -> {
              Pair pair = pool.pairs.get(i);
              return "%s %d-%d %.3f"
                  .formatted(
                      pair.kind().role(),
                      pair.subjectLayer(),
                      pair.referenceLayer(),
                      pool.values.get(i));
            })
        .toList();
  }

  /** Returns the components that could not be tested, with the reason. */
  public List<Untestable> untestable() {
    return List.copyOf(untestable);
  }

  /** Returns the pairs of layers that were compared. */
  public List<LayerMatch> layerMap() {
    return map;
  }

  /**
   * Returns the mean UCKA of every layer of the subject (rows) with every layer of the reference
   * (columns) on a sample of channels, rounded to three places; empty if there was none to compare.
   */
  public List<List<Double>> heat() {
    return heat.map(LayerHeat::rounded).orElse(List.of());
  }

  /** Returns the subject's layers that the rows of {@link #heat} stand for. */
  public List<Integer> heatRows() {
    return heat.map(LayerHeat::subjectLayers).orElse(List.of());
  }

  /** Returns the reference's layers that the columns of {@link #heat} stand for. */
  public List<Integer> heatColumns() {
    return heat.map(LayerHeat::referenceLayers).orElse(List.of());
  }

  /**
   * Returns which share of the residual channels, their relations copied, would show. Measured on
   * at most {@value #PLANTED_PAIRS} pairs of matrices and {@value #MAP_CHANNELS} channels, which is
   * less than the test uses, so the answer is on the safe side.
   */
  public Optional<Sensitivity> sensitivity(String component, Strength strength)
      throws CheckpointException {
    Pool tested = pools.get(component);
    if (tested == null) {
      return Optional.empty();
    }
    ChannelSample sample = all.part(0, MAP_CHANNELS);
    int stride = Math.ceilDiv(tested.pairs.size(), PLANTED_PAIRS);
    List<Pair> pairs =
        IntStream.range(0, tested.pairs.size())
            .filter(i -> i % stride == 0)
            .mapToObj(tested.pairs::get)
            .toList();
    var planted = new TreeMap<String, Pool>();
    measure(pairs, sample, planted);
    var wanted = new ArrayList<GramPiece>();
    for (Pair pair : pairs) {
      wanted.add(pair.own(sample));
      wanted.add(pair.other(sample));
    }
    List<ChannelGram> computed = towers.compute(wanted);
    var grams = new ArrayList<ChannelGram[]>();
    for (int i = 0; i < computed.size(); i += 2) {
      grams.add(new ChannelGram[] {computed.get(i), computed.get(i + 1)});
    }
    Pool pool = planted.getOrDefault(component, tested);
    return Optional.of(
        Sensitivity.measure(
            component,
            Family.T4_ALIGNED,
            "residual channels",
            strength,
            fraction -> {
              double value = planted(grams, fraction);
              return new double[] {pool.z(value), log10p(pool, value)};
            }));
  }

  /** The sample is in random order already, so its first channels are planted. */
  private static double planted(List<ChannelGram[]> grams, double fraction) {
    int n = grams.getFirst()[0].channels();
    var planted = new boolean[n];
    for (int i = 0; i < Math.round(fraction * n); i++) {
      planted[i] = true;
    }
    return grams.stream().mapToDouble(pair -> pair[0].planted(pair[1], planted)).sum()
        / grams.size();
  }
}

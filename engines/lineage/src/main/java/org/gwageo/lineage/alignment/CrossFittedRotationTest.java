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
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.Permutations;

/**
 * T6: does a rotation of the residual stream that was fitted on some layers also bring other layers
 * together?
 *
 * <p>A model may be disguised by rotating its residual stream, folding its gains, reordering its
 * neurons and even by new embeddings, all without changing what its layers compute. An orthogonal
 * map fitted to the tested weights always fits somewhat, so it is fitted on every second pair of
 * layers and frozen; the pairs in between and attention are tested with it.
 *
 * <ul>
 *   <li>Partners of neurons come from the caller, or are searched for in the fitted layers by
 *       {@link RotationFit}, starting from the scalars of neurons, which no rotation changes.
 *   <li>Component {@code mlp}: cosines of partner neurons of the tested layers after the rotation,
 *       against random partners. Partners that were not handed in are taken from one view of the
 *       neurons, the gate, or the up projection without a gate, and tested on the other views.
 *   <li>Component {@code attention}: unbiased CKA of the projections of the tested layers after the
 *       rotation.
 * </ul>
 *
 * <p>Invariances: rotation, reflection and permutation of the residual stream, gains folded or not,
 * order of neurons, new embeddings, head rotations. The null of the MLP is exact given the rotation
 * if the partners are {@linkplain NeuronPartners#fixed fixed}, because the order of the neurons of
 * different layers is independent. Otherwise neither null is: a fitted map also holds on to what
 * all models share, so the z of neurons loses {@value #ALLOWANCE}, and for both components a
 * similarity counts by its size at most, {@value #BY_CHANCE} as z = 0 and {@value #FOR_TEN} as z =
 * 10. The final p-value comes from calibration on models known to be independent.
 */
public final class CrossFittedRotationTest {

  /** What is taken off the z of neurons before the normal tail. */
  static final double ALLOWANCE = 4;

  /** Mean CKA or excess cosine that independent models may reach after a fitted rotation. */
  static final double BY_CHANCE = 0.13;

  /** Mean CKA or excess cosine that counts as z = 10. */
  static final double FOR_TEN = 0.5;

  private static final int MOST_LAYERS = 4;
  private static final int MOST_CHANNELS = 512;

  /** Unbiased CKA is defined from here on. */
  private static final int LEAST_CHANNELS = 4;

  /** Values of all views of all fitted layers that are kept in memory; more are read again. */
  private static final long MOST_KEPT = 64L << 20;

  private static final int LEAST_NEURONS = RotatedLayer.LEAST_NEURONS;

  private final Tower subject;
  private final Tower reference;
  private final List<Untestable> untestable = new ArrayList<>();
  private final List<PartnerCosines> cosines = new ArrayList<>();
  private final List<Double> cka = new ArrayList<>();
  private final Map<String, List<Double>> byRole = new TreeMap<>();
  private List<LayerMatch> fitted = List.of();
  private List<LayerMatch> tested = List.of();
  private boolean handedIn = true;
  private boolean exact;
  private Optional<RotationFit> fit = Optional.empty();

  private CrossFittedRotationTest(Tower subject, Tower reference) {
    this.subject = subject;
    this.reference = reference;
  }

  /**
   * Fits on the second, fourth, … pair of layers and tests the others.
   *
   * @param layers pairs of layers; if empty, layers of equal relative depth are paired
   * @param partners partners of neurons, or {@link NeuronPartners#unknown}
   * @param start a rotation to start the search from as well, such as {@link
   *     PolarTraceTest#rotation}
   * @throws CheckpointException if tensors do not fit together or a value is not a finite number
   */
  public static CrossFittedRotationTest of(
      Tower subject,
      Tower reference,
      List<LayerMatch> layers,
      NeuronPartners partners,
      Optional<FloatMatrix> start,
      long seed)
      throws CheckpointException {
    return of(TowerPair.here(subject, reference), layers, partners, start, seed);
  }

  /**
   * Fits on the second, fourth, … pair of layers and tests the others. Partners are searched in one
   * piece per pair of layers, a rotation is fitted in one piece, and what it brings together is
   * measured in pieces per pair again.
   *
   * @param layers pairs of layers; if empty, layers of equal relative depth are paired
   * @param partners partners of neurons, or {@link NeuronPartners#unknown}
   * @param start a rotation to start the search from as well, such as {@link
   *     PolarTraceTest#rotation}
   * @throws CheckpointException if tensors do not fit together or a value is not a finite number
   */
  public static CrossFittedRotationTest of(
      TowerPair towers,
      List<LayerMatch> layers,
      NeuronPartners partners,
      Optional<FloatMatrix> start,
      long seed)
      throws CheckpointException {
    var test = new CrossFittedRotationTest(towers.subject(), towers.reference());
    List<LayerMatch> usable =
        (layers.isEmpty() ? test.byDepth() : layers)
            .stream()
                .filter(test::usable)
                .sorted(Comparator.comparingInt(LayerMatch::subject))
                .toList();
    if (usable.size() < 2) {
      test.refuse(
          "%d pairs of layers have MLPs of one kind with at least %d neurons; two are needed"
              .formatted(usable.size(), LEAST_NEURONS));
      return test;
    }
    test.split(usable);
    test.fit(towers, partners, start, seed);
    test.measureNeurons(towers, partners, seed);
    test.measureAttention(towers, seed);
    test.exact = partners.fixed() && test.handedIn;
    return test;
  }

  private void fit(
      TowerPair towers, NeuronPartners partners, Optional<FloatMatrix> start, long seed)
      throws CheckpointException {
    var layers = new ArrayList<ChosenNeurons>();
    var known = new ArrayList<int[]>();
    for (LayerMatch match : fitted) {
      Optional<int[]> given = partners.of(match.subject(), match.reference());
      if (given.isPresent()) {
        int[] own =
            RotatedLayer.withPartner(
                given.get(),
                RotatedLayer.limit(subject, match.subject()),
                RotatedLayer.random(match, seed));
        layers.add(chosen(match, own, IntStream.of(own).map(k -> given.get()[k]).toArray()));
        known.add(Permutations.identity(own.length));
      }
    }
    if (known.size() == fitted.size()) {
      fit = Optional.of(RotationFit.of(towers, layers, known));
      return;
    }
    handedIn = false;
    layers.clear();
    for (LayerMatch match : fitted) {
      SplittableRandom random = RotatedLayer.random(match, seed);
      int[] own = RotatedLayer.any(subject, match.subject(), random);
      layers.add(chosen(match, own, RotatedLayer.any(reference, match.reference(), random)));
    }
    Optional<FloatMatrix> fitting =
        start.filter(s -> s.rows() == subject.width() && s.columns() == reference.width());
    fit = Optional.of(RotationFit.search(towers, layers, fitting));
  }

  private ChosenNeurons chosen(LayerMatch match, int[] own, int[] other) {
    long views = 2L * fitted.size() * NeuronRows.views(subject, match.subject());
    long values =
        Math.max((long) own.length * subject.width(), (long) other.length * reference.width());
    return new ChosenNeurons(
        match.subject(), match.reference(), own, other, views * values <= MOST_KEPT);
  }

  private void measureNeurons(TowerPair towers, NeuronPartners partners, long seed)
      throws CheckpointException {
    FloatMatrix rotation = rotation().orElseThrow();
    var pieces = new ArrayList<RotatedLayer>();
    for (LayerMatch match : tested) {
      Optional<int[]> given = partners.of(match.subject(), match.reference());
      handedIn &= given.isPresent();
      pieces.add(new RotatedLayer(match, given, rotation, seed, given.isEmpty()));
    }
    towers.compute(pieces).forEach(found -> found.ifPresent(cosines::add));
  }

  private void measureAttention(TowerPair towers, long seed) throws CheckpointException {
    FloatMatrix rotation = rotation().orElseThrow();
    if (rotation.columns() < LEAST_CHANNELS) {
      return;
    }
    var pieces = new ArrayList<RotatedAttention>();
    for (LayerMatch match : tested) {
      int[] channels =
          RotatedLayer.shuffled(
              Permutations.identity(rotation.columns()),
              MOST_CHANNELS,
              RotatedLayer.random(match, seed));
      pieces.add(
          new RotatedAttention(
              component("attention"), match, channels, RotatedGram.columns(rotation, channels)));
    }
    for (List<RotatedAttention.Similarity> layer : towers.compute(pieces)) {
      for (RotatedAttention.Similarity similarity : layer) {
        cka.add(similarity.cka());
        byRole.computeIfAbsent(similarity.role(), any -> new ArrayList<>()).add(similarity.cka());
      }
    }
  }

  private void refuse(String reason) {
    untestable.add(new Untestable(component("mlp"), Family.T6, reason));
    untestable.add(new Untestable(component("attention"), Family.T6, reason));
  }

  private String component(String own) {
    return subject.name().equals(Place.TEXT) ? own : subject.name() + "." + own;
  }

  private List<LayerMatch> byDepth() {
    List<Integer> own = List.copyOf(subject.layers());
    List<Integer> other = List.copyOf(reference.layers());
    var matches = new ArrayList<LayerMatch>();
    for (int i = 0; i < own.size() && !other.isEmpty(); i++) {
      int j = own.size() == 1 ? 0 : i * (other.size() - 1) / (own.size() - 1);
      matches.add(new LayerMatch(own.get(i), other.get(j), 0, 0));
    }
    return matches;
  }

  private boolean usable(LayerMatch match) {
    Optional<Part> own = NeuronRows.up(subject, match.subject());
    Optional<Part> other = NeuronRows.up(reference, match.reference());
    return own.isPresent()
        && other.isPresent()
        && NeuronRows.gated(subject, match.subject())
            == NeuronRows.gated(reference, match.reference())
        && Math.min(own.get().shape().getFirst(), other.get().shape().getFirst()) >= LEAST_NEURONS;
  }

  private void split(List<LayerMatch> usable) {
    var odd = new ArrayList<LayerMatch>();
    var even = new ArrayList<LayerMatch>();
    for (int i = 0; i < usable.size(); i++) {
      (i % 2 == 1 ? odd : even).add(usable.get(i));
    }
    fitted = spread(odd);
    tested = spread(even);
  }

  private static List<LayerMatch> spread(List<LayerMatch> all) {
    int used = Math.min(all.size(), MOST_LAYERS);
    return IntStream.range(0, used).mapToObj(i -> all.get(i * all.size() / used)).toList();
  }

  /** Returns the outcome of the MLP, and of attention where both models have a matrix of a kind. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    if (!cosines.isEmpty()) {
      PartnerCosines.Moments moments = moments(0);
      double z = moments.z();
      outcomes.add(
          new Outcome(
              component("mlp"),
              Family.T6,
              excess(moments),
              z,
              log10pOfNeurons(moments),
              false,
              neuronDetails(moments)));
    }
    if (!cka.isEmpty()) {
      double mean = cka.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      double z = zOfSize(mean);
      outcomes.add(
          new Outcome(
              component("attention"),
              Family.T6,
              mean,
              z,
              Math.min(0, LogTails.normal(z)),
              false,
              ckaDetails()));
    }
    return outcomes;
  }

  /** What a mean similarity is worth by convention, whatever its spread. */
  private static double zOfSize(double mean) {
    return 10 * (mean - BY_CHANCE) / (FOR_TEN - BY_CHANCE);
  }

  private double log10pOfNeurons(PartnerCosines.Moments moments) {
    double z = moments.z();
    double credited = exact ? z : Math.min(z - ALLOWANCE, zOfSize(excess(moments)));
    return Math.min(0, LogTails.normal(credited));
  }

  private PartnerCosines.Moments moments(double planted) {
    return cosines.stream()
        .map(layer -> layer.moments((int) Math.round(planted * layer.neurons())))
        .reduce(PartnerCosines.Moments::plus)
        .orElseThrow();
  }

  /** How much larger than by chance the mean cosine of partners is. */
  private double excess(PartnerCosines.Moments moments) {
    double count = cosines.stream().mapToDouble(layer -> layer.neurons() * layer.views()).sum();
    return (moments.diagonal() - moments.mean()) / count;
  }

  private Map<String, Object> common() {
    var details = new LinkedHashMap<String, Object>();
    details.put("fittedLayers", pairs(fitted));
    details.put("testedLayers", pairs(tested));
    details.put("partnersHandedIn", handedIn);
    details.put("agreementWhereFitted", fit.map(RotationFit::agreement).orElse(0.0));
    return details;
  }

  private Map<String, Object> neuronDetails(PartnerCosines.Moments moments) {
    Map<String, Object> details = common();
    double count = cosines.stream().mapToDouble(layer -> layer.neurons() * layer.views()).sum();
    details.put("neurons", cosines.stream().mapToInt(PartnerCosines::neurons).sum());
    details.put("byChance", moments.mean() / count);
    return details;
  }

  private Map<String, Object> ckaDetails() {
    Map<String, Object> details = common();
    var means = new TreeMap<String, Double>();
    byRole.forEach(
        (role, values) ->
            means.put(role, values.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
    details.put("byRole", means);
    details.put("matrices", cka.size());
    return details;
  }

  private static List<String> pairs(List<LayerMatch> matches) {
    return matches.stream().map(match -> match.subject() + "-" + match.reference()).toList();
  }

  /** Returns the components that could not be tested, with the reason. */
  public List<Untestable> untestable() {
    return List.copyOf(untestable);
  }

  /** Returns the frozen rotation, (subject's channels, reference's channels). */
  public Optional<FloatMatrix> rotation() {
    return fit.map(RotationFit::rotation);
  }

  /**
   * Returns which share of the neurons of the tested layers, copied, would show, given that the
   * rotation is known; empty for attention, whose scale is a convention.
   */
  public Optional<Sensitivity> sensitivity(String component, Strength strength) {
    if (!component.equals(component("mlp")) || cosines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Sensitivity.measure(
            component,
            Family.T6,
            "neurons of the tested layers",
            strength,
            fraction -> {
              PartnerCosines.Moments moments = moments(fraction);
              return new double[] {moments.z(), log10pOfNeurons(moments)};
            }));
  }
}

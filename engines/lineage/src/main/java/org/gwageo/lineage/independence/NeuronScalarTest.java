package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.NeuronBlock.Scalar;
import org.gwageo.lineage.statistics.JointRankTest;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.Permutations;
import org.jspecify.annotations.Nullable;

/**
 * T1: do the neurons of the subject's MLPs stand in the order of the reference's?
 *
 * <p>Two routes share the error rate evenly. Where both models have the same layers, layer i is
 * compared with layer i and the independent z-scores are added over √n (Stouffer). Besides, every
 * layer is compared with every layer, and the best pair counts after Bonferroni's correction over
 * all pairs; this finds copies at other depths and yields the layer map.
 */
public final class NeuronScalarTest {

  /** One comparison of a block of the subject with one of the reference. */
  private record Pair(NeuronBlock subject, NeuronBlock reference, JointRankTest result) {

    boolean inPlace() {
      return subject.place().layer() == reference.place().layer()
          && subject.place().expert() == reference.place().expert();
    }
  }

  private final List<NeuronBlock> reference;
  private final Map<String, List<NeuronBlock>> subjectByComponent = new TreeMap<>();
  private final Map<String, List<Pair>> pairs = new TreeMap<>();
  private final boolean sameLayers;

  private NeuronScalarTest(List<NeuronBlock> subject, List<NeuronBlock> reference) {
    this.reference = reference;
    this.sameLayers = layers(subject).equals(layers(reference));
    for (NeuronBlock block : subject) {
      String component = block.place().component();
      subjectByComponent.computeIfAbsent(component, any -> new ArrayList<>()).add(block);
      for (NeuronBlock other : reference) {
        if (comparable(block, other)) {
          var result = compare(block, other);
          if (result != null) {
            pairs
                .computeIfAbsent(component, any -> new ArrayList<>())
                .add(new Pair(block, other, result));
          }
        }
      }
    }
  }

  /**
   * Reads the neurons of both models and compares all layers.
   *
   * @throws CheckpointException if an MLP's tensors do not fit together or hold infinities
   */
  public static NeuronScalarTest of(Tower subject, Tower reference) throws CheckpointException {
    return of(TowerPair.here(subject, reference));
  }

  /**
   * Reads the neurons of both models, block by block, and compares all layers.
   *
   * @throws CheckpointException if an MLP's tensors do not fit together or hold infinities
   */
  public static NeuronScalarTest of(TowerPair towers) throws CheckpointException {
    List<Piece<NeuronBlock>> own = NeuronBlock.pieces(towers.subject(), 0);
    var pieces = new ArrayList<>(own);
    pieces.addAll(NeuronBlock.pieces(towers.reference(), 1));
    List<NeuronBlock> read = towers.compute(pieces);
    return of(read.subList(0, own.size()), read.subList(own.size(), read.size()));
  }

  /** Compares all layers of two towers whose neurons have been read. */
  public static NeuronScalarTest of(List<NeuronBlock> subject, List<NeuronBlock> reference) {
    return new NeuronScalarTest(subject, reference);
  }

  /** Returns one outcome per component that has at least one comparable pair of blocks. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    pairs.forEach((component, tried) -> outcomes.add(outcome(component, tried)));
    return outcomes;
  }

  /** Returns the components without a comparable pair, with the reason. */
  public List<Untestable> untestable() {
    var reasons = new ArrayList<Untestable>();
    if (subjectByComponent.isEmpty()) {
      reasons.add(new Untestable("mlp", Family.T1, "the subject has no MLP of a known layout"));
    }
    subjectByComponent.forEach(
        (component, blocks) -> {
          if (!pairs.containsKey(component)) {
            reasons.add(
                new Untestable(
                    component,
                    Family.T1,
                    "no MLP of the reference has as many neurons: subject %s, reference %s"
                        .formatted(widths(blocks), widths(reference))));
          }
        });
    return reasons;
  }

  /** Returns the layers whose best match is significant at 1e-3 after correction over all pairs. */
  public List<LayerMatch> layerMap() {
    var best = new TreeMap<Integer, LayerMatch>();
    long tried = pairs.values().stream().mapToLong(List::size).sum();
    for (List<Pair> component : pairs.values()) {
      for (Pair pair : component) {
        double log10p = Math.min(0, pair.result().log10p() + StrictMath.log10((double) tried));
        if (log10p <= Strength.INDICATED_LOG10P) {
          var match =
              new LayerMatch(
                  pair.subject().place().layer(),
                  pair.reference().place().layer(),
                  pair.result().z(),
                  log10p);
          best.merge(match.subject(), match, (a, b) -> a.z() >= b.z() ? a : b);
        }
      }
    }
    return List.copyOf(best.values());
  }

  /** Plants neurons of the reference at their own indices and reports what would be found. */
  public Optional<Sensitivity> sensitivity(String component, Strength strength, long seed) {
    List<Pair> tried = pairs.getOrDefault(component, List.of());
    if (tried.isEmpty()) {
      return Optional.empty();
    }
    List<Pair> inPlace = inPlace(tried);
    List<Pair> target = inPlace.isEmpty() ? List.of(tried.getFirst()) : inPlace;
    double correction = StrictMath.log10(inPlace.isEmpty() ? 2.0 * tried.size() : 2.0);
    return Optional.of(
        Sensitivity.measure(
            component,
            Family.T1,
            inPlace.isEmpty() ? "neurons of one layer" : "neurons of every layer",
            strength,
            fraction -> {
              double z = plantedZ(target, fraction, new SplittableRandom(seed));
              return new double[] {z, LogTails.normal(z) + correction};
            }));
  }

  private static double plantedZ(List<Pair> target, double fraction, SplittableRandom random) {
    double sum = 0;
    for (Pair pair : target) {
      int[] order = Permutations.identity(pair.subject().neurons());
      Permutations.shuffle(order, random);
      int[] planted = Arrays.copyOf(order, (int) Math.round(fraction * order.length));
      var result = compare(pair.subject().withPlanted(pair.reference(), planted), pair.reference());
      sum += result == null ? 0 : result.z();
    }
    return sum / Math.sqrt(target.size());
  }

  private Outcome outcome(String component, List<Pair> tried) {
    Pair best =
        tried.stream().max(Comparator.comparingDouble(pair -> pair.result().z())).orElseThrow();
    double bestLog10p = best.result().log10p() + StrictMath.log10(2.0 * tried.size());
    List<Pair> inPlace = inPlace(tried);
    var details = new LinkedHashMap<String, Object>();
    details.put("pairsTried", tried.size());
    details.put("neurons", best.result().items());
    double statistic = best.result().statistic();
    double z = best.result().z();
    double log10p = bestLog10p;
    String route = "best-pair";
    if (!inPlace.isEmpty()) {
      double sumZ = inPlace.stream().mapToDouble(pair -> pair.result().z()).sum();
      double pooledZ = sumZ / Math.sqrt(inPlace.size());
      double pooledLog10p = LogTails.normal(pooledZ) + StrictMath.log10(2);
      details.put("layersInPlace", inPlace.size());
      if (pooledLog10p <= bestLog10p) {
        z = pooledZ;
        log10p = pooledLog10p;
        statistic =
            inPlace.stream().mapToDouble(pair -> pair.result().statistic()).average().orElseThrow();
        route = "layers-in-place";
      }
    }
    details.put("route", route);
    return new Outcome(component, Family.T1, statistic, z, Math.min(0, log10p), false, details);
  }

  private List<Pair> inPlace(List<Pair> tried) {
    return sameLayers ? tried.stream().filter(Pair::inPlace).toList() : List.of();
  }

  private static boolean comparable(NeuronBlock subject, NeuronBlock reference) {
    int s = subject.place().expert();
    int r = reference.place().expert();
    return subject.neurons() == reference.neurons()
        && (s == r || s == Place.NONE || r == Place.NONE);
  }

  private static @Nullable JointRankTest compare(NeuronBlock subject, NeuronBlock reference) {
    BitSet excluded = NeuronBlock.union(subject.dead(), reference.dead());
    var a = new ArrayList<double[]>();
    var b = new ArrayList<double[]>();
    for (Scalar scalar : NeuronBlock.shared(subject, reference)) {
      double[] own = subject.ranks(scalar, excluded);
      double[] other = reference.ranks(scalar, excluded);
      if (own != null && other != null && own.length >= MINIMUM_NEURONS) {
        a.add(own);
        b.add(other);
      }
    }
    if (a.isEmpty()) {
      return null;
    }
    return JointRankTest.of(a, b);
  }

  /** Below this the normal law is a poor description of a rank correlation's tail. */
  private static final int MINIMUM_NEURONS = 32;

  private static SortedSet<Integer> layers(List<NeuronBlock> blocks) {
    var layers = new TreeSet<Integer>();
    blocks.forEach(block -> layers.add(block.place().layer()));
    return layers;
  }

  private static SortedSet<Integer> widths(List<NeuronBlock> blocks) {
    var widths = new TreeSet<Integer>();
    blocks.forEach(block -> widths.add(block.neurons()));
    return widths;
  }
}

package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.statistics.Assignment;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.MidRanks;
import org.gwageo.lineage.statistics.Permutations;

/**
 * T5: do two views of the same neurons lead to the same partners in the other model?
 *
 * <p>Neurons are matched once by how they respond to shared tokens through the gate projection,
 * once through the up and once through the down projection. If the models are unrelated, the
 * matchings have nothing to do with each other; if a block was copied, they agree, in whatever
 * order its neurons and channels stand and whatever widths the models have. The statistic is
 * Spearman's correlation between two matchings, of the three pairs of views the one in the middle
 * (Zhu et al. 2025, φ_MATCH, with probes in place of activations).
 *
 * <p>The null is not exact: models that learned from similar text share structure. Simulations with
 * a shared subspace reached z = 4.78, so {@value #ALLOWANCE} is taken off before the tail is
 * computed, and this family alone or with others never establishes a derivation; it indicates one.
 */
public final class NeuronMatchTest {

  /** What is taken off z before the normal tail. */
  static final double ALLOWANCE = 4.8;

  private static final int MOST_PROBES = 256;
  private static final int LEAST_PROBES = 128;
  private static final int MOST_NEURONS = 128;
  private static final int LEAST_NEURONS = 64;
  private static final double BUDGET = 4e10;

  private record Match(Place subject, Place reference, int neurons, double z, double agreement) {}

  private final Map<String, List<Match>> matches = new TreeMap<>();
  private final List<Untestable> untestable = new ArrayList<>();
  private final long seed;

  private NeuronMatchTest(long seed) {
    this.seed = seed;
  }

  /**
   * Matches the blocks of two models.
   *
   * @param subjectIds the subject's token ids by token; empty if it has no tokenizer
   * @param referenceIds the same of the reference
   * @throws CheckpointException if a response is not a finite number
   */
  public static NeuronMatchTest of(
      Anatomy subject,
      Map<String, Integer> subjectIds,
      Anatomy reference,
      Map<String, Integer> referenceIds,
      long seed)
      throws CheckpointException {
    var test = new NeuronMatchTest(seed);
    var a = subject.part(Role.EMBEDDING, Place.NONE, Place.NONE);
    var b = reference.part(Role.EMBEDDING, Place.NONE, Place.NONE);
    if (a.isEmpty() || b.isEmpty()) {
      test.refuse("one of the models has no embedding of a known name");
      return test;
    }
    List<String> probes = test.probes(subjectIds, a.get(), referenceIds, b.get());
    if (probes.size() < LEAST_PROBES) {
      test.refuse(
          "the tokenizers share %d tokens; at least %d are needed"
              .formatted(probes.size(), LEAST_PROBES));
      return test;
    }
    test.match(
        NeuronViews.all(subject, a.get(), ids(probes, subjectIds)),
        NeuronViews.all(reference, b.get(), ids(probes, referenceIds)),
        probes.size());
    return test;
  }

  private void refuse(String reason) {
    untestable.add(new Untestable("mlp", Family.T5, reason));
  }

  private List<String> probes(
      Map<String, Integer> subjectIds,
      StoredTensor subject,
      Map<String, Integer> referenceIds,
      StoredTensor reference) {
    var shared = new TreeSet<String>();
    subjectIds.forEach(
        (token, id) -> {
          Integer other = referenceIds.get(token);
          if (other != null
              && id < subject.shape().getFirst()
              && other < reference.shape().getFirst()) {
            shared.add(token);
          }
        });
    var ordered = new ArrayList<>(shared);
    int[] order = Permutations.identity(ordered.size());
    Permutations.shuffle(order, new SplittableRandom(seed));
    return Arrays.stream(order).limit(MOST_PROBES).mapToObj(ordered::get).toList();
  }

  private static int[] ids(List<String> tokens, Map<String, Integer> ids) {
    return tokens.stream().mapToInt(token -> ids.getOrDefault(token, 0)).toArray();
  }

  private void match(List<NeuronViews> subject, List<NeuronViews> reference, int probes) {
    double columns = reference.stream().mapToDouble(NeuronViews::neurons).sum();
    double cost = 3.0 * subject.size() * MOST_NEURONS * columns * (probes + MOST_NEURONS);
    boolean everyPair = cost <= BUDGET;
    for (NeuronViews a : subject) {
      for (NeuronViews b : reference) {
        boolean sameLayer = a.place().layer() == b.place().layer();
        if (Math.min(a.neurons(), b.neurons()) >= LEAST_NEURONS && (everyPair || sameLayer)) {
          matches.computeIfAbsent(a.place().component(), any -> new ArrayList<>()).add(pair(a, b));
        }
      }
    }
    if (matches.isEmpty()) {
      refuse(
          "there are no two gated MLPs of at least %d neurons to compare".formatted(LEAST_NEURONS));
    }
  }

  private Match pair(NeuronViews subject, NeuronViews reference) {
    var random =
        new SplittableRandom(
            seed
                + 1_000_003L * subject.place().layer()
                + 10_007L * subject.place().expert()
                + 101L * reference.place().layer()
                + reference.place().expert());
    int[] own = sample(subject, Math.min(MOST_NEURONS, reference.neurons()), random);
    var partners = new int[NeuronViews.VIEWS][];
    for (int view = 0; view < NeuronViews.VIEWS; view++) {
      partners[view] = partners(subject.correlations(view, own, reference), random);
    }
    double[] z = {
      z(partners[0], partners[1]), z(partners[0], partners[2]), z(partners[1], partners[2])
    };
    Arrays.sort(z);
    long agreeing =
        IntStream.range(0, own.length).filter(i -> partners[0][i] == partners[1][i]).count();
    return new Match(
        subject.place(), reference.place(), own.length, z[1], (double) agreeing / own.length);
  }

  private static int[] sample(NeuronViews views, int most, SplittableRandom random) {
    int[] order = Permutations.identity(views.neurons());
    Permutations.shuffle(order, random);
    return Arrays.stream(order).filter(views::alive).limit(most).toArray();
  }

  /** Matches with the columns in random order, so that ties carry no information about places. */
  private static int[] partners(float[][] correlations, SplittableRandom random) {
    int columns = correlations[0].length;
    int[] order = Permutations.identity(columns);
    Permutations.shuffle(order, random);
    var shuffled = new float[correlations.length][columns];
    for (int i = 0; i < correlations.length; i++) {
      for (int k = 0; k < columns; k++) {
        shuffled[i][k] = correlations[i][order[k]];
      }
    }
    return Arrays.stream(Assignment.maximise(shuffled)).map(k -> order[k]).toArray();
  }

  private static double z(int[] a, int[] b) {
    double[] left = MidRanks.standardised(Arrays.stream(a).asDoubleStream().toArray());
    double[] right = MidRanks.standardised(Arrays.stream(b).asDoubleStream().toArray());
    if (left == null || right == null || left.length < LEAST_NEURONS) {
      return 0;
    }
    double rho = 0;
    for (int i = 0; i < left.length; i++) {
      rho += left[i] * right[i];
    }
    return rho * Math.sqrt(left.length - 1.0);
  }

  /** Returns one outcome per component: its best pair of blocks. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    matches.forEach(
        (component, tried) -> {
          Match best = tried.stream().max(Comparator.comparingDouble(Match::z)).orElseThrow();
          var details = new LinkedHashMap<String, Object>();
          details.put("pairsTried", tried.size());
          details.put("agreement", best.agreement());
          details.put("subjectLayer", best.subject().layer());
          details.put("referenceLayer", best.reference().layer());
          details.put("nullAllowance", ALLOWANCE);
          outcomes.add(
              new Outcome(
                  component,
                  Family.T5,
                  best.z() / Math.sqrt(best.neurons() - 1.0),
                  best.z(),
                  log10p(best.z(), tried.size()),
                  false,
                  details));
        });
    return outcomes;
  }

  private static double log10p(double z, int pairs) {
    return Math.min(0, LogTails.normal(z - ALLOWANCE) + StrictMath.log10((double) pairs));
  }

  /** Returns why there is no outcome. */
  public List<Untestable> untestable() {
    return List.copyOf(untestable);
  }

  /**
   * Returns which share of one block's neurons, copied in any order, would have been found. Two
   * matchings agree on copies and are unrelated elsewhere, so the correlation is the share itself.
   */
  public Optional<Sensitivity> sensitivity(String component, Strength strength) {
    List<Match> tried = matches.getOrDefault(component, List.of());
    if (tried.isEmpty()) {
      return Optional.empty();
    }
    int neurons = tried.getFirst().neurons();
    return Optional.of(
        Sensitivity.measure(
            component,
            Family.T5,
            "neurons of one layer, in any order",
            strength,
            fraction -> {
              double z = fraction * Math.sqrt(neurons - 1.0);
              return new double[] {z, log10p(z, tried.size())};
            }));
  }
}

package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.statistics.JointRankTest;
import org.gwageo.lineage.statistics.MidRanks;
import org.gwageo.lineage.statistics.Permutations;
import org.jspecify.annotations.Nullable;

/**
 * T2: are the residual channels with large norm gains the same in both models?
 *
 * <p>All norms of a model share one order of the residual channels, so their correlations are
 * pooled with {@link JointRankTest}'s variance and never added as if they were independent. Models
 * with the same layers are compared norm by norm; otherwise the gains of each kind of norm are
 * averaged over the layers first. Gains of query and key norms run along rotary channels and stay
 * out.
 */
public final class NormGainTest {

  private static final int MINIMUM_CHANNELS = 32;

  private final List<double[]> subject = new ArrayList<>();
  private final List<double[]> reference = new ArrayList<>();
  private String component = "norms";
  private @Nullable String reason;

  private NormGainTest() {}

  /**
   * Reads the gains of both models.
   *
   * @throws CheckpointException if a gain is not a finite number
   */
  public static NormGainTest of(Tower subject, Tower reference) throws CheckpointException {
    return of(TowerPair.here(subject, reference));
  }

  /**
   * Reads the gains of both models, one piece per model.
   *
   * @throws CheckpointException if a gain is not a finite number
   */
  public static NormGainTest of(TowerPair towers) throws CheckpointException {
    List<ResidualVectors> read = towers.compute(List.of(new Vectors(0), new Vectors(1)));
    return of(read.getFirst(), read.getLast());
  }

  /** The vectors of one model. */
  private record Vectors(int model) implements Piece<ResidualVectors> {

    @Override
    public ResidualVectors on(Site site) throws CheckpointException {
      return ResidualVectors.of(site.towers().get(model));
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return towers.get(model).parts().values().stream()
          .filter(part -> part.place().role().residualGain())
          .map(Part::whole)
          .toList();
    }
  }

  /** Compares the vectors over the residual channels of two towers. */
  public static NormGainTest of(ResidualVectors subject, ResidualVectors reference) {
    var test = new NormGainTest();
    Map<Place, double[]> a = subject.byPlace();
    Map<Place, double[]> b = reference.byPlace();
    if (!a.isEmpty()) {
      test.component = a.keySet().iterator().next().component();
    }
    if (!a.keySet().equals(b.keySet())) {
      a = averaged(a);
      b = averaged(b);
    }
    test.pair(a, b);
    return test;
  }

  private void pair(Map<Place, double[]> a, Map<Place, double[]> b) {
    if (a.isEmpty() || b.isEmpty()) {
      reason = "one of the models has no norm gain of a known name";
      return;
    }
    int channels = a.values().iterator().next().length;
    int others = b.values().iterator().next().length;
    if (channels != others || channels < MINIMUM_CHANNELS) {
      reason =
          "the residual streams have %d and %d channels; equal widths of at least %d are needed"
              .formatted(channels, others, MINIMUM_CHANNELS);
      return;
    }
    a.forEach(
        (place, gain) -> {
          double[] other = b.get(place);
          if (other != null
              && other.length == gain.length
              && MidRanks.standardised(gain) != null
              && MidRanks.standardised(other) != null) {
            subject.add(gain);
            reference.add(other);
          }
        });
    if (subject.isEmpty()) {
      reason = "the gains of one of the models are all equal, so they have no order";
    }
  }

  /** Returns the pooled outcome, unless the shapes do not allow one. */
  public Optional<Outcome> outcome() {
    if (reason != null) {
      return Optional.empty();
    }
    var result = JointRankTest.of(ranks(subject), ranks(reference));
    var details = new LinkedHashMap<String, Object>();
    details.put("channels", result.items());
    details.put("norms", result.features());
    return Optional.of(
        new Outcome(
            component, Family.T2, result.statistic(), result.z(), result.log10p(), false, details));
  }

  /** Returns why there is no outcome. */
  public Optional<Untestable> untestable() {
    return Optional.ofNullable(reason).map(why -> new Untestable(component, Family.T2, why));
  }

  /** Plants gains of the reference at a random set of channels, the same set in every norm. */
  public Optional<Sensitivity> sensitivity(Strength strength, long seed) {
    if (reason != null) {
      return Optional.empty();
    }
    List<double[]> fixed = ranks(reference);
    return Optional.of(
        Sensitivity.measure(
            component,
            Family.T2,
            "residual channels",
            strength,
            fraction -> {
              List<double[]> mixed = ranks(planted(fraction, new SplittableRandom(seed)));
              if (mixed.size() != fixed.size()) {
                return new double[] {0, 0};
              }
              var result = JointRankTest.of(mixed, fixed);
              return new double[] {result.z(), result.log10p()};
            }));
  }

  /**
   * Returns the mean cosine and the mean Pearson correlation of the gains, norm by norm. The cosine
   * is what misled people in January 2026: gains are positive with a small spread s, so it is near
   * 1/(1+s²) for any two models. Empty where there is nothing to compare.
   */
  public Optional<GainSimilarity> similarity() {
    if (reason != null) {
      return Optional.empty();
    }
    double cosine = 0;
    double pearson = 0;
    for (int k = 0; k < subject.size(); k++) {
      cosine += cosine(subject.get(k), reference.get(k));
      pearson += cosine(centred(subject.get(k)), centred(reference.get(k)));
    }
    return Optional.of(
        new GainSimilarity(cosine / subject.size(), pearson / subject.size(), subject.size()));
  }

  /**
   * Two similarities of norm gains, neither of them evidence.
   *
   * @param cosine the mean uncentred cosine
   * @param pearson the mean centred cosine
   * @param norms how many norms
   */
  public record GainSimilarity(double cosine, double pearson, int norms) {}

  private List<double[]> planted(double fraction, SplittableRandom random) {
    int channels = subject.getFirst().length;
    int[] order = Permutations.identity(channels);
    Permutations.shuffle(order, random);
    var mixed = new ArrayList<double[]>();
    for (int k = 0; k < subject.size(); k++) {
      double[] gain = subject.get(k).clone();
      for (int i = 0; i < Math.round(fraction * channels); i++) {
        gain[order[i]] = reference.get(k)[order[i]];
      }
      mixed.add(gain);
    }
    return mixed;
  }

  private static List<double[]> ranks(List<double[]> gains) {
    var ranks = new ArrayList<double[]>();
    for (double[] gain : gains) {
      double[] standardised = MidRanks.standardised(gain);
      if (standardised != null) {
        ranks.add(standardised);
      }
    }
    return ranks;
  }

  private static Map<Place, double[]> averaged(Map<Place, double[]> gains) {
    var means = new TreeMap<Place, double[]>();
    var counts = new TreeMap<Place, Integer>();
    gains.forEach(
        (place, gain) -> {
          var kind =
              new Place(place.tower(), place.role(), Place.NONE, Place.NONE, kind(place.name()));
          counts.merge(kind, 1, Integer::sum);
          means.merge(kind, gain, NormGainTest::sum);
        });
    means.replaceAll(
        (place, sum) -> {
          int n = counts.getOrDefault(place, 1);
          return Arrays.stream(sum).map(value -> value / n).toArray();
        });
    return means;
  }

  /** A name without its numbers: the same for the norms of one kind in all layers. */
  private static String kind(String name) {
    return name.replaceAll("[0-9]+", "#");
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static double[] centred(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  private static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}

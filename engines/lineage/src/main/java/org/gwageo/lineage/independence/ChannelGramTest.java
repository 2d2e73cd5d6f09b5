package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.Permutations;
import org.jspecify.annotations.Nullable;

/**
 * T4 in the order of the channels as they stand: do the residual channels relate to each other in
 * the same way in both models?
 *
 * <p>For every matrix that reads or writes the residual stream the cosines between channels are
 * taken over the other axis, U-centred (Székely and Rizzo, Ann. Statist. 42, 2014, equation 2.5)
 * and scaled to length 1; the dot product of two such matrices is unbiased linear CKA (Song et al.,
 * JMLR 13, 2012) of channels of length 1. With inner products in place of cosines a few outlying
 * channels, which every large model has, would carry the whole sum. The other axis drops out, so
 * the order of neurons, a rotation inside a head and a slice of neurons do not matter, and the
 * matrices may differ in that axis.
 *
 * <p>All matrices of a component share one order of the channels, so their values are averaged and
 * the null is {@value #DRAWS} random orders applied to all of them. The tail is the larger of
 * Student's and of Pearson's type III law with the skewness of those orders and one standard error
 * more: where one direction dominates both matrices, as the common direction of all tokens does in
 * embeddings, the dot product is nearly the square of a correlation, and its null a chi-square law.
 * At most {@value #MOST_CHANNELS} channels, drawn by the seed, are used.
 */
public final class ChannelGramTest {

  private static final int DRAWS = 199;

  /** The standard error of the skewness of as many draws from a normal law. */
  private static final double SKEWNESS_ERROR = Math.sqrt(6.0 / DRAWS);

  private static final int MOST_CHANNELS = 256;
  private static final int LEAST_CHANNELS = 32;
  private static final int MOST_MATRICES = 64;

  /** The pairs of one component and the null of their mean. */
  private record Pool(
      List<Pair> pairs, double value, double mean, double deviation, double skewness) {

    double z(double observed) {
      return (observed - mean) / deviation;
    }

    double log10p(double observed) {
      double t = z(observed) / Math.sqrt(1 + 1.0 / DRAWS);
      double skewed = t > 0 ? LogTails.skewed(t, Math.max(0, skewness) + SKEWNESS_ERROR) : 0;
      return Math.min(0, Math.max(LogTails.student(t, DRAWS - 1.0), skewed));
    }
  }

  /** The U-centred Gram matrices of one matrix in both models. */
  private static final class Pair {

    final float[][] subject;
    final float[][] reference;

    Pair(float[][] subject, float[][] reference) {
      this.subject = subject;
      this.reference = reference;
    }

    double value(int[] order) {
      double sum = 0;
      for (int i = 0; i < order.length; i++) {
        float[] a = subject[order[i]];
        float[] b = reference[i];
        double row = 0;
        for (int j = 0; j < order.length; j++) {
          row += a[order[j]] * b[j];
        }
        sum += row;
      }
      return sum;
    }

    /** The value if the channels {@code planted} were the reference's. */
    double planted(boolean[] planted) {
      double sum = 0;
      for (int i = 0; i < planted.length; i++) {
        for (int j = 0; j < planted.length; j++) {
          float own = planted[i] && planted[j] ? reference[i][j] : subject[i][j];
          sum += own * reference[i][j];
        }
      }
      return sum;
    }
  }

  private final Map<String, List<Measured>> pairs = new TreeMap<>();
  private final Map<String, Pool> pools = new TreeMap<>();
  private final Map<String, String> reasons = new TreeMap<>();

  private ChannelGramTest() {}

  /**
   * Compares the matrices that stand at the same place in both models.
   *
   * @throws CheckpointException if a matrix cannot be decoded
   */
  public static ChannelGramTest of(Tower subject, Tower reference, long seed)
      throws CheckpointException {
    return of(TowerPair.here(subject, reference), seed);
  }

  /**
   * Compares the matrices that stand at the same place in both models, one piece per matrix.
   *
   * @throws CheckpointException if a matrix cannot be decoded
   */
  public static ChannelGramTest of(TowerPair towers, long seed) throws CheckpointException {
    Tower subject = towers.subject();
    Tower reference = towers.reference();
    var test = new ChannelGramTest();
    var places = new TreeMap<String, List<Place>>();
    for (Part part : subject.parts().values()) {
      Place place = part.place();
      boolean placed =
          place.role().channelAxis().isPresent()
              && !place.role().residualGain()
              && place.role() != Role.ROUTER;
      if (placed || unplaced(part, reference.parts().get(place))) {
        places.computeIfAbsent(place.component(), any -> new ArrayList<>()).add(place);
      }
    }
    places.replaceAll((component, own) -> ofOneWidth(own, subject));
    var planned = new ArrayList<Planned>();
    int split = 0;
    for (Map.Entry<String, List<Place>> entry : places.entrySet()) {
      test.plan(
          entry.getKey(), entry.getValue(), subject, reference, new Draws(seed, split++), planned);
    }
    List<Measured> measured = towers.compute(planned.stream().map(Planned::matrix).toList());
    for (int i = 0; i < measured.size(); i++) {
      if (Double.isFinite(measured.get(i).values[0])) {
        test.pairs
            .computeIfAbsent(planned.get(i).component(), any -> new ArrayList<>())
            .add(measured.get(i));
      }
    }
    test.pairs.forEach((component, own) -> test.pools.put(component, calibrated(own)));
    return test;
  }

  /** A piece and the component that its result belongs to. */
  private record Planned(String component, Matrix matrix) {}

  /** The Gram matrices of one matrix, and their dot product in every order. */
  private record Matrix(Place place, Draws draws) implements Piece<Measured> {

    @Override
    public Measured on(Site site) {
      Part a = Objects.requireNonNull(site.subject().parts().get(place));
      Part b = Objects.requireNonNull(site.reference().parts().get(place));
      int axis = axis(place);
      SplittableRandom random = draws.random();
      int[] chosen = choose(Math.toIntExact(a.shape().get(axis)), random);
      var pair = new Pair(gram(a, axis, chosen), gram(b, axis, chosen));
      var values = new double[1 + DRAWS];
      int[] order = Permutations.identity(chosen.length);
      values[0] = pair.value(order);
      for (int draw = 1; draw <= DRAWS; draw++) {
        Permutations.shuffle(order, random);
        values[draw] = pair.value(order);
      }
      return new Measured(pair, values);
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      return towers.stream()
          .map(tower -> Objects.requireNonNull(tower.parts().get(place)).whole())
          .toList();
    }
  }

  /** What a piece gives: the dot product as the channels stand, then in the random orders. */
  private static final class Measured {

    final Pair pair;
    final double[] values;

    Measured(Pair pair, double[] values) {
      this.pair = pair;
      this.values = values;
    }
  }

  /** Matrices of unknown role are compared if name and shape agree; columns stand for channels. */
  private static boolean unplaced(Part part, @Nullable Part other) {
    return switch (part.place().role()) {
      case VISION, AUDIO, UNKNOWN ->
          part.shape().size() == 2
              && part.shape().getFirst() >= LEAST_CHANNELS
              && other != null
              && other.shape().equals(part.shape());
      default -> false;
    };
  }

  private static int axis(Place place) {
    return place.role().channelAxis().orElse(1);
  }

  /** Keeps the places whose matrices have the most frequent number of channels. */
  private static List<Place> ofOneWidth(List<Place> places, Tower tower) {
    var byWidth = new TreeMap<Long, List<Place>>();
    for (Place place : places) {
      Part part = tower.parts().get(place);
      if (part != null && part.shape().size() == 2) {
        byWidth.computeIfAbsent(part.shape().get(axis(place)), any -> new ArrayList<>()).add(place);
      }
    }
    return byWidth.values().stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
  }

  private void plan(
      String component,
      List<Place> places,
      Tower subject,
      Tower reference,
      Draws draws,
      List<Planned> planned) {
    int stride = Math.ceilDiv(places.size(), MOST_MATRICES);
    for (int at = 0; at < places.size(); at += stride) {
      Place place = places.get(at);
      Part a = subject.parts().get(place);
      Part b = reference.parts().get(place);
      int axis = axis(place);
      if (a == null || b == null) {
        reasons.putIfAbsent(component, "the reference has no " + (a == null ? place : a.name()));
      } else if (!a.shape().get(axis).equals(b.shape().get(axis))
          || a.shape().get(axis) < LEAST_CHANNELS) {
        reasons.putIfAbsent(
            component,
            "the residual streams have %d and %d channels; equal widths of at least %d are needed"
                .formatted(a.shape().get(axis), b.shape().get(axis), LEAST_CHANNELS));
      } else {
        planned.add(new Planned(component, new Matrix(place, draws)));
      }
    }
  }

  private static int[] choose(int channels, SplittableRandom random) {
    int[] order = Permutations.identity(channels);
    Permutations.shuffle(order, random);
    int[] chosen = Arrays.copyOf(order, Math.min(channels, MOST_CHANNELS));
    Arrays.sort(chosen);
    return chosen;
  }

  private static Pool calibrated(List<Measured> measured) {
    double observed = mean(measured, 0);
    var draws = new double[DRAWS];
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      draws[draw] = mean(measured, 1 + draw);
      sum += draws[draw];
    }
    double mean = sum / DRAWS;
    double squares = 0;
    double cubes = 0;
    for (double value : draws) {
      double off = value - mean;
      squares += off * off;
      cubes += off * off * off;
    }
    double deviation = Math.sqrt(Math.max(1e-30, squares / (DRAWS - 1)));
    double skewness = cubes / DRAWS / (deviation * deviation * deviation);
    return new Pool(
        measured.stream().map(one -> one.pair).toList(), observed, mean, deviation, skewness);
  }

  private static double mean(List<Measured> measured, int order) {
    return measured.stream().mapToDouble(one -> one.values[order]).sum() / measured.size();
  }

  /** Returns the U-centred cosines between the chosen channels, scaled to length 1. */
  private static float[][] gram(Part tensor, int axis, int[] chosen) {
    int outer = Math.toIntExact(tensor.shape().getFirst());
    int inner = Math.toIntExact(tensor.shape().getLast());
    int n = chosen.length;
    var gram = new float[n][n];
    if (axis == 1) {
      var row = new float[n];
      for (int r = 0; r < outer; r++) {
        float[] all = tensor.toFloats((long) r * inner, inner);
        for (int c = 0; c < n; c++) {
          row[c] = all[chosen[c]];
        }
        for (int c = 0; c < n; c++) {
          addScaled(gram[c], row, row[c]);
        }
      }
    } else {
      var channels = new float[n][];
      for (int c = 0; c < n; c++) {
        channels[c] = tensor.toFloats((long) chosen[c] * inner, inner);
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          float sum = 0;
          for (int k = 0; k < inner; k++) {
            sum += channels[i][k] * channels[j][k];
          }
          gram[i][j] = sum;
          gram[j][i] = sum;
        }
      }
    }
    return centred(gram);
  }

  private static void addScaled(float[] to, float[] from, float factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  private static float[][] centred(float[][] gram) {
    int n = gram.length;
    cosines(gram);
    var rows = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      gram[i][i] = 0;
      for (float value : gram[i]) {
        rows[i] += value;
      }
      total += rows[i];
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          double value =
              gram[i][j] - (rows[i] + rows[j]) / (n - 2) + total / ((n - 1.0) * (n - 2.0));
          gram[i][j] = (float) value;
          squares += value * value;
        }
      }
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (float[] row : gram) {
      for (int j = 0; j < n; j++) {
        row[j] *= scale;
      }
    }
    return gram;
  }

  /** Divides inner products by the lengths of both channels; an empty channel goes with none. */
  private static void cosines(float[][] gram) {
    int n = gram.length;
    var scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = gram[i][i] > 0 ? 1 / Math.sqrt(gram[i][i]) : 0;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gram[i][j] = (float) (gram[i][j] * scale[i] * scale[j]);
      }
    }
  }

  /** Returns one outcome per component. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    pools.forEach(
        (component, pool) -> {
          var details = new LinkedHashMap<String, Object>();
          details.put("matrices", pool.pairs().size());
          details.put("channels", pool.pairs().getFirst().subject.length);
          details.put("byChance", pool.mean());
          outcomes.add(
              new Outcome(
                  component,
                  Family.T4,
                  pool.value(),
                  pool.z(pool.value()),
                  pool.log10p(pool.value()),
                  false,
                  details));
        });
    return outcomes;
  }

  /** Returns the components without a comparable matrix, with the reason. */
  public List<Untestable> untestable() {
    var untestable = new ArrayList<Untestable>();
    reasons.forEach(
        (component, reason) -> {
          if (!pools.containsKey(component)) {
            untestable.add(new Untestable(component, Family.T4, reason));
          }
        });
    return untestable;
  }

  /** Returns which share of the residual channels, copied to their own places, would show. */
  public Optional<Sensitivity> sensitivity(String component, Strength strength, long seed) {
    return Optional.ofNullable(pools.get(component))
        .map(
            pool ->
                Sensitivity.measure(
                    component,
                    Family.T4,
                    "residual channels",
                    strength,
                    fraction -> {
                      double value = planted(pool, fraction, new SplittableRandom(seed));
                      return new double[] {pool.z(value), pool.log10p(value)};
                    }));
  }

  private static double planted(Pool pool, double fraction, SplittableRandom random) {
    int channels = pool.pairs().getFirst().subject.length;
    int[] order = Permutations.identity(channels);
    Permutations.shuffle(order, random);
    var planted = new boolean[channels];
    for (int i = 0; i < Math.round(fraction * channels); i++) {
      planted[order[i]] = true;
    }
    return pool.pairs().stream().mapToDouble(pair -> pair.planted(planted)).sum()
        / pool.pairs().size();
  }
}

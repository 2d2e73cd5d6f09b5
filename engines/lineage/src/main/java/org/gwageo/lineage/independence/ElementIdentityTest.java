package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.Permutations;
import org.jspecify.annotations.Nullable;

/**
 * T0: are bit patterns at equal places equal more often than chance makes them?
 *
 * <p>For every pair of tensors of equal shape the equal elements are counted, in a sample of at
 * most {@value PatternBlock#SAMPLE} elements per tensor, and counted again after {@value #DRAWS}
 * random orders of the subject's residual channels, one order for all tensors of a component. The
 * p-value is the larger of a Poisson tail with the permuted mean and a Student tail with the
 * permuted spread, or the share of permutations that reach the observed count if any does. Tensors
 * with the same values are paired wherever they stand; tensors of one constant are left out,
 * because independent models share constants.
 */
public final class ElementIdentityTest {

  /** How many random orders give the null. */
  static final int DRAWS = 199;

  private static final Pattern FIXED = Pattern.compile("(?i).*(?:pos|rotary|inv_freq|freqs).*");

  /** The counts of one component. */
  private record Counts(long equal, long elements, double mean, double deviation, int reached) {

    double z(double count) {
      return (count - mean) / Math.max(1, Math.max(deviation, Math.sqrt(mean)));
    }

    double log10p(double count) {
      if (reached > 0 && count <= equal) {
        return StrictMath.log10((1.0 + reached) / (DRAWS + 1.0));
      }
      double poisson = LogTails.poisson(count, Math.max(mean, 1.0 / DRAWS));
      double spread = Math.max(1, Math.max(deviation, Math.sqrt(mean)));
      double t = (count - mean) / (spread * Math.sqrt(1 + 1.0 / DRAWS));
      return Math.min(0, Math.max(poisson, LogTails.student(t, DRAWS - 1.0)));
    }
  }

  private record TensorPair(Place place, Part subject, Part reference, boolean same) {}

  private final Map<String, List<TensorPair>> paired = new TreeMap<>();
  private final Map<String, Counts> counts = new TreeMap<>();
  private final Set<String> incomplete = new TreeSet<>();
  private final List<Untestable> untestable = new ArrayList<>();

  private ElementIdentityTest() {}

  /** Pairs and counts the tensors of two towers. */
  public static ElementIdentityTest of(Tower subject, Tower reference, long seed) {
    var test = new ElementIdentityTest();
    test.pair(subject, reference);
    var random = new SplittableRandom(seed);
    test.paired.forEach((component, pairs) -> test.count(component, pairs, random.split()));
    return test;
  }

  private void pair(Tower subject, Tower reference) {
    var bySample = new HashMap<Long, Part>();
    reference.parts().values().forEach(part -> bySample.putIfAbsent(sample(part), part));
    Part embedding = subject.part(Role.EMBEDDING).orElse(null);
    var different = new TreeMap<String, String>();
    for (Map.Entry<Place, Part> entry : subject.parts().entrySet()) {
      Place place = entry.getKey();
      Part part = entry.getValue();
      boolean tied =
          place.role() == Role.LM_HEAD && embedding != null && part.sameValues(embedding);
      if (tied || !countable(place, part)) {
        continue;
      }
      Part inPlace = reference.parts().get(place);
      TensorPair pair = pair(place, part, inPlace, bySample.get(sample(part)));
      if (pair == null) {
        incomplete.add(place.component());
        different.put(
            place.component(),
            inPlace == null
                ? "the reference has no " + part.name()
                : "%s has shape %s, in the reference %s"
                    .formatted(part.name(), part.shape(), inPlace.shape()));
      } else {
        paired.computeIfAbsent(place.component(), any -> new ArrayList<>()).add(pair);
      }
    }
    different.forEach(
        (component, why) -> {
          if (!paired.containsKey(component)) {
            untestable.add(new Untestable(component, Family.T0, why));
          }
        });
  }

  /** Pairs a part with the one in its place, or with an equal one that stands elsewhere. */
  private static @Nullable TensorPair pair(
      Place place, Part part, @Nullable Part inPlace, @Nullable Part alike) {
    if (inPlace != null && part.sameValues(inPlace)) {
      return new TensorPair(place, part, inPlace, true);
    }
    if (alike != null && part.sameValues(alike)) {
      return new TensorPair(place, part, alike, true);
    }
    return inPlace != null && inPlace.shape().equals(part.shape())
        ? new TensorPair(place, part, inPlace, false)
        : null;
  }

  /** A number that equal parts share and others hardly ever do, from a few of the values. */
  private static long sample(Part part) {
    int runs = 16;
    int run = (int) Math.min(64, part.elements() / runs);
    long hash = part.shape().hashCode();
    for (int i = 0; i < runs; i++) {
      for (float value : part.toFloats(i * (part.elements() - run) / runs, run)) {
        hash = hash * 0x9E3779B97F4A7C15L + Float.floatToIntBits(value);
      }
    }
    return hash;
  }

  /** Whether the tensor has an axis that is exchangeable before training. */
  private static boolean countable(Place place, Part tensor) {
    if (tensor.elements() < 2) {
      return false;
    }
    if (place.role().channelAxis().isPresent()) {
      return true;
    }
    return switch (place.role()) {
      case VISION, AUDIO, UNKNOWN ->
          tensor.shape().size() >= 2 && !FIXED.matcher(tensor.name()).matches();
      default -> false;
    };
  }

  private void count(String component, List<TensorPair> pairs, SplittableRandom random) {
    var subject = new ArrayList<PatternBlock>();
    var reference = new ArrayList<PatternBlock>();
    for (TensorPair pair : pairs) {
      var a = PatternBlock.sample(pair.place(), pair.subject(), pair.reference().type());
      var b = PatternBlock.sample(pair.place(), pair.reference(), pair.subject().type());
      if (!a.constant() && !b.constant()) {
        subject.add(a);
        reference.add(b);
      }
    }
    if (subject.isEmpty()) {
      untestable.add(
          new Untestable(
              component, Family.T0, "all tensors hold one constant in one of the models"));
      return;
    }
    long observed = 0;
    long elements = 0;
    for (int k = 0; k < subject.size(); k++) {
      int[] order = Permutations.identity(subject.get(k).channels());
      observed += subject.get(k).equal(reference.get(k), order);
      elements += subject.get(k).elements();
    }
    double sum = 0;
    double squares = 0;
    int reached = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      long equal = permutedCount(subject, reference, random);
      sum += equal;
      squares += (double) equal * equal;
      reached += equal >= observed ? 1 : 0;
    }
    double mean = sum / DRAWS;
    double variance = Math.max(0, (squares - DRAWS * mean * mean) / (DRAWS - 1));
    counts.put(component, new Counts(observed, elements, mean, Math.sqrt(variance), reached));
  }

  private static long permutedCount(
      List<PatternBlock> subject, List<PatternBlock> reference, SplittableRandom random) {
    var orders = new HashMap<Integer, int[]>();
    long equal = 0;
    for (int k = 0; k < subject.size(); k++) {
      int[] order =
          orders.computeIfAbsent(
              subject.get(k).channels(),
              channels -> {
                int[] shuffled = Permutations.identity(channels);
                Permutations.shuffle(shuffled, random);
                return shuffled;
              });
      equal += subject.get(k).equal(reference.get(k), order);
    }
    return equal;
  }

  /** Returns one outcome per component with at least one countable pair of tensors. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    counts.forEach(
        (component, count) -> {
          var pairs = paired.getOrDefault(component, List.of());
          long same = pairs.stream().filter(TensorPair::same).count();
          var details = new LinkedHashMap<String, Object>();
          details.put("elements", count.elements());
          details.put("equal", count.equal());
          details.put("equalByChance", count.mean());
          details.put("tensors", pairs.size());
          details.put("identicalTensors", same);
          outcomes.add(
              new Outcome(
                  component,
                  Family.T0,
                  (double) count.equal() / count.elements(),
                  count.z((double) count.equal()),
                  count.log10p((double) count.equal()),
                  same == pairs.size() && !incomplete.contains(component),
                  details));
        });
    return outcomes;
  }

  /** Returns the components that cannot be counted, with the reason. */
  public List<Untestable> untestable() {
    return List.copyOf(untestable);
  }

  /** Returns which share of elements, copied bit for bit, would have been found. */
  public Optional<Sensitivity> sensitivity(String component, Strength strength) {
    return Optional.ofNullable(counts.get(component))
        .map(
            count ->
                Sensitivity.measure(
                    component,
                    Family.T0,
                    "elements copied bit for bit",
                    strength,
                    fraction -> {
                      double planted =
                          count.equal() + fraction * (count.elements() - count.equal());
                      return new double[] {count.z(planted), count.log10p(planted)};
                    }));
  }
}

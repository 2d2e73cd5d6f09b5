package org.gwageo.lineage.independence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** So many tensors are sampled by one piece. */
  private static final int SAMPLED_TOGETHER = 64;

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

  /** Two tensors and what a look at them has told. */
  private record TensorPair(Place place, Place reference, boolean same, int channels, int count) {

    boolean constant() {
      return channels == 0;
    }
  }

  private final Map<String, List<TensorPair>> paired = new TreeMap<>();
  private final Map<String, Counts> counts = new TreeMap<>();
  private final Set<String> incomplete = new TreeSet<>();
  private final List<Untestable> untestable = new ArrayList<>();

  private ElementIdentityTest() {}

  /**
   * Pairs and counts the tensors of two towers on all processors of this machine.
   *
   * @throws CheckpointException if a tensor cannot be decoded
   */
  public static ElementIdentityTest of(Tower subject, Tower reference, long seed)
      throws CheckpointException {
    return of(TowerPair.here(subject, reference), seed);
  }

  /**
   * Pairs and counts the tensors of two towers.
   *
   * @throws CheckpointException if a tensor cannot be decoded
   */
  public static ElementIdentityTest of(TowerPair towers, long seed) throws CheckpointException {
    var test = new ElementIdentityTest();
    test.pair(towers);
    var pieces = new ArrayList<Count>();
    int component = 0;
    for (List<TensorPair> pairs : test.paired.values()) {
      pieces.addAll(counts(pairs, new Draws(seed, component++)));
    }
    List<List<Integer>> counted = towers.compute(pieces);
    int at = 0;
    for (Map.Entry<String, List<TensorPair>> entry : test.paired.entrySet()) {
      List<TensorPair> varied = varied(entry.getValue());
      test.count(entry.getKey(), varied, counted.subList(at, at + varied.size()));
      at += varied.size();
    }
    return test;
  }

  /** Tensors of one constant are left out. */
  private static List<TensorPair> varied(List<TensorPair> pairs) {
    return pairs.stream().filter(pair -> !pair.constant()).toList();
  }

  private static List<Count> counts(List<TensorPair> pairs, Draws draws) {
    List<TensorPair> varied = varied(pairs);
    List<Integer> widths = varied.stream().map(TensorPair::channels).distinct().toList();
    return varied.stream()
        .map(pair -> new Count(pair.place(), pair.reference(), draws, widths))
        .toList();
  }

  private void pair(TowerPair towers) throws CheckpointException {
    Tower subject = towers.subject();
    Tower reference = towers.reference();
    List<Long> ofReference = samples(towers, 1);
    List<Long> ofSubject = samples(towers, 0);
    var bySample = new HashMap<Long, Place>();
    int at = 0;
    for (Place place : reference.parts().keySet()) {
      bySample.putIfAbsent(ofReference.get(at++), place);
    }
    var looks = new ArrayList<Look>();
    at = 0;
    for (Map.Entry<Place, Part> entry : subject.parts().entrySet()) {
      Place alike = bySample.get(ofSubject.get(at++));
      if (countable(entry.getKey(), entry.getValue())) {
        looks.add(new Look(entry.getKey(), Optional.ofNullable(alike)));
      }
    }
    List<Looked> looked = towers.<Looked>compute(looks);
    var different = new TreeMap<String, String>();
    for (int i = 0; i < looks.size(); i++) {
      Place place = looks.get(i).place();
      switch (looked.get(i)) {
        case Looked.Tied _ -> {}
        case Looked.Alone _ -> {
          incomplete.add(place.component());
          Part part = subject.parts().get(place);
          Part inPlace = reference.parts().get(place);
          different.put(
              place.component(),
              part == null || inPlace == null
                  ? "the reference has no " + (part == null ? place : part.name())
                  : "%s has shape %s, in the reference %s"
                      .formatted(part.name(), part.shape(), inPlace.shape()));
        }
        case Looked.Paired found ->
            paired
                .computeIfAbsent(place.component(), any -> new ArrayList<>())
                .add(
                    new TensorPair(
                        place,
                        found.reference(),
                        found.same(),
                        found.channels(),
                        found.elements()));
      }
    }
    different.forEach(
        (component, why) -> {
          if (!paired.containsKey(component)) {
            untestable.add(new Untestable(component, Family.T0, why));
          }
        });
  }

  private static List<Long> samples(TowerPair towers, int model) throws CheckpointException {
    Tower tower = model == 0 ? towers.subject() : towers.reference();
    List<Place> places = List.copyOf(tower.parts().keySet());
    var pieces = new ArrayList<Samples>();
    for (int from = 0; from < places.size(); from += SAMPLED_TOGETHER) {
      pieces.add(
          new Samples(
              model, places.subList(from, Math.min(places.size(), from + SAMPLED_TOGETHER))));
    }
    var samples = new ArrayList<Long>();
    towers.<List<Long>>compute(pieces).forEach(samples::addAll);
    return samples;
  }

  /** The samples of some tensors of one model. */
  private record Samples(int model, List<Place> places) implements Piece<List<Long>> {

    Samples {
      places = List.copyOf(places);
    }

    @Override
    public List<Long> on(Site site) {
      var parts = site.towers().get(model).parts();
      var samples = new ArrayList<Long>();
      for (Place place : places) {
        samples.add(sample(Objects.requireNonNull(parts.get(place))));
      }
      return samples;
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      var extents = new ArrayList<Part.Extent>();
      for (Place place : places) {
        Part part = Objects.requireNonNull(towers.get(model).parts().get(place));
        if (part.elements() <= PatternBlock.SAMPLE) {
          extents.add(part.whole());
        }
      }
      return extents;
    }
  }

  /** What a look at a tensor of the subject tells. */
  private sealed interface Looked {

    /** It is the embedding once more. */
    record Tied() implements Looked {}

    /** The reference has none of its shape in its place, and none with its values. */
    record Alone() implements Looked {}

    /** It has a counterpart; no channels if one of the two is constant. */
    record Paired(Place reference, boolean same, int channels, int elements) implements Looked {}
  }

  /** Pairs a part with the one in its place, or with an equal one that stands elsewhere. */
  private record Look(Place place, Optional<Place> alike) implements Piece<Looked> {

    @Override
    public Looked on(Site site) {
      Part part = Objects.requireNonNull(site.subject().parts().get(place));
      if (place.role() == Role.LM_HEAD && tied(site.subject(), part)) {
        return new Looked.Tied();
      }
      Part inPlace = site.reference().parts().get(place);
      if (inPlace != null && part.sameValues(inPlace)) {
        return paired(part, inPlace, place, true);
      }
      Part elsewhere = alike.map(site.reference().parts()::get).orElse(null);
      if (elsewhere != null && part.sameValues(elsewhere)) {
        return paired(part, elsewhere, alike.orElse(place), true);
      }
      return inPlace != null && inPlace.shape().equals(part.shape())
          ? paired(part, inPlace, place, false)
          : new Looked.Alone();
    }

    private static boolean tied(Tower tower, Part part) {
      Optional<Part> embedding = tower.part(Role.EMBEDDING);
      return embedding.isPresent() && part.sameValues(embedding.get());
    }

    private Looked paired(Part part, Part other, Place where, boolean same) {
      var a = PatternBlock.sample(place, part, other.type());
      var b = PatternBlock.sample(place, other, part.type());
      boolean constant = a.constant() || b.constant();
      return new Looked.Paired(
          where, same, constant ? 0 : a.channels(), constant ? 0 : a.elements());
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      Part part = Objects.requireNonNull(towers.get(0).parts().get(place));
      Part other = towers.get(1).parts().get(alike.orElse(place));
      return other != null && (alike.isPresent() || part.elements() <= PatternBlock.SAMPLE)
          ? List.of(part.whole(), other.whole())
          : List.of();
    }
  }

  /**
   * Counts the equal elements of two tensors, as they stand and in every random order.
   *
   * @param widths the numbers of channels that the component's tensors have, in the order in which
   *     every draw shuffles them
   */
  private record Count(Place place, Place other, Draws draws, List<Integer> widths)
      implements Piece<List<Integer>> {

    Count {
      widths = List.copyOf(widths);
    }

    @Override
    public List<Integer> on(Site site) {
      Part part = Objects.requireNonNull(site.subject().parts().get(place));
      Part counterpart = Objects.requireNonNull(site.reference().parts().get(other));
      var own = PatternBlock.sample(place, part, counterpart.type());
      var their = PatternBlock.sample(place, counterpart, part.type());
      var equal = new ArrayList<Integer>(DRAWS + 1);
      equal.add(own.equal(their, Permutations.identity(own.channels())));
      SplittableRandom random = draws.random();
      for (int draw = 0; draw < DRAWS; draw++) {
        for (int width : widths) {
          int[] order = Permutations.identity(width);
          Permutations.shuffle(order, random);
          if (width == own.channels()) {
            equal.add(own.equal(their, order));
          }
        }
      }
      return equal;
    }

    @Override
    public List<Part.Extent> reads(List<Tower> towers) {
      Part part = Objects.requireNonNull(towers.get(0).parts().get(place));
      Part counterpart = Objects.requireNonNull(towers.get(1).parts().get(other));
      return PatternBlock.samplesMost(place, part)
          ? List.of(part.whole(), counterpart.whole())
          : List.of();
    }
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
      case VISION, AUDIO, UNKNOWN -> tensor.shape().size() >= 2;
      default -> false;
    };
  }

  private void count(String component, List<TensorPair> varied, List<List<Integer>> counted) {
    if (varied.isEmpty()) {
      untestable.add(
          new Untestable(
              component, Family.T0, "all tensors hold one constant in one of the models"));
      return;
    }
    long elements = varied.stream().mapToLong(TensorPair::count).sum();
    long observed = counted.stream().mapToLong(List::getFirst).sum();
    double sum = 0;
    double squares = 0;
    int reached = 0;
    for (int draw = 1; draw <= DRAWS; draw++) {
      long equal = 0;
      for (List<Integer> of : counted) {
        equal += of.get(draw);
      }
      sum += equal;
      squares += (double) equal * equal;
      reached += equal >= observed ? 1 : 0;
    }
    double mean = sum / DRAWS;
    double variance = Math.max(0, (squares - DRAWS * mean * mean) / (DRAWS - 1));
    counts.put(component, new Counts(observed, elements, mean, Math.sqrt(variance), reached));
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

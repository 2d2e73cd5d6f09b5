package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.generators.CudaDraws;
import org.gwageo.lineage.generators.DrawnNumbers;
import org.gwageo.lineage.generators.GeneratorSearch;
import org.gwageo.lineage.generators.GeneratorSearch.Found;
import org.gwageo.lineage.generators.GeneratorSearch.Settings;
import org.gwageo.lineage.generators.Probe;
import org.gwageo.lineage.numerics.Sums;

/**
 * Which known generator drew the first weights of a model, matrix by matrix, and which of these
 * beginnings another model has too.
 *
 * <p>First a few matrices spread over the model are tried with every seed, then all with the seeds
 * that were found.
 *
 * @param files the model's files, as canonical JSON prints them
 * @param matrices how many matrices were tried
 * @param found those that begin with the numbers of a generator
 * @param tries how many places were tried, which every p-value is multiplied by
 * @param settings what was tried
 */
public record FirstWeights(
    List<Map<String, Object>> files,
    int matrices,
    List<Found> found,
    long tries,
    Settings settings) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-lineage-first-weights/1";

  /** Matrices that every seed is tried with. */
  private static final int SPREAD = 24;

  /** Matrices that are tried at most. */
  private static final int MOST = 512;

  /** Libraries draw a layer when it is made, and often once more to their own rule. */
  private static final int TIMES_DRAWN = 3;

  private static final double DIGITS = 1e4;

  /** Copies the lists. */
  public FirstWeights {
    files = List.copyOf(files);
    found = List.copyOf(found);
  }

  /**
   * A matrix that begins with the same numbers in both models.
   *
   * @param tensor its name in the model
   * @param other its name in the other model
   * @param added the cosine between what both models have beyond these numbers: near 0 if they were
   *     trained apart, near 1 if one was copied
   */
  public record Shared(String tensor, String other, double added) {}

  /** Looks for generators in a model. */
  public static FirstWeights of(Checkpoint model, Settings settings) {
    List<StoredTensor> matrices =
        spread(
            model.weights().tensors().values().stream()
                .filter(tensor -> tensor.shape().size() >= 2 && tensor.elements() >= Probe.FEWEST)
                .toList(),
            MOST);
    List<Probe> few = spread(matrices, SPREAD).stream().map(Probe::of).toList();
    var first = new GeneratorSearch(settings).in(few, 0);
    var seeds = new LinkedHashSet<Long>();
    first.found().forEach(found -> seeds.add(found.seed()));
    var last = first;
    if (!seeds.isEmpty() && matrices.size() > few.size()) {
      List<Probe> all = matrices.stream().map(Probe::of).toList();
      last = new GeneratorSearch(settings.withSeeds(List.copyOf(seeds))).in(all, first.tries());
    }
    return new FirstWeights(
        model.filesAsJson(), matrices.size(), last.found(), last.tries(), settings);
  }

  /** Returns what is tried unless somebody says otherwise: the usual seeds on all processors. */
  public static Settings settings(Checkpoint model) {
    long elements = 0;
    long calls = 0;
    for (StoredTensor tensor : model.weights().tensors().values()) {
      elements += tensor.elements();
      calls += Math.ceilDiv(tensor.elements(), CudaDraws.PER_CALL);
    }
    return Settings.usual(TIMES_DRAWN * elements, TIMES_DRAWN * calls);
  }

  private static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(all.size(), most);
    var some = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  /**
   * Returns the matrices that begin with the same numbers in another model: the same generator,
   * seed and place.
   *
   * @param own the model of this record
   */
  public List<Shared> shared(Checkpoint own, FirstWeights other, Checkpoint others) {
    Map<List<Object>, Found> theirs =
        other.found().stream()
            .collect(Collectors.toMap(FirstWeights::beginning, one -> one, (a, b) -> a));
    var shared = new ArrayList<Shared>();
    for (Found one : found) {
      Optional.ofNullable(theirs.get(beginning(one)))
          .ifPresent(
              same ->
                  shared.add(
                      new Shared(
                          one.tensor(),
                          same.tensor(),
                          added(one, probe(own, one), probe(others, same)))));
    }
    return shared;
  }

  private static List<Object> beginning(Found found) {
    return List.of(found.generator(), found.seed(), found.offset());
  }

  private static float[] probe(Checkpoint model, Found found) {
    return Probe.of(Objects.requireNonNull(model.weights().tensors().get(found.tensor()))).values();
  }

  private static double added(Found found, float[] own, float[] other) {
    int count = Math.min(own.length, other.length);
    float[] numbers = DrawnNumbers.of(found.generator(), found.seed(), found.offset(), count);
    float[] ours = beyond(own, numbers, count);
    float[] theirs = beyond(other, numbers, count);
    double squares = Sums.squares(ours, 0, count) * Sums.squares(theirs, 0, count);
    return squares > 0 ? Sums.dot(ours, 0, theirs, 0, count) / Math.sqrt(squares) : 0;
  }

  /** What is left of values when their share of the numbers is taken away. */
  private static float[] beyond(float[] values, float[] numbers, int count) {
    double share = Sums.dot(values, 0, numbers, 0, count) / Sums.squares(numbers, 0, count);
    var left = new float[count];
    for (int i = 0; i < count; i++) {
      left[i] = (float) (values[i] - share * numbers[i]);
    }
    return left;
  }

  /** Returns how many matrices begin with numbers of each generator and seed. */
  public Map<String, Integer> bySeed() {
    var counts = new TreeMap<String, Integer>();
    found.forEach(
        one -> counts.merge(one.generator().identifier() + " " + one.seed(), 1, Integer::sum));
    return counts;
  }

  /** Returns this record as a tree for canonical JSON. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("files", files);
    tree.put("matrices", matrices);
    tree.put("seeds", settings.seeds().stream().map(String::valueOf).toList());
    tree.put("words", Long.toString(settings.words()));
    tree.put("offsets", settings.offsets());
    tree.put("tries", Long.toString(tries));
    tree.put("found", found.stream().map(FirstWeights::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Found one) {
    return Map.of(
        "tensor", one.tensor(),
        "generator", one.generator().identifier(),
        "seed", Long.toString(one.seed()),
        "offset", Long.toString(one.offset()),
        "elements", one.elements(),
        "correlation", rounded(one.correlation()),
        "z", rounded(one.z()),
        "log10p", rounded(one.log10p()));
  }

  private static double rounded(double value) {
    return Math.rint(value * DIGITS) / DIGITS;
  }

  /** Returns the report as canonical JSON; the same files and settings give the same bytes. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  /** Returns the report of two models with what they share as canonical JSON. */
  public byte[] toJson(FirstWeights other, List<Shared> shared) {
    var tree = toTree();
    tree.put("other", other.toTree());
    tree.put(
        "shared",
        shared.stream()
            .map(
                one ->
                    Map.of(
                        "tensor", one.tensor(),
                        "other", one.other(),
                        "added", rounded(one.added())))
            .toList());
    return CanonicalJson.bytes(tree);
  }
}

package org.gwageo.lineage.tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.gwageo.lineage.statistics.Permutations;

/**
 * One order of the subject's tokens against one of the reference's.
 *
 * @param subjectOrder what the subject is ordered by
 * @param referenceOrder what the reference is ordered by
 * @param tokens how many tokens of two or more characters both lists have
 * @param counts all counts, first along the subject, then along the reference
 * @param segments the share of ascents in each tenth of the subject's order, to see which part of a
 *     list agrees; empty below 100 tokens
 * @param smallest the smallest share of the common tokens that would have been found in the
 *     reference's order at grade derived-order; NaN if none would, or if the order was found
 */
public record OrderComparison(
    Tokenizer.Order subjectOrder,
    Tokenizer.Order referenceOrder,
    int tokens,
    List<Ascents> counts,
    List<Double> segments,
    double smallest) {

  /** Selections with fewer pairs say nothing, and without them a habit of sorting is not seen. */
  static final int LEAST_PAIRS = 20;

  /** Fewer common tokens are not compared. */
  static final int LEAST_TOKENS = 100;

  private static final double[] SHARES = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1};

  /** Copies the lists. */
  public OrderComparison {
    counts = List.copyOf(counts);
    segments = List.copyOf(segments);
  }

  /** Compares two orders; the values of the maps are ranks, smaller first. */
  static OrderComparison of(
      Tokenizer.Order subjectOrder,
      Map<String, Integer> subject,
      Tokenizer.Order referenceOrder,
      Map<String, Integer> reference) {
    var common = new ArrayList<String>();
    for (String token : subject.keySet()) {
      if (reference.containsKey(token) && Tokenizer.characters(token) >= 2) {
        common.add(token);
      }
    }
    List<String> alongSubject = sorted(common, subject);
    int[] ranks = ranks(alongSubject, sorted(common, reference));
    var counts = counts(alongSubject, ranks);
    var whole =
        new OrderComparison(
            subjectOrder, referenceOrder, common.size(), counts, segments(ranks), Double.NaN);
    return whole.testable() && !whole.derived() ? whole.withSmallest(alongSubject, ranks) : whole;
  }

  private static List<String> sorted(List<String> tokens, Map<String, Integer> order) {
    return tokens.stream()
        .sorted(
            Comparator.<String>comparingInt(token -> order.getOrDefault(token, 0))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static int[] ranks(List<String> tokens, List<String> byReference) {
    var rank = new LinkedHashMap<String, Integer>();
    byReference.forEach(token -> rank.put(token, rank.size()));
    return tokens.stream().mapToInt(token -> rank.getOrDefault(token, 0)).toArray();
  }

  private static List<Ascents> counts(List<String> alongSubject, int[] ranks) {
    return counts(alongSubject, ranks, count -> true);
  }

  /** Counts along both lists; the second only if all counts of the first pass. */
  private static List<Ascents> counts(
      List<String> alongSubject, int[] ranks, Predicate<Ascents> passes) {
    var alongReference = new String[ranks.length];
    var inverse = new int[ranks.length];
    for (int i = 0; i < ranks.length; i++) {
      inverse[ranks[i]] = i;
      alongReference[ranks[i]] = alongSubject.get(i);
    }
    var counts = new ArrayList<Ascents>();
    for (int list = 0; list < 2; list++) {
      List<String> tokens = list == 0 ? alongSubject : Arrays.asList(alongReference);
      BitSet nested = Ascents.nested(tokens);
      int[] other = list == 0 ? ranks : inverse;
      var own = new EnumMap<Ascents.Pairs, Ascents>(Ascents.Pairs.class);
      for (Ascents.Pairs pairs : Ascents.Pairs.values()) {
        own.put(pairs, Ascents.of(pairs, tokens, other, nested));
      }
      leaveOutRare(own, Ascents.Pairs.ALPHABET_RISING, Ascents.Pairs.ALPHABET_FALLING);
      leaveOutRare(own, Ascents.Pairs.LENGTH_RISING, Ascents.Pairs.LENGTH_FALLING);
      counts.addAll(own.values());
      if (!own.values().stream().allMatch(passes)) {
        return counts;
      }
    }
    return counts;
  }

  /** Where hardly any neighbours differ in length, a habit of sorting by length has no effect. */
  private static void leaveOutRare(
      Map<Ascents.Pairs, Ascents> counts, Ascents.Pairs rising, Ascents.Pairs falling) {
    if (List.of(rising, falling).stream()
        .map(counts::get)
        .allMatch(count -> count != null && count.count() < LEAST_PAIRS)) {
      counts.remove(rising);
      counts.remove(falling);
    }
  }

  private static List<Double> segments(int[] ranks) {
    var shares = new ArrayList<Double>();
    for (int tenth = 0; tenth < 10 && ranks.length >= 100; tenth++) {
      int from = tenth * ranks.length / 10;
      int to = Math.min(ranks.length - 1, (tenth + 1) * ranks.length / 10);
      int ascents = 0;
      for (int i = from; i < to; i++) {
        ascents += ranks[i] < ranks[i + 1] ? 1 : 0;
      }
      shares.add((double) ascents / (to - from));
    }
    return shares;
  }

  private OrderComparison withSmallest(List<String> alongSubject, int[] ranks) {
    for (double share : SHARES) {
      if (findsPlanted(alongSubject, ranks, share)) {
        return new OrderComparison(subjectOrder, referenceOrder, tokens, counts, segments, share);
      }
    }
    return this;
  }

  /** Puts a random part of the common tokens into the reference's order and counts again. */
  private static boolean findsPlanted(List<String> alongSubject, int[] ranks, double share) {
    int n = ranks.length;
    int[] places = Permutations.identity(n);
    Permutations.shuffle(places, new SplittableRandom(n));
    int[] chosen = Arrays.copyOf(places, (int) Math.round(share * n));
    Arrays.sort(chosen);
    int[] byRank = Arrays.stream(chosen).map(i -> ranks[i]).sorted().toArray();
    int[] moved = ranks.clone();
    for (int i = 0; i < chosen.length; i++) {
      moved[chosen[i]] = byRank[i];
    }
    var token = new String[n];
    for (int i = 0; i < n; i++) {
      token[ranks[i]] = alongSubject.get(i);
    }
    List<String> planted = Arrays.stream(moved).mapToObj(rank -> token[rank]).toList();
    return counts(planted, moved, OrderComparison::establishes).stream()
        .allMatch(OrderComparison::establishes);
  }

  private static boolean establishes(Ascents count) {
    return count.z() >= TokenizerGrade.DERIVED_Z
        && adjusted(count.log10p()) <= TokenizerGrade.DERIVED_LOG10P
        && count.count() >= LEAST_PAIRS
        && (count.pairs() != Ascents.Pairs.ALL || count.share() >= TokenizerGrade.DERIVED_SHARE);
  }

  /** Returns whether there are enough common tokens, and enough pairs in each selection. */
  public boolean testable() {
    return tokens >= LEAST_TOKENS
        && counts.stream().allMatch(count -> count.count() >= LEAST_PAIRS);
  }

  /** Returns the weakest standard score of all counts. */
  public double z() {
    return weakest(Ascents::z, false);
  }

  /** Returns the weakest p-value of all counts as log10. */
  public double log10p() {
    return weakest(Ascents::log10p, true);
  }

  /** Returns the weakest p-value for a reversed order as log10. */
  public double log10pReversed() {
    return weakest(Ascents::log10pReversed, true);
  }

  /** Returns the share of ascents along the subject over all pairs that count. */
  public double share() {
    return counts.getFirst().share();
  }

  boolean derived() {
    return counts.stream().allMatch(OrderComparison::establishes);
  }

  /** Two orders of a pair of tokenizers are compared. */
  static double adjusted(double log10p) {
    return Math.min(0, log10p + StrictMath.log10(2));
  }

  private double weakest(ToDoubleFunction<Ascents> figure, boolean largest) {
    var figures = counts.stream().mapToDouble(figure);
    return (largest ? figures.max() : figures.min()).orElse(0);
  }

  Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("subjectOrder", subjectOrder.id());
    tree.put("referenceOrder", referenceOrder.id());
    tree.put("tokens", tokens);
    tree.put("testable", testable());
    tree.put("z", Figures.rounded(z()));
    tree.put("log10p", Figures.rounded(log10p()));
    tree.put("log10pReversed", Figures.rounded(log10pReversed()));
    tree.put("ascentShare", Figures.rounded(share()));
    tree.put("counts", counts.stream().map(Ascents::toTree).toList());
    tree.put("ascentShareByTenth", segments.stream().map(Figures::rounded).toList());
    if (!Double.isNaN(smallest)) {
      tree.put("smallestShareFound", Figures.rounded(smallest));
    }
    return tree;
  }
}

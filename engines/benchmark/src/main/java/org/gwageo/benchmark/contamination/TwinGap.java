package org.gwageo.benchmark.contamination;

import java.util.List;
import org.gwageo.benchmark.statistics.Clusters;

/**
 * The test that compares each public item with a fresh twin: another item on the same knowledge, of
 * the same form and meant to be as hard, that nobody has seen.
 */
public final class TwinGap {

  private TwinGap() {}

  /**
   * The scores of a pair.
   *
   * @param item the public item's id
   * @param cluster the number of the group that the pair belongs to
   * @param published the score on the public item, from 0 to 1
   * @param twin the score on its twin, from 0 to 1
   */
  public record Pair(String item, int cluster, double published, double twin) {}

  /**
   * Tests whether the public items are answered better than their twins.
   *
   * @throws IllegalArgumentException if the pairs form fewer than 2 groups
   */
  public static Finding finding(String entrant, String task, List<Pair> pairs, long seed) {
    return Finding.of(
        ContaminationTest.PUBLIC_TWIN,
        entrant,
        task,
        Effect.paired(sample(pairs), seed),
        "the fresh twins of the same items");
  }

  /**
   * Tests whether the gap is greater than that of an entrant who cannot have seen the items, such
   * as a model that was finished before they were published; this takes twins that are harder than
   * their originals out of the effect.
   *
   * @param unexposed that entrant's scores on the same pairs, in the same order
   */
  public static Finding finding(
      String entrant, String task, List<Pair> pairs, List<Pair> unexposed, long seed) {
    if (!pairs.stream()
        .map(Pair::item)
        .toList()
        .equals(unexposed.stream().map(Pair::item).toList())) {
      throw new IllegalArgumentException(
          "both entrants are compared on the same pairs in the same order: "
              + pairs.size()
              + " and "
              + unexposed.size());
    }
    double[] gaps = sample(pairs).values();
    double[] others = sample(unexposed).values();
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] -= others[i];
    }
    return Finding.of(
        ContaminationTest.PUBLIC_TWIN,
        entrant,
        task,
        Effect.paired(new Effect.Sample(gaps, sample(pairs).clusters()), seed),
        "the same gap of an entrant who cannot have seen the items");
  }

  private static Effect.Sample sample(List<Pair> pairs) {
    return new Effect.Sample(
        pairs.stream().mapToDouble(pair -> pair.published() - pair.twin()).toArray(),
        Clusters.of(pairs.stream().mapToInt(Pair::cluster).toArray()));
  }
}

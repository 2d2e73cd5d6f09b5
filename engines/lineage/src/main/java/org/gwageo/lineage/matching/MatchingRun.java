package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.TowerPair;

/**
 * Matches chosen pairs of blocks of one component, one piece per block of the reference. The
 * reference's blocks are computed whole, of the subject's blocks only the chosen rows.
 */
final class MatchingRun {

  /** A block of the subject and one of the reference, by their indices. */
  record Pair(int subject, int reference) {}

  /**
   * How closely pairs are looked at.
   *
   * @param probes how many probes
   * @param from the first of the subject's neurons in their keyed order
   * @param rows the most neurons of the subject
   */
  record Depth(int probes, int from, int rows) {}

  /** Entries of one assignment problem, and floats of one view of a whole block. */
  private static final long LARGEST_PROBLEM = 1L << 24;

  private static final long LARGEST_VIEW = 1L << 26;

  private final List<NeuronProfile> subject;
  private final List<NeuronProfile> reference;
  private final ProbeRows probes;
  private final TowerPair towers;
  private final long seed;

  MatchingRun(
      List<NeuronProfile> subject,
      List<NeuronProfile> reference,
      ProbeRows probes,
      TowerPair towers,
      long seed) {
    this.subject = subject;
    this.reference = reference;
    this.probes = probes;
    this.towers = towers;
    this.seed = seed;
  }

  List<NeuronProfile> subject() {
    return subject;
  }

  List<NeuronProfile> reference() {
    return reference;
  }

  /** Returns how many rows a pair is matched with at a depth; less than 1 if none are left. */
  int rows(Pair pair, Depth depth) {
    NeuronProfile own = subject.get(pair.subject());
    int other = reference.get(pair.reference()).size();
    long bounded = Math.min(depth.rows(), LARGEST_PROBLEM / Math.max(1, other));
    return (int) Math.min(bounded, Math.min(own.size() - depth.from(), other));
  }

  private int probes(NeuronProfile other, Depth depth) {
    long bounded = Math.max(Probes.LEAST, LARGEST_VIEW / Math.max(1, other.size()));
    return probes((int) Math.min(depth.probes(), bounded));
  }

  /** Returns the floating-point operations that matching {@code pairs} takes. */
  double cost(List<Pair> pairs, Depth depth) {
    double cost = 0;
    var seen = new HashSet<Integer>();
    for (Pair pair : pairs) {
      NeuronProfile other = reference.get(pair.reference());
      double h = other.size();
      double m = Math.max(0, rows(pair, depth));
      double p = probes(other, depth);
      double views = other.block().views();
      double channels = other.block().channels();
      // The assignment's share was measured: about four operations per row, row and column.
      cost += views * (2 * p * m * h + 4 * m * m * h);
      if (seen.add(pair.reference())) {
        cost += views * 2 * p * h * channels;
      }
    }
    return cost;
  }

  /** Matches the pairs; those with fewer than {@code least} rows are left out. */
  List<PairMatch> match(List<Pair> pairs, Depth depth, int least) throws CheckpointException {
    var byReference = new TreeMap<Integer, List<Pair>>();
    for (Pair pair : pairs) {
      if (rows(pair, depth) >= least) {
        byReference.computeIfAbsent(pair.reference(), any -> new ArrayList<>()).add(pair);
      }
    }
    List<List<Pair>> groups = List.copyOf(byReference.values());
    var pieces = new ArrayList<BlockMatching>();
    for (List<Pair> group : groups) {
      NeuronProfile other = reference.get(group.getFirst().reference());
      pieces.add(
          new BlockMatching(
              probes,
              other.block().place(),
              other.ascending(),
              probes(other, depth),
              group.stream()
                  .map(
                      pair -> {
                        NeuronProfile own = subject.get(pair.subject());
                        return new BlockMatching.Rows(
                            own.block().place(), own.neurons(depth.from(), rows(pair, depth)));
                      })
                  .toList(),
              seed));
    }
    List<List<int[][]>> matched = towers.compute(pieces);
    var matches = new ArrayList<PairMatch>();
    for (int g = 0; g < groups.size(); g++) {
      List<Pair> group = groups.get(g);
      BlockMatching piece = pieces.get(g);
      for (int i = 0; i < group.size(); i++) {
        matches.add(
            BlockMatcher.match(
                subject.get(group.get(i).subject()),
                piece.rows().get(i).neurons(),
                reference.get(group.get(i).reference()),
                piece.columns().length,
                matched.get(g).get(i),
                seed));
      }
    }
    return matches;
  }

  /** Returns the smaller of {@code most} and the number of probes. */
  int probes(int most) {
    return Math.min(most, probes.count());
  }

  /** Returns how many probes a block of the reference is looked at with. */
  int probesFor(NeuronProfile other, Depth depth) {
    return probes(other, depth);
  }

  ProbeRows probes() {
    return probes;
  }

  TowerPair towers() {
    return towers;
  }

  /** Returns where the probes come from, in words. */
  String route() {
    return probes.route();
  }
}

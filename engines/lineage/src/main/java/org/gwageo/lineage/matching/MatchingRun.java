package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * Matches chosen pairs of blocks of one component. The reference's blocks are computed whole, one
 * after the other; of the subject's blocks only the chosen rows, which are kept while they fit.
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

  /** Floats of the subject's responses that are kept. */
  private static final long KEPT = 1L << 26;

  /** Entries of one assignment problem, and floats of one view of a whole block. */
  private static final long LARGEST_PROBLEM = 1L << 24;

  private static final long LARGEST_VIEW = 1L << 26;

  private final List<NeuronProfile> subject;
  private final List<NeuronProfile> reference;
  private final Probes probes;
  private final MatrixProduct product;
  private final BlockMatcher matcher;

  MatchingRun(
      List<NeuronProfile> subject,
      List<NeuronProfile> reference,
      Probes probes,
      int threads,
      long seed) {
    this.subject = subject;
    this.reference = reference;
    this.probes = probes;
    this.product = MatrixProduct.onThreads(threads);
    this.matcher = new BlockMatcher(product, seed);
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
    var kept = new LinkedHashMap<List<Integer>, Responses>();
    var matches = new ArrayList<PairMatch>();
    for (List<Pair> group : byReference.values()) {
      NeuronProfile other = reference.get(group.getFirst().reference());
      Responses columns = columns(other, depth, other.ascending());
      for (Pair pair : group) {
        NeuronProfile own = subject.get(pair.subject());
        int rows = rows(pair, depth);
        int count = columns.views().getFirst().columns();
        var key = List.of(pair.subject(), rows, count);
        Responses responses = kept.get(key);
        if (responses == null) {
          responses = rows(own, depth.from(), rows, count);
          long floats = (long) (kept.size() + 1) * rows * count * responses.views().size();
          if (floats <= KEPT) {
            kept.put(key, responses);
          }
        }
        matches.add(matcher.match(own, responses, other, columns));
      }
    }
    return matches;
  }

  /** Returns the responses of chosen neurons of a block of the reference. */
  Responses columns(NeuronProfile other, Depth depth, int[] neurons) throws CheckpointException {
    Probes fewer = probes.first(probes(other, depth));
    return Responses.of(other.block(), neurons, fewer.reference(), product);
  }

  /** Returns the responses of rows of a block of the subject to the first {@code count} probes. */
  Responses rows(NeuronProfile own, int from, int rows, int count) throws CheckpointException {
    return Responses.of(
        own.block(), own.neurons(from, rows), probes.first(count).subject(), product);
  }

  /** Returns the smaller of {@code most} and the number of probes. */
  int probes(int most) {
    return Math.min(most, probes.count());
  }

  /** Returns where the probes come from, in words. */
  String route() {
    return probes.route();
  }

  BlockMatcher matcher() {
    return matcher;
  }
}

package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.matching.MatchingRun.Depth;
import org.gwageo.lineage.matching.MatchingRun.Pair;
import org.gwageo.lineage.statistics.Assignment;

/**
 * Finds which expert of one layer may be which expert of another without matching their neurons.
 *
 * <p>An expert's signature is, per view and probe, the mean square response of its neurons: no
 * order of neurons and no basis of the residual stream enters. The experts of two layers are
 * assigned to each other so that the correlations of their signatures, each less the mean over the
 * layer's experts, are largest in sum; only assigned experts are matched.
 */
final class ExpertSignatures {

  private static final int PROBES = 256;
  private static final int NEURONS = 256;

  private ExpertSignatures() {}

  /**
   * Returns of {@code pairs} those whose experts are assigned to each other, and for each of them a
   * pair of other experts of the same two layers as a control.
   */
  static List<Pair> matched(MatchingRun run, List<Pair> pairs) throws CheckpointException {
    var byLayers = new TreeMap<Integer, Map<Integer, List<Pair>>>();
    for (Pair pair : pairs) {
      int a = run.subject().get(pair.subject()).block().place().layer();
      int b = run.reference().get(pair.reference()).block().place().layer();
      byLayers
          .computeIfAbsent(a, any -> new TreeMap<>())
          .computeIfAbsent(b, any -> new ArrayList<>())
          .add(pair);
    }
    var pieces = new ArrayList<BlockMatching.Signature>();
    List<Integer> own = pairs.stream().map(Pair::subject).distinct().toList();
    List<Integer> other = pairs.stream().map(Pair::reference).distinct().toList();
    own.forEach(index -> pieces.add(signature(run, 0, run.subject().get(index))));
    other.forEach(index -> pieces.add(signature(run, 1, run.reference().get(index))));
    List<double[]> signatures = run.towers().compute(pieces);
    var subjects = new HashMap<Integer, double[]>();
    var references = new HashMap<Integer, double[]>();
    for (int i = 0; i < own.size(); i++) {
      subjects.put(own.get(i), signatures.get(i));
    }
    for (int i = 0; i < other.size(); i++) {
      references.put(other.get(i), signatures.get(own.size() + i));
    }
    var kept = new ArrayList<Pair>();
    for (Map<Integer, List<Pair>> row : byLayers.values()) {
      for (List<Pair> group : row.values()) {
        kept.addAll(assigned(group, subjects, references));
      }
    }
    return kept;
  }

  private static List<Pair> assigned(
      List<Pair> group, Map<Integer, double[]> subjects, Map<Integer, double[]> references) {
    int[] a = group.stream().mapToInt(Pair::subject).distinct().sorted().toArray();
    int[] b = group.stream().mapToInt(Pair::reference).distinct().sorted().toArray();
    if (a.length < 2 || b.length < 2) {
      return group;
    }
    double[][] left = centred(a, subjects);
    double[][] right = centred(b, references);
    boolean turned = a.length > b.length;
    var value = new float[turned ? b.length : a.length][turned ? a.length : b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        float correlation = (float) correlation(left[i], right[j]);
        value[turned ? j : i][turned ? i : j] = correlation;
      }
    }
    int[] matched = Assignment.maximise(value);
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < matched.length; i++) {
      int next = matched[(i + 1) % matched.length];
      pairs.add(turned ? new Pair(a[matched[i]], b[i]) : new Pair(a[i], b[matched[i]]));
      pairs.add(turned ? new Pair(a[next], b[i]) : new Pair(a[i], b[next]));
    }
    return pairs;
  }

  private static BlockMatching.Signature signature(
      MatchingRun run, int model, NeuronProfile profile) {
    int count = Math.min(NEURONS, profile.size());
    int probes = run.probes(PROBES);
    return new BlockMatching.Signature(
        run.probes(),
        model,
        profile.block().place(),
        profile.neurons(0, count),
        model == 0 ? probes : run.probesFor(profile, new Depth(probes, 0, count)));
  }

  private static double[][] centred(int[] experts, Map<Integer, double[]> signatures) {
    var rows = new double[experts.length][];
    for (int e = 0; e < experts.length; e++) {
      rows[e] = signatures.getOrDefault(experts[e], new double[0]).clone();
    }
    for (int p = 0; p < rows[0].length; p++) {
      double sum = 0;
      for (double[] row : rows) {
        sum += row[p];
      }
      for (double[] row : rows) {
        row[p] -= sum / rows.length;
      }
    }
    return rows;
  }

  private static double correlation(double[] a, double[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    double lengths =
        Math.sqrt(
            Arrays.stream(a).map(value -> value * value).sum()
                * Arrays.stream(b).map(value -> value * value).sum());
    return lengths > 0 ? dot / lengths : 0;
  }
}

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
import org.gwageo.lineage.numerics.FloatMatrix;
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
    var subjects = new HashMap<Integer, double[]>();
    var references = new HashMap<Integer, double[]>();
    for (Pair pair : pairs) {
      if (!subjects.containsKey(pair.subject())) {
        subjects.put(pair.subject(), subjectSignature(run, run.subject().get(pair.subject())));
      }
      if (!references.containsKey(pair.reference())) {
        references.put(
            pair.reference(), referenceSignature(run, run.reference().get(pair.reference())));
      }
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

  private static double[] subjectSignature(MatchingRun run, NeuronProfile own)
      throws CheckpointException {
    return signature(run.rows(own, 0, Math.min(NEURONS, own.size()), run.probes(PROBES)));
  }

  private static double[] referenceSignature(MatchingRun run, NeuronProfile own)
      throws CheckpointException {
    int count = Math.min(NEURONS, own.size());
    Depth depth = new Depth(run.probes(PROBES), 0, count);
    return signature(run.columns(own, depth, own.neurons(0, count)));
  }

  private static double[] signature(Responses responses) {
    int probes = responses.views().getFirst().columns();
    var signature = new double[probes * responses.views().size()];
    int at = 0;
    for (FloatMatrix view : responses.views()) {
      for (int row = 0; row < view.rows(); row++) {
        for (int p = 0; p < probes; p++) {
          double value = view.at(row, p);
          signature[at + p] += value * value;
        }
      }
      at += probes;
    }
    return signature;
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

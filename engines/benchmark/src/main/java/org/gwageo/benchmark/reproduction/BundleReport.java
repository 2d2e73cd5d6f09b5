package org.gwageo.benchmark.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle was found to be.
 *
 * @param declaration what the team says
 * @param bundle the digest of all files of the bundle
 * @param runs the runs that could be read, scored again
 * @param problems whatever does not fit; empty for a bundle in good form
 */
public record BundleReport(
    Declaration declaration, Digest bundle, List<Run> runs, List<Problem> problems) {

  /**
   * A run that was scored again.
   *
   * @param folder its folder
   * @param seed its seed; null if none is sent
   * @param score its headline value; NaN if nothing counts
   * @param result all that scoring it gave
   */
  public record Run(String folder, @Nullable Long seed, double score, BenchmarkResult result) {

    private Map<String, Object> toTree() {
      var tree = new TreeMap<String, Object>();
      tree.put("folder", folder);
      if (seed != null) {
        tree.put("seed", seed);
      }
      if (!Double.isNaN(score)) {
        tree.put("score", score);
      }
      return tree;
    }
  }

  /** Copies the lists. */
  public BundleReport {
    runs = List.copyOf(runs);
    problems = List.copyOf(problems);
  }

  /** Returns whether there is nothing to object to. */
  public boolean isInGoodForm() {
    return problems.isEmpty();
  }

  /** Returns the mean of the runs that have a score; NaN without any. */
  public double mean() {
    double[] scores = scores();
    return scores.length == 0 ? Double.NaN : Spread.mean(scores);
  }

  /** Returns the standard deviation of the runs' scores; NaN with fewer than two. */
  public double spread() {
    double[] scores = scores();
    return scores.length < 2 ? Double.NaN : Spread.deviation(scores);
  }

  private double[] scores() {
    return runs.stream().mapToDouble(Run::score).filter(score -> !Double.isNaN(score)).toArray();
  }

  /** Returns the report as canonical JSON. */
  public byte[] toJson() {
    var tree = new TreeMap<String, Object>();
    tree.put("format", "gwageo-bundle-report/1");
    tree.put("bundle", bundle.toString());
    tree.put("task", declaration.task());
    tree.put("taskDigest", declaration.taskDigest().toString());
    tree.put("subject", declaration.subject().toTree());
    tree.put("runs", runs.stream().map(Run::toTree).toList());
    if (!Double.isNaN(mean())) {
      tree.put("score", mean());
    }
    if (!Double.isNaN(spread())) {
      tree.put("spread", spread());
    }
    tree.put("goodForm", isInGoodForm());
    tree.put("problems", new ArrayList<>(problems.stream().map(Problem::toTree).toList()));
    return CanonicalJson.bytes(tree);
  }
}

package org.gwageo.benchmark.statistics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Measures comparisons of 5 entrants on 100,000 items with 10,000 replicates. */
final class SpeedStudy {

  private SpeedStudy() {}

  /** Prints wall and processor times, three runs each. */
  public static void main(String[] arguments) {
    var rules = ComparisonRules.standard(1);
    for (int run = 0; run < 3; run++) {
      measure("right or wrong, alone", () -> Comparison.of(entrants(100_000, 1, false), rules));
      measure(
          "right or wrong, passages of 5", () -> Comparison.of(entrants(100_000, 5, false), rules));
      measure("any number, alone", () -> Comparison.of(entrants(100_000, 1, true), rules));
      List<EntrantScores> entrants = entrants(100_000, 1, true);
      double[][] scores = entrants.stream().map(EntrantScores::scores).toArray(double[][]::new);
      Clusters alone = Clusters.alone(100_000);
      measure(
          "bootstrap only, any number",
          () -> ClusterBootstrap.ofScores(scores, alone, 10_000, 1).sum(0, 0));
      double[][] sums = Arrays.stream(scores).map(alone::sums).toArray(double[][]::new);
      int[][] pairs = {
        {0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 2}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 4}
      };
      measure(
          "10,000 joint sign flips only, any number",
          () -> new JointSignFlip(sums, 10_000, 1).adjustedP(pairs));
    }
  }

  private static List<EntrantScores> entrants(int items, int size, boolean graded) {
    var random = new Random(1);
    int[] clusters = new int[items];
    Arrays.setAll(clusters, i -> i / size);
    double[] hard = random.doubles(items).toArray();
    List<EntrantScores> entrants = new ArrayList<>();
    for (int e = 0; e < 5; e++) {
      double ability = 0.6 + 0.003 * e;
      double[] scores = new double[items];
      Arrays.setAll(
          scores,
          i -> {
            double margin = ability - hard[i] + 0.3 * (random.nextDouble() - 0.5);
            return graded ? Math.clamp(0.5 + margin, 0, 1) : margin > 0 ? 1 : 0;
          });
      entrants.add(new EntrantScores("e" + e, scores, clusters));
    }
    return entrants;
  }

  private static void measure(String what, Runnable work) {
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = System.nanoTime();
    long processor = process.getProcessCpuTime();
    work.run();
    System.out.printf(
        Locale.ROOT,
        "%s: %d ms, processor time %d ms%n",
        what,
        (System.nanoTime() - start) / 1_000_000,
        (process.getProcessCpuTime() - processor) / 1_000_000);
  }
}

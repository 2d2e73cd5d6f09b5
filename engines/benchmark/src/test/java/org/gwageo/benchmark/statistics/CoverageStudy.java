package org.gwageo.benchmark.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gwageo.benchmark.statistics.ComparisonRules.Decision;

/**
 * Seasons simulated with a known truth: how often intervals cover it and decisions are wrong.
 *
 * <p>The figures in docs/methods come from {@link #main} with 20,000 seasons a line.
 */
final class CoverageStudy {

  private CoverageStudy() {}

  /** Prints all figures; the argument is the number of seasons a line. */
  public static void main(String[] arguments) {
    int seasons = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    for (int clusters : new int[] {5, 10, 20, 50, 200}) {
      print(clusters + " passages of 5", means(clusters, 5, 0.7, 0.2, seasons, 1));
    }
    print("1,000 items, p 0.70", shares(1000, 1, 0.7, 0, seasons, 2));
    print("1,000 items, p 0.98", shares(1000, 1, 0.98, 0, seasons, 3));
    print("100 items, p 0.98", shares(100, 1, 0.98, 0, seasons, 4));
    print("40 passages of 5, p 0.95", shares(40, 5, 0.95, 0.2, seasons, 5));
    for (int items : new int[] {20, 50, 200}) {
      print(items + " items, skewed mean", bootstrap(items, Math.max(500, seasons / 4), 6));
    }
    print("sign flips, 30 passages", flips(30, seasons, 7));
    print("5 equal entrants", family(new double[5], 400, Math.max(200, seasons / 10), 8));
    print(
        "entrants 0, 0, 0.3, 0.3, 1",
        family(new double[] {0, 0, 0.3, 0.3, 1}, 400, Math.max(200, seasons / 10), 9));
  }

  private static void print(String what, Map<String, Double> rates) {
    StringBuilder line = new StringBuilder(what + ":");
    rates.forEach(
        (name, rate) -> line.append(String.format(java.util.Locale.ROOT, "  %s %.4f", name, rate)));
    System.out.println(line);
  }

  /** Items that share a passage are right or wrong together with this correlation. */
  private static double[] answers(
      int clusters, int size, double p, double correlation, Random random) {
    double[] answers = new double[clusters * size];
    for (int g = 0; g < clusters; g++) {
      double shared = random.nextDouble() < p ? 1 : 0;
      for (int i = 0; i < size; i++) {
        // Copying the passage's coin with probability √ρ gives a correlation of ρ.
        answers[g * size + i] =
            random.nextDouble() < Math.sqrt(correlation) ? shared : random.nextDouble() < p ? 1 : 0;
      }
    }
    return answers;
  }

  private static Clusters passages(int clusters, int size) {
    int[] numbers = new int[clusters * size];
    Arrays.setAll(numbers, i -> i / size);
    return Clusters.of(numbers);
  }

  static Map<String, Double> means(
      int clusters, int size, double p, double correlation, int seasons, long seed) {
    var random = new Random(seed);
    Clusters passages = passages(clusters, size);
    double t = Distributions.studentQuantile(0.975, clusters - 1);
    double z = Distributions.normalQuantile(0.975);
    var rates = new LinkedHashMap<String, Double>();
    for (int s = 0; s < seasons; s++) {
      ClusteredMean mean =
          ClusteredMean.of(answers(clusters, size, p, correlation, random), passages);
      double off = Math.abs(mean.mean() - p);
      count(rates, "t", off <= t * mean.standardError(), seasons);
      count(rates, "normal", off <= z * mean.standardError(), seasons);
      count(rates, "unclustered", off <= z * mean.unclusteredError(), seasons);
    }
    return rates;
  }

  static Map<String, Double> shares(
      int clusters, int size, double p, double correlation, int seasons, long seed) {
    var random = new Random(seed);
    Clusters passages = passages(clusters, size);
    double t = Distributions.studentQuantile(0.975, clusters - 1);
    var rates = new LinkedHashMap<String, Double>();
    for (int s = 0; s < seasons; s++) {
      double[] scores = answers(clusters, size, p, correlation, random);
      ClusteredMean mean = ClusteredMean.of(scores, passages);
      Proportion share = Proportion.of(scores, passages);
      count(rates, "t", Math.abs(mean.mean() - p) <= t * mean.standardError(), seasons);
      count(rates, "wilson", share.wilson(0.95).contains(p), seasons);
      count(rates, "clopper-pearson", share.clopperPearson(0.95).contains(p), seasons);
    }
    return rates;
  }

  static Map<String, Double> bootstrap(int items, int seasons, long seed) {
    var random = new Random(seed);
    Clusters alone = Clusters.alone(items);
    var rates = new LinkedHashMap<String, Double>();
    for (int s = 0; s < seasons; s++) {
      double[] scores = new double[items];
      Arrays.setAll(scores, i -> -Math.log(1 - random.nextDouble()));
      BootstrapEstimate estimate =
          ClusterBootstrap.ofScores(new double[][] {scores}, alone, 1000, s)
              .estimate(sums -> sums[1] / sums[0]);
      count(rates, "t", ClusteredMean.of(scores, alone).interval(0.95).contains(1), seasons);
      count(rates, "percentile", estimate.percentile(0.95).contains(1), seasons);
      count(rates, "BCa", estimate.bca(0.95).contains(1), seasons);
    }
    return rates;
  }

  /** Equal entrants on passages of unequal size with differences of unequal spread. */
  static Map<String, Double> flips(int clusters, int seasons, long seed) {
    var random = new Random(seed);
    var rates = new LinkedHashMap<String, Double>();
    for (int s = 0; s < seasons; s++) {
      double[] sums = new double[clusters];
      double squares = 0;
      double total = 0;
      for (int g = 0; g < clusters; g++) {
        sums[g] = (1 + g % 7) * random.nextGaussian();
        squares += sums[g] * sums[g];
        total += sums[g];
      }
      count(rates, "flips", SignFlip.test(sums, 999, s).p() <= 0.05, seasons);
      count(rates, "normal", Math.abs(total) > 1.96 * Math.sqrt(squares), seasons);
    }
    return rates;
  }

  /** Entrants whose true means lie apart by {@code means} tenths of a standard deviation. */
  static Map<String, Double> family(double[] means, int items, int seasons, long seed) {
    var random = new Random(seed);
    var rates = new LinkedHashMap<String, Double>();
    for (int s = 0; s < seasons; s++) {
      List<EntrantScores> entrants = new ArrayList<>();
      double[] hard = random.doubles(items).toArray();
      for (int e = 0; e < means.length; e++) {
        double ability = means[e];
        double[] scores = new double[items];
        Arrays.setAll(scores, i -> hard[i] + 0.29 * ability * 0.5 + 0.29 * random.nextGaussian());
        entrants.add(EntrantScores.of(Integer.toString(e), scores));
      }
      var rules =
          new ComparisonRules(
              0.95, Decision.HOLM, ComparisonRules.Unanswered.WRONG, true, 999, 999, s);
      Comparison holm = Comparison.of(entrants, rules);
      judge(holm, means, "holm", rates, seasons);
      judge(
          Comparison.of(entrants, rules.deciding(Decision.MAX_T)), means, "max-t", rates, seasons);
      boolean covered =
          holm.pairs().stream()
              .allMatch(pair -> pair.simultaneous().contains(truth(pair, means) * 0.145));
      count(rates, "simultaneous intervals cover", covered, seasons);
    }
    return rates;
  }

  private static double truth(Comparison.Pair pair, double[] means) {
    return means[Integer.parseInt(pair.first())] - means[Integer.parseInt(pair.second())];
  }

  private static void judge(
      Comparison comparison, double[] means, String name, Map<String, Double> rates, int seasons) {
    boolean wrong =
        comparison.pairs().stream().anyMatch(pair -> pair.differ() && truth(pair, means) <= 0);
    double found =
        comparison.pairs().stream().filter(pair -> pair.differ() && truth(pair, means) > 0).count();
    boolean ranked = true;
    for (Comparison.Line line : comparison.entrants()) {
      double own = means[Integer.parseInt(line.entrant())];
      long above = Arrays.stream(means).filter(other -> other > own).count();
      long below = Arrays.stream(means).filter(other -> other < own).count();
      // Any rank among equals is a true one.
      ranked &= line.ranks().low() <= above + 1 && line.ranks().high() >= means.length - below;
    }
    count(rates, name + " wrong anywhere", wrong, seasons);
    count(rates, name + " ranks cover", ranked, seasons);
    rates.merge(name + " differences found", found / seasons, Double::sum);
  }

  private static void count(Map<String, Double> rates, String name, boolean hit, int seasons) {
    rates.merge(name, hit ? 1.0 / seasons : 0, Double::sum);
  }
}

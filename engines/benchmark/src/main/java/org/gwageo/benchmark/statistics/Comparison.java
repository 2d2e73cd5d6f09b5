package org.gwageo.benchmark.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gwageo.benchmark.statistics.ComparisonRules.Decision;
import org.gwageo.benchmark.statistics.ComparisonRules.Unanswered;

/**
 * Entrants compared on the same items: means, all pairs, rank sets and tie groups.
 *
 * @param rules what was fixed beforehand
 * @param items how many items were compared
 * @param leftOut how many items were left out because somebody did not answer them
 * @param clusters how many clusters the compared items form
 * @param entrants one line for each entrant, best mean first
 * @param pairs one line for each pair, the entrant with the better mean first
 * @param groups the tie groups; entrants by their place in {@code entrants}
 */
public record Comparison(
    ComparisonRules rules,
    int items,
    int leftOut,
    int clusters,
    List<Line> entrants,
    List<Pair> pairs,
    TieGroups groups) {

  /** Streams of the one seed, so that no two computations use the same draws. */
  private static final long BOOTSTRAP = 1;

  private static final long JOINT = 2;
  private static final long SIMULTANEOUS = 3;

  /** Copies the lists. */
  public Comparison {
    entrants = List.copyOf(entrants);
    pairs = List.copyOf(pairs);
  }

  /**
   * One entrant.
   *
   * @param entrant the name
   * @param mean the mean score
   * @param interval the mean's own interval
   * @param unanswered how many items it did not answer
   * @param rank its place by mean alone; equal means share it
   * @param ranks the ranks it may truly have
   * @param letters its tie groups
   * @param best the share of bootstrap replicates in which its mean is the best, ties shared
   */
  public record Line(
      String entrant,
      ClusteredMean mean,
      Interval interval,
      int unanswered,
      int rank,
      RankSet ranks,
      String letters,
      double best) {}

  /**
   * Two entrants.
   *
   * @param first the name of the entrant with the better mean
   * @param second the name of the other
   * @param paired their difference, its error, correlation and permutation test
   * @param interval the interval of the difference alone
   * @param simultaneous an interval of the difference that holds for all pairs together
   * @param holm the p-value of the permutation test, adjusted by Holm over all pairs
   * @param maxT the p-value of the joint max-T method
   * @param differ whether the rules call the two different
   * @param detectable the smallest true difference that this pair's items show with power 0.8 at
   *     the level divided by the number of pairs
   */
  public record Pair(
      String first,
      String second,
      PairedDifference paired,
      Interval interval,
      Interval simultaneous,
      double holm,
      double maxT,
      boolean differ,
      double detectable) {}

  /**
   * Compares entrants.
   *
   * @throws IllegalArgumentException if there are fewer than 2 or more than {@link
   *     TieGroups#MOST_ENTRANTS} entrants, names repeat, items or clusters differ, or fewer than
   *     two clusters can be compared
   */
  public static Comparison of(List<EntrantScores> entrants, ComparisonRules rules) {
    check(entrants);
    int[] kept = kept(entrants, rules.unanswered());
    Clusters clusters = Clusters.of(entrants.getFirst().clusters()).only(kept);
    if (clusters.count() < 2) {
      throw new IllegalArgumentException(
          "entrants are compared on at least 2 clusters of items, not " + clusters.count());
    }
    List<Scored> scored = new ArrayList<>();
    for (EntrantScores entrant : entrants) {
      double[] all = entrant.scores();
      double[] scores =
          Arrays.stream(kept).mapToDouble(i -> Double.isNaN(all[i]) ? 0 : all[i]).toArray();
      ClusteredMean mean = ClusteredMean.of(scores, clusters);
      scored.add(new Scored(entrant, scores, mean));
    }
    Comparator<Scored> order = Comparator.comparingDouble(s -> s.mean.mean());
    scored.sort(
        (rules.higherIsBetter() ? order.reversed() : order)
            .thenComparing(s -> s.entrant.entrant()));
    List<Pair> pairs = pairs(scored, clusters, rules);
    return assemble(scored, clusters, rules, pairs, entrants.getFirst().items() - kept.length);
  }

  private static Comparison assemble(
      List<Scored> scored, Clusters clusters, ComparisonRules rules, List<Pair> pairs, int left) {
    int k = scored.size();
    boolean[][] differ = new boolean[k][k];
    boolean[][] better = new boolean[k][k];
    int m = 0;
    for (int i = 0; i < k; i++) {
      for (int j = i + 1; j < k; j++) {
        boolean apart = pairs.get(m++).differ();
        differ[i][j] = apart;
        differ[j][i] = apart;
        better[i][j] = apart;
      }
    }
    TieGroups groups = TieGroups.of(differ);
    List<RankSet> ranks = RankSet.of(better);
    double[] best = best(scored, clusters, rules);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      Scored each = scored.get(i);
      int place = i;
      while (place > 0 && scored.get(place - 1).mean.mean() == each.mean.mean()) {
        place--;
      }
      lines.add(
          new Line(
              each.entrant.entrant(),
              each.mean,
              interval(each, clusters, rules.level()),
              each.entrant.unanswered(),
              place + 1,
              ranks.get(i),
              groups.letters(i),
              best[i]));
    }
    return new Comparison(rules, clusters.items(), left, clusters.count(), lines, pairs, groups);
  }

  private static Interval interval(Scored each, Clusters clusters, double level) {
    boolean binary = Arrays.stream(each.scores).allMatch(s -> s == 0 || s == 1);
    return binary ? Proportion.of(each.scores, clusters).wilson(level) : each.mean.interval(level);
  }

  private static List<Pair> pairs(List<Scored> scored, Clusters clusters, ComparisonRules rules) {
    int[][] pairs = allPairs(scored.size());
    double[][] sums =
        scored.stream().map(each -> clusters.sums(each.scores)).toArray(double[][]::new);
    var joint = new JointSignFlip(sums, rules.flips(), rules.seed() + JOINT);
    double[] maxT = joint.adjustedP(pairs);
    double critical =
        JointSignFlip.criticalValue(
            sums,
            pairs,
            clusters.sizes(),
            rules.level(),
            rules.replicates(),
            rules.seed() + SIMULTANEOUS);
    List<PairedDifference> paired = new ArrayList<>();
    double[] p = new double[pairs.length];
    for (int m = 0; m < pairs.length; m++) {
      double[] first = scored.get(pairs[m][0]).scores;
      double[] second = scored.get(pairs[m][1]).scores;
      int[] pair = pairs[m];
      paired.add(PairedDifference.of(first, second, clusters, any -> joint.alone(pair)));
      p[m] = paired.getLast().permutation().p();
    }
    double[] holm = Multiplicity.holm(p);
    double alpha = 1 - rules.level();
    List<Pair> lines = new ArrayList<>();
    for (int m = 0; m < pairs.length; m++) {
      ClusteredMean difference = paired.get(m).difference();
      double half = critical * difference.standardError();
      double decides = rules.decision() == Decision.HOLM ? holm[m] : maxT[m];
      lines.add(
          new Pair(
              scored.get(pairs[m][0]).entrant.entrant(),
              scored.get(pairs[m][1]).entrant.entrant(),
              paired.get(m),
              difference.interval(rules.level()),
              new Interval(
                  difference.mean() - half, difference.mean() + half, rules.level(), "max-t"),
              holm[m],
              maxT[m],
              decides <= alpha && difference.mean() != 0,
              DetectableDifference.multiple(alpha / pairs.length, 0.8, difference.degrees())
                  * difference.standardError()));
    }
    return lines;
  }

  private static int[][] allPairs(int k) {
    return IntStream.range(0, k)
        .boxed()
        .flatMap(i -> IntStream.range(i + 1, k).mapToObj(j -> new int[] {i, j}))
        .toArray(int[][]::new);
  }

  private static double[] best(List<Scored> scored, Clusters clusters, ComparisonRules rules) {
    double[][] scores = scored.stream().map(each -> each.scores).toArray(double[][]::new);
    var draws =
        ClusterBootstrap.ofScores(scores, clusters, rules.replicates(), rules.seed() + BOOTSTRAP);
    double[] best = new double[scores.length];
    double sign = rules.higherIsBetter() ? 1 : -1;
    for (int r = 0; r < draws.replicates(); r++) {
      double top = Double.NEGATIVE_INFINITY;
      int ties = 0;
      for (int e = 0; e < best.length; e++) {
        double sum = sign * draws.sum(r, e + 1);
        ties = sum > top ? 1 : sum == top ? ties + 1 : ties;
        top = Math.max(top, sum);
      }
      for (int e = 0; e < best.length; e++) {
        best[e] += sign * draws.sum(r, e + 1) == top ? 1.0 / ties : 0;
      }
    }
    return Arrays.stream(best).map(count -> count / draws.replicates()).toArray();
  }

  private static int[] kept(List<EntrantScores> entrants, Unanswered unanswered) {
    int items = entrants.getFirst().items();
    boolean[] out = new boolean[items];
    if (unanswered == Unanswered.LEFT_OUT) {
      for (EntrantScores entrant : entrants) {
        double[] scores = entrant.scores();
        for (int i = 0; i < items; i++) {
          out[i] |= Double.isNaN(scores[i]);
        }
      }
    }
    return IntStream.range(0, items).filter(i -> !out[i]).toArray();
  }

  private static void check(List<EntrantScores> entrants) {
    if (entrants.size() < 2 || entrants.size() > TieGroups.MOST_ENTRANTS) {
      throw new IllegalArgumentException(
          "2 to " + TieGroups.MOST_ENTRANTS + " entrants are compared, not " + entrants.size());
    }
    EntrantScores first = entrants.getFirst();
    int[] clusters = first.clusters();
    Set<String> names = new HashSet<>();
    for (EntrantScores entrant : entrants) {
      if (!names.add(entrant.entrant())) {
        throw new IllegalArgumentException("entrant " + entrant.entrant() + " appears twice");
      }
      if (!Arrays.equals(clusters, entrant.clusters())) {
        throw new IllegalArgumentException(
            entrant.entrant()
                + " has other items or clusters than "
                + first.entrant()
                + "; only scores on the same items are compared");
      }
    }
  }

  /** Returns the record as a tree that canonical JSON can write. */
  public Map<String, Object> toTree() {
    return ComparisonTree.of(this);
  }

  private static final class Scored {

    final EntrantScores entrant;
    final double[] scores;
    final ClusteredMean mean;

    Scored(EntrantScores entrant, double[] scores, ClusteredMean mean) {
      this.entrant = entrant;
      this.scores = scores;
      this.mean = mean;
    }
  }
}

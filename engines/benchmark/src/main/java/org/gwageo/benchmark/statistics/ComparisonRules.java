package org.gwageo.benchmark.statistics;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is fixed before scores are compared.
 *
 * @param level the confidence level of intervals, and 1 - the family-wise level of all decisions
 *     together
 * @param decision which adjusted p-value decides
 * @param unanswered what an item is worth that an entrant did not answer
 * @param higherIsBetter whether a higher score is a better one
 * @param flips how many sign assignments the tests draw where they are not exact
 * @param replicates how many replicates are drawn for simultaneous intervals and {@code best}
 * @param seed the seed of all draws
 */
public record ComparisonRules(
    double level,
    Decision decision,
    Unanswered unanswered,
    boolean higherIsBetter,
    int flips,
    int replicates,
    long seed) {

  /** Checks level and numbers of draws. */
  public ComparisonRules {
    Interval.checkLevel(level);
    Draws.checkReplicates(flips);
    Draws.checkReplicates(replicates);
    if (!higherIsBetter && unanswered == Unanswered.WRONG) {
      throw new IllegalArgumentException(
          "an unanswered item cannot score 0 where lower is better; leave it out");
    }
  }

  /** Which adjusted p-value decides whether two entrants differ. */
  public enum Decision {
    /** Holm's, of exact or drawn p-values of each pair. */
    HOLM,
    /** The joint max-T method's, which is sharper where entrants are alike. */
    MAX_T;

    /** Returns the word for it in results. */
    public String word() {
      return this == HOLM ? "holm" : "max-t";
    }
  }

  /** What an item is worth that an entrant did not answer. */
  public enum Unanswered {
    /** It counts as a score of 0. */
    WRONG,
    /** The item is left out for all entrants. */
    LEFT_OUT;

    /** Returns the word for it in results. */
    public String word() {
      return this == WRONG ? "wrong" : "left-out";
    }
  }

  /**
   * Returns the usual rules: level 0.95, Holm, unanswered is wrong, higher is better, 20,000 flips,
   * 10,000 replicates.
   */
  public static ComparisonRules standard(long seed) {
    return new ComparisonRules(0.95, Decision.HOLM, Unanswered.WRONG, true, 20_000, 10_000, seed);
  }

  /** Returns these rules with another way to decide. */
  public ComparisonRules deciding(Decision by) {
    return new ComparisonRules(level, by, unanswered, higherIsBetter, flips, replicates, seed);
  }

  /** Returns these rules with another worth of unanswered items. */
  public ComparisonRules counting(Unanswered as) {
    return new ComparisonRules(level, decision, as, higherIsBetter, flips, replicates, seed);
  }

  /**
   * Returns these rules for scores of which the lower is the better, such as an error rate. An
   * unanswered item is left out, because 0 would be the best score.
   */
  public ComparisonRules lowerIsBetter() {
    return new ComparisonRules(
        level, decision, Unanswered.LEFT_OUT, false, flips, replicates, seed);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new TreeMap<>();
    tree.put("level", level);
    tree.put("decision", decision.word());
    tree.put("unanswered", unanswered.word());
    tree.put("higherIsBetter", higherIsBetter);
    tree.put("flips", flips);
    tree.put("replicates", replicates);
    // A JSON number holds 53 bits; the seed has 64.
    tree.put("seed", Long.toString(seed));
    return tree;
  }
}

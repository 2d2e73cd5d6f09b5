package org.gwageo.benchmark.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The verdicts on all items, added up.
 *
 * @param scores the score of each item, from 0 to 1; for pairs, 1 if the first entrant's reply is
 *     better; NaN if no verdict on the item could be read. Not a score of 0
 * @param verdicts how many verdicts were asked for
 * @param unparsed how many of them could not be read
 * @param repeatedLines how many had more than one verdict line
 * @param positionDependent how many pairs were decided by the order
 * @param firstShown how many verdicts on pairs prefer the reply shown first
 * @param secondShown how many prefer the one shown second
 */
public record JudgedItems(
    List<Double> scores,
    int verdicts,
    int unparsed,
    int repeatedLines,
    int positionDependent,
    int firstShown,
    int secondShown) {

  /** Copies the scores. */
  public JudgedItems {
    scores = List.copyOf(scores);
  }

  /**
   * Adds up verdicts on single replies.
   *
   * @param items for each item its verdicts, one for each repeat
   */
  public static JudgedItems ofReplies(JudgeSpec spec, List<List<Verdict>> items) {
    List<Double> scores = new ArrayList<>();
    int asked = 0;
    int unparsed = 0;
    int repeated = 0;
    for (List<Verdict> verdicts : items) {
      double sum = 0;
      int read = 0;
      for (Verdict verdict : verdicts) {
        asked++;
        switch (verdict) {
          case Verdict.Given(Grade grade, int lines) -> {
            sum += spec.scale().worth(grade);
            read++;
            repeated += lines > 1 ? 1 : 0;
          }
          case Verdict.Unparsed _ -> unparsed++;
        }
      }
      scores.add(read == 0 ? Double.NaN : sum / read);
    }
    return new JudgedItems(scores, asked, unparsed, repeated, 0, 0, 0);
  }

  /**
   * Two verdicts on one pair.
   *
   * @param forward on the pair as named
   * @param exchanged with the replies exchanged
   */
  public record BothPositions(Verdict forward, Verdict exchanged) {}

  /**
   * Adds up verdicts on pairs.
   *
   * @param items for each item its verdicts in both positions, one for each repeat
   */
  public static JudgedItems ofPairs(JudgeSpec spec, List<List<BothPositions>> items) {
    if (!spec.isPairwise()) {
      throw new IllegalArgumentException("judge " + spec.id() + " grades single replies");
    }
    List<Double> scores = new ArrayList<>();
    int[] counts = new int[6];
    for (List<BothPositions> repeats : items) {
      double sum = 0;
      int read = 0;
      for (BothPositions both : repeats) {
        PairVerdict pair = PairVerdict.of(both.forward(), both.exchanged());
        counts[0] += 2;
        counts[1] += both.forward().read().isEmpty() ? 1 : 0;
        counts[1] += both.exchanged().read().isEmpty() ? 1 : 0;
        counts[2] += hasSeveralLines(both.forward()) + hasSeveralLines(both.exchanged());
        counts[3] += pair.outcome() == PairVerdict.Outcome.POSITION_DEPENDENT ? 1 : 0;
        counts[4] += pair.firstShown();
        counts[5] += pair.secondShown();
        if (pair.outcome() != PairVerdict.Outcome.UNPARSED) {
          sum += spec.scale().worth(pair.preference());
          read++;
        }
      }
      scores.add(read == 0 ? Double.NaN : sum / read);
    }
    return new JudgedItems(
        scores, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
  }

  private static int hasSeveralLines(Verdict verdict) {
    return verdict instanceof Verdict.Given given && given.lines() > 1 ? 1 : 0;
  }

  /** Returns the share of verdicts that could not be read; 0 if none was asked for. */
  public double unparsedShare() {
    return verdicts == 0 ? 0 : (double) unparsed / verdicts;
  }

  /**
   * Returns the share of decided verdicts that prefer the reply shown first: 0.5 for a judge
   * without a liking for a position, NaN if none was decided. It is comparable only because both
   * positions are asked of every pair.
   */
  public double firstShownShare() {
    int decided = firstShown + secondShown;
    return decided == 0 ? Double.NaN : (double) firstShown / decided;
  }

  /** Returns the mean of the items that have a score; NaN if none has. */
  public double mean() {
    return scores.stream()
        .filter(score -> !Double.isNaN(score))
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  /** Returns how many items have no score. */
  public int unscored() {
    return (int) scores.stream().filter(score -> Double.isNaN(score)).count();
  }

  Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("items", scores.size());
    tree.put("unscored", unscored());
    tree.put("verdicts", verdicts);
    tree.put("unparsed", unparsed);
    tree.put("repeatedLines", repeatedLines);
    tree.put("positionDependent", positionDependent);
    if (!Double.isNaN(firstShownShare())) {
      tree.put("firstShownShare", firstShownShare());
    }
    return tree;
  }
}

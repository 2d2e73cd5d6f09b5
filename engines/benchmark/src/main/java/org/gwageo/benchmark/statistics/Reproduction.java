package org.gwageo.benchmark.statistics;

import java.util.Arrays;

/**
 * Whether a team's declared runs of a benchmark are confirmed by runs on our side.
 *
 * <p>"Not significantly different" confirms nothing: few runs differ significantly from anything.
 * The claim that both agree within the tolerance is therefore tested itself (two one-sided tests,
 * Schuirmann 1987, <a href="https://doi.org/10.1007/BF01068419">J. Pharmacokinet. Biopharm.
 * 15</a>): reproduced if the interval of level 1 - 2α lies within the tolerance, not reproduced if
 * it lies outside of it, else inconclusive, and more runs are needed.
 *
 * @param declared the mean of the declared runs
 * @param reproduced the mean of our runs
 * @param difference declared - reproduced
 * @param standardError the standard error of the difference, from run to run on the same items
 * @param degrees its degrees of freedom
 * @param interval the interval of the difference of level 1 - 2α
 * @param tolerance what was fixed beforehand
 * @param equivalenceP the p-value of the test that decides for "reproduced"
 * @param withinProbability the probability that the true difference is within the tolerance, given
 *     the runs and no prior preference for any difference
 * @param meansWithin whether the bare means lie within the tolerance: the simple rule, without
 *     regard to chance
 * @param spreadP the two-sided p-value of an F test that both sides' runs spread alike; NaN where
 *     one side has a single run or neither spreads
 * @param outcome what follows
 */
public record Reproduction(
    double declared,
    double reproduced,
    double difference,
    double standardError,
    double degrees,
    Interval interval,
    Tolerance tolerance,
    double equivalenceP,
    double withinProbability,
    boolean meansWithin,
    double spreadP,
    Outcome outcome) {

  /** What a reproduction found. */
  public enum Outcome {
    /** Both agree within the tolerance. */
    REPRODUCED,
    /** They differ by more than the tolerance. */
    NOT_REPRODUCED,
    /** The runs are too few or spread too much to say. */
    INCONCLUSIVE;

    /** Returns the word for it in results. */
    public String word() {
      return switch (this) {
        case REPRODUCED -> "reproduced";
        case NOT_REPRODUCED -> "not-reproduced";
        case INCONCLUSIVE -> "inconclusive";
      };
    }
  }

  /**
   * Compares scores of whole runs, with one spread for both sides: the same model under the same
   * settings is what the team claims. A single run of ours is judged by the declared runs' spread.
   *
   * @param declared the score of each declared run
   * @param ours the score of each of our runs
   * @throws IllegalArgumentException if a side is empty, or both have a single run
   */
  public static Reproduction ofRuns(double[] declared, double[] ours, Tolerance tolerance) {
    int all = declared.length + ours.length;
    if (declared.length < 1 || ours.length < 1 || all < 3) {
      throw new IllegalArgumentException(
          "a reproduction compares at least 3 runs, 1 of each side, not "
              + declared.length
              + " and "
              + ours.length);
    }
    double first = mean(declared);
    double second = mean(ours);
    double squares = squares(declared, first) + squares(ours, second);
    double degrees = all - 2;
    double error = Math.sqrt(squares / degrees * (1.0 / declared.length + 1.0 / ours.length));
    return judge(first, second, error, degrees, tolerance, spreadP(declared, first, ours, second));
  }

  /**
   * Compares scores item by item. The items are the same, so which items were asked plays no part:
   * the error is that of replies varying from run to run, each item with its own spread, pooled
   * over both sides. Far more precise than whole runs, and it assumes that in one run the replies
   * to different items are drawn independently.
   *
   * @param declared by item and run, without gaps
   * @param ours by item and run, the same items
   */
  public static Reproduction ofItems(double[][] declared, double[][] ours, Tolerance tolerance) {
    int n = declared.length;
    if (n != ours.length || n < 2) {
      throw new IllegalArgumentException(
          "both sides have the same items, at least 2, not " + n + " and " + ours.length);
    }
    double first = 0;
    double second = 0;
    double variance = 0;
    double satterthwaite = 0;
    for (int i = 0; i < n; i++) {
      double a = mean(declared[i]);
      double b = mean(ours[i]);
      int free = declared[i].length + ours[i].length - 2;
      if (free < 1) {
        throw new IllegalArgumentException(
            "item " + i + " has one reply on each side; at least 3 together are needed");
      }
      double own =
          (squares(declared[i], a) + squares(ours[i], b))
              / free
              * (1.0 / declared[i].length + 1.0 / ours[i].length);
      first += a / n;
      second += b / n;
      variance += own;
      satterthwaite += own * own / free;
    }
    double degrees =
        satterthwaite > 0 ? variance * variance / satterthwaite : Double.POSITIVE_INFINITY;
    return judge(first, second, Math.sqrt(variance) / n, degrees, tolerance, Double.NaN);
  }

  private static Reproduction judge(
      double declared,
      double ours,
      double error,
      double degrees,
      Tolerance tolerance,
      double spreadP) {
    double limit = tolerance.difference();
    double d = declared - ours;
    // Without any spread the error is 0 and the comparison of the bare means is the whole test.
    double aboveLow = tolerance.tooHighOnly() ? 0 : tail(d + limit, error, degrees);
    double belowHigh = tail(limit - d, error, degrees);
    double half = error * Distributions.studentQuantile(1 - tolerance.alpha(), degrees);
    var interval = new Interval(d - half, d + half, 1 - 2 * tolerance.alpha(), "t");
    double p = Math.max(aboveLow, belowHigh);
    boolean outside =
        interval.low() > limit || (!tolerance.tooHighOnly() && interval.high() < -limit);
    Outcome outcome =
        outside
            ? Outcome.NOT_REPRODUCED
            : p <= tolerance.alpha() ? Outcome.REPRODUCED : Outcome.INCONCLUSIVE;
    return new Reproduction(
        declared,
        ours,
        d,
        error,
        degrees,
        interval,
        tolerance,
        p,
        Math.max(0, 1 - belowHigh - aboveLow),
        d <= limit && (tolerance.tooHighOnly() || -d <= limit),
        spreadP,
        outcome);
  }

  private static double tail(double distance, double error, double degrees) {
    if (error <= 0) {
      return distance >= 0 ? 0 : 1;
    }
    return Distributions.studentTail(distance / error, degrees);
  }

  private static double spreadP(double[] a, double meanA, double[] b, double meanB) {
    if (a.length < 2 || b.length < 2) {
      return Double.NaN;
    }
    double first = squares(a, meanA) / (a.length - 1);
    double second = squares(b, meanB) / (b.length - 1);
    if (first <= 0 && second <= 0) {
      return Double.NaN;
    }
    if (first <= 0 || second <= 0) {
      return 0;
    }
    double upper = Distributions.fTail(first / second, a.length - 1.0, b.length - 1.0);
    return Math.min(1, 2 * Math.min(upper, 1 - upper));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("the score of a run is a finite number, not " + value);
      }
      sum += value;
    }
    return sum / values.length;
  }

  /** Equal values have a spread of exactly 0, whatever the rounding of their mean. */
  private static double squares(double[] values, double mean) {
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return 0;
    }
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  /**
   * Returns how many runs of ours are needed so that a truthful declaration is found reproduced
   * with the wanted power; 1,001 if 1,000 are not enough.
   *
   * @param declaredRuns how many runs were declared, at least 2
   * @param spread the standard deviation from run to run
   * @param power the probability of "reproduced" where the true difference is 0
   */
  public static int runsFor(int declaredRuns, double spread, Tolerance tolerance, double power) {
    Interval.checkLevel(power);
    if (declaredRuns < 2 || !(spread >= 0)) {
      throw new IllegalArgumentException(
          "runs are planned from at least 2 declared ones and a spread of at least 0, not "
              + declaredRuns
              + " and "
              + spread);
    }
    double needed = tolerance.tooHighOnly() ? power : (1 + power) / 2;
    for (int runs = 1; runs <= 1000; runs++) {
      double degrees = declaredRuns + runs - 2.0;
      double error = spread * Math.sqrt(1.0 / declaredRuns + 1.0 / runs);
      double room =
          error
              * (Distributions.studentQuantile(1 - tolerance.alpha(), degrees)
                  + Distributions.studentQuantile(needed, degrees));
      if (room <= tolerance.difference()) {
        return runs;
      }
    }
    return 1001;
  }
}

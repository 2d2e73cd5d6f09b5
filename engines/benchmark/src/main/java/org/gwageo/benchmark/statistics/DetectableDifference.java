package org.gwageo.benchmark.statistics;

/**
 * What a planned comparison of two entrants can show: computed before a season, so that numbers of
 * items are chosen and not guessed.
 *
 * <p>The squared standard error of a difference is planned as (between + withinFirst/K +
 * withinSecond/K) / n · (1 + (m-1)·ρ), with n items, K repeats, clusters of m items and intraclass
 * correlation ρ of the differences (Miller 2024, section 5; the design effect after Kish 1965). The
 * detectable difference is (t(1-α/2) + t(power)) standard errors, Student's t on n/m - 1 degrees.
 *
 * @param items how many items will be asked
 * @param repeats how often each is asked of each entrant
 * @param clusterSize how many items a cluster has; where sizes differ, Σ size² / Σ size
 * @param intraclass the intraclass correlation of differences within clusters, 0 to 1
 * @param alpha the two-sided level of one comparison: the family-wise level divided by the number
 *     of pairs
 * @param power the probability with which the difference is to be found
 */
public record DetectableDifference(
    int items, int repeats, double clusterSize, double intraclass, double alpha, double power) {

  /** The largest number of items that {@link #itemsFor} looks for. */
  public static final int MOST_ITEMS = 100_000_000;

  /** Checks the ranges. */
  public DetectableDifference {
    Interval.checkLevel(alpha);
    Interval.checkLevel(power);
    if (items < 1 || repeats < 1) {
      throw new IllegalArgumentException(
          "a plan has at least 1 item and 1 repeat, not " + items + " and " + repeats);
    }
    if (!(clusterSize >= 1) || !(intraclass >= 0 && intraclass <= 1)) {
      throw new IllegalArgumentException(
          "clusters have at least 1 item and a correlation from 0 to 1, not "
              + clusterSize
              + " and "
              + intraclass);
    }
    if (!(items / clusterSize > 2)) {
      throw new IllegalArgumentException(
          "a plan has more than 2 clusters, not " + items / clusterSize);
    }
  }

  /** Returns a plan for single items asked once, level 0.05, power 0.8. */
  public static DetectableDifference of(int items) {
    return new DetectableDifference(items, 1, 1, 0, 0.05, 0.8);
  }

  /** Returns this plan for {@code pairs} comparisons whose levels add up to this one's. */
  public DetectableDifference amongPairs(int pairs) {
    if (pairs < 1) {
      throw new IllegalArgumentException("a plan compares at least 1 pair, not " + pairs);
    }
    return new DetectableDifference(items, repeats, clusterSize, intraclass, alpha / pairs, power);
  }

  /** Returns this plan with another number of items. */
  public DetectableDifference withItems(int number) {
    return new DetectableDifference(number, repeats, clusterSize, intraclass, alpha, power);
  }

  /** Returns this plan with another number of repeats. */
  public DetectableDifference withRepeats(int number) {
    return new DetectableDifference(items, number, clusterSize, intraclass, alpha, power);
  }

  /** Returns this plan with items in clusters. */
  public DetectableDifference inClusters(double size, double correlation) {
    return new DetectableDifference(items, repeats, size, correlation, alpha, power);
  }

  /** Returns the planned standard error of the difference. */
  public double standardError(PairVariance variance) {
    double one = variance.between() + (variance.withinFirst() + variance.withinSecond()) / repeats;
    return Math.sqrt(one / items * (1 + (clusterSize - 1) * intraclass));
  }

  /** Returns the smallest true difference that is found with the wanted power. */
  public double detectable(PairVariance variance) {
    return multiple(alpha, power, items / clusterSize - 1) * standardError(variance);
  }

  /** Returns the probability of finding a true difference. */
  public double powerAt(double difference, PairVariance variance) {
    double error = standardError(variance);
    if (error <= 0) {
      return difference == 0 ? alpha : 1;
    }
    double degrees = items / clusterSize - 1;
    double critical = Distributions.studentQuantile(1 - alpha / 2, degrees);
    double shift = Math.abs(difference) / error;
    return Distributions.studentTail(critical - shift, degrees)
        + Distributions.studentTail(critical + shift, degrees);
  }

  /**
   * Returns the fewest items with which a difference is found with the wanted power.
   *
   * @param difference the true difference, above 0, on the scale of the scores
   * @throws IllegalArgumentException if more than {@link #MOST_ITEMS} would be needed
   */
  public int itemsFor(double difference, PairVariance variance) {
    if (!(difference > 0)) {
      throw new IllegalArgumentException("a difference to find is above 0, not " + difference);
    }
    int low = (int) Math.floor(2 * clusterSize) + 1;
    int high = MOST_ITEMS;
    if (withItems(high).detectable(variance) > difference) {
      throw new IllegalArgumentException(
          "finding a difference of " + difference + " takes more than " + MOST_ITEMS + " items");
    }
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (withItems(middle).detectable(variance) <= difference) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  static double multiple(double alpha, double power, double degrees) {
    return Distributions.studentQuantile(1 - alpha / 2, degrees)
        + Distributions.studentQuantile(power, degrees);
  }
}

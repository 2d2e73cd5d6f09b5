package org.gwageo.benchmark.statistics;

/**
 * How much the difference of two entrants varies over items, and from reply to reply.
 *
 * @param between the variance over items of the expected difference; repeats do not reduce it
 * @param withinFirst the variance of the first's replies to one item, averaged over items
 * @param withinSecond the second's
 */
public record PairVariance(double between, double withinFirst, double withinSecond) {

  /** Checks that variances are not negative. */
  public PairVariance {
    if (!(between >= 0 && withinFirst >= 0 && withinSecond >= 0)) {
      throw new IllegalArgumentException(
          "variances are not negative: " + between + ", " + withinFirst + ", " + withinSecond);
    }
  }

  /**
   * Returns the variances in a pilot on the same items. Where an item was asked once its reply
   * noise cannot be told from the item and counts as {@code between}.
   *
   * @param first by item and repeat, without gaps
   * @param second the other entrant's, the same items
   */
  public static PairVariance fromPilot(double[][] first, double[][] second) {
    if (first.length != second.length || first.length < 2) {
      throw new IllegalArgumentException(
          "a pilot has the same items for both, at least 2, not "
              + first.length
              + " and "
              + second.length);
    }
    double[] difference = new double[first.length];
    double noise = 0;
    for (int i = 0; i < first.length; i++) {
      difference[i] = mean(first[i]) - mean(second[i]);
      noise += variance(first[i]) / first[i].length + variance(second[i]) / second[i].length;
    }
    double observed = variance(difference);
    return new PairVariance(
        Math.max(0, observed - noise / first.length), within(first), within(second));
  }

  /**
   * Returns the variances of two entrants with scores of 0 and 1 and the given accuracies, all of
   * it between items.
   *
   * @param correlation the correlation of their scores over items: 0 if they see different items
   */
  public static PairVariance ofAccuracies(double first, double second, double correlation) {
    double a = first * (1 - first);
    double b = second * (1 - second);
    return new PairVariance(Math.max(0, a + b - 2 * correlation * Math.sqrt(a * b)), 0, 0);
  }

  /** Returns the largest variances that scores from 0 to 1 can have with this correlation. */
  public static PairVariance worstCase(double correlation) {
    return ofAccuracies(0.5, 0.5, correlation);
  }

  private static double within(double[][] scores) {
    double sum = 0;
    for (double[] repeats : scores) {
      sum += variance(repeats);
    }
    return sum / scores.length;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a pilot has a finite score everywhere, not " + value);
      }
      sum += value;
    }
    return sum / values.length;
  }

  /** The unbiased variance; 0 for a single value. */
  private static double variance(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : squares / (values.length - 1);
  }

  /**
   * Returns the intraclass correlation of values within clusters, from the one-way analysis of
   * variance (Donner 1986, equation 2.1), not below 0.
   *
   * @param values one value an item, such as a difference; NaN is left out
   */
  public static double intraclass(double[] values, Clusters clusters) {
    double[] sums = new double[clusters.count()];
    int[] sizes = new int[clusters.count()];
    double total = 0;
    double squares = 0;
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        sums[clusters.of(i)] += values[i];
        sizes[clusters.of(i)]++;
        total += values[i];
        squares += values[i] * values[i];
        n++;
      }
    }
    double ofMeans = 0;
    double sizesSquared = 0;
    int groups = 0;
    for (int g = 0; g < sums.length; g++) {
      if (sizes[g] > 0) {
        ofMeans += sums[g] * sums[g] / sizes[g];
        sizesSquared += (double) sizes[g] * sizes[g];
        groups++;
      }
    }
    if (groups < 2 || n == groups) {
      return 0;
    }
    double betweenMean = (ofMeans - total * total / n) / (groups - 1);
    double withinMean = (squares - ofMeans) / (n - groups);
    double size = (n - sizesSquared / n) / (groups - 1);
    double all = betweenMean + (size - 1) * withinMean;
    return all > 0 ? Math.clamp((betweenMean - withinMean) / all, 0, 1) : 0;
  }
}

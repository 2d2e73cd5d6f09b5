package org.gwageo.benchmark.contamination;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.gwageo.benchmark.statistics.ClusteredMean;
import org.gwageo.benchmark.statistics.Clusters;
import org.gwageo.benchmark.statistics.Interval;
import org.gwageo.benchmark.statistics.SignFlip;

/**
 * An effect with its 95 % interval and the one-sided p-value of there being none.
 *
 * @param size the effect
 * @param low the lower end of its interval
 * @param high the upper end
 * @param p the p-value, above 0
 * @param items how many items it rests on
 * @param clusters how many independent groups they form
 */
record Effect(double size, double low, double high, double p, int items, int clusters) {

  private static final double LEVEL = 0.95;
  private static final double NORMAL_975 = 1.959963984540054;
  static final int DRAWS = 9_999;

  /** Values with the groups they belong to. */
  static final class Sample {

    private final double[] values;
    private final Clusters clusters;

    Sample(double[] values, Clusters clusters) {
      if (values.length != clusters.items()) {
        throw new IllegalArgumentException(
            values.length + " values cannot have " + clusters.items() + " groups");
      }
      if (clusters.count() < 2) {
        throw new IllegalArgumentException(
            "a contamination test needs at least 2 independent groups of items, not "
                + clusters.count());
      }
      for (double value : values) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("an observed value is a finite number, not " + value);
        }
      }
      this.values = values;
      this.clusters = clusters;
    }

    double[] values() {
      return values;
    }

    Clusters clusters() {
      return clusters;
    }
  }

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** The mean of differences against 0: clustered t interval, sign-flip test of whole clusters. */
  static Effect paired(Sample differences, long seed) {
    ClusteredMean mean = ClusteredMean.of(differences.values(), differences.clusters());
    Interval interval = mean.interval(LEVEL);
    double twoSided =
        SignFlip.test(differences.clusters().sums(differences.values()), DRAWS, seed).p();
    double p = mean.mean() > 0 ? twoSided / 2 : mean.mean() < 0 ? 1 - twoSided / 2 : 1;
    return new Effect(
        mean.mean(),
        interval.low(),
        interval.high(),
        Math.max(p, Double.MIN_NORMAL),
        mean.n(),
        mean.clusters());
  }

  /**
   * The difference of two samples' means: Welch's interval with clustered standard errors, and a
   * permutation test that deals whole clusters anew to the two samples.
   */
  static Effect difference(Sample subject, Sample control, long seed) {
    ClusteredMean one = ClusteredMean.of(subject.values(), subject.clusters());
    ClusteredMean other = ClusteredMean.of(control.values(), control.clusters());
    double a = one.standardError() * one.standardError();
    double b = other.standardError() * other.standardError();
    double size = one.mean() - other.mean();
    double half = 0;
    if (a + b > 0) {
      double degrees = (a + b) * (a + b) / (a * a / one.degrees() + b * b / other.degrees());
      half = quantile(Math.max(1, (int) degrees)) * Math.sqrt(a + b);
    }
    double p = dealt(subject, control, seed, size);
    return new Effect(
        size, size - half, size + half, p, one.n() + other.n(), one.clusters() + other.clusters());
  }

  /** The 97.5 % point of Student's t, as the half width of an interval with error 1. */
  private static double quantile(int degrees) {
    return new ClusteredMean(0, 1, degrees + 1, degrees + 1, 1).interval(LEVEL).high();
  }

  /**
   * The probability that a value of {@code subject} is above one of {@code control}, ties half: the
   * area under the curve, with the clustered standard error of Obuchowski (1997, Biometrics 53) and
   * the same permutation test.
   */
  static Effect area(Sample subject, Sample control, long seed) {
    double[] mine = subject.values();
    double[] theirs = control.values();
    double[] above = placements(mine, theirs);
    double[] below = placements(theirs, mine);
    double size = mean(above);
    for (int i = 0; i < below.length; i++) {
      below[i] = 1 - below[i];
    }
    double a = ClusteredMean.of(above, subject.clusters()).standardError();
    double b = ClusteredMean.of(below, control.clusters()).standardError();
    double half = NORMAL_975 * Math.sqrt(a * a + b * b);
    double[] pooled = new double[mine.length + theirs.length];
    System.arraycopy(mine, 0, pooled, 0, mine.length);
    System.arraycopy(theirs, 0, pooled, mine.length, theirs.length);
    // With the pooled ranks as values, the mean rank difference orders deals as the area does.
    double[] ranks = placements(pooled, pooled);
    Sample rankedSubject = new Sample(Arrays.copyOf(ranks, mine.length), subject.clusters());
    Sample rankedControl =
        new Sample(Arrays.copyOfRange(ranks, mine.length, ranks.length), control.clusters());
    double observed = mean(rankedSubject.values()) - mean(rankedControl.values());
    double p = dealt(rankedSubject, rankedControl, seed, observed);
    return new Effect(
        size,
        Math.max(0, size - half),
        Math.min(1, size + half),
        p,
        pooled.length,
        subject.clusters().count() + control.clusters().count());
  }

  /** For each value the share of {@code others} below it, ties half. */
  private static double[] placements(double[] values, double[] others) {
    double[] sorted = others.clone();
    Arrays.sort(sorted);
    double[] shares = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i] == 0 ? 0.0 : values[i];
      int from = bound(sorted, value, false);
      int to = bound(sorted, value, true);
      shares[i] = (from + to) / 2.0 / sorted.length;
    }
    return shares;
  }

  /** How many sorted values are below {@code value}, or up to it. */
  private static int bound(double[] sorted, double value, boolean included) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = included ? sorted[middle] <= value : sorted[middle] < value;
      if (before) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** The share of deals of the clusters to the two samples with as great a difference of means. */
  private static double dealt(Sample subject, Sample control, long seed, double observed) {
    int mine = subject.clusters().count();
    int all = mine + control.clusters().count();
    double[] sums = Arrays.copyOf(subject.clusters().sums(subject.values()), all);
    System.arraycopy(control.clusters().sums(control.values()), 0, sums, mine, all - mine);
    int[] sizes = Arrays.copyOf(subject.clusters().sizes(), all);
    System.arraycopy(control.clusters().sizes(), 0, sizes, mine, all - mine);
    double total = Arrays.stream(sums).sum();
    long items = Arrays.stream(sizes).sum();
    int[] order = new int[all];
    Arrays.setAll(order, i -> i);
    RandomGenerator random = generator(seed);
    double bound = observed - 1e-12 * Math.max(1, Math.abs(observed));
    int asGreat = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      long count = 0;
      for (int i = 0; i < mine; i++) {
        int other = i + random.nextInt(all - i);
        int taken = order[other];
        order[other] = order[i];
        order[i] = taken;
        sum += sums[taken];
        count += sizes[taken];
      }
      double contrast = sum / count - (total - sum) / (items - count);
      asGreat += contrast >= bound ? 1 : 0;
    }
    return (asGreat + 1.0) / (DRAWS + 1.0);
  }
}

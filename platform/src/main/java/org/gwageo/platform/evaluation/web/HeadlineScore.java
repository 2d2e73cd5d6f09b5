package org.gwageo.platform.evaluation.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * The number that stands for the result of a task, as pages show it: in per cent where it lies
 * between 0 and 1 and more is better, as it is otherwise.
 *
 * <p>Of several runs of the task it is the mean. The standard error of that mean is the mean of the
 * runs' standard errors: the runs ask the same items, so it cannot be greater, and it is exactly
 * that where every run answers alike.
 *
 * @param runs the results of the task's runs, at least one
 */
public record HeadlineScore(List<BenchmarkResult> runs) {

  /** The 97.5 % quantile of the standard normal distribution. */
  private static final double Z = 1.959964;

  private static final String NONE = "–";
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public HeadlineScore {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a score has at least one run, not 0");
    }
    runs = List.copyOf(runs);
  }

  /** Makes the score of the only run. */
  public HeadlineScore(BenchmarkResult result) {
    this(List.of(result));
  }

  /** Returns the headline's value with its standard error; no value if a run has none. */
  public Estimate estimate() {
    return headline().estimate();
  }

  private MetricValue headline() {
    return mean(0);
  }

  /** Returns a metric's mean over the runs. */
  private MetricValue mean(int metric) {
    MetricValue first = runs.getFirst().metrics().get(metric);
    if (runs.size() == 1) {
      return first;
    }
    Double value = 0.0;
    Double error = 0.0;
    long n = 0;
    for (BenchmarkResult run : runs) {
      Estimate one = run.metrics().get(metric).estimate();
      value = plus(value, one.value());
      error = plus(error, one.standardError());
      n += one.n();
    }
    return new MetricValue(
        first.name(),
        first.filter(),
        new Estimate(
            value == null ? null : value / runs.size(),
            value == null || error == null ? null : error / runs.size(),
            n),
        first.higherIsBetter());
  }

  private static @Nullable Double plus(@Nullable Double sum, @Nullable Double more) {
    return sum == null || more == null ? null : Double.valueOf(sum + more);
  }

  /** Returns whether the number is the share of right answers. */
  public boolean isShare() {
    return runs.getFirst().isShare();
  }

  /**
   * An interval.
   *
   * @param low the lower end, in per cent with one decimal where the number is in per cent
   * @param high the upper end
   */
  public record Interval(BigDecimal low, BigDecimal high) {
    /** Returns {@code 88.1 – 91.9}. */
    public String words() {
      return low.toPlainString() + " – " + high.toPlainString();
    }
  }

  /** Returns the number to sort by, better ones greater; the least of all if nothing counts. */
  public double rank() {
    MetricValue headline = headline();
    Double value = headline.estimate().value();
    if (value == null) {
      return Double.NEGATIVE_INFINITY;
    }
    return headline.higherIsBetter() ? value : -value;
  }

  /** Returns whether the number is shown in per cent. */
  public boolean isPercent() {
    return isPercent(headline());
  }

  private static boolean isPercent(MetricValue metric) {
    Double value = metric.estimate().value();
    return metric.higherIsBetter() && value != null && value >= 0 && value <= 1;
  }

  /** Returns the percentage with one decimal; null if nothing counts or it is in no per cent. */
  public @Nullable BigDecimal percent() {
    if (isShare() && runs.size() == 1) {
      return runs.getFirst().accuracy().percentage(1).orElse(null);
    }
    Double value = estimate().value();
    return value == null || !isPercent() ? null : percent(value);
  }

  /**
   * Returns the 95 % interval by the normal approximation, value - 1.96 se to value + 1.96 se, cut
   * at 0 and 100 per cent; null without a standard error, and where all or no replies are right,
   * because the approximation then claims a certainty that it does not have.
   */
  public @Nullable Interval interval() {
    return interval(headline());
  }

  private static @Nullable Interval interval(MetricValue metric) {
    Double value = metric.estimate().value();
    Double error = metric.estimate().standardError();
    if (value == null || error == null || error == 0) {
      return null;
    }
    return isPercent(metric)
        ? new Interval(
            percent(Math.clamp(value - Z * error, 0, 1)),
            percent(Math.clamp(value + Z * error, 0, 1)))
        : new Interval(plain(value - Z * error), plain(value + Z * error));
  }

  /** Returns {@code 68.3 %}, or {@code 0.4312} for what is in no per cent. */
  public String words() {
    BigDecimal percent = percent();
    if (percent != null) {
      return percent.toPlainString() + " %";
    }
    Double value = estimate().value();
    return value == null ? NONE : plain(value).toPlainString();
  }

  /** Returns {@link #words} without the sign of per cent, for columns that carry it. */
  public String number() {
    BigDecimal percent = percent();
    return percent == null ? words() : percent.toPlainString();
  }

  /** Returns {@code 68.3 % (41/60)}, without the counts where the number is no share of them. */
  public String wordsWithCounts() {
    return isShare() && percent() != null ? words() + " (" + counts() + ")" : words();
  }

  /** Returns {@code 41/60}: right answers of those that count, in all runs. */
  public String counts() {
    return runs.stream().mapToLong(run -> run.accuracy().correct()).sum()
        + "/"
        + runs.stream().mapToLong(run -> run.accuracy().counted()).sum();
  }

  /**
   * Returns the lowest and the highest run, {@code 66.7 – 70.0}; empty for a single run and where a
   * run has no value.
   */
  public String spreadWords() {
    if (runs.size() == 1 || estimate().value() == null) {
      return "";
    }
    List<HeadlineScore> ordered =
        runs.stream()
            .map(HeadlineScore::new)
            .sorted(Comparator.comparingDouble(HeadlineScore::rank))
            .toList();
    HeadlineScore low = ordered.getFirst();
    HeadlineScore high = ordered.getLast();
    return low.number() + " – " + high.number();
  }

  /**
   * Returns the standard deviation of the runs, with the number of runs less one below the line, in
   * points of 100 where the number is in per cent; empty for a single run.
   */
  public String deviationWords() {
    Double mean = estimate().value();
    if (runs.size() == 1 || mean == null) {
      return "";
    }
    double squares = 0;
    for (BenchmarkResult run : runs) {
      Double value = run.headline().estimate().value();
      squares += value == null ? 0 : (value - mean) * (value - mean);
    }
    double deviation = Math.sqrt(squares / (runs.size() - 1));
    return isPercent() ? percent(deviation).toPlainString() : plain(deviation).toPlainString();
  }

  /** Returns {@code 41/60} for a share, and {@link #words} for another number. */
  public String shortWords() {
    return isShare() && runs.size() == 1 ? counts() : words();
  }

  /** Returns the interval in words. */
  public String intervalWords() {
    Interval interval = interval();
    return interval == null ? NONE : interval.words();
  }

  /** Returns the name of the headline's metric with its filter. */
  public String metric() {
    return headline().name() + " (" + headline().filter() + ")";
  }

  /**
   * Returns every metric, its mean where there are several runs, with filter, value, standard error
   * and count.
   */
  public DataTable metrics(Page page) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < runs.getFirst().metrics().size(); i++) {
      MetricValue metric = mean(i);
      Estimate estimate = metric.estimate();
      Interval interval = interval(metric);
      rows.add(
          List.of(
              metric.name()
                  + (metric.higherIsBetter() ? "" : " " + page.t("run.metric.lower-is-better")),
              metric.filter(),
              number(estimate.value()),
              number(estimate.standardError()),
              interval == null ? NONE : interval.words() + (isPercent(metric) ? " %" : ""),
              page.number(estimate.n())));
    }
    return new DataTable(
        page.t("run.metrics"),
        List.of(
            Column.words(page.t("run.metric")),
            Column.words(page.t("run.metric.filter")),
            Column.numbers(page.t("run.metric.value")),
            Column.numbers(page.t("run.metric.error")),
            Column.numbers(page.t("run.metric.interval")),
            Column.numbers(page.t("run.metric.n"))),
        rows);
  }

  private static String number(@Nullable Double value) {
    return value == null ? NONE : plain(value).toPlainString();
  }

  private static BigDecimal plain(double value) {
    return value == 0 ? BigDecimal.ZERO : new BigDecimal(value).round(DIGITS);
  }

  private static BigDecimal percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).setScale(1, RoundingMode.HALF_UP);
  }
}

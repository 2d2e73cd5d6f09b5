package org.gwageo.platform.evaluation.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * The number that stands for a result, as pages show it: in per cent where it lies between 0 and 1
 * and more is better, as it is otherwise.
 *
 * @param result the result
 */
public record HeadlineScore(BenchmarkResult result) {

  /** The 97.5 % quantile of the standard normal distribution. */
  private static final double Z = 1.959964;

  private static final String NONE = "–";
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);

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
    Double value = result.headline().estimate().value();
    if (value == null) {
      return Double.NEGATIVE_INFINITY;
    }
    return result.headline().higherIsBetter() ? value : -value;
  }

  /** Returns whether the number is shown in per cent. */
  public boolean isPercent() {
    return isPercent(result.headline());
  }

  private static boolean isPercent(MetricValue metric) {
    Double value = metric.estimate().value();
    return metric.higherIsBetter() && value != null && value >= 0 && value <= 1;
  }

  /** Returns the percentage with one decimal; null if nothing counts or it is in no per cent. */
  public @Nullable BigDecimal percent() {
    if (result.isShare()) {
      return result.accuracy().percentage(1).orElse(null);
    }
    Double value = result.headline().estimate().value();
    return value == null || !isPercent() ? null : percent(value);
  }

  /**
   * Returns the 95 % interval by the normal approximation, value - 1.96 se to value + 1.96 se, cut
   * at 0 and 100 per cent; null without a standard error, and where all or no replies are right,
   * because the approximation then claims a certainty that it does not have.
   */
  public @Nullable Interval interval() {
    return interval(result.headline());
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
    Double value = result.headline().estimate().value();
    return value == null ? NONE : plain(value).toPlainString();
  }

  /** Returns {@link #words} without the sign of per cent, for columns that carry it. */
  public String number() {
    BigDecimal percent = percent();
    return percent == null ? words() : percent.toPlainString();
  }

  /** Returns {@code 68.3 % (41/60)}, without the counts where the number is no share of them. */
  public String wordsWithCounts() {
    return result.isShare() && percent() != null ? words() + " (" + counts() + ")" : words();
  }

  /** Returns {@code 41/60}: right answers of those that count. */
  public String counts() {
    return result.accuracy().correct() + "/" + result.accuracy().counted();
  }

  /** Returns {@code 41/60} for a share, and {@link #words} for another number. */
  public String shortWords() {
    return result.isShare() ? counts() : words();
  }

  /** Returns the interval in words. */
  public String intervalWords() {
    Interval interval = interval();
    return interval == null ? NONE : interval.words();
  }

  /** Returns the name of the headline's metric with its filter. */
  public String metric() {
    return result.headline().name() + " (" + result.headline().filter() + ")";
  }

  /** Returns every metric of the result with filter, value, standard error and count. */
  public DataTable metrics(Page page) {
    List<List<String>> rows = new ArrayList<>();
    for (MetricValue metric : result.metrics()) {
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

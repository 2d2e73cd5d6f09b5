package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.score.Accuracy;
import org.gwageo.platform.publication.web.result.Measured.Run;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.platform.web.chart.IntervalDots;
import org.jspecify.annotations.Nullable;

/** Benchmark accuracies in per cent, with intervals. */
final class Accuracies {

  /** The 97.5 % quantile of the standard normal distribution. */
  private static final double Z = 1.959964;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final List<BigDecimal> MARKS =
      List.of(0, 25, 50, 75, 100).stream().map(BigDecimal::valueOf).toList();

  private Accuracies() {}

  /** An interval in per cent, ends with one decimal. */
  record Interval(BigDecimal low, BigDecimal high) {
    /** Returns {@code 88.1 – 91.9}. */
    String words() {
      return low.toPlainString() + " – " + high.toPlainString();
    }
  }

  /** Returns the percentage with one decimal; null if nothing counts. */
  static @Nullable BigDecimal percent(Accuracy accuracy) {
    return accuracy.percentage(1).orElse(null);
  }

  /**
   * Returns the 95 % interval by the normal approximation, p - 1.96 se to p + 1.96 se, cut at 0 and
   * 100; null without a standard error, and where all or no replies are right, because the
   * approximation then claims a certainty that it does not have.
   */
  static @Nullable Interval interval(Accuracy accuracy) {
    Double error = accuracy.standardError();
    if (error == null || accuracy.fraction().isEmpty() || error == 0) {
      return null;
    }
    double share = accuracy.fraction().getAsDouble();
    return new Interval(end(share - Z * error), end(share + Z * error));
  }

  private static BigDecimal end(double share) {
    return BigDecimal.valueOf(Math.clamp(share, 0, 1))
        .multiply(HUNDRED)
        .setScale(1, RoundingMode.HALF_UP);
  }

  static String percentWords(Accuracy accuracy) {
    BigDecimal percent = percent(accuracy);
    return percent == null ? "–" : percent.toPlainString();
  }

  static String intervalWords(Accuracy accuracy) {
    Interval interval = interval(accuracy);
    return interval == null ? "–" : interval.words();
  }

  /** Returns one chart per task, over the teams that compete; the best team at the top. */
  static List<Chart> charts(Page page, PublishedStage stage, List<Measured> measured) {
    List<Chart> charts = new ArrayList<>();
    for (Measured task : measured) {
      List<IntervalDots.Dot> dots =
          task.runs(false).stream()
              .sorted(
                  java.util.Comparator.comparingDouble(
                      run -> -run.result().accuracy().fraction().orElse(0)))
              .map(run -> dot(stage.shortName(page, run.team()), run))
              .flatMap(java.util.Optional::stream)
              .toList();
      if (!dots.isEmpty()) {
        charts.add(chart(page, task, dots));
      }
    }
    return charts;
  }

  private static java.util.Optional<IntervalDots.Dot> dot(String name, Run run) {
    BigDecimal percent = percent(run.result().accuracy());
    if (percent == null) {
      return java.util.Optional.empty();
    }
    Interval interval = interval(run.result().accuracy());
    return java.util.Optional.of(
        new IntervalDots.Dot(
            name,
            percent,
            interval == null ? null : interval.low(),
            interval == null ? null : interval.high()));
  }

  private static Chart chart(Page page, Measured measured, List<IntervalDots.Dot> dots) {
    var title = measured.task().title();
    String name = page.pick(title.ko(), title.en());
    return new IntervalDots(
            "accuracy-" + measured.task().id(),
            page.t("results.benchmark.chart", name, measured.task().items().count()),
            page.t("results.benchmark.chart-description"),
            new IntervalDots.Headings(
                page.t("results.team"),
                page.t("results.benchmark.accuracy"),
                page.t("results.benchmark.interval")),
            new IntervalDots.Axis(BigDecimal.ZERO, HUNDRED, MARKS),
            dots,
            null)
        .draw();
  }

  /** Returns a table of the guests' accuracies, one column per task; null without guests. */
  static @Nullable DataTable guests(Page page, PublishedStage stage, List<Measured> measured) {
    List<String> guests =
        measured.stream()
            .flatMap(task -> task.runs(true).stream())
            .map(Run::team)
            .distinct()
            .toList();
    if (guests.isEmpty()) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("results.guest")));
    measured.forEach(
        task ->
            columns.add(
                Column.numbers(page.pick(task.task().title().ko(), task.task().title().en()))));
    List<List<String>> rows = new ArrayList<>();
    for (String guest : guests) {
      List<String> row = new ArrayList<>();
      row.add(stage.shortName(page, guest));
      measured.forEach(
          task -> row.add(task.run(guest).map(run -> words(run.result().accuracy())).orElse("–")));
      rows.add(row);
    }
    return new DataTable(page.t("results.guests.caption"), columns, rows);
  }

  /** Returns {@code 68.3 % (41/60)}. */
  static String words(Accuracy accuracy) {
    BigDecimal percent = percent(accuracy);
    return percent == null
        ? "–"
        : "%s %% (%d/%d)"
            .formatted(percent.toPlainString(), accuracy.correct(), accuracy.counted());
  }
}

package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.platform.evaluation.web.HeadlineScore;
import org.gwageo.platform.publication.web.result.Measured.Entry;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.platform.web.chart.IntervalDots;
import org.jspecify.annotations.Nullable;

/** Benchmark scores with intervals, tasks of one mode at a time. */
final class Accuracies {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final List<BigDecimal> MARKS =
      List.of(0, 25, 50, 75, 100).stream().map(BigDecimal::valueOf).toList();

  private Accuracies() {}

  /** Returns one chart per task, over the teams that compete; the best team at the top. */
  static List<Chart> charts(Page page, PublishedStage stage, List<Measured> measured) {
    List<Chart> charts = new ArrayList<>();
    for (Measured task : measured) {
      List<IntervalDots.Dot> dots =
          task.entries(false).stream()
              .sorted(Comparator.comparingDouble(run -> -run.score().rank()))
              .map(run -> dot(stage.shortName(page, run.team()), run))
              .flatMap(Optional::stream)
              .toList();
      if (!dots.isEmpty()) {
        charts.add(chart(page, task, dots));
      }
    }
    return charts;
  }

  private static Optional<IntervalDots.Dot> dot(String name, Entry run) {
    BigDecimal percent = run.score().percent();
    if (percent == null) {
      return Optional.empty();
    }
    HeadlineScore.Interval interval = run.score().interval();
    return Optional.of(
        new IntervalDots.Dot(
            name,
            percent,
            interval == null ? null : interval.low(),
            interval == null ? null : interval.high()));
  }

  private static Chart chart(Page page, Measured measured, List<IntervalDots.Dot> dots) {
    String name = measured.title(page);
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

  /** Returns a table of the guests' scores for each mode, one column per task. */
  static List<DataTable> guests(Page page, PublishedStage stage, List<Measured> measured) {
    return Arrays.stream(Mode.values())
        .map(mode -> measured.stream().filter(task -> task.task().mode() == mode).toList())
        .map(same -> table(page, stage, same))
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private static @Nullable DataTable table(
      Page page, PublishedStage stage, List<Measured> measured) {
    List<String> guests =
        measured.stream()
            .flatMap(task -> task.entries(true).stream())
            .map(Entry::team)
            .distinct()
            .toList();
    if (guests.isEmpty()) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("results.guest")));
    measured.forEach(task -> columns.add(Column.numbers(task.title(page))));
    List<List<String>> rows = new ArrayList<>();
    for (String guest : guests) {
      List<String> row = new ArrayList<>();
      row.add(stage.shortName(page, guest));
      measured.forEach(
          task -> row.add(task.entry(guest).map(run -> run.score().wordsWithCounts()).orElse("–")));
      rows.add(row);
    }
    return new DataTable(page.t("results.guests.caption"), columns, rows);
  }
}

package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.benchmark.answer.Normalisation;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.AnswerRule;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.platform.evaluation.web.HeadlineScore;
import org.gwageo.platform.publication.web.result.Measured.Entry;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.jspecify.annotations.Nullable;

/** Writes the page of one benchmark. */
final class TaskWriter {

  private final Page page;
  private final PublishedStage stage;
  private final Measured measured;
  private final BenchmarkTask task;

  private TaskWriter(Page page, PublishedStage stage, Measured measured) {
    this.page = page;
    this.stage = stage;
    this.measured = measured;
    this.task = measured.task();
  }

  /**
   * Writes the page.
   *
   * @param sample the first question as it is sent; null for none
   */
  static TaskPage write(
      Page page, PublishedStage stage, Measured measured, @Nullable String sample) {
    return new TaskWriter(page, stage, measured).write(sample);
  }

  private TaskPage write(@Nullable String sample) {
    boolean open = stage.shows(Level.RAW);
    List<Chart> charts = Accuracies.charts(page, stage, List.of(measured));
    List<TaskPage.Row> rows = new ArrayList<>();
    ranked(false).forEach(run -> rows.add(row(run, open)));
    ranked(true).forEach(run -> rows.add(row(run, open)));
    return new TaskPage(
        stage.head(),
        stage.evidence(page),
        task.id(),
        measured.title(page),
        facts(),
        rule(),
        open ? sample : null,
        charts.isEmpty() ? null : charts.getFirst(),
        List.of(
            Column.words(page.t("results.team")),
            Column.numbers(headline()),
            Column.numbers(page.t("results.benchmark.interval")),
            Column.numbers(page.t("results.benchmark.correct")),
            Column.numbers(page.t("results.benchmark.wrong")),
            Column.numbers(page.t("results.benchmark.unparsed")),
            Column.numbers(page.t("results.benchmark.uncounted")),
            Column.words(page.t("results.benchmark.publishable"))),
        rows,
        runs(),
        metrics(),
        open,
        task.items().file());
  }

  private List<Entry> ranked(boolean guests) {
    return measured.entries(guests).stream()
        .sorted(Comparator.comparingDouble(run -> -run.score().rank()))
        .toList();
  }

  private TaskPage.Row row(Entry run, boolean open) {
    long correct = run.sum(result -> result.accuracy().correct());
    String name = stage.shortName(page, run.team());
    return new TaskPage.Row(
        run.guest() ? page.t("results.benchmark.guest", name) : name,
        open ? stage.head().path("benchmarks/%s/%s".formatted(task.id(), run.team())) : null,
        List.of(
            run.score().number(),
            run.score().intervalWords(),
            page.number(correct),
            page.number(run.sum(result -> result.accuracy().counted()) - correct),
            page.number(run.sum(TaskWriter::withoutAnswer)),
            page.number(run.sum(BenchmarkResult::uncounted)),
            page.t(
                run.runs().stream().allMatch(one -> one.result().isPublishable())
                    ? "results.benchmark.publishable.yes"
                    : "results.benchmark.publishable.no",
                run.runs()
                    .getFirst()
                    .result()
                    .ceiling()
                    .movePointRight(2)
                    .stripTrailingZeros()
                    .toPlainString())));
  }

  /** Returns what the task's number is called. */
  private String headline() {
    return measured.runs().stream()
        .findFirst()
        .filter(run -> !run.result().isShare())
        .map(run -> new HeadlineScore(run.result()))
        .map(score -> score.metric() + (score.isPercent() ? " (%)" : ""))
        .orElseGet(() -> page.t("results.benchmark.accuracy"));
  }

  /** Returns every metric of every run, where there are more than the headline. */
  private List<DataTable> metrics() {
    if (task.judging().metrics().size() == 1) {
      return List.of();
    }
    return Stream.concat(ranked(false).stream(), ranked(true).stream())
        .map(
            run -> {
              var table = run.score().metrics(page);
              return new DataTable(
                  stage.shortName(page, run.team()), table.columns(), table.rows());
            })
        .toList();
  }

  /** Returns every run of every team with their mean; null where each team has one. */
  private @Nullable DataTable runs() {
    if (measured.most() <= 1) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("results.team")));
    for (int run = 1; run <= measured.most(); run++) {
      columns.add(Column.numbers(page.t("viewer.run", run)));
    }
    columns.add(Column.numbers(page.t("season.runs.mean")));
    columns.add(Column.numbers(page.t("season.runs.deviation")));
    List<List<String>> rows = new ArrayList<>();
    Stream.concat(ranked(false).stream(), ranked(true).stream())
        .forEach(
            entry -> {
              List<String> row = new ArrayList<>();
              row.add(stage.shortName(page, entry.team()));
              for (int run = 1; run <= measured.most(); run++) {
                int number = run;
                row.add(
                    entry.runs().stream()
                        .filter(one -> one.job().run() == number)
                        .map(one -> new HeadlineScore(one.result()).number())
                        .findFirst()
                        .orElse("–"));
              }
              row.add(entry.score().number());
              String deviation = entry.score().deviationWords();
              row.add(deviation.isEmpty() ? "–" : deviation);
              rows.add(row);
            });
    return new DataTable(page.t("results.benchmark.runs"), columns, rows);
  }

  /** Returns how many questions count as wrong because no answer was found in the reply. */
  private static long withoutAnswer(BenchmarkResult result) {
    return result.unanswered().entrySet().stream()
        .filter(entry -> entry.getKey().isScored())
        .mapToLong(java.util.Map.Entry<FailureClass, Long>::getValue)
        .sum();
  }

  private List<Fact> facts() {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(
            page.t("results.benchmark.size"),
            task.repeats() == 1
                ? page.t("results.benchmark.items", page.number(task.items().count()))
                : page.t(
                    "results.benchmark.items-repeated",
                    page.number(task.items().count()),
                    task.repeats())));
    facts.add(Fact.of(page.t("run.mode"), page.t("run.mode." + task.mode().word())));
    facts.add(
        Fact.of(
            page.t("results.benchmark.api"),
            page.t(
                task.api() == Api.CHAT
                    ? "results.benchmark.api.chat"
                    : "results.benchmark.api.completions")));
    facts.add(
        Fact.of(
            page.t("results.benchmark.generation"),
            task.rendering().parameters().entrySet().stream()
                .map(entry -> entry.getKey() + " " + CanonicalJson.string(entry.getValue()))
                .collect(Collectors.joining(", "))));
    facts.add(Fact.of(page.t("results.benchmark.version"), task.id() + " · " + task.version()));
    facts.add(Fact.of(page.t("results.benchmark.digest"), task.digest().toString()));
    return facts;
  }

  private String rule() {
    return switch (task.judging()) {
      case AnswerRule.Choice ignored -> page.t("results.benchmark.rule.choice");
      case AnswerRule.Generated generated ->
          page.t(
              "results.benchmark.rule.generated",
              generated.extract().stream()
                  .map(one -> extractor(one))
                  .collect(Collectors.joining(" → ")),
              generated.normalise().isEmpty()
                  ? page.t("results.benchmark.rule.as-is")
                  : generated.normalise().stream()
                      .map(Normalisation::word)
                      .collect(Collectors.joining(", ")));
      default ->
          page.t(
              "results.benchmark.rule.metrics",
              task.judging().metrics().stream()
                  .map(metric -> metric.name() + " (" + metric.filter() + ")")
                  .collect(Collectors.joining(", ")));
    };
  }

  private static String extractor(org.gwageo.benchmark.answer.Extractor extractor) {
    return String.valueOf(extractor.toTree());
  }
}

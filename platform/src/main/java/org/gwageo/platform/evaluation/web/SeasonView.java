package org.gwageo.platform.evaluation.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.statistics.DetectableDifference;
import org.gwageo.benchmark.statistics.PairVariance;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.evaluation.Suite;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * A season as the office sees it.
 *
 * @param facts suite, window, who opened it
 * @param tasks the suite's tasks with what a comparison can show; null if the suite is unreadable
 * @param problem why the suite is unreadable; empty if it is not
 * @param entrants who is measured; null for nobody yet
 * @param standings the entrants' numbers; null before the first result
 * @param runs how the runs of each task differ; null where each task is run once
 * @param speeds latencies and costs; null before the first result
 * @param planned whether entrants may still be entered
 * @param steps what the office can do with it beside entering and opening, and what its items are
 */
public record SeasonView(
    List<Fact> facts,
    @Nullable DataTable tasks,
    String problem,
    @Nullable DataTable entrants,
    @Nullable DataTable standings,
    @Nullable DataTable runs,
    @Nullable Speeds speeds,
    boolean planned,
    SeasonSteps steps) {

  private static final double Z = 1.959964;
  private static final double SMALLEST_PLAN = 3;

  /** Copies the list. */
  public SeasonView {
    facts = List.copyOf(facts);
  }

  static SeasonView of(
      Page page,
      Season season,
      @Nullable Suite suite,
      String problem,
      List<DataSet> sets,
      Map<String, BenchmarkTask> tasks,
      Map<String, Map<String, HeadlineScore>> scores,
      @Nullable Speeds speeds) {
    return new SeasonView(
        facts(page, season, suite),
        suite == null ? null : tasks(page, season, suite, tasks),
        problem,
        season.entrants().isEmpty() ? null : entrants(page, season),
        suite == null || scores.isEmpty() ? null : standings(page, season, suite, scores),
        suite == null || scores.isEmpty() || season.runs() == 1
            ? null
            : runs(page, season, suite, scores),
        speeds,
        season.opened() == null,
        SeasonSteps.of(page, season, sets));
  }

  private static List<Fact> facts(Page page, Season season, @Nullable Suite suite) {
    var facts = new ArrayList<Fact>();
    facts.add(
        Fact.of(
            page.t("season.suite"),
            suite == null
                ? season.suite()
                : page.pick(suite.title().ko(), suite.title().en()) + " (" + suite.id() + ")"));
    if (suite != null) {
      facts.add(Fact.of(page.t("run.mode"), page.t("run.mode." + suite.mode().word())));
    }
    facts.add(Fact.of(page.t("season.suite.digest"), season.suiteDigest()));
    facts.add(Fact.of(page.t("season.runs"), page.number(season.runs())));
    if (season.purpose().equals(Season.NONCOMMERCIAL)) {
      facts.add(Fact.of(page.t("season.purpose"), page.t("season.purpose.noncommercial")));
    }
    var announced = season.announcedAt();
    if (announced != null) {
      facts.add(Fact.of(page.t("season.announced"), page.time(announced)));
    }
    facts.add(Fact.of(page.t("season.opens"), page.time(season.opensAt())));
    facts.add(Fact.of(page.t("season.closes"), page.time(season.closesAt())));
    facts.add(Fact.of(page.t("season.id"), season.id().toString()));
    var opened = season.opened();
    if (opened != null) {
      facts.add(
          Fact.of(
              page.t("season.opened"),
              page.t("season.opened.by", opened.by(), page.time(opened.at()), opened.reason())));
    }
    return facts;
  }

  /** Returns the tasks with the smallest difference that a comparison of all pairs would find. */
  private static DataTable tasks(
      Page page, Season season, Suite suite, Map<String, BenchmarkTask> tasks) {
    int entrants = Math.max(2, season.entrants().size());
    int pairs = entrants * (entrants - 1) / 2;
    List<List<String>> rows = new ArrayList<>();
    for (Suite.Part part : suite.parts()) {
      BenchmarkTask task = tasks.get(part.task());
      if (task != null) {
        rows.add(
            List.of(
                page.pick(task.title().ko(), task.title().en()) + " (" + part.task() + ")",
                part.weight().toPlainString(),
                page.number(task.items().count()),
                page.number(task.repeats()),
                detectable(task, season.runs(), pairs, 0),
                detectable(task, season.runs(), pairs, 0.5)));
      }
    }
    return new DataTable(
        page.t("season.tasks", entrants, pairs),
        List.of(
            Column.words(page.t("office.job.task")),
            Column.numbers(page.t("season.weight")),
            Column.numbers(page.t("season.items")),
            Column.numbers(page.t("season.repeats")),
            Column.numbers(page.t("season.detectable.apart")),
            Column.numbers(page.t("season.detectable.paired"))),
        rows);
  }

  private static String detectable(BenchmarkTask task, int runs, int pairs, double correlation) {
    if (task.items().count() < SMALLEST_PLAN) {
      return "–";
    }
    double difference =
        DetectableDifference.of(task.items().count())
            .withRepeats(task.repeats() * runs)
            .amongPairs(pairs)
            .detectable(PairVariance.worstCase(correlation));
    return String.format(Locale.ROOT, "%.1f", 100 * difference);
  }

  private static DataTable entrants(Page page, Season season) {
    return new DataTable(
        page.t("season.entrants"),
        List.of(
            Column.words(page.t("season.entrant")),
            Column.words(page.t("run.endpoint")),
            Column.words(page.t("season.model"))),
        season.entrants().stream()
            .map(
                one ->
                    List.of(one.name(), one.entrant().endpoint().toString(), one.entrant().model()))
            .toList());
  }

  /** Returns the score of each entrant at each task, over the runs that are done. */
  public static Map<String, Map<String, HeadlineScore>> scores(List<Job> done, Results results) {
    var runs = new HashMap<String, Map<String, List<BenchmarkResult>>>();
    for (Job job : done) {
      runs.computeIfAbsent(job.team(), team -> new HashMap<>())
          .computeIfAbsent(job.task(), task -> new ArrayList<>())
          .add(results.of(job));
    }
    var scores = new HashMap<String, Map<String, HeadlineScore>>();
    runs.forEach(
        (entrant, byTask) -> {
          var ofEntrant = new HashMap<String, HeadlineScore>();
          byTask.forEach((task, list) -> ofEntrant.put(task, new HeadlineScore(list)));
          scores.put(entrant, ofEntrant);
        });
    return scores;
  }

  /** An entrant's weighted mean. */
  private record Standing(
      String name, double mean, double error, boolean whole, List<String> row) {}

  /** Returns the entrants' weighted means with their intervals, the best first. */
  public static DataTable standings(
      Page page, Season season, Suite suite, Map<String, Map<String, HeadlineScore>> scores) {
    List<Standing> standings = new ArrayList<>();
    for (Season.Participant one : season.entrants()) {
      standings.add(
          standing(
              one.name(), season, suite, scores.getOrDefault(one.entrant().id(), Map.of()), page));
    }
    standings.sort(
        Comparator.comparing(Standing::whole).thenComparingDouble(Standing::mean).reversed());
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("season.entrant")));
    columns.add(Column.numbers(page.t("season.mean")));
    columns.add(Column.numbers(page.t("run.metric.interval")));
    suite.tasks().forEach(task -> columns.add(Column.numbers(task)));
    return new DataTable(
        page.t("season.standings"), columns, standings.stream().map(Standing::row).toList());
  }

  /**
   * Returns the mean of the tasks' headlines by weight. Its error is that of independent tasks: the
   * root of the summed squares of weight times error, over the summed weights.
   */
  private static Standing standing(
      String name, Season season, Suite suite, Map<String, HeadlineScore> scores, Page page) {
    double weights = 0;
    double sum = 0;
    double squares = 0;
    boolean whole = true;
    List<String> cells = new ArrayList<>();
    for (Suite.Part part : suite.parts()) {
      HeadlineScore score = scores.get(part.task());
      Estimate estimate = score == null ? Estimate.nothing() : score.estimate();
      Double value = estimate.value();
      Double error = estimate.standardError();
      double weight = part.weight().doubleValue();
      weights += weight;
      whole &= value != null && score != null && score.runs().size() == season.runs();
      sum += value == null ? 0 : weight * value;
      squares += error == null ? 0 : weight * weight * error * error;
      cells.add(score == null ? "–" : score.words());
    }
    double mean = sum / weights;
    double error = Math.sqrt(squares) / weights;
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(whole ? percent(mean) : page.t("season.unfinished"));
    row.add(whole ? percent(mean - Z * error) + " – " + percent(mean + Z * error) : "–");
    row.addAll(cells);
    return new Standing(name, mean, error, whole, row);
  }

  /** Returns one row an entrant and task: every run, their mean and their standard deviation. */
  private static DataTable runs(
      Page page, Season season, Suite suite, Map<String, Map<String, HeadlineScore>> scores) {
    List<List<String>> rows = new ArrayList<>();
    for (Season.Participant one : season.entrants()) {
      for (String task : suite.tasks()) {
        HeadlineScore score = scores.getOrDefault(one.entrant().id(), Map.of()).get(task);
        if (score != null) {
          rows.add(
              List.of(
                  one.name(),
                  task,
                  page.t("season.runs.done", score.runs().size(), season.runs()),
                  score.words(),
                  orDash(score.spreadWords()),
                  orDash(score.deviationWords())));
        }
      }
    }
    return new DataTable(
        page.t("season.runs.caption"),
        List.of(
            Column.words(page.t("season.entrant")),
            Column.words(page.t("office.job.task")),
            Column.numbers(page.t("season.runs")),
            Column.numbers(page.t("season.runs.mean")),
            Column.numbers(page.t("season.runs.spread")),
            Column.numbers(page.t("season.runs.deviation"))),
        rows);
  }

  private static String orDash(String words) {
    return words.isEmpty() ? "–" : words;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}

package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.platform.publication.web.result.ResultsPage.Download;
import org.gwageo.platform.publication.web.result.ResultsPage.StatisticRow;
import org.gwageo.platform.publication.web.result.ResultsPage.TeamRow;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.platform.web.chart.StackedBars;
import org.gwageo.verdict.Cut;
import org.gwageo.verdict.DisclosedVerdict;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.DisclosedVerdict.Statistic;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Writes the page of results. */
final class ResultsWriter {

  private static final String TOTAL = "total";
  private static final int MOST_PARTS = 5;

  private final Page page;
  private final PublishedStage stage;
  private final List<Measured> measured;
  private final DisclosedVerdict shown;
  private final Rulebook rulebook;

  private ResultsWriter(Page page, PublishedStage stage, List<Measured> measured) {
    this.page = page;
    this.stage = stage;
    this.measured = measured;
    this.shown = stage.shown();
    this.rulebook = stage.rulebook();
  }

  static ResultsPage write(Page page, PublishedStage stage, List<Measured> measured) {
    return new ResultsWriter(page, stage, measured).write();
  }

  private ResultsPage write() {
    List<DataTable> sheets = SheetTables.of(page, stage);
    List<Chart> ratings = RatingCharts.of(page, stage);
    DataTable items = items();
    Cut cut = shown.cut();
    return new ResultsPage(
        stage.head(),
        stage.evidence(page),
        sections(items != null, !sheets.isEmpty(), !ratings.isEmpty()),
        lead(),
        cut == null ? List.of() : cutFacts(page, cut),
        cut == null ? List.of() : cutReasons(cut),
        columns(),
        shown.teams().stream().map(this::row).toList(),
        statistics(),
        points(),
        items,
        Accuracies.charts(page, stage, measured),
        measured.stream().map(this::task).toList(),
        Accuracies.guests(page, stage, measured),
        sheets,
        ratings,
        downloads(),
        withheld());
  }

  /** Returns how many teams were to enter and go on, and how many did. */
  static List<Fact> cutFacts(Page page, Cut cut) {
    return List.of(
        Fact.of(
            page.t("results.cut.announced"),
            page.t("results.cut.side", cut.announced().from(), cut.announced().to())),
        Fact.of(
            page.t("results.cut.actual"),
            page.t("results.cut.side", cut.actual().from(), cut.actual().to())));
  }

  private List<String> cutReasons(Cut cut) {
    List<String> reasons = new ArrayList<>();
    shown.teams().stream()
        .filter(team -> "advances".equals(team.outcome()))
        .flatMap(team -> Stream.ofNullable(team.total()))
        .min(Comparator.naturalOrder())
        .ifPresent(least -> reasons.add(page.t("results.cut.least", least.toPlainString())));
    reasons.addAll(Wording.sentences(page, cut.reasons()));
    return reasons;
  }

  private String lead() {
    List<String> advancing =
        shown.teams().stream()
            .filter(team -> "advances".equals(team.outcome()))
            .map(team -> stage.shortName(page, team.team()))
            .toList();
    return advancing.isEmpty()
        ? page.t("results.lead.none", shown.teams().size())
        : page.t(
            "results.lead", shown.teams().size(), advancing.size(), String.join(", ", advancing));
  }

  private List<Section> sections(boolean items, boolean sheets, boolean ratings) {
    List<Section> sections = new ArrayList<>();
    sections.add(section("ranking"));
    sections.add(section("cut"));
    if (items) {
      sections.add(section("items"));
    }
    if (!measured.isEmpty()) {
      sections.add(section("benchmarks"));
    }
    if (sheets) {
      sections.add(section("sheets"));
    }
    if (ratings) {
      sections.add(section("ratings"));
    }
    sections.add(section("files"));
    return sections;
  }

  private Section section(String id) {
    return new Section(id, page.t("results." + id + ".title"));
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("results.team")));
    columns.add(Column.words(page.t("results.outcome")));
    columns.add(Column.numbers(page.t("results.rank")));
    if (stage.shows(Level.TOTAL)) {
      columns.add(Column.numbers(page.t("results.total-of", page.number(rulebook.points()))));
    }
    if (stage.shows(Level.BLOCKS)) {
      rulebook
          .blocks()
          .forEach(
              block ->
                  columns.add(
                      Column.numbers(
                          page.t(
                              "results.points-of",
                              Wording.in(page, block.title()),
                              page.number(block.points())))));
    }
    return columns;
  }

  private TeamRow row(DisclosedTeam team) {
    List<String> numbers = new ArrayList<>();
    if (stage.shows(Level.TOTAL)) {
      numbers.add(Wording.number(team.total()));
    }
    if (stage.shows(Level.BLOCKS)) {
      rulebook.blocks().forEach(b -> numbers.add(Wording.number(team.blocks().get(b.id()))));
    }
    return new TeamRow(
        team.team(),
        stage.shortName(page, team.team()),
        stage.head().path("verdict/" + team.team()),
        Outcomes.badge(page, team.outcome()),
        team.failedGates().stream().map(gate -> Wording.gate(page, rulebook, gate)).toList(),
        team.rank() == null ? "–" : team.rank().toString(),
        numbers);
  }

  private List<StatisticRow> statistics() {
    List<String> ids = new ArrayList<>();
    if (stage.shows(Level.TOTAL)) {
      ids.add(TOTAL);
    }
    if (stage.shows(Level.BLOCKS)) {
      rulebook.blocks().forEach(block -> ids.add(block.id()));
    }
    List<StatisticRow> rows = new ArrayList<>();
    List<Statistic> all = ids.stream().flatMap(id -> shown.statistic(id).stream()).toList();
    if (all.stream().anyMatch(statistic -> statistic.best() != null)) {
      rows.add(new StatisticRow(page.t("results.best"), ids.stream().map(this::best).toList()));
    }
    if (all.stream().anyMatch(statistic -> statistic.mean() != null)) {
      rows.add(new StatisticRow(page.t("results.mean"), ids.stream().map(this::mean).toList()));
    }
    return rows;
  }

  private String best(String of) {
    return shown.statistic(of).map(statistic -> Wording.number(statistic.best())).orElse("–");
  }

  private String mean(String of) {
    return shown.statistic(of).map(statistic -> Wording.number(statistic.mean())).orElse("–");
  }

  private @Nullable Chart points() {
    List<Block> blocks = rulebook.blocks();
    if (!stage.shows(Level.BLOCKS) || !stage.shows(Level.TOTAL) || blocks.size() > MOST_PARTS) {
      return null;
    }
    List<StackedBars.Bar> bars = new ArrayList<>();
    for (DisclosedTeam team : shown.teams()) {
      if (team.total() != null) {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        blocks.forEach(block -> values.add(team.blocks().get(block.id())));
        String label =
            "%s · %s"
                .formatted(
                    stage.shortName(page, team.team()),
                    Outcomes.badge(page, team.outcome()).word());
        bars.add(new StackedBars.Bar(label, values, team.total().toPlainString()));
      }
    }
    return new StackedBars(
            "points",
            page.t("results.chart.title"),
            page.t("results.chart.description", page.number(rulebook.points())),
            page.t("results.team"),
            page.t("results.total"),
            rulebook.points(),
            blocks.stream().map(block -> Wording.in(page, block.title())).toList(),
            bars)
        .draw();
  }

  private @Nullable DataTable items() {
    if (!stage.shows(Level.ITEMS)) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("results.item")));
    columns.add(Column.numbers(page.t("results.points")));
    shown.teams().forEach(t -> columns.add(Column.numbers(stage.shortName(page, t.team()))));
    boolean best = stage.policy().best().contains(Level.ITEMS);
    boolean mean = stage.policy().meanPlaces(Level.ITEMS) != null;
    if (best) {
      columns.add(Column.numbers(page.t("results.best")));
    }
    if (mean) {
      columns.add(Column.numbers(page.t("results.mean")));
    }
    List<List<String>> rows = new ArrayList<>();
    rulebook
        .items()
        .forEach(
            item -> {
              List<String> row = new ArrayList<>();
              row.add(Wording.in(page, item.title()));
              row.add(page.number(item.points()));
              shown.teams().forEach(t -> row.add(Wording.number(t.items().get(item.id()))));
              if (best) {
                row.add(best(item.id()));
              }
              if (mean) {
                row.add(mean(item.id()));
              }
              rows.add(row);
            });
    return new DataTable(page.t("results.items.caption"), columns, rows);
  }

  private Fact task(Measured task) {
    return new Fact(
        task.title(page),
        page.t("results.benchmark.open", task.task().items().count()),
        stage.head().path("benchmarks/" + task.task().id()));
  }

  private List<Download> downloads() {
    return ResultFiles.names(stage).stream()
        .map(
            name ->
                new Download(
                    page.t("results.file." + name), stage.head().path("results/" + name + ".csv")))
        .toList();
  }

  private List<String> withheld() {
    List<String> withheld = new ArrayList<>();
    for (Level level : Level.values()) {
      if (!stage.shows(level)) {
        String name = level.name().toLowerCase(java.util.Locale.ROOT);
        withheld.add(page.t("results.withheld." + name));
      }
    }
    return withheld;
  }
}

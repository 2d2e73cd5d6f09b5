package org.gwageo.platform.proposal.web;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.bundle.proposal.ProposalWindow;
import org.gwageo.bundle.proposal.Ruling;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.proposal.ProposedItem;
import org.gwageo.platform.proposal.Proposing;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.scores.ProposedBenchmarks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what everybody may read of proposals. */
@Component
class SelectionViews {

  private final Proposing proposing;
  private final Teams teams;
  private final Clock clock;

  SelectionViews(Proposing proposing, Teams teams, Clock clock) {
    this.proposing = proposing;
    this.teams = teams;
    this.clock = clock;
  }

  /** Returns the rule of an item in sentences. */
  static List<String> rule(Page page, ProposedItem item) {
    return List.of(
        page.t("proposal.rule.teams", item.rule().teams()),
        page.t("proposal.rule.most", item.rule().most()),
        page.t("proposal.rule.withdrawn"));
  }

  /** Returns a table's caption, which differs from those of other items on the same page. */
  static String caption(Page page, String key, ProposedItem item) {
    return page.t(key) + " · " + page.pick(item.title().ko(), item.title().en());
  }

  SelectionView of(Page page, StageId stage, ProposedItem item) {
    Instant now = clock.instant();
    ItemProposals shown = proposing.published(stage, item.id());
    boolean published = shown.lastClosing(now).isPresent();
    String path =
        "/programmes/%s/stages/%s/proposals/%s"
            .formatted(stage.programme(), stage.stage(), item.id());
    ProposedBenchmarks selection = shown.selection(item.rule());
    return new SelectionView(
        item.id(),
        page.pick(item.title().ko(), item.title().en()),
        rule(page, item),
        facts(page, shown, now),
        state(page, shown, now),
        published ? outcome(page, shown, selection, now) : "",
        published && selection.selected().isEmpty() && shown.fixedAt() == null
            ? page.t(
                "proposal.advice." + item.missing().name().toLowerCase(Locale.ROOT),
                item.rule().teams())
            : "",
        published ? table(page, stage, item, selection) : null,
        published ? names(page, stage, item, shown) : null,
        published ? lists(page, stage, item, shown) : null,
        published ? versions(page, stage, item, shown) : null,
        shown.fixedAt() == null ? List.of() : files(page, path, shown),
        proposing.fixedAs(stage, item.id()).map(Object::toString).orElse(""));
  }

  private static Badge state(Page page, ItemProposals shown, Instant now) {
    if (shown.fixedAt() != null) {
      return new Badge(Tone.SUCCESS, page.t("proposal.state.fixed"));
    }
    if (shown.isOpen(now)) {
      return new Badge(Tone.PRIMARY, page.t("proposal.state.open"));
    }
    return shown.lastClosing(now).isPresent()
        ? new Badge(Tone.INFORMATION, page.t("proposal.state.closed"))
        : new Badge(Tone.NEUTRAL, page.t("proposal.state.awaited"));
  }

  private static List<Fact> facts(Page page, ItemProposals shown, Instant now) {
    var facts = new ArrayList<Fact>();
    for (ProposalWindow window : shown.windows()) {
      facts.add(
          Fact.of(
              page.t(
                  now.isAfter(window.closesAt()) ? "proposal.deadline.past" : "proposal.deadline"),
              page.t(
                  "proposal.deadline.announced",
                  page.time(window.closesAt()),
                  page.time(window.at()),
                  window.reason())));
    }
    Instant fixedAt = shown.fixedAt();
    if (fixedAt != null) {
      facts.add(Fact.of(page.t("proposal.fixed-at"), page.time(fixedAt)));
    }
    return facts;
  }

  private static String outcome(
      Page page, ItemProposals shown, ProposedBenchmarks selection, Instant now) {
    List<String> selected = selection.selected();
    if (shown.fixedAt() == null && !shown.isOpen(now) && !shown.unruled().isEmpty()) {
      return page.t("proposal.outcome.unruled", shown.unruled().size());
    }
    return selected.isEmpty()
        ? page.t("proposal.outcome.none", selection.rule().teams())
        : page.t("proposal.outcome", selected.size(), String.join(", ", selected));
  }

  private DataTable table(
      Page page, StageId stage, ProposedItem item, ProposedBenchmarks selection) {
    List<Team> competing = teams.competing(stage);
    var columns = new ArrayList<Column>();
    columns.add(Column.words(page.t("proposal.benchmark")));
    columns.add(Column.numbers(page.t("proposal.count")));
    columns.add(Column.words(page.t("proposal.result")));
    competing.forEach(team -> columns.add(Column.words(shortName(page, team))));
    var rows = new ArrayList<List<String>>();
    selection.all().stream()
        .sorted(
            Comparator.comparingInt((ProposedBenchmarks.Proposed one) -> -one.teams().size())
                .thenComparing(ProposedBenchmarks.Proposed::benchmark))
        .forEach(
            one -> {
              var row = new ArrayList<String>();
              row.add(one.benchmark());
              row.add(page.t("proposal.count.of", one.teams().size(), one.needed()));
              row.add(
                  one.qualifies()
                      ? page.t("proposal.qualifies")
                      : page.t("proposal.lacks", one.lacks()));
              competing.forEach(
                  team ->
                      row.add(
                          one.teams().contains(team.id())
                              ? page.t("proposal.proposed")
                              : page.t("proposal.not-proposed")));
              rows.add(row);
            });
    return new DataTable(caption(page, "proposal.table", item), columns, rows);
  }

  private @Nullable DataTable names(
      Page page, StageId stage, ProposedItem item, ItemProposals shown) {
    var rows = new ArrayList<List<String>>();
    for (List<NewBenchmark> spelt : shown.named().values()) {
      NewBenchmark first = spelt.getFirst();
      String who =
          shown.newest().values().stream()
              .filter(
                  list -> list.others().stream().anyMatch(other -> other.key().equals(first.key())))
              .map(list -> shortName(page, stage, list.team()))
              .collect(Collectors.joining(", "));
      rows.add(
          List.of(
              spelt.stream().map(NewBenchmark::name).distinct().collect(Collectors.joining(" / ")),
              who,
              first.source(),
              first.licence(),
              shown
                  .ruling(first)
                  .map(ruling -> ruled(page, ruling))
                  .orElse(page.t("proposal.names.waiting"))));
    }
    return rows.isEmpty()
        ? null
        : new DataTable(
            caption(page, "proposal.names", item),
            List.of(
                Column.words(page.t("proposal.names.name")),
                Column.words(page.t("proposal.names.teams")),
                Column.words(page.t("proposal.names.source")),
                Column.words(page.t("proposal.names.licence")),
                Column.words(page.t("proposal.names.ruling"))),
            rows);
  }

  /** Returns a ruling in one sentence. */
  static String ruled(Page page, Ruling ruling) {
    String benchmark = ruling.benchmark();
    return benchmark == null
        ? page.t("proposal.names.declined", ruling.reason())
        : page.t("proposal.names.counted", benchmark, ruling.reason());
  }

  private DataTable lists(Page page, StageId stage, ProposedItem item, ItemProposals shown) {
    var rows = new ArrayList<List<String>>();
    for (Team team : teams.competing(stage)) {
      Proposal list = shown.newest().get(team.id());
      rows.add(
          List.of(
              shortName(page, team),
              list == null
                  ? page.t("proposal.lists.nothing")
                  : list.size() == 0 ? page.t("proposal.lists.empty") : words(list)));
    }
    return new DataTable(
        caption(page, "proposal.lists", item),
        List.of(
            Column.words(page.t("overview.matrix.team")),
            Column.words(page.t("proposal.lists.benchmarks"))),
        rows);
  }

  /** Returns the benchmarks of a list in one line. */
  static String words(Proposal list) {
    var names = new ArrayList<>(list.benchmarks());
    list.others().forEach(other -> names.add(other.name()));
    return String.join(", ", names);
  }

  private DataTable versions(Page page, StageId stage, ProposedItem item, ItemProposals shown) {
    var rows = new ArrayList<List<String>>();
    shown
        .byTeam()
        .forEach(
            (team, versions) ->
                versions.forEach(
                    list ->
                        rows.add(
                            List.of(
                                shortName(page, stage, team),
                                String.valueOf(list.version()),
                                page.time(list.at()),
                                String.valueOf(list.size()),
                                list.digest().shortHex()))));
    return new DataTable(
        caption(page, "proposal.versions", item),
        List.of(
            Column.words(page.t("overview.matrix.team")),
            Column.numbers(page.t("proposal.version")),
            Column.words(page.t("proposal.at")),
            Column.numbers(page.t("proposal.size")),
            Column.words(page.t("proposal.digest"))),
        rows);
  }

  private static List<Fact> files(Page page, String path, ItemProposals shown) {
    var files = new ArrayList<Fact>();
    files.add(
        new Fact(page.t("proposal.file.selection"), "selection.json", path + "/selection.json"));
    shown
        .byTeam()
        .keySet()
        .forEach(
            team ->
                files.add(
                    new Fact(
                        page.t("proposal.file.list", team),
                        team + ".json",
                        path + "/teams/" + team + ".json")));
    return files;
  }

  private String shortName(Page page, StageId stage, String id) {
    return teams.in(stage).stream()
        .filter(team -> team.id().equals(id))
        .findFirst()
        .map(team -> shortName(page, team))
        .orElse(id);
  }

  private static String shortName(Page page, Team team) {
    return page.pick(team.shortName().ko(), team.shortName().en());
  }
}

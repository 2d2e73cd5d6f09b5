package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.publication.web.result.LetterPage.PointsRow;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.Cut;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.DisclosedVerdict.Statistic;
import org.gwageo.verdict.GateResult;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Writes the letter to a team. */
final class LetterWriter {

  private static final String TOTAL = "total";

  private final Page page;
  private final PublishedStage stage;
  private final DisclosedTeam team;
  private final Rulebook rulebook;
  private final List<String> tasks;

  private LetterWriter(Page page, PublishedStage stage, DisclosedTeam team, List<String> tasks) {
    this.page = page;
    this.stage = stage;
    this.team = team;
    this.rulebook = stage.rulebook();
    this.tasks = tasks;
  }

  /**
   * Writes the letter.
   *
   * @param remarks what the evaluators wrote about the team, empty where it is not shown
   * @param tasks the tasks that the team's model was asked
   */
  static LetterPage write(
      Page page,
      PublishedStage stage,
      DisclosedTeam team,
      List<DataTable> remarks,
      List<String> tasks) {
    return new LetterWriter(page, stage, team, tasks).write(remarks);
  }

  /** Returns the outcome in a sentence. */
  static String sentence(Page page, DisclosedTeam team) {
    return team.reasons().stream()
        .filter(reason -> reason.code().equals(team.outcome()))
        .findFirst()
        .map(reason -> Wording.in(page, reason.text()))
        .orElseGet(() -> page.t("results.outcome.not-shown"));
  }

  private LetterPage write(List<DataTable> remarks) {
    Cut cut = stage.shown().cut();
    List<PointsRow> points = points();
    return new LetterPage(
        stage.head(),
        crumbs(),
        stage.evidence(page),
        team.team(),
        stage.name(page, team.team()),
        sections(!points.isEmpty(), !remarks.isEmpty()),
        Outcomes.badge(page, team.outcome()),
        sentence(page, team),
        team.gates().stream().map(this::gate).toList(),
        team.reasons().stream()
            .filter(reason -> !reason.code().equals(team.outcome()))
            .filter(reason -> !reason.code().startsWith("gate-"))
            .map(reason -> Wording.in(page, reason.text()))
            .toList(),
        columns(),
        points,
        derivation(),
        remarks,
        cut == null ? List.of() : ResultsWriter.cutFacts(page, cut),
        cut == null ? List.of() : Wording.sentences(page, cut.reasons()),
        comparisons(!points.isEmpty()),
        links());
  }

  private List<Crumb> crumbs() {
    String name = stage.name(page, team.team());
    return stage.reader() instanceof Audience.OneTeam
        ? List.of(
            Crumb.to(page.t("frame.menu.team"), "/my-team"),
            Crumb.here(page.t("my-team.result.title", stage.head().title(page))))
        : stage
            .head()
            .crumbs(
                page,
                Crumb.to(page.t("results.verdict.crumb"), stage.head().path("verdict")),
                Crumb.here(name));
  }

  private List<Section> sections(boolean points, boolean remarks) {
    List<Section> sections = new ArrayList<>();
    sections.add(section("decision"));
    sections.add(section("reasons"));
    if (points) {
      sections.add(section("points"));
    }
    if (remarks) {
      sections.add(section("remarks"));
    }
    sections.add(section("cut"));
    sections.add(section("objection"));
    sections.add(section("evidence"));
    return sections;
  }

  private Section section(String id) {
    return new Section(id, page.t("results.letter." + id + ".title"));
  }

  private Card gate(GateResult gate) {
    Tone tone =
        switch (gate.status()) {
          case PASSED -> Tone.SUCCESS;
          case FAILED -> Tone.DANGER;
          case UNDETERMINED -> Tone.WARNING;
          case WAIVED -> Tone.NEUTRAL;
        };
    List<String> sentences =
        gate.tests().stream().map(test -> Wording.in(page, test.reason())).toList();
    return new Card(
        List.of(new Badge(tone, page.t("results.letter.gate." + gate.status().key()))),
        Wording.gate(page, rulebook, gate.gate()),
        null,
        String.join(" ", sentences),
        List.of());
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("results.letter.points.what")));
    columns.add(Column.numbers(page.t("results.letter.points.full")));
    columns.add(Column.numbers(page.t("results.letter.points.own")));
    if (!stage.policy().best().isEmpty()) {
      columns.add(Column.numbers(page.t("results.best")));
    }
    if (!stage.policy().mean().isEmpty()) {
      columns.add(Column.numbers(page.t("results.mean")));
    }
    return columns;
  }

  private List<PointsRow> points() {
    List<PointsRow> rows = new ArrayList<>();
    for (Block block : rulebook.blocks()) {
      BigDecimal own = team.blocks().get(block.id());
      if (own != null) {
        rows.add(row(block.id(), 1, block.points(), own));
      }
      for (Item item : block.items()) {
        BigDecimal points = team.items().get(item.id());
        if (points != null) {
          rows.add(row(item.id(), 2, item.points(), points));
        }
      }
    }
    if (team.total() != null) {
      rows.add(row(TOTAL, 0, rulebook.points(), team.total()));
    }
    return rows;
  }

  private PointsRow row(String id, int level, BigDecimal full, BigDecimal own) {
    List<String> numbers = new ArrayList<>();
    numbers.add(page.number(full));
    numbers.add(own.toPlainString());
    var statistic = stage.shown().statistic(id);
    if (!stage.policy().best().isEmpty()) {
      numbers.add(statistic.map(this::best).orElse("–"));
    }
    if (!stage.policy().mean().isEmpty()) {
      numbers.add(statistic.map(one -> Wording.number(one.mean())).orElse("–"));
    }
    return new PointsRow(Wording.title(page, rulebook, id), level, numbers);
  }

  /** Returns the best points, and whose they are where the rulebook names them. */
  private String best(Statistic statistic) {
    String best = Wording.number(statistic.best());
    return statistic.bestTeams().isEmpty()
        ? best
        : best
            + " · "
            + String.join(
                ", ", statistic.bestTeams().stream().map(t -> stage.shortName(page, t)).toList());
  }

  private @Nullable DerivationNode derivation() {
    var derivation = team.derivation();
    return derivation == null ? null : new DerivationWords(page, rulebook).of(derivation);
  }

  private List<Fact> comparisons(boolean points) {
    if (!points || !stage.isPublic()) {
      return List.of();
    }
    String own = stage.shortName(page, team.team());
    return stage.shown().teams().stream()
        .filter(other -> !other.team().equals(team.team()) && other.total() != null)
        .map(
            other ->
                new Fact(
                    page.t("results.letter.compare.with"),
                    page.t("results.letter.compare.link", own, stage.shortName(page, other.team())),
                    stage
                        .head()
                        .path("verdict/%s/compare/%s".formatted(team.team(), other.team()))))
        .toList();
  }

  private List<Fact> links() {
    List<Fact> links = new ArrayList<>();
    StageHead head = stage.head();
    links.add(
        new Fact(
            page.t("results.letter.link.rules"),
            page.t("results.rules", stage.rulesVersion()),
            head.path("rules")));
    answers(links);
    if (!stage.isPublic()) {
      return links;
    }
    links.add(
        new Fact(
            page.t("results.letter.link.results"),
            page.t("results.letter.link.results.text"),
            head.path("results")));
    links.add(
        new Fact(
            page.t("results.letter.link.evidence"),
            page.t("results.letter.link.evidence.text"),
            head.path("evidence")));
    if (stage.shows(Level.GATES)) {
      links.add(
          new Fact(
              page.t("results.letter.link.lineage"),
              page.t("results.letter.link.lineage.text"),
              head.path("evidence#lineage-" + team.team())));
    }
    links.add(
        new Fact(
            page.t("results.letter.link.team"),
            stage.name(page, team.team()),
            "/programmes/%s/teams/%s".formatted(head.id().programme(), team.team())));
    return links;
  }

  /** Adds the team's way to what its own model answered. */
  private void answers(List<Fact> links) {
    if (stage.reader() instanceof Audience.OneTeam && stage.showsAnswersOf(team.team())) {
      for (String task : tasks) {
        links.add(
            new Fact(
                page.t("my-team.answers"),
                task,
                "/my-team/stages/%s/answers/%s/%s"
                    .formatted(stage.head().id().stage(), task, team.team())));
      }
    }
  }
}

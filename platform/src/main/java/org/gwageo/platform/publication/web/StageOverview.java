package org.gwageo.platform.publication.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gwageo.platform.programme.RulebookVersion;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Transition;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.platform.publication.web.StageView.Entrant;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Step;
import org.jspecify.annotations.Nullable;

/** Builds a stage's page. */
final class StageOverview {

  private final Page page;
  private final ProgrammeFacts programme;
  private final StageFacts stage;
  private final @Nullable RulebookVersion rules;
  private final Citing citing;
  private final StageCards cards;

  StageOverview(
      Page page, ProgrammeFacts programme, StageFacts stage, Optional<RulebookVersion> rules) {
    this.page = page;
    this.programme = programme;
    this.stage = stage;
    this.rules = rules.orElse(null);
    this.citing = new Citing(page, programme);
    this.cards = new StageCards(page, citing);
  }

  StageView view() {
    var definition = stage.definition();
    var facts = new ArrayList<>(cards.calendar(stage));
    facts.addAll(cards.cut(stage));
    return new StageView(
        citing.text(programme.definition().title()),
        programme.path(),
        citing.text(definition.title()),
        stage.path(),
        programme.definition().rehearsal(),
        stage.runHere(),
        List.of(cards.state(stage)),
        evidence(),
        sections(),
        lead(),
        steps(),
        facts,
        cards.difference(stage),
        links(),
        stage.entrants().stream().map(this::entrant).toList(),
        rounds(),
        figures(),
        definition.figures().isEmpty()
            ? null
            : citing.cite(definition.figures().getFirst().attribution()),
        citing.statements(definition.notes()),
        rules == null ? null : new RuleTables(page, rules.rulebook()).blocks(),
        rules == null
            ? List.of()
            : rules.rulebook().gates().stream()
                .map(gate -> page.pick(gate.title().ko(), gate.title().en()))
                .toList(),
        rules == null ? null : new RuleTables(page, rules.rulebook()).disclosure(),
        stage.history().stream().map(this::done).toList());
  }

  private Evidence evidence() {
    return rules == null
        ? Evidence.at(page.now())
        : new Evidence(
            page.now(),
            page.t("rulebook.version", rules.version()),
            rules.rulebook().digest().toString(),
            stage.verdict() == null ? stage.path() + "/rules" : stage.path() + "/evidence");
  }

  private List<Section> sections() {
    var definition = stage.definition();
    return Stream.of(
            stage.runHere() ? "course" : "",
            "when",
            "entrants",
            definition.rounds().isEmpty() ? "" : "rounds",
            definition.figures().isEmpty() ? "" : "figures",
            rules == null ? "" : "rules",
            rules == null ? "" : "disclosure",
            definition.notes().isEmpty() ? "" : "notes",
            stage.history().isEmpty() ? "" : "history")
        .filter(id -> !id.isEmpty())
        .map(id -> new Section(id, page.t("overview.stage.section." + id)))
        .toList();
  }

  private String lead() {
    if (!stage.runHere()) {
      return page.t("overview.stage.lead.recorded");
    }
    return page.t("overview.stage.lead." + Citing.word(stage.state()));
  }

  private List<Step> steps() {
    if (!stage.runHere()) {
      return List.of();
    }
    var steps = new ArrayList<Step>();
    for (StageState state : StageState.values()) {
      if (state != StageState.RECORDED) {
        // The last state is an end and not a time during which something goes on.
        boolean done =
            state.compareTo(stage.state()) < 0
                || (state == StageState.PUBLISHED && state == stage.state());
        steps.add(
            new Step(
                page.t("overview.state." + Citing.word(state)),
                done
                    ? Step.State.DONE
                    : state == stage.state() ? Step.State.CURRENT : Step.State.UPCOMING,
                reached(state),
                null));
      }
    }
    return steps;
  }

  private @Nullable String reached(StageState state) {
    return stage.history().stream()
        .filter(step -> step.to() == state)
        .map(Transition::at)
        .max(Instant::compareTo)
        .map(page::time)
        .orElse(null);
  }

  private List<Fact> links() {
    var links = new ArrayList<Fact>();
    if (stage.verdict() != null) {
      for (String target : List.of("results", "verdict", "evidence")) {
        links.add(
            new Fact(
                target, page.t("overview.stage." + target + "-link"), stage.path() + "/" + target));
      }
    }
    return links;
  }

  private Entrant entrant(String id) {
    var definition = stage.definition();
    var outcome =
        definition.outcomes().stream().filter(each -> each.entrant().equals(id)).findFirst();
    boolean team =
        programme.definition().team(id).isPresent()
            || programme.guests().stream().anyMatch(guest -> guest.id().equals(id));
    return new Entrant(
        citing.entrant(id),
        team ? programme.teamPath(id) : null,
        stage.standing(id).badge(page),
        outcome.map(StageDefinition.Outcome::round).map(this::round).orElse(null),
        stage.runHere() ? reason(id) : outcome.map(this::sentence).orElse(null),
        stage.verdict() == null ? null : stage.path() + "/verdict/" + id);
  }

  private Cited sentence(StageDefinition.Outcome outcome) {
    return new Cited(
        null, null, citing.text(outcome.sentence()), null, citing.cite(outcome.attribution()));
  }

  private @Nullable Cited reason(String team) {
    var verdict = stage.verdict();
    if (verdict == null) {
      return null;
    }
    return verdict.team(team).map(citing::outcome).orElse(null);
  }

  private @Nullable String round(String id) {
    return stage.definition().rounds().stream()
        .filter(round -> round.id().equals(id))
        .findFirst()
        .map(round -> citing.text(round.title()))
        .orElse(null);
  }

  private List<Cited> rounds() {
    return stage.definition().rounds().stream()
        .map(
            round ->
                new Cited(
                    citing.text(round.title()),
                    Dates.words(page, round.date()),
                    page.t("overview.stage.cut", round.entering(), round.leaving()),
                    null,
                    citing.cite(round.attribution())))
        .toList();
  }

  private @Nullable DataTable figures() {
    if (stage.definition().figures().isEmpty()) {
      return null;
    }
    var rows = new ArrayList<List<String>>();
    for (var figure : stage.definition().figures()) {
      rows.add(
          List.of(
              citing.text(figure.title()),
              page.number(figure.points()),
              number(figure.best()),
              figure.bestTeams().isEmpty()
                  ? page.t("overview.stage.not-published")
                  : citing.entrants(figure.bestTeams()),
              number(figure.mean())));
    }
    return new DataTable(
        page.t("overview.stage.figures-caption"),
        List.of(
            Column.words(page.t("rulebook.column.item")),
            Column.numbers(page.t("rulebook.column.points")),
            Column.numbers(page.t("overview.stage.best")),
            Column.words(page.t("overview.stage.best-teams")),
            Column.numbers(page.t("overview.stage.mean"))),
        rows);
  }

  private String number(@Nullable BigDecimal number) {
    return number == null ? page.t("overview.stage.not-published") : page.number(number);
  }

  private StageView.Done done(Transition step) {
    return new StageView.Done(
        step.at(),
        page.t("overview.action." + Citing.word(step.action())),
        step.actor(),
        step.reason());
  }
}

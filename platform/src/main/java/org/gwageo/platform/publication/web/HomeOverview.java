package org.gwageo.platform.publication.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.Transition;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/** Builds the first page. */
final class HomeOverview {

  private record Published(ProgrammeFacts programme, StageFacts stage, Instant at) {}

  private final Page page;
  private final List<ProgrammeFacts> programmes;

  HomeOverview(Page page, List<ProgrammeFacts> programmes) {
    this.page = page;
    this.programmes = List.copyOf(programmes);
  }

  HomeView view() {
    return new HomeView(programmes.stream().map(this::card).toList(), latest());
  }

  private Card card(ProgrammeFacts programme) {
    var definition = programme.definition();
    var citing = new Citing(page, programme);
    var facts = new ArrayList<Fact>();
    facts.add(
        Fact.of(
            page.t("overview.home.teams"), page.t("overview.teams", definition.teams().size())));
    facts.add(
        Fact.of(
            page.t("overview.home.stages"), page.t("overview.stages", definition.stages().size())));
    programme
        .current()
        .ifPresent(
            stage ->
                facts.add(
                    new Fact(
                        page.t("overview.home.current"),
                        citing.text(stage.definition().title())
                            + " · "
                            + new StageCards(page, citing).state(stage).word(),
                        stage.path())));
    return new Card(
        new ProgrammeOverview(page, programme).badges(),
        citing.text(definition.title()),
        programme.path(),
        citing.text(definition.summary()),
        facts);
  }

  private HomeView.@Nullable Latest latest() {
    return programmes.stream()
        .flatMap(
            programme ->
                programme.stages().stream()
                    .filter(stage -> stage.verdict() != null)
                    .map(stage -> new Published(programme, stage, publishedAt(stage))))
        .max(Comparator.comparing(Published::at))
        .map(this::latest)
        .orElse(null);
  }

  private static Instant publishedAt(StageFacts stage) {
    return stage.history().stream()
        .filter(step -> step.action() == StageAction.PUBLISH)
        .map(Transition::at)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private HomeView.Latest latest(Published published) {
    var definition = published.programme().definition();
    var stage = published.stage();
    var citing = new Citing(page, published.programme());
    var teams = new ArrayList<HomeView.TeamOutcome>();
    var verdict = stage.verdict();
    if (verdict != null) {
      for (var team : verdict.teams()) {
        teams.add(
            new HomeView.TeamOutcome(
                citing.entrant(team.team()),
                Standing.of(team.outcome()).badge(page),
                stage.path() + "/verdict/" + team.team()));
      }
    }
    return new HomeView.Latest(
        citing.text(definition.title()) + " · " + citing.text(stage.definition().title()),
        definition.rehearsal(),
        stage.path(),
        published.at(),
        new StageCards(page, citing)
            .cut(stage).stream().map(Cited::text).reduce((a, b) -> b).orElse(""),
        teams);
  }
}

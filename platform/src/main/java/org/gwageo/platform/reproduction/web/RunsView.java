package org.gwageo.platform.reproduction.web;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.web.ReportedSentences;
import org.gwageo.platform.reproduction.Draw;
import org.gwageo.platform.reproduction.Draws;
import org.gwageo.platform.reproduction.Finding;
import org.gwageo.platform.reproduction.Intake;
import org.gwageo.platform.reproduction.Repetition;
import org.gwageo.platform.reproduction.Repetitions;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.reproduction.TeamBundles;
import org.gwageo.platform.reproduction.Wanted;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the views of a team's own runs. */
@Component
class RunsView {

  private final Intake intake;
  private final TeamBundles bundles;
  private final Repetitions repetitions;
  private final Draws draws;
  private final TaskLibrary tasks;

  RunsView(
      Intake intake, TeamBundles bundles, Repetitions repetitions, Draws draws, TaskLibrary tasks) {
    this.intake = intake;
    this.bundles = bundles;
    this.repetitions = repetitions;
    this.draws = draws;
    this.tasks = tasks;
  }

  /** Who reads a team's own runs. What fails on the office's machines is told the office alone. */
  enum Reader {
    /** The team. */
    TEAM,
    /** The office. */
    OFFICE
  }

  /** Returns how the draw stands. */
  List<Fact> draw(Page page, StageId stage) {
    var facts = new ArrayList<Fact>();
    draws
        .find(stage)
        .ifPresent(
            draw -> {
              facts.add(Fact.of(page.t("reproduction.commitment"), draw.commitment().toString()));
              facts.add(
                  Fact.of(page.t("reproduction.committed-at"), page.time(draw.committedAt())));
              drawn(page, draw, facts);
            });
    return facts;
  }

  private static void drawn(Page page, Draw draw, List<Fact> facts) {
    var made = draw.drawn();
    var at = draw.drawnAt();
    if (made == null || at == null) {
      facts.add(Fact.of(page.t("reproduction.drawn-at"), page.t("reproduction.drawn-not-yet")));
    } else {
      facts.add(Fact.of(page.t("reproduction.drawn-at"), page.time(at)));
      facts.add(
          Fact.of(
              page.t("reproduction.drawn-among"),
              page.t(
                  "reproduction.drawn-among.is",
                  made.received().size(),
                  made.receivedDigest().toString())));
    }
  }

  /**
   * Returns the benchmarks of a team.
   *
   * @param base the address that versions are below, without language prefix
   * @param reader who reads them
   */
  List<WantedView> of(Page page, StageId stage, String team, String base, Reader reader) {
    List<Repetition> drawn = repetitions.of(stage);
    boolean isDrawn = draws.find(stage).map(Draw::drawn).isPresent();
    var views = new ArrayList<WantedView>();
    for (Wanted wanted : intake.wanted(stage)) {
      List<TeamBundle> own =
          bundles.of(stage, team).stream()
              .filter(bundle -> bundle.task().equals(wanted.task()))
              .toList();
      TeamBundle counting = own.stream().filter(TeamBundle::isInGoodForm).findFirst().orElse(null);
      Repetition repetition =
          drawn.stream()
              .filter(one -> one.team().equals(team) && one.task().equals(wanted.task()))
              .findFirst()
              .orElse(null);
      var badges = new ArrayList<Badge>();
      badges.add(
          counting == null
              ? new Badge(
                  own.isEmpty() ? Tone.NEUTRAL : Tone.DANGER,
                  page.t(own.isEmpty() ? "reproduction.nothing" : "reproduction.none-counts"))
              : new Badge(Tone.SUCCESS, page.t("reproduction.counts", counting.version())));
      if (isDrawn && counting != null) {
        badges.add(BundleView.outcome(page, repetition));
      }
      var facts = new ArrayList<Fact>();
      facts.add(
          Fact.of(
              page.t("reproduction.wanted"), page.t("reproduction.wanted.runs", wanted.runs())));
      if (wanted.target()) {
        facts.add(
            Fact.of(
                page.t("reproduction.choice"), page.t("reproduction.choice.of", wanted.choice())));
      }
      Finding found = repetition == null ? null : repetition.record();
      var task = tasks.get(stage.programme(), wanted.task());
      views.add(
          new WantedView(
              wanted.task(),
              page.pick(task.title().ko(), task.title().en()),
              page.pick(wanted.title().ko(), wanted.title().en()),
              wanted.target(),
              badges,
              facts,
              ReportedSentences.of(page, wanted.rule()),
              own.stream().map(bundle -> version(page, bundle, base)).toList(),
              found == null ? List.of() : BundleView.facts(page, found),
              repetition == null ? null : sentence(page, repetition, reader)));
    }
    return views;
  }

  /** Says in one sentence how a repetition stands; null while its badge says all. */
  private static @Nullable String sentence(Page page, Repetition repetition, Reader reader) {
    Finding found = repetition.record();
    Problem problem = repetition.problem();
    if (found != null) {
      return page.pick(found.korean(), found.english());
    }
    if (problem != null) {
      return page.pick(problem.korean(), problem.english());
    }
    Repetition.Failure failure = repetition.failure();
    return switch (repetition.standing()) {
      case COMPARING ->
          failure == null || reader == Reader.TEAM
              ? page.t("reproduction.comparing.note")
              : page.t(
                  "reproduction.comparing.failed",
                  repetition.attempts(),
                  page.time(failure.at()),
                  page.english(failure.cause()));
      case ENDED -> page.t("reproduction.ended.note");
      case RUNNING, COMPARED, INCOMPARABLE -> null;
    };
  }

  private static WantedView.Version version(Page page, TeamBundle bundle, String base) {
    return new WantedView.Version(
        bundle.version(),
        base + "/" + bundle.task() + "/" + bundle.version(),
        page.time(bundle.at()),
        BundleView.score(page, bundle),
        BundleView.badge(page, bundle));
  }
}

package org.gwageo.platform.publication.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.platform.publication.web.ProgrammeView.StageCard;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.Cut;
import org.jspecify.annotations.Nullable;

/** Tells in a few facts what a stage is, when it is, and how many teams it leaves. */
final class StageCards {

  private final Page page;
  private final Citing citing;

  StageCards(Page page, Citing citing) {
    this.page = page;
    this.citing = citing;
  }

  StageCard card(StageFacts stage) {
    var facts = new ArrayList<Cited>();
    facts.addAll(calendar(stage));
    facts.addAll(cut(stage));
    var links = new ArrayList<Fact>();
    if (stage.definition().rulebook() != null) {
      links.add(new Fact("rules", page.t("overview.stage.rules-link"), stage.path() + "/rules"));
    }
    if (stage.verdict() != null) {
      links.add(
          new Fact("results", page.t("overview.stage.results-link"), stage.path() + "/results"));
      links.add(
          new Fact("verdict", page.t("overview.stage.verdict-link"), stage.path() + "/verdict"));
    }
    return new StageCard(
        List.of(state(stage)),
        citing.text(stage.definition().title()),
        stage.path(),
        facts,
        difference(stage),
        links);
  }

  /** Returns where the stage stands. */
  Badge state(StageFacts stage) {
    if (!stage.runHere()) {
      var status = stage.definition().status();
      Tone tone =
          switch (status) {
            case PLANNED -> Tone.INFORMATION;
            case RUNNING -> Tone.PRIMARY;
            case CONCLUDED -> Tone.NEUTRAL;
          };
      return new Badge(tone, page.t("overview.status." + Citing.word(status)));
    }
    Tone tone =
        switch (stage.state()) {
          case RECORDED, DRAFT -> Tone.INFORMATION;
          case FROZEN, OPEN, EVALUATING, DECIDED -> Tone.PRIMARY;
          case PUBLISHED -> Tone.SUCCESS;
        };
    return new Badge(tone, page.t("overview.state." + Citing.word(stage.state())));
  }

  /** Returns when the stage opens, closes and is announced, as far as that is known. */
  List<Cited> calendar(StageFacts stage) {
    var facts = new ArrayList<Cited>();
    var calendar = stage.definition().calendar();
    var cite = citing.cite(stage.definition().attribution());
    if (calendar.opens() != null) {
      facts.add(
          Cited.fact(
              page.t("overview.stage.opens"),
              Dates.words(page, calendar.opens()) + near(stage, stage.opensAt()),
              cite));
    }
    if (calendar.closes() != null) {
      facts.add(
          Cited.fact(
              page.t("overview.stage.closes"),
              Dates.words(page, calendar.closes()) + near(stage, stage.closesAt()),
              cite));
    }
    if (calendar.announced() != null) {
      facts.add(
          Cited.fact(
              page.t("overview.stage.announced"), Dates.words(page, calendar.announced()), cite));
    }
    return facts;
  }

  private String near(StageFacts stage, @Nullable Instant moment) {
    return moment == null || stage.concluded() ? "" : " · " + Dates.distance(page, moment);
  }

  /** Returns how many teams enter and leave: announced, and as it came. */
  List<Cited> cut(StageFacts stage) {
    var facts = new ArrayList<Cited>();
    var places = stage.definition().places();
    Integer actual = actual(stage);
    if (places == null) {
      facts.add(
          Cited.fact(
              page.t("overview.stage.entrants"),
              page.t("overview.teams", stage.entrants().size())));
      return facts;
    }
    var cite = citing.cite(places.attribution());
    if (actual == null) {
      facts.add(
          Cited.fact(
              page.t("overview.stage.entrants"),
              page.t("overview.teams", places.entering()),
              cite));
    }
    if (places.planned() != null) {
      facts.add(
          Cited.fact(
              page.t("overview.stage.planned-cut"),
              page.t("overview.stage.cut", places.entering(), places.planned()),
              cite));
    }
    if (actual != null) {
      facts.add(
          Cited.fact(
              page.t("overview.stage.actual-cut"),
              page.t("overview.stage.cut", entering(stage, places), actual),
              cite));
    }
    return facts;
  }

  private static int entering(StageFacts stage, StageDefinition.Places places) {
    var verdict = stage.verdict();
    return verdict == null || verdict.cut() == null
        ? places.entering()
        : verdict.cut().actual().from();
  }

  private static @Nullable Integer actual(StageFacts stage) {
    if (stage.runHere()) {
      var verdict = stage.verdict();
      Cut cut = verdict == null ? null : verdict.cut();
      return cut == null ? null : Integer.valueOf(cut.actual().to());
    }
    var places = stage.definition().places();
    return places == null ? null : places.actual();
  }

  /** Returns why the announced and the actual cut differ. */
  @Nullable Cited difference(StageFacts stage) {
    var verdict = stage.verdict();
    if (stage.state() == StageState.PUBLISHED && verdict != null && verdict.cut() != null) {
      var reasons =
          verdict.cut().reasons().stream()
              .map(reason -> page.pick(reason.text().ko(), reason.text().en()))
              .toList();
      return reasons.isEmpty()
          ? null
          : Cited.fact(page.t("overview.stage.reason"), String.join(" ", reasons));
    }
    var places = stage.definition().places();
    return places == null || places.difference() == null
        ? null
        : Cited.fact(
            page.t("overview.stage.reason"),
            citing.text(places.difference()),
            citing.cite(places.attribution()));
  }
}

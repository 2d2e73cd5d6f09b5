package org.gwageo.platform.lineage.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.CaseEvent;
import org.gwageo.platform.lineage.CaseOutcome;
import org.gwageo.platform.lineage.CaseState;
import org.gwageo.platform.lineage.ComponentOrigin;
import org.gwageo.platform.lineage.EvidenceFile;
import org.gwageo.platform.lineage.EvidenceVault;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.VerificationCase.Independence;
import org.gwageo.platform.lineage.VerificationCase.Opinion;
import org.gwageo.platform.lineage.VerificationCase.Question;
import org.gwageo.platform.lineage.Visibility;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts verification cases into words. */
@Component
class CaseViews {

  /** How long before its end a time to reply is called short. */
  private static final Duration SOON = Duration.ofDays(2);

  private final Teams teams;
  private final EvidenceVault vault;
  private final Stages stages;
  private final StageHeadings headings;
  private final Clock clock;

  CaseViews(Teams teams, EvidenceVault vault, Stages stages, StageHeadings headings, Clock clock) {
    this.teams = teams;
    this.vault = vault;
    this.stages = stages;
    this.headings = headings;
    this.clock = clock;
  }

  /**
   * Returns the view of a reader at {@code level}.
   *
   * @param path the address below which the reader finds the case's files
   */
  CaseView of(Page page, VerificationCase of, Visibility level, String path) {
    boolean named = level == Visibility.PANEL;
    return new CaseView(
        of.number(),
        team(page, of.stage().programme(), of.team()),
        badge(page, of),
        next(page, of),
        facts(page, of, level, path),
        origins(page, of),
        of.questions().stream().map(question -> asked(page, question)).toList(),
        vault.of(of, level).stream().map(file -> file(page, file, path)).toList(),
        level == Visibility.PANEL ? people(page, of) : null,
        history(page, of, level, named),
        of.head().toString(),
        of.state() == CaseState.PUBLISHED ? "/lineage/cases/" + of.number() + "/case.json" : "");
  }

  String team(Page page, String programme, String id) {
    return teams
        .find(programme, id)
        .map(team -> page.pick(team.shortName().ko(), team.shortName().en()))
        .orElse(id);
  }

  static Badge badge(Page page, VerificationCase of) {
    Tone tone =
        switch (of.state()) {
          case SCREENING -> Tone.NEUTRAL;
          case QUESTIONS, REVIEW -> Tone.PRIMARY;
          case REPLY -> Tone.WARNING;
          case DECIDED, PUBLISHED -> Tone.SUCCESS;
        };
    return new Badge(tone, page.t("lineage.state." + word(of.state())));
  }

  /** Returns who has to act in a case, and until when. */
  CaseView.Next next(Page page, VerificationCase of) {
    return switch (of.state()) {
      case SCREENING -> step(page, Tone.NEUTRAL, "nobody", "screening");
      case QUESTIONS ->
          of.settled()
              ? step(page, Tone.SUCCESS, "nobody", "settled")
              : step(
                  page,
                  Tone.PRIMARY,
                  "office",
                  of.reopened() ? "ask-again" : of.questions().isEmpty() ? "ask" : "begin-review");
      case REPLY -> reply(page, of.nextReply().orElseThrow());
      case REVIEW ->
          step(page, Tone.PRIMARY, "office", of.proposal().isPresent() ? "confirm" : "propose");
      case DECIDED -> step(page, Tone.PRIMARY, "office", "publish");
      case PUBLISHED -> step(page, Tone.SUCCESS, "nobody", "published");
    };
  }

  private CaseView.Next reply(Page page, Deadline until) {
    String at = page.time(until.at());
    if (until.isOver(clock)) {
      return step(page, Tone.DANGER, "overdue", "overdue", at);
    }
    var left = Duration.between(clock.instant(), until.at());
    if (left.compareTo(SOON) <= 0) {
      return step(page, Tone.WARNING, "soon", "soon", at, left.toHours() + 1);
    }
    return step(page, Tone.PRIMARY, "team", "reply", at);
  }

  private static CaseView.Next step(
      Page page, Tone tone, String badge, String text, Object... arguments) {
    return new CaseView.Next(
        new Badge(tone, page.t("lineage.next.badge." + badge)),
        page.t("lineage.next." + text, arguments));
  }

  static String outcome(Page page, CaseOutcome outcome) {
    return page.t("lineage.outcome." + word(outcome));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the names of a programme and its stage. */
  String stage(Page page, StageId id) {
    var heading = headings.of(page, stages.get(id));
    return heading.programme() + " · " + heading.title();
  }

  private List<Fact> facts(Page page, VerificationCase of, Visibility level, String path) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("lineage.case.number"), of.number()));
    facts.add(Fact.of(page.t("lineage.case.stage"), stage(page, of.stage())));
    facts.add(Fact.of(page.t("lineage.case.submission"), of.submission()));
    boolean reads = level != Visibility.PUBLIC || of.state() == CaseState.PUBLISHED;
    facts.add(
        new Fact(
            page.t("lineage.case.grade"),
            of.grade().map(grade -> grade(page, grade)).orElse(page.t("lineage.case.no-grade")),
            of.grade().isPresent() && reads ? path + "/report" : null));
    of.decision()
        .ifPresent(
            decided -> {
              facts.add(Fact.of(page.t("lineage.case.decision"), outcome(page, decided.outcome())));
              facts.add(Fact.of(page.t("lineage.case.reason"), decided.reason()));
            });
    return facts;
  }

  private static String grade(Page page, Grade grade) {
    return page.t("office.screen.grade." + grade.id());
  }

  private static @Nullable DataTable origins(Page page, VerificationCase of) {
    if (of.origins().isEmpty()) {
      return null;
    }
    var rows = new ArrayList<List<String>>();
    for (ComponentOrigin origin : of.origins()) {
      rows.add(
          List.of(
              page.t("lineage.component." + origin.component()),
              page.t("lineage.origin." + word(origin.kind())),
              origin.source().isBlank() ? "–" : origin.source(),
              origin.licence().isBlank() ? "–" : origin.licence()));
    }
    return new DataTable(
        page.t("lineage.origins.caption"),
        List.of(
            Column.words(page.t("lineage.component")),
            Column.words(page.t("lineage.origin")),
            Column.words(page.t("lineage.source")),
            Column.words(page.t("lineage.licence"))),
        rows);
  }

  private CaseView.Asked asked(Page page, Question question) {
    var at = question.repliedAt();
    Badge badge;
    if (at != null) {
      badge =
          question.late()
              ? new Badge(Tone.WARNING, page.t("lineage.reply.late"))
              : new Badge(Tone.SUCCESS, page.t("lineage.reply.in-time"));
    } else {
      badge =
          question.deadline().isOver(clock)
              ? new Badge(Tone.WARNING, page.t("lineage.reply.overdue"))
              : new Badge(Tone.PRIMARY, page.t("lineage.reply.open"));
    }
    return new CaseView.Asked(
        question, page.time(question.deadline().at()), badge, at == null ? "" : page.time(at));
  }

  private static Fact file(Page page, EvidenceFile file, String path) {
    String text =
        page.t(
            "lineage.evidence.line",
            page.number(file.bytes()),
            page.t("lineage.visibility." + word(file.visibility())),
            page.time(file.addedAt()),
            file.digest());
    return file.held()
        ? new Fact(file.name(), text, path + "/evidence/" + file.digest())
        : Fact.of(file.name(), text);
  }

  /** Returns one row per person: declared independence first, then what they said. */
  private static @Nullable DataTable people(Page page, VerificationCase of) {
    var rows = new ArrayList<List<String>>();
    for (Independence one : of.declarations()) {
      rows.add(
          List.of(
              one.account(),
              one.conflict()
                  ? page.t("lineage.independence.has-conflict", one.reason())
                  : page.t("lineage.independence.has-none"),
              said(page, of, one.account())));
    }
    return rows.isEmpty()
        ? null
        : new DataTable(
            page.t("lineage.people.caption"),
            List.of(
                Column.words(page.t("lineage.people.who")),
                Column.words(page.t("lineage.people.independence")),
                Column.words(page.t("lineage.people.said"))),
            rows);
  }

  private static String said(Page page, VerificationCase of, String account) {
    var said = new ArrayList<String>();
    of.advice().stream()
        .filter(one -> one.account().equals(account))
        .forEach(one -> said.add(opinion(page, "lineage.opinion.advice", one)));
    of.proposal()
        .filter(one -> one.account().equals(account))
        .ifPresent(one -> said.add(opinion(page, "lineage.opinion.proposal", one)));
    of.confirmedBy()
        .filter(account::equals)
        .ifPresent(who -> said.add(page.t("lineage.opinion.confirmed")));
    return said.isEmpty() ? "–" : String.join(" ", said);
  }

  private static String opinion(Page page, String key, Opinion one) {
    return page.t(key, outcome(page, one.outcome()), one.reason());
  }

  private static DataTable history(
      Page page, VerificationCase of, Visibility level, boolean named) {
    var rows = new ArrayList<List<String>>();
    for (CaseEvent event : of.history()) {
      boolean sealed = level != Visibility.PANEL && internal(event, level);
      String what = page.t("lineage.event." + word(event.kind()));
      rows.add(
          List.of(
              page.time(event.at()),
              sealed ? page.t("lineage.history.sealed", what) : what,
              named && !actor(event).equals("system")
                  ? event.actor()
                  : page.t("lineage.actor." + actor(event)),
              event.digest().substring("sha256:".length()).substring(0, 12)));
    }
    return new DataTable(
        page.t("lineage.history.caption"),
        List.of(
            Column.words(page.t("lineage.history.at")),
            Column.words(page.t("lineage.history.what")),
            Column.words(page.t("lineage.history.who")),
            Column.words(page.t("lineage.history.digest"))),
        rows);
  }

  /** That something was said inside the panel is told outside of it, what was said is not. */
  private static boolean internal(CaseEvent event, Visibility level) {
    return switch (event.kind()) {
      case INDEPENDENCE_DECLARED, ADVISED, PROPOSED -> true;
      case EVIDENCE_ADDED -> !Visibility.valueOf(event.get("visibility")).readableAt(level);
      default -> false;
    };
  }

  private static String actor(CaseEvent event) {
    if (event.actor().equals(CaseEvent.SYSTEM)) {
      return "system";
    }
    return switch (event.kind()) {
      case OPENED, RESUBMITTED, SCREENED, SCREEN_FAILED -> "system";
      case DECLARED, REPLIED -> "team";
      case EVIDENCE_ADDED, INDEPENDENCE_DECLARED, ADVISED -> "case";
      default -> "office";
    };
  }
}

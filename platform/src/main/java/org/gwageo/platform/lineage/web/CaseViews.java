package org.gwageo.platform.lineage.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.CaseEvent;
import org.gwageo.platform.lineage.CaseOutcome;
import org.gwageo.platform.lineage.ComponentOrigin;
import org.gwageo.platform.lineage.EvidenceFile;
import org.gwageo.platform.lineage.EvidenceVault;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.VerificationCase.Opinion;
import org.gwageo.platform.lineage.VerificationCase.Question;
import org.gwageo.platform.lineage.Visibility;
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

  private final Teams teams;
  private final EvidenceVault vault;
  private final Clock clock;

  CaseViews(Teams teams, EvidenceVault vault, Clock clock) {
    this.teams = teams;
    this.vault = vault;
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
        facts(page, of),
        origins(page, of),
        of.questions().stream().map(question -> asked(page, question)).toList(),
        vault.of(of, level).stream().map(file -> file(page, file, path)).toList(),
        opinions(page, of, level),
        history(page, of, level, named));
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

  static String outcome(Page page, CaseOutcome outcome) {
    return page.t("lineage.outcome." + word(outcome));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Fact> facts(Page page, VerificationCase of) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("lineage.case.number"), of.number()));
    facts.add(Fact.of(page.t("lineage.case.stage"), of.stage().toString()));
    facts.add(Fact.of(page.t("lineage.case.submission"), of.submission()));
    facts.add(
        Fact.of(
            page.t("lineage.case.grade"),
            of.grade().map(grade -> grade(page, grade)).orElse(page.t("lineage.case.no-grade"))));
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
        page.t("lineage.origins"),
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

  private static List<Fact> opinions(Page page, VerificationCase of, Visibility level) {
    var opinions = new ArrayList<Fact>();
    if (level == Visibility.PANEL) {
      of.declarations()
          .forEach(
              one ->
                  opinions.add(
                      Fact.of(
                          one.account(),
                          one.conflict()
                              ? page.t("lineage.independence.has-conflict", one.reason())
                              : page.t("lineage.independence.has-none"))));
      of.advice().forEach(one -> opinions.add(opinion(page, "lineage.opinion.advice", one)));
      of.proposal().ifPresent(one -> opinions.add(opinion(page, "lineage.opinion.proposal", one)));
      of.confirmedBy()
          .ifPresent(who -> opinions.add(Fact.of(who, page.t("lineage.opinion.confirmed"))));
    }
    return opinions;
  }

  private static Fact opinion(Page page, String key, Opinion one) {
    return Fact.of(one.account(), page.t(key, outcome(page, one.outcome()), one.reason()));
  }

  private static DataTable history(
      Page page, VerificationCase of, Visibility level, boolean named) {
    var rows = new ArrayList<List<String>>();
    for (CaseEvent event : of.history()) {
      if (level == Visibility.PANEL || !internal(event)) {
        rows.add(
            List.of(
                page.time(event.at()),
                page.t("lineage.event." + word(event.kind())),
                named ? event.actor() : page.t("lineage.actor." + actor(event)),
                event.digest().substring("sha256:".length()).substring(0, 12)));
      }
    }
    return new DataTable(
        page.t("lineage.history"),
        List.of(
            Column.words(page.t("lineage.history.at")),
            Column.words(page.t("lineage.history.what")),
            Column.words(page.t("lineage.history.who")),
            Column.words(page.t("lineage.history.digest"))),
        rows);
  }

  /** What is said inside the panel is not told outside of it. */
  private static boolean internal(CaseEvent event) {
    return switch (event.kind()) {
      case INDEPENDENCE_DECLARED, ADVISED, PROPOSED -> true;
      case EVIDENCE_ADDED -> event.get("visibility").equals(Visibility.PANEL.name());
      default -> false;
    };
  }

  private static String actor(CaseEvent event) {
    return switch (event.kind()) {
      case OPENED, RESUBMITTED, SCREENED, SCREEN_FAILED -> "system";
      case DECLARED, REPLIED -> "team";
      case EVIDENCE_ADDED -> "case";
      default -> "office";
    };
  }
}

package org.gwageo.platform.decision.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.CorrectionFile.DecidedCase;
import org.gwageo.platform.decision.LaterStage;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.TeamResult;
import org.gwageo.verdict.VerdictDifference;
import org.gwageo.verdict.VerdictDifference.Change;
import org.gwageo.verdict.VerdictDifference.GateChange;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * A drafted or issued correction as the office reads it before it confirms.
 *
 * @param version the version that it makes
 * @param digest what people confirm
 * @param badges current or outdated, settled or held, issued
 * @param facts which version it supersedes, why, and by which cases
 * @param changes what changes, team by team
 * @param unchanged how many teams stay as they were
 * @param points whether points or ranks change, in a sentence
 * @param later what it means for later stages
 * @param findings what the changed gates found, in sentences
 * @param confirmations who has confirmed when
 * @param confirmed whether enough people have
 * @param blocked why the signed-in account cannot confirm; null when it can
 * @param issued whether it is issued
 */
public record CorrectionView(
    int version,
    String digest,
    List<Badge> badges,
    List<Fact> facts,
    DataTable changes,
    String unchanged,
    String points,
    List<String> later,
    List<String> findings,
    DataTable confirmations,
    boolean confirmed,
    @Nullable String blocked,
    boolean issued) {

  /** Copies the lists. */
  public CorrectionView {
    badges = List.copyOf(badges);
    facts = List.copyOf(facts);
    later = List.copyOf(later);
    findings = List.copyOf(findings);
  }

  static CorrectionView of(
      Page page,
      VerdictVersion version,
      CorrectionFile correction,
      VerdictDifference difference,
      List<LaterStage> later,
      boolean current,
      String account) {
    var words = new Words(page, version.verdict().rulebook());
    int others = version.verdict().teams().size() - difference.changes().size();
    boolean kept =
        difference.changes().stream()
            .allMatch(change -> change.keepsPoints() && change.keepsRank());
    return new CorrectionView(
        version.version(),
        version.confirmedDigest(),
        words.badges(version, current),
        words.facts(version, correction),
        words.changes(difference),
        page.t("office.correction.unchanged", others),
        page.t(kept ? "office.correction.keeps-points" : "office.correction.changes-points"),
        later.stream().map(one -> words.later(version, one)).toList(),
        words.findings(difference),
        words.confirmations(version),
        version.confirmed(),
        words.blocked(version, current, account),
        version.issuedAt() != null);
  }

  /** Puts a correction into words. */
  private record Words(Page page, Rulebook rulebook) {

    private List<Badge> badges(VerdictVersion version, boolean current) {
      var badges = new ArrayList<Badge>();
      if (version.issuedAt() != null) {
        badges.add(new Badge(Tone.SUCCESS, page.t("office.verdict.issued")));
        return badges;
      }
      badges.add(
          version.verdict().isSettled()
              ? new Badge(Tone.SUCCESS, page.t("office.verdict.settled"))
              : new Badge(Tone.WARNING, page.t("office.verdict.held")));
      badges.add(
          current
              ? new Badge(Tone.SUCCESS, page.t("office.correction.current"))
              : new Badge(Tone.DANGER, page.t("office.correction.outdated")));
      return badges;
    }

    private List<Fact> facts(VerdictVersion version, CorrectionFile correction) {
      var facts = new ArrayList<Fact>();
      facts.add(
          Fact.of(
              page.t("office.correction.supersedes"),
              page.t(
                  "office.correction.supersedes.text",
                  correction.supersedes().version(),
                  page.time(correction.supersedes().issuedAt()))));
      facts.add(Fact.of(page.t("office.correction.reason"), correction.reason()));
      facts.add(Fact.of(page.t("office.verdict.drafted-by"), version.draftedBy()));
      facts.add(Fact.of(page.t("office.verdict.drafted-at"), page.time(version.draftedAt())));
      for (DecidedCase one : correction.cases()) {
        facts.add(Fact.of(page.t("office.correction.case"), decided(page, one)));
      }
      return facts;
    }

    private DataTable changes(VerdictDifference difference) {
      var columns = new ArrayList<Column>();
      columns.add(Column.words(page.t("office.team")));
      columns.add(Column.words(page.t("office.verdict.outcome")));
      columns.add(Column.words(page.t("office.correction.gates")));
      columns.add(Column.words(page.t("office.verdict.rank")));
      columns.add(Column.words(page.t("office.verdict.total")));
      for (Block block : rulebook.blocks()) {
        columns.add(
            Column.words(
                page.t(
                    "office.verdict.block", pick(block.title()), block.points().toPlainString())));
      }
      return new DataTable(
          page.t("office.correction.changes"),
          columns,
          difference.changes().stream().map(this::row).toList());
    }

    private List<String> row(Change change) {
      TeamResult before = change.before();
      TeamResult after = change.after();
      var cells = new ArrayList<String>();
      Bilingual name = change.name();
      cells.add(name == null ? change.team() : pick(name));
      cells.add(
          changed(
              DraftView.outcome(page, before.outcome()), DraftView.outcome(page, after.outcome())));
      cells.add(
          change.gates().isEmpty()
              ? "–"
              : change.gates().stream().map(this::gate).collect(Collectors.joining("; ")));
      cells.add(changed(text(before.rank()), text(after.rank())));
      cells.add(changed(text(before.total()), text(after.total())));
      for (Block block : rulebook.blocks()) {
        cells.add(
            changed(text(before.blocks().get(block.id())), text(after.blocks().get(block.id()))));
      }
      return cells;
    }

    private String gate(GateChange change) {
      String before = page.t("office.verdict.gate." + change.before().status().key());
      String after = page.t("office.verdict.gate." + change.after().status().key());
      return title(change)
          + ": "
          + (before.equals(after)
              ? page.t("office.correction.gate.reason", after)
              : changed(before, after));
    }

    private String title(GateChange change) {
      return rulebook
          .gate(change.after().gate())
          .map(Gate::title)
          .map(this::pick)
          .orElse(change.after().gate());
    }

    private List<String> findings(VerdictDifference difference) {
      var sentences = new ArrayList<String>();
      for (Change change : difference.changes()) {
        Bilingual name = change.name();
        String team = name == null ? change.team() : pick(name);
        for (GateChange gate : change.gates()) {
          gate.after().tests().stream()
              .filter(test -> !gate.before().tests().contains(test))
              .forEach(
                  test -> sentences.add(team + ", " + title(gate) + ": " + pick(test.reason())));
        }
      }
      return sentences;
    }

    private String later(VerdictVersion version, LaterStage later) {
      String team =
          version
              .verdict()
              .team(later.team())
              .map(TeamResult::name)
              .map(this::pick)
              .orElse(later.team());
      return page.t(
          later.takesPart() ? "office.correction.later.in" : "office.correction.later.out",
          team,
          later.stage().stage(),
          page.t("office.state." + later.state().name().toLowerCase(Locale.ROOT)));
    }

    private DataTable confirmations(VerdictVersion version) {
      return new DataTable(
          page.t("office.verdict.confirm.title"),
          List.of(
              Column.words(page.t("office.history.actor")),
              Column.words(page.t("office.history.at"))),
          version.confirmations().stream()
              .map(one -> List.of(one.account(), page.time(one.at())))
              .toList());
    }

    private @Nullable String blocked(VerdictVersion version, boolean current, String account) {
      if (version.issuedAt() != null) {
        return page.t("office.verdict.blocked.issued");
      }
      if (!current) {
        return page.t("office.correction.blocked.outdated");
      }
      if (!version.verdict().isSettled()) {
        return page.t("office.verdict.blocked.held");
      }
      if (version.confirmed()) {
        return page.t("office.correction.blocked.enough");
      }
      return version.confirmations().stream().anyMatch(one -> one.account().equals(account))
          ? page.t("office.verdict.blocked.again")
          : null;
    }

    private String changed(String before, String after) {
      return before.equals(after)
          ? page.t("office.correction.same", after)
          : page.t("office.correction.change", before, after);
    }

    private static String text(@Nullable Integer rank) {
      return rank == null ? "–" : rank.toString();
    }

    private static String text(@Nullable BigDecimal number) {
      return number == null ? "–" : number.toPlainString();
    }

    private String pick(Bilingual text) {
      return page.pick(text.ko(), text.en());
    }
  }

  /** Returns a decided case in words. */
  static String decided(Page page, DecidedCase one) {
    return page.t(
        "office.correction.case.text",
        one.number(),
        one.team(),
        page.t("office.screen.grade." + one.grade()),
        one.reason(),
        page.time(one.decidedAt()));
  }
}

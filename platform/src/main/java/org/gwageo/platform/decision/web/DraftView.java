package org.gwageo.platform.decision.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.Outcome;
import org.gwageo.verdict.Reason;
import org.gwageo.verdict.TeamResult;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Block;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of a verdict as the office reads it before it confirms.
 *
 * @param version its number
 * @param digest the digest of the bytes that are confirmed
 * @param current whether the evidence still gives exactly this verdict
 * @param badges settled or on hold, current or outdated, issued
 * @param facts who drafted it when, and the announced and actual cut
 * @param holds why it is not settled
 * @param teams outcome, rank and points of every team
 * @param reasons the outcome of every team in sentences
 * @param cut why the cut is as it is
 * @param confirmations who has confirmed when
 * @param blocked why the signed-in account cannot confirm; null when it can
 */
public record DraftView(
    int version,
    String digest,
    boolean current,
    List<Badge> badges,
    List<Fact> facts,
    List<String> holds,
    DataTable teams,
    List<Reasons> reasons,
    List<String> cut,
    DataTable confirmations,
    @Nullable String blocked) {

  /** Copies the lists. */
  public DraftView {
    badges = List.copyOf(badges);
    facts = List.copyOf(facts);
    holds = List.copyOf(holds);
    reasons = List.copyOf(reasons);
    cut = List.copyOf(cut);
  }

  /** The outcome of one team in sentences. */
  public record Reasons(String team, List<String> sentences) {

    /** Copies {@code sentences}. */
    public Reasons {
      sentences = List.copyOf(sentences);
    }
  }

  static DraftView of(Page page, VerdictVersion version, boolean current, String account) {
    var verdict = version.verdict();
    boolean settled = verdict.isSettled();
    return new DraftView(
        version.version(),
        version.digest(),
        current,
        badges(page, version, current),
        facts(page, version),
        holds(page, verdict),
        table(page, version),
        verdict.teams().stream()
            .map(team -> new Reasons(name(page, team), sentences(page, team.reasons())))
            .toList(),
        sentences(page, verdict.cut().reasons()),
        confirmations(page, version),
        blocked(page, version, current, settled, account));
  }

  private static @Nullable String blocked(
      Page page, VerdictVersion version, boolean current, boolean settled, String account) {
    if (version.issuedAt() != null) {
      return page.t("office.verdict.blocked.issued");
    }
    if (!current) {
      return page.t("office.verdict.blocked.outdated");
    }
    if (!settled) {
      return page.t("office.verdict.blocked.held");
    }
    return version.confirmations().stream().anyMatch(c -> c.account().equals(account))
        ? page.t("office.verdict.blocked.again")
        : null;
  }

  private static List<Badge> badges(Page page, VerdictVersion version, boolean current) {
    var badges = new ArrayList<Badge>();
    badges.add(
        version.verdict().isSettled()
            ? new Badge(Tone.SUCCESS, page.t("office.verdict.settled"))
            : new Badge(Tone.WARNING, page.t("office.verdict.held")));
    if (version.issuedAt() != null) {
      badges.add(new Badge(Tone.SUCCESS, page.t("office.verdict.issued")));
    } else {
      badges.add(
          current
              ? new Badge(Tone.SUCCESS, page.t("office.verdict.current"))
              : new Badge(Tone.DANGER, page.t("office.verdict.outdated")));
    }
    return badges;
  }

  private static List<Fact> facts(Page page, VerdictVersion version) {
    var cut = version.verdict().cut();
    return List.of(
        Fact.of(page.t("office.verdict.drafted-by"), version.draftedBy()),
        Fact.of(page.t("office.verdict.drafted-at"), page.time(version.draftedAt())),
        Fact.of(
            page.t("office.verdict.announced"),
            cut.announced().from() + " → " + cut.announced().to()),
        Fact.of(page.t("office.verdict.actual"), cut.actual().from() + " → " + cut.actual().to()),
        Fact.of(page.t("office.menu.rulebook"), version.verdict().rulebookDigest().toString()));
  }

  private static DataTable table(Page page, VerdictVersion version) {
    var rulebook = version.verdict().rulebook();
    var columns = new ArrayList<Column>();
    columns.add(Column.words(page.t("office.team")));
    columns.add(Column.numbers(page.t("office.verdict.rank")));
    columns.add(Column.words(page.t("office.verdict.outcome")));
    columns.add(Column.numbers(page.t("office.verdict.total")));
    for (Block block : rulebook.blocks()) {
      columns.add(
          Column.numbers(
              page.t(
                  "office.verdict.block",
                  pick(page, block.title()),
                  block.points().toPlainString())));
    }
    rulebook.gates().forEach(gate -> columns.add(Column.words(pick(page, gate.title()))));
    return new DataTable(
        page.t("office.verdict.table"),
        columns,
        version.verdict().teams().stream().map(team -> row(page, version, team)).toList());
  }

  private static List<String> row(Page page, VerdictVersion version, TeamResult team) {
    var rulebook = version.verdict().rulebook();
    var cells = new ArrayList<String>();
    Integer rank = team.rank();
    cells.add(name(page, team));
    cells.add(rank == null ? "–" : rank.toString());
    cells.add(outcome(page, team.outcome()));
    cells.add(plain(team.total()));
    rulebook.blocks().forEach(block -> cells.add(plain(team.blocks().get(block.id()))));
    rulebook
        .gates()
        .forEach(
            gate ->
                cells.add(
                    team.gate(gate.id())
                        .map(g -> page.t("office.verdict.gate." + g.status().key()))
                        .orElse("–")));
    return cells;
  }

  static String outcome(Page page, Outcome outcome) {
    return page.t("office.verdict." + outcome.code());
  }

  private static DataTable confirmations(Page page, VerdictVersion version) {
    return new DataTable(
        page.t("office.verdict.confirm.title"),
        List.of(
            Column.words(page.t("office.history.actor")),
            Column.words(page.t("office.history.at"))),
        version.confirmations().stream()
            .map(c -> List.of(c.account(), page.time(c.at())))
            .toList());
  }

  private static List<String> sentences(Page page, List<Reason> reasons) {
    return reasons.stream().map(reason -> pick(page, reason.text())).toList();
  }

  private static List<String> holds(Page page, Verdict verdict) {
    return verdict.holds().stream()
        .map(
            hold -> {
              String names =
                  hold.teams().stream()
                      .map(id -> verdict.team(id).map(team -> name(page, team)).orElse(id))
                      .collect(Collectors.joining(", "));
              String sentence = pick(page, hold.text());
              return names.isEmpty() ? sentence : names + ": " + sentence;
            })
        .toList();
  }

  private static String name(Page page, TeamResult team) {
    Bilingual name = team.name();
    return name == null ? team.team() : pick(page, name);
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "–" : number.toPlainString();
  }

  private static String pick(Page page, Bilingual text) {
    return page.pick(text.ko(), text.en());
  }
}

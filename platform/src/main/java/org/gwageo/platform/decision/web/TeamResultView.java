package org.gwageo.platform.decision.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.Disclosure;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Rulebook;

/**
 * A team's own result, cut down to what the rules show to the team itself.
 *
 * @param outcome the outcome in a word
 * @param reasons the outcome in sentences
 * @param facts rank and total, when they are shown
 * @param tables points of blocks and items, and what the gates found, as far as they are shown
 * @param path the public page of the verdict, without language prefix
 */
public record TeamResultView(
    Badge outcome, List<String> reasons, List<Fact> facts, List<DataTable> tables, String path) {

  /** Copies the lists. */
  public TeamResultView {
    reasons = List.copyOf(reasons);
    facts = List.copyOf(facts);
    tables = List.copyOf(tables);
  }

  /** Returns the view of {@code team}, if the verdict is about it. */
  static Optional<TeamResultView> of(Page page, VerdictVersion issued, String team) {
    var rulebook = issued.verdict().rulebook();
    return Disclosure.view(issued.verdict(), new Audience.OneTeam(team))
        .team(team)
        .map(
            shown ->
                new TeamResultView(
                    outcome(page, shown),
                    shown.reasons().stream().map(r -> pick(page, r.text())).toList(),
                    facts(page, shown, rulebook),
                    tables(page, shown, rulebook),
                    "/programmes/%s/stages/%s/verdict"
                        .formatted(issued.stage().programme(), issued.stage().stage())));
  }

  private static Badge outcome(Page page, DisclosedTeam shown) {
    String code = shown.outcome();
    if (code == null) {
      return new Badge(Tone.NEUTRAL, page.t("my-team.result.hidden"));
    }
    Tone tone =
        switch (code) {
          case "advances" -> Tone.SUCCESS;
          case "gate-failed" -> Tone.DANGER;
          default -> Tone.NEUTRAL;
        };
    return new Badge(tone, page.t("office.verdict." + code));
  }

  private static List<Fact> facts(Page page, DisclosedTeam shown, Rulebook rulebook) {
    var facts = new ArrayList<Fact>();
    Integer rank = shown.rank();
    BigDecimal total = shown.total();
    if (rank != null) {
      facts.add(Fact.of(page.t("office.verdict.rank"), rank.toString()));
    }
    if (total != null) {
      facts.add(
          Fact.of(
              page.t("office.verdict.total"),
              page.t(
                  "review.points.of", total.toPlainString(), rulebook.points().toPlainString())));
    }
    return facts;
  }

  private static List<DataTable> tables(Page page, DisclosedTeam shown, Rulebook rulebook) {
    var tables = new ArrayList<DataTable>();
    var points = points(page, shown, rulebook);
    if (!points.isEmpty()) {
      tables.add(
          new DataTable(
              page.t("my-team.result.points"),
              List.of(
                  Column.words(page.t("review.item")),
                  Column.numbers(page.t("review.points")),
                  Column.numbers(page.t("my-team.result.full"))),
              points));
    }
    var found = new ArrayList<List<String>>();
    for (var gate : shown.gates()) {
      String title = rulebook.gate(gate.gate()).map(g -> pick(page, g.title())).orElse(gate.gate());
      gate.tests()
          .forEach(
              test ->
                  found.add(
                      List.of(
                          title,
                          page.t("office.verdict.gate." + test.status().key()),
                          pick(page, test.reason()))));
    }
    if (!found.isEmpty()) {
      tables.add(
          new DataTable(
              page.t("my-team.result.gates"),
              List.of(
                  Column.words(page.t("my-team.result.gate")),
                  Column.words(page.t("office.verdict.outcome")),
                  Column.words(page.t("office.reason"))),
              found));
    }
    return tables;
  }

  private static List<List<String>> points(Page page, DisclosedTeam shown, Rulebook rulebook) {
    var rows = new ArrayList<List<String>>();
    for (var block : rulebook.blocks()) {
      BigDecimal ofBlock = shown.blocks().get(block.id());
      if (ofBlock != null) {
        rows.add(
            List.of(
                pick(page, block.title()),
                ofBlock.toPlainString(),
                block.points().toPlainString()));
      }
      for (var item : block.items()) {
        BigDecimal ofItem = shown.items().get(item.id());
        if (ofItem != null) {
          rows.add(
              List.of(
                  pick(page, block.title()) + " – " + pick(page, item.title()),
                  ofItem.toPlainString(),
                  item.points().toPlainString()));
        }
      }
    }
    return rows;
  }

  private static String pick(Page page, Bilingual text) {
    return page.pick(text.ko(), text.en());
  }
}

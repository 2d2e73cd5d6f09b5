package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.Gate;
import org.springframework.stereotype.Component;

/** What the evaluators wrote about a team, where the rulebook shows everything as entered. */
@Component
class Remarks {

  private final Sheets sheets;

  Remarks(Sheets sheets) {
    this.sheets = sheets;
  }

  /** Returns the reasons of the marks and those of the ticks; none where they are not shown. */
  List<DataTable> of(Page page, PublishedStage stage, String team) {
    if (!stage.shows(Level.RAW)) {
      return List.of();
    }
    var id = stage.head().id();
    return tables(page, stage, team, sheets.scores(id), sheets.marks(id));
  }

  static List<DataTable> tables(
      Page page,
      PublishedStage stage,
      String team,
      List<PanelScore> scores,
      List<PanelMark> marks) {
    List<List<String>> reasons = new ArrayList<>();
    stage
        .rulebook()
        .items()
        .forEach(
            item ->
                scores.stream()
                    .filter(row -> row.team().equals(team) && row.item().equals(item.id()))
                    .forEach(
                        row ->
                            reasons.add(
                                List.of(
                                    row.evaluator(),
                                    Wording.in(page, item.title()),
                                    row.points().toPlainString(),
                                    row.reason()))));
    List<List<String>> ticks =
        marks.stream()
            .filter(row -> row.team().equals(team))
            .map(row -> List.of(row.evaluator(), kind(page, stage, row.mark()), row.reason()))
            .toList();
    List<DataTable> tables = new ArrayList<>();
    if (!ticks.isEmpty()) {
      tables.add(
          new DataTable(
              page.t("results.letter.remarks.ticks"),
              List.of(
                  Column.words(page.t("results.letter.remarks.evaluator")),
                  Column.words(page.t("results.letter.remarks.mark")),
                  Column.words(page.t("results.letter.remarks.reason"))),
              ticks));
    }
    if (!reasons.isEmpty()) {
      tables.add(
          new DataTable(
              page.t("results.letter.remarks.sheets"),
              List.of(
                  Column.words(page.t("results.letter.remarks.evaluator")),
                  Column.words(page.t("results.item")),
                  Column.numbers(page.t("results.points")),
                  Column.words(page.t("results.letter.remarks.reason"))),
              reasons));
    }
    return tables;
  }

  private static String kind(Page page, PublishedStage stage, String mark) {
    return stage
        .rulebook()
        .gate(mark)
        .map(Gate::title)
        .map(title -> page.t("results.letter.remarks.gate", Wording.in(page, title)))
        .orElseGet(
            () ->
                mark.equals(PanelMark.CONFLICT) ? page.t("results.letter.remarks.conflict") : mark);
  }
}

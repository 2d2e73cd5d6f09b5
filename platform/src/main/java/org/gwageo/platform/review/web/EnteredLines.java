package org.gwageo.platform.review.web;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;

/** Lists what one evaluator has entered for one team. */
final class EnteredLines {

  private EnteredLines() {}

  static DataTable table(
      Page page, SheetFrame frame, List<PanelScore> scores, List<PanelMark> marks) {
    var rows = new ArrayList<List<String>>();
    for (var item : frame.items()) {
      scores.stream()
          .filter(score -> score.item().equals(item.id()))
          .forEach(
              score ->
                  rows.add(
                      List.of(
                          item.title(),
                          page.t("review.points.of", score.points().toPlainString(), item.most()),
                          score.reason())));
    }
    for (var mark : marks) {
      String title =
          frame.gates().stream()
              .filter(gate -> gate.id().equals(mark.mark()))
              .findFirst()
              .map(gate -> page.t("review.tick", gate.title()))
              .orElseGet(() -> page.t("review.conflict"));
      rows.add(List.of(title, page.t("review.marked"), mark.reason()));
    }
    return new DataTable(
        page.t("review.entered"),
        List.of(
            Column.words(page.t("review.item")),
            Column.words(page.t("review.points")),
            Column.words(page.t("office.reason"))),
        rows);
  }
}

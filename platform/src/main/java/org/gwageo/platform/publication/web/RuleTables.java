package org.gwageo.platform.publication.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.platform.web.chart.StackedBars;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.DisclosurePolicy.Shown;
import org.gwageo.verdict.rules.DisclosurePolicy.Viewer;
import org.gwageo.verdict.rules.Rulebook;

/** A rulebook's points and its disclosure policy as tables. */
final class RuleTables {

  private static final int MOST_PARTS = 5;

  private final Page page;
  private final Rulebook rulebook;
  private final RuleWords words;

  RuleTables(Page page, Rulebook rulebook) {
    this.page = page;
    this.rulebook = rulebook;
    this.words = new RuleWords(page, rulebook);
  }

  /** Returns the blocks with their items and points. */
  DataTable blocks() {
    var rows = new ArrayList<List<String>>();
    for (Block block : rulebook.blocks()) {
      rows.add(
          List.of(
              words.text(block.title()),
              String.join(
                  ", ",
                  block.items().stream()
                      .map(item -> words.text(item.title()) + " " + words.range(item.points()))
                      .toList()),
              words.range(block.points())));
    }
    rows.add(List.of(page.t("rulebook.total"), "", words.range(rulebook.points())));
    return new DataTable(
        page.t("rulebook.points-caption"),
        List.of(
            Column.words(page.t("rulebook.column.block")),
            Column.words(page.t("rulebook.column.items")),
            Column.numbers(page.t("rulebook.column.points"))),
        rows);
  }

  /** Returns the points of the blocks as one bar; of more than five the last are drawn as one. */
  Chart chart() {
    var names = new ArrayList<String>();
    var points = new ArrayList<BigDecimal>();
    List<Block> blocks = rulebook.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      if (i < MOST_PARTS) {
        names.add(words.text(blocks.get(i).title()));
        points.add(plain(blocks.get(i).points()));
      } else {
        names.set(MOST_PARTS - 1, page.t("rulebook.other-blocks"));
        points.set(MOST_PARTS - 1, points.getLast().add(plain(blocks.get(i).points())));
      }
    }
    String total = words.range(rulebook.points());
    return new StackedBars(
            "points",
            page.t("rulebook.chart.title"),
            page.t("rulebook.chart.description", total, rulebook.blocks().size()),
            page.t("rulebook.column.item"),
            page.t("rulebook.total"),
            rulebook.points(),
            names,
            List.of(new StackedBars.Bar(page.t("rulebook.chart.row"), points, total)))
        .draw();
  }

  private static BigDecimal plain(BigDecimal points) {
    BigDecimal plain = points.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** Returns what is shown to whom. */
  DataTable disclosure() {
    var columns = new ArrayList<Column>();
    columns.add(Column.words(page.t("rulebook.column.level")));
    for (Viewer viewer : Viewer.values()) {
      columns.add(Column.words(page.t("rulebook.viewer." + Citing.word(viewer))));
    }
    var rows = new ArrayList<List<String>>();
    for (Level level : Level.values()) {
      var row = new ArrayList<String>();
      row.add(page.t("rulebook.level." + Citing.word(level)));
      for (Viewer viewer : Viewer.values()) {
        row.add(
            rulebook.disclosure().shown(viewer).shows(level)
                ? page.t("rulebook.shown")
                : page.t("rulebook.not-shown"));
      }
      rows.add(row);
    }
    return new DataTable(page.t("rulebook.disclosure-caption"), columns, rows);
  }

  /** Returns what the public is shown of the best and the mean, in sentences. */
  List<String> statistics() {
    Shown shown = rulebook.disclosure().shown(Viewer.PUBLIC);
    var sentences = new ArrayList<String>();
    if (!shown.best().isEmpty()) {
      String levels = levels(shown.best().stream().sorted().toList());
      sentences.add(
          shown.bestNamed()
              ? page.t("rulebook.statistics.best-named", levels)
              : page.t("rulebook.statistics.best", levels));
    }
    if (!shown.mean().isEmpty()) {
      sentences.add(
          page.t(
              "rulebook.statistics.mean",
              levels(shown.mean().keySet().stream().sorted().toList())));
    }
    return sentences;
  }

  private String levels(List<Level> levels) {
    return String.join(
        ", ",
        levels.stream().map(level -> page.t("rulebook.level." + Citing.word(level))).toList());
  }
}

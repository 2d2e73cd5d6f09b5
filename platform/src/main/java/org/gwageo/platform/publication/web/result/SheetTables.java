package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.publication.web.result.Marks.Mark;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.Derivation.Use;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.rules.Item;

/** The marks of the panels, one table per item. */
final class SheetTables {

  private SheetTables() {}

  static List<DataTable> of(Page page, PublishedStage stage) {
    List<DataTable> tables = new ArrayList<>();
    for (Item item : stage.rulebook().items().toList()) {
      List<List<String>> rows = new ArrayList<>();
      for (DisclosedTeam team : stage.shown().teams()) {
        List<Mark> marks =
            Marks.of(team.derivation()).stream()
                .filter(mark -> mark.kind() == Kind.EVALUATOR && mark.item().equals(item.id()))
                .toList();
        if (!marks.isEmpty()) {
          rows.add(
              List.of(
                  stage.shortName(page, team.team()),
                  marks.stream().map(SheetTables::words).collect(Collectors.joining(" · ")),
                  Wording.number(team.items().get(item.id()))));
        }
      }
      if (!rows.isEmpty()) {
        tables.add(
            new DataTable(
                page.t(
                    "results.points-of",
                    Wording.in(page, item.title()),
                    page.number(item.points())),
                List.of(
                    Column.words(page.t("results.team")),
                    Column.words(page.t("results.sheets.marks")),
                    Column.numbers(page.t("results.points"))),
                rows));
      }
    }
    return tables;
  }

  /** Returns the evaluator and the mark; in brackets what does not count. */
  private static String words(Mark mark) {
    String format = mark.use() == Use.COUNTED ? "%s %s" : "(%s %s)";
    return format.formatted(mark.who(), mark.value());
  }
}

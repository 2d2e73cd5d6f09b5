package org.gwageo.bundle.sheets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The points that one evaluator gives one team for one item.
 *
 * @param evaluator the evaluator's pseudonym
 * @param team the team's slug
 * @param item the rulebook's item
 * @param points between 0 and the item's points
 * @param reason why, in the evaluator's words
 */
public record PanelScore(
    String evaluator, String team, String item, BigDecimal points, String reason) {

  private static final List<String> HEADER =
      List.of("evaluator", "team", "item", "points", "reason");

  /** Reads {@code panel/sheets.csv}. */
  public static List<PanelScore> read(String csv) throws SheetException {
    var scores = new ArrayList<PanelScore>();
    for (var row : Table.read(csv, HEADER, 3)) {
      scores.add(
          new PanelScore(
              row.word("evaluator"),
              row.word("team"),
              row.word("item"),
              row.decimal("points"),
              row.text("reason")));
    }
    return List.copyOf(scores);
  }

  /** Writes {@code panel/sheets.csv}, ordered by evaluator, team and item. */
  public static String write(List<PanelScore> scores) {
    return Table.write(
        HEADER,
        scores.stream()
            .sorted(
                Comparator.comparing(PanelScore::evaluator)
                    .thenComparing(PanelScore::team)
                    .thenComparing(PanelScore::item))
            .map(
                s ->
                    List.of(
                        s.evaluator(), s.team(), s.item(), s.points().toPlainString(), s.reason()))
            .toList());
  }
}

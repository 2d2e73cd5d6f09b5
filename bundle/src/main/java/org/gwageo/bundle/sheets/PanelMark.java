package org.gwageo.bundle.sheets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an evaluator says of a team apart from points.
 *
 * @param evaluator the evaluator's pseudonym
 * @param team the team's slug
 * @param mark {@link #CONFLICT}, or the gate whose requirement the evaluator sees as not met
 * @param reason why, in the evaluator's words
 */
public record PanelMark(String evaluator, String team, String mark, String reason) {

  /** The evaluator has a conflict of interest with the team and does not judge it. */
  public static final String CONFLICT = "conflict";

  private static final List<String> HEADER = List.of("evaluator", "team", "mark", "reason");

  /** Reads {@code panel/marks.csv}. */
  public static List<PanelMark> read(String csv) throws SheetException {
    var marks = new ArrayList<PanelMark>();
    for (var row : Table.read(csv, HEADER, 3)) {
      marks.add(
          new PanelMark(
              row.word("evaluator"), row.word("team"), row.word("mark"), row.text("reason")));
    }
    return List.copyOf(marks);
  }

  /** Writes {@code panel/marks.csv}, ordered by evaluator, team and mark. */
  public static String write(List<PanelMark> marks) {
    return Table.write(
        HEADER,
        marks.stream()
            .sorted(
                Comparator.comparing(PanelMark::evaluator)
                    .thenComparing(PanelMark::team)
                    .thenComparing(PanelMark::mark))
            .map(m -> List.of(m.evaluator(), m.team(), m.mark(), m.reason()))
            .toList());
  }
}

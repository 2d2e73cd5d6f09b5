package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Section;
import org.jspecify.annotations.Nullable;

/**
 * The letter that tells one team, and everybody else, what was decided and why.
 *
 * @param head the stage's head
 * @param crumbs the way to the letter
 * @param evidence the line under the title
 * @param team the team's id
 * @param name the team's full name
 * @param sections the parts of the letter
 * @param outcome the decision in one word
 * @param decision the decision in a sentence
 * @param gates what each gate found
 * @param reasons the other reasons, in sentences
 * @param columns the headings of the points
 * @param points the points of blocks, items and in total, as far as shown
 * @param derivation how the total came about; null where it is not shown
 * @param remarks what the evaluators wrote, one table per panel; none where it is not shown
 * @param cut what was announced and what was done
 * @param cutReasons why the two differ
 * @param comparisons the letters' comparisons with the other teams
 * @param links where the evidence is
 */
public record LetterPage(
    StageHead head,
    List<Crumb> crumbs,
    Evidence evidence,
    String team,
    String name,
    List<Section> sections,
    Badge outcome,
    String decision,
    List<Card> gates,
    List<String> reasons,
    List<Column> columns,
    List<PointsRow> points,
    @Nullable DerivationNode derivation,
    List<DataTable> remarks,
    List<Fact> cut,
    List<String> cutReasons,
    List<Fact> comparisons,
    List<Fact> links) {

  /** Copies the lists. */
  public LetterPage {
    crumbs = List.copyOf(crumbs);
    sections = List.copyOf(sections);
    gates = List.copyOf(gates);
    reasons = List.copyOf(reasons);
    columns = List.copyOf(columns);
    points = List.copyOf(points);
    remarks = List.copyOf(remarks);
    cut = List.copyOf(cut);
    cutReasons = List.copyOf(cutReasons);
    comparisons = List.copyOf(comparisons);
    links = List.copyOf(links);
  }

  /**
   * One row of the points.
   *
   * @param title what the points are for
   * @param level 0 for the total, 1 for a block, 2 for an item
   * @param numbers full marks, the team's points, and the best and mean where they are shown
   */
  public record PointsRow(String title, int level, List<String> numbers) {

    /** Copies {@code numbers}. */
    public PointsRow {
      numbers = List.copyOf(numbers);
    }
  }
}

package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.chart.Chart;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark: what is asked, how it is judged, what came out.
 *
 * @param head the stage's head
 * @param evidence the line under the title
 * @param task the task's id
 * @param title the task's title
 * @param facts size, interface, settings, digest
 * @param rule how an answer is found and judged, in words
 * @param sample the first question as it is sent; null where answers are not shown
 * @param chart the accuracies; null where nobody has one
 * @param columns the headings of the results
 * @param rows the results, the best team first, guests last
 * @param runs every run of every team; null where each has one
 * @param metrics every number of each run; none where the headline is the only one
 * @param open whether the answers can be read
 * @param items the name of the file with the items in the bundle
 */
public record TaskPage(
    StageHead head,
    Evidence evidence,
    String task,
    String title,
    List<Fact> facts,
    String rule,
    @Nullable String sample,
    @Nullable Chart chart,
    List<Column> columns,
    List<Row> rows,
    @Nullable DataTable runs,
    List<DataTable> metrics,
    boolean open,
    String items) {

  /** Copies the lists. */
  public TaskPage {
    facts = List.copyOf(facts);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    metrics = List.copyOf(metrics);
  }

  /**
   * One team's result.
   *
   * @param name the team's name, with a word for guests
   * @param path its answers; null where they are not shown
   * @param cells the numbers in the order of the headings
   */
  public record Row(String name, @Nullable String path, List<String> cells) {

    /** Copies {@code cells}. */
    public Row {
      cells = List.copyOf(cells);
    }
  }
}

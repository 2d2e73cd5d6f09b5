package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.chart.Chart;
import org.jspecify.annotations.Nullable;

/**
 * The results of a stage at a glance.
 *
 * @param head the stage's head
 * @param evidence the line under the title
 * @param sections the parts of the page
 * @param lead the result in a sentence
 * @param cut how many were to go on, how many do
 * @param cutReasons why the two differ
 * @param columns the headings of the ranking
 * @param teams the ranking
 * @param statistics rows under the ranking: the best and mean points
 * @param points the points by block; null where they are not shown
 * @param items the points by item; null where they are not shown
 * @param benchmarks one chart per benchmark
 * @param tasks the benchmarks' own pages; the titles lead to them
 * @param guests what was measured outside the competition, one table for each mode
 * @param sheets the panels' marks, one table per item
 * @param ratings how the users rated, one chart per group
 * @param downloads tables as files
 * @param withheld what the rulebook does not show to the public
 */
public record ResultsPage(
    StageHead head,
    Evidence evidence,
    List<Section> sections,
    String lead,
    List<Fact> cut,
    List<String> cutReasons,
    List<Column> columns,
    List<TeamRow> teams,
    List<StatisticRow> statistics,
    @Nullable Chart points,
    @Nullable DataTable items,
    List<Chart> benchmarks,
    List<Fact> tasks,
    List<DataTable> guests,
    List<DataTable> sheets,
    List<Chart> ratings,
    List<Download> downloads,
    List<String> withheld) {

  /** Copies the lists. */
  public ResultsPage {
    sections = List.copyOf(sections);
    cut = List.copyOf(cut);
    cutReasons = List.copyOf(cutReasons);
    columns = List.copyOf(columns);
    teams = List.copyOf(teams);
    statistics = List.copyOf(statistics);
    benchmarks = List.copyOf(benchmarks);
    tasks = List.copyOf(tasks);
    sheets = List.copyOf(sheets);
    ratings = List.copyOf(ratings);
    guests = List.copyOf(guests);
    downloads = List.copyOf(downloads);
    withheld = List.copyOf(withheld);
  }

  /**
   * One team of the ranking.
   *
   * @param team the team's id
   * @param name its name
   * @param path its letter
   * @param outcome the outcome in one word
   * @param gates the titles of the gates that it fails
   * @param rank its rank by score; a dash where it is not shown
   * @param numbers the total and the points of each block, as far as shown
   */
  public record TeamRow(
      String team,
      String name,
      String path,
      Badge outcome,
      List<String> gates,
      String rank,
      List<String> numbers) {

    /** Copies the lists. */
    public TeamRow {
      gates = List.copyOf(gates);
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * A row under the ranking.
   *
   * @param label what the numbers are
   * @param numbers under the total and the blocks
   */
  public record StatisticRow(String label, List<String> numbers) {

    /** Copies {@code numbers}. */
    public StatisticRow {
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * A table as a file.
   *
   * @param label what it holds
   * @param path its address
   */
  public record Download(String label, String path) {}
}

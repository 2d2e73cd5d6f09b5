package org.gwageo.bundle.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;

/**
 * Everything that scores are derived from.
 *
 * @param teams the teams
 * @param benchmarks how many replies of each team to each task were correct
 * @param sheets the marks of the panels
 * @param marks conflicts, ticks and votes
 * @param ratings the ratings of the user groups
 * @param lineage the grade against each reference, by team
 * @param officeEntries what only the office can enter, in the form of a scores document: items with
 *     plain points or declared targets, findings per criterion, decisions between equal teams
 */
public record StageEvidence(
    List<TeamEntry> teams,
    List<BenchmarkCount> benchmarks,
    List<PanelScore> sheets,
    List<PanelMark> marks,
    List<UserRating> ratings,
    SortedMap<String, SortedMap<String, String>> lineage,
    Map<String, Object> officeEntries) {

  /**
   * The count of one team's replies to one task.
   *
   * @param team the team's id
   * @param task the task's id
   * @param correct correct replies
   * @param asked questions that were put to the model; without any the benchmark is missing
   */
  public record BenchmarkCount(String team, String task, long correct, long asked) {

    /**
     * Returns the count that decides. A question that the endpoint refused for good counts as not
     * answered correctly, so that nobody gains by refusing what is hard.
     */
    public static BenchmarkCount of(String team, String task, BenchmarkResult result) {
      var accuracy = result.accuracy();
      return new BenchmarkCount(
          team, task, accuracy.correct(), accuracy.counted() == 0 ? 0 : result.questions());
    }
  }

  /** Copies the collections. */
  public StageEvidence {
    teams = List.copyOf(teams);
    benchmarks = List.copyOf(benchmarks);
    sheets = List.copyOf(sheets);
    marks = List.copyOf(marks);
    ratings = List.copyOf(ratings);
    lineage = new TreeMap<>(lineage);
    officeEntries = new LinkedHashMap<>(officeEntries);
  }
}

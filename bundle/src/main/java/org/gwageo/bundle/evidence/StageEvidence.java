package org.gwageo.bundle.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.jspecify.annotations.Nullable;

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
 * @param reported the benchmarks that teams ran themselves
 * @param proposals what teams proposed as common benchmarks, by item
 */
public record StageEvidence(
    List<TeamEntry> teams,
    List<BenchmarkCount> benchmarks,
    List<PanelScore> sheets,
    List<PanelMark> marks,
    List<UserRating> ratings,
    SortedMap<String, SortedMap<String, String>> lineage,
    Map<String, Object> officeEntries,
    List<ReportedBenchmark> reported,
    List<ItemProposals> proposals) {

  /** Makes the evidence of a stage in which teams neither report nor propose benchmarks. */
  public StageEvidence(
      List<TeamEntry> teams,
      List<BenchmarkCount> benchmarks,
      List<PanelScore> sheets,
      List<PanelMark> marks,
      List<UserRating> ratings,
      SortedMap<String, SortedMap<String, String>> lineage,
      Map<String, Object> officeEntries) {
    this(teams, benchmarks, sheets, marks, ratings, lineage, officeEntries, List.of(), List.of());
  }

  /**
   * What one team reached in one run of a task.
   *
   * @param team the team's id
   * @param task the task's id
   * @param run which of the task's runs, from 1
   * @param correct correct replies
   * @param asked questions that were put to the model; without any the benchmark is missing
   * @param share what the task's headline makes of all questions, 0 to 1; null where it is {@code
   *     correct / asked}
   */
  public record BenchmarkCount(
      String team, String task, int run, long correct, long asked, @Nullable BigDecimal share) {

    /** Decimal places that a share is kept with. */
    private static final int PLACES = 12;

    /** Makes the count of the only run of a task whose headline is the share of correct replies. */
    public BenchmarkCount(String team, String task, long correct, long asked) {
      this(team, task, 1, correct, asked, null);
    }

    /**
     * Returns the count that decides. A question that the endpoint refused for good counts as not
     * answered correctly, so that nobody gains by refusing what is hard.
     */
    public static BenchmarkCount of(String team, String task, int run, BenchmarkResult result) {
      var accuracy = result.accuracy();
      long asked = accuracy.counted() == 0 ? 0 : result.questions();
      return new BenchmarkCount(
          team, task, run, accuracy.correct(), asked, result.isShare() ? null : share(result));
    }

    private static @Nullable BigDecimal share(BenchmarkResult result) {
      Double value = result.headline().estimate().value();
      return value == null
          ? null
          : new BigDecimal(value)
              .multiply(BigDecimal.valueOf(result.scored()))
              .divide(BigDecimal.valueOf(result.questions()), PLACES, RoundingMode.HALF_UP)
              .max(BigDecimal.ZERO)
              .min(BigDecimal.ONE);
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
    reported = List.copyOf(reported);
    proposals = List.copyOf(proposals);
  }
}

package org.gwageo.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.ClaimFile;
import org.gwageo.bundle.evidence.ModelManifest;
import org.gwageo.bundle.evidence.ReportedFiles;
import org.gwageo.bundle.evidence.TeamEntry;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.jspecify.annotations.Nullable;

/**
 * What a stage leaves behind, from which a bundle is made.
 *
 * @param programme the programme's id
 * @param stage the stage's id
 * @param issuedAt when the verdict is issued
 * @param toolVersion the version of this software
 * @param rulebookYaml the frozen rulebook, exactly as it was frozen
 * @param teams the teams
 * @param tasks the benchmark tasks
 * @param journals what the models replied
 * @param sheets the marks of the panels
 * @param marks conflicts, ticks and votes
 * @param ratings the ratings of the user groups
 * @param lineage the bytes of {@link org.gwageo.lineage.LineageScreen#toJson}, by team
 * @param models the files of the submitted models, by team
 * @param cases the verification cases of the submissions
 * @param claims the public claims about the submissions
 * @param officeEntries what only the office can enter, in the form of a scores document
 * @param reported the benchmarks that teams ran themselves
 * @param proposals what teams proposed as common benchmarks, by item
 */
public record StageRecord(
    String programme,
    String stage,
    Instant issuedAt,
    String toolVersion,
    String rulebookYaml,
    List<TeamEntry> teams,
    List<Task> tasks,
    List<Journal> journals,
    List<PanelScore> sheets,
    List<PanelMark> marks,
    List<UserRating> ratings,
    SortedMap<String, String> lineage,
    SortedMap<String, ModelManifest> models,
    List<CaseFile> cases,
    List<Claim> claims,
    Map<String, Object> officeEntries,
    Reports reported,
    List<ItemProposals> proposals) {

  /** Makes the record of a stage in which teams neither report nor propose benchmarks. */
  public StageRecord(
      String programme,
      String stage,
      Instant issuedAt,
      String toolVersion,
      String rulebookYaml,
      List<TeamEntry> teams,
      List<Task> tasks,
      List<Journal> journals,
      List<PanelScore> sheets,
      List<PanelMark> marks,
      List<UserRating> ratings,
      SortedMap<String, String> lineage,
      SortedMap<String, ModelManifest> models,
      List<CaseFile> cases,
      List<Claim> claims,
      Map<String, Object> officeEntries) {
    this(
        programme,
        stage,
        issuedAt,
        toolVersion,
        rulebookYaml,
        teams,
        tasks,
        journals,
        sheets,
        marks,
        ratings,
        lineage,
        models,
        cases,
        claims,
        officeEntries,
        Reports.NONE,
        List.of());
  }

  /**
   * What teams reported.
   *
   * @param draw the draw of the stage, see {@link
   *     org.gwageo.benchmark.reproduction.StageDraw#toJson}; null without one
   * @param benchmarks the teams' benchmarks
   */
  public record Reports(@Nullable String draw, List<Report> benchmarks) {

    /** Nothing was reported. */
    public static final Reports NONE = new Reports(null, List.of());

    /** Copies the list. */
    public Reports {
      benchmarks = List.copyOf(benchmarks);
    }
  }

  /**
   * What a team reported of one benchmark.
   *
   * @param place whose and which
   * @param files the files of {@link org.gwageo.bundle.evidence.ReportedFiles}, by their path below
   *     the place
   */
  public record Report(ReportedFiles.Place place, SortedMap<String, Content> files) {

    /** Copies the map. */
    public Report {
      files = new TreeMap<>(files);
    }
  }

  /**
   * A benchmark task.
   *
   * @param id the task's id
   * @param yaml its {@code task.yaml}
   * @param items its {@code items.jsonl}; its {@code items.revealed} where they were sealed
   * @param commitment what was committed to for sealed items; null for others
   */
  public record Task(String id, String yaml, String items, @Nullable String commitment) {

    /** Makes a task whose items were not sealed. */
    public Task(String id, String yaml, String items) {
      this(id, yaml, items, null);
    }
  }

  /**
   * The attempts of one team's model at one task in one run.
   *
   * @param team the team's id
   * @param task the task's id
   * @param run which of the task's runs, from 1
   * @param lines the attempts, one line of canonical JSON each, with line ends; empty if there are
   *     none
   */
  public record Journal(String team, String task, int run, Content lines) {

    /** Makes the journal of the only run, held in memory. */
    public Journal(String team, String task, String lines) {
      this(team, task, 1, Content.of(lines));
    }
  }

  /**
   * A public claim.
   *
   * @param claim what is published of it
   * @param report the comparison that it led to, in the form of {@code lineage}; empty without one
   */
  public record Claim(ClaimFile claim, Optional<String> report) {}

  /** Copies the collections. */
  public StageRecord {
    teams = List.copyOf(teams);
    tasks = List.copyOf(tasks);
    journals = List.copyOf(journals);
    sheets = List.copyOf(sheets);
    marks = List.copyOf(marks);
    ratings = List.copyOf(ratings);
    lineage = new TreeMap<>(lineage);
    models = new TreeMap<>(models);
    cases = List.copyOf(cases);
    claims = List.copyOf(claims);
    officeEntries = Map.copyOf(officeEntries);
    proposals = List.copyOf(proposals);
  }
}

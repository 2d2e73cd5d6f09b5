package org.gwageo.platform.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.bundle.evidence.StageEvidence;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.bundle.evidence.TeamEntry;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.proposal.FixedSelections;
import org.gwageo.platform.reproduction.ReportedEvidence;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gathers the evidence of a stage from the modules that hold it. */
@Component
public class EvidenceDesk {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Teams teams;
  private final Submissions submissions;
  private final Jobs jobs;
  private final Results results;
  private final Sheets sheets;
  private final Ratings ratings;
  private final Screens screens;
  private final Cases cases;
  private final ReportedEvidence reported;
  private final FixedSelections selections;

  EvidenceDesk(
      Teams teams,
      Submissions submissions,
      Jobs jobs,
      Results results,
      Sheets sheets,
      Ratings ratings,
      Screens screens,
      Cases cases,
      ReportedEvidence reported,
      FixedSelections selections) {
    this.teams = teams;
    this.submissions = submissions;
    this.jobs = jobs;
    this.results = results;
    this.sheets = sheets;
    this.ratings = ratings;
    this.screens = screens;
    this.cases = cases;
    this.reported = reported;
    this.selections = selections;
  }

  /**
   * Requires that no worker still makes evidence out of what has come in.
   *
   * @throws IllegalStateException if one does
   */
  void requireComplete(StageId stage) {
    reported.requireCompared(stage);
  }

  /** Returns all evidence that has come in for {@code stage}. */
  public StageEvidence gather(StageId stage) {
    return new StageEvidence(
        entrants(stage),
        benchmarks(stage),
        sheets.scores(stage),
        sheets.marks(stage),
        ratings.of(stage),
        lineage(stage),
        officeEntries(stage),
        reported.of(stage),
        selections.of(stage));
  }

  /** Returns what only the office can enter: the decided verification cases. */
  public Map<String, Object> officeEntries(StageId stage) {
    return officeEntries(cases.of(stage));
  }

  /** Returns what only the office can enter, if the cases of the stage are {@code cases}. */
  public static Map<String, Object> officeEntries(List<VerificationCase> cases) {
    var decided = Cases.decisions(cases);
    return decided.isEmpty() ? Map.of() : Map.of(EvidenceScores.LINEAGE_CASES, decided);
  }

  /** Returns the teams that take part, each with what it declared; a guest declares nothing. */
  public List<TeamEntry> entrants(StageId stage) {
    var entrants = new ArrayList<TeamEntry>();
    for (Team team : teams.in(stage)) {
      var submission = submissions.counting(stage, team.id());
      entrants.add(
          new TeamEntry(
              team.id(),
              new TeamEntry.Words(team.name().ko(), team.name().en()),
              Optional.empty(),
              new TreeMap<>(),
              submission.filter(s -> s.licence() != null).map(EvidenceDesk::permissions),
              submission.map(EvidenceDesk::declarations).orElse(Map.of())));
    }
    return entrants;
  }

  private static List<String> permissions(Submission submission) {
    return submission.commercialUse() ? List.of("commercial-use") : List.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> declarations(Submission submission) {
    return JSON.readValue(submission.declarations(), Map.class);
  }

  private List<BenchmarkCount> benchmarks(StageId stage) {
    var counts = new ArrayList<BenchmarkCount>();
    List<String> repeated = reported.tasks(stage);
    for (Job job : jobs.of(stage)) {
      if (job.state() == Job.State.DONE && !repeated.contains(job.task())) {
        counts.add(BenchmarkCount.of(job.team(), job.task(), job.run(), results.of(job)));
      }
    }
    return counts;
  }

  private SortedMap<String, SortedMap<String, String>> lineage(StageId stage) {
    var byTeam = new TreeMap<String, SortedMap<String, String>>();
    for (Screen screen : screens.of(stage)) {
      var grades = new TreeMap<String, String>();
      JSON.readTree(screen.report())
          .path("references")
          .properties()
          .forEach(
              reference ->
                  grades.put(reference.getKey(), reference.getValue().path("grade").stringValue()));
      byTeam.put(screen.team(), grades);
    }
    return byTeam;
  }
}

package org.gwageo.platform.publication;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.bundle.StageRecord;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.ModelManifest;
import org.gwageo.bundle.evidence.ModelManifest.ModelFile;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.decision.EvidenceDesk;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Claim;
import org.gwageo.platform.lineage.Claims;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.programme.RulebookVersion;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.proposal.FixedSelections;
import org.gwageo.platform.reproduction.ReportedEvidence;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.submission.Submissions;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Collects what a decided stage leaves behind. */
@Component
class StageFiles {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final EvidenceDesk desk;
  private final Submissions submissions;
  private final Jobs jobs;
  private final Results results;
  private final TaskLibrary tasks;
  private final DataSets dataSets;
  private final Sheets sheets;
  private final Ratings ratings;
  private final Screens screens;
  private final Cases cases;
  private final Claims claims;
  private final ReportedEvidence reported;
  private final FixedSelections selections;

  StageFiles(
      EvidenceDesk desk,
      Submissions submissions,
      Jobs jobs,
      Results results,
      TaskLibrary tasks,
      DataSets dataSets,
      Sheets sheets,
      Ratings ratings,
      Screens screens,
      Cases cases,
      Claims claims,
      ReportedEvidence reported,
      FixedSelections selections) {
    this.desk = desk;
    this.submissions = submissions;
    this.jobs = jobs;
    this.results = results;
    this.tasks = tasks;
    this.dataSets = dataSets;
    this.sheets = sheets;
    this.ratings = ratings;
    this.screens = screens;
    this.cases = cases;
    this.claims = claims;
    this.reported = reported;
    this.selections = selections;
  }

  /**
   * Returns the record from which the bundle of a first verdict is made; {@code verdict} is issued.
   *
   * @param superseded whether a later version is issued, so that the cases count as they were
   * @param work a folder in which journals are kept until the bundle is written
   */
  StageRecord collect(
      RulebookVersion rules,
      VerdictVersion verdict,
      boolean superseded,
      String toolVersion,
      Path work)
      throws IOException {
    var stage = verdict.stage();
    var issuedAt = verdict.issuedAt();
    if (issuedAt == null) {
      throw new IllegalStateException("the verdict of stage " + stage + " is not issued");
    }
    return new StageRecord(
        stage.programme(),
        stage.stage(),
        issuedAt,
        toolVersion,
        rules.yaml(),
        desk.entrants(stage),
        tasks(stage),
        journals(stage, work),
        sheets.scores(stage),
        sheets.marks(stage),
        ratings.of(stage),
        lineage(stage),
        models(stage),
        cases(verdict, superseded),
        claims(stage),
        EvidenceDesk.officeEntries(histories(verdict, superseded)),
        reported.files(stage, work),
        selections.of(stage));
  }

  private List<StageRecord.Journal> journals(StageId stage, Path work) throws IOException {
    var journals = new ArrayList<StageRecord.Journal>();
    for (Job job : measured(stage)) {
      Path file = work.resolve(job.id() + ".jsonl");
      results.writeJournal(job, file);
      journals.add(new StageRecord.Journal(job.team(), job.task(), job.run(), Content.of(file)));
    }
    return journals;
  }

  /** Returns the histories of the cases: whole, or up to the issue of a superseded verdict. */
  List<CaseFile> cases(VerdictVersion verdict, boolean superseded) {
    return histories(verdict, superseded).stream().map(VerificationCase::file).toList();
  }

  private List<VerificationCase> histories(VerdictVersion verdict, boolean superseded) {
    return superseded ? cases.at(verdict.stage(), verdict.cases()) : cases.of(verdict.stage());
  }

  private List<StageRecord.Task> tasks(StageId stage) throws IOException {
    var files = new ArrayList<StageRecord.Task>();
    var names = new TreeSet<String>();
    measured(stage).forEach(job -> names.add(job.task()));
    reported.of(stage).forEach(one -> names.add(one.task()));
    for (String name : names) {
      Path folder = tasks.folder(stage.programme(), name);
      DataSet.Sealing sealing =
          dataSets.find(stage.programme(), name).map(DataSet::sealing).orElse(null);
      files.add(
          new StageRecord.Task(
              name,
              Files.readString(folder.resolve("task.yaml")),
              Files.readString(folder.resolve(sealing == null ? "items.jsonl" : "items.revealed")),
              sealing == null
                  ? null
                  : new String(sealing.commitment().toJson(), StandardCharsets.UTF_8)));
    }
    return files;
  }

  /**
   * Returns the jobs that have a result; the office may have ended others, and those that repeat a
   * team's own runs stand beside these.
   */
  private List<Job> measured(StageId stage) {
    List<String> repeated = reported.tasks(stage);
    return jobs.of(stage).stream()
        .filter(job -> job.state() == Job.State.DONE && !repeated.contains(job.task()))
        .toList();
  }

  private SortedMap<String, String> lineage(StageId stage) {
    var reports = new TreeMap<String, String>();
    screens.of(stage).forEach(screen -> reports.put(screen.team(), screen.report()));
    return reports;
  }

  /** Returns the claims that everybody sees, without the words of who filed them. */
  List<StageRecord.Claim> claims(StageId stage) {
    return claims.shown(stage).stream()
        .map(
            claim ->
                new StageRecord.Claim(claim.file(), claim.comparison().map(Claim.Rerun::report)))
        .toList();
  }

  private SortedMap<String, ModelManifest> models(StageId stage) {
    var manifests = new TreeMap<String, ModelManifest>();
    for (var submission : submissions.counting(stage)) {
      var files = new ArrayList<ModelFile>();
      for (var file : JSON.readTree(submission.manifest()).path("files")) {
        files.add(
            new ModelFile(
                file.path("path").stringValue(),
                file.path("size").longValue(),
                new Digest(file.path("sha256").stringValue())));
      }
      manifests.put(submission.team(), new ModelManifest(submission.model(), files));
    }
    return manifests;
  }
}

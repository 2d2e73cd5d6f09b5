package org.gwageo.bundle;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.BenchmarkFiles;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.ClaimFile;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceFiles;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.bundle.evidence.ProposalFiles;
import org.gwageo.bundle.evidence.ReportedFiles;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;

/**
 * A stage decided from its evidence, and the bundle that lets others decide it again.
 *
 * <p>The evidence is written to files first and read back from them, so that the scores and the
 * verdict here are those that a verifier of the files finds.
 */
public final class StageBundle {

  /** The rulebook as it was frozen. */
  public static final String RULEBOOK_YAML = "rules/rulebook.yaml";

  /** The rulebook's canonical JSON, whose digest is the rulebook's. */
  public static final String RULEBOOK_JSON = "rules/rulebook.json";

  /** The input of the verdict engine. */
  public static final String SCORES = "scores/scores.yaml";

  /** The verdict. */
  public static final String VERDICT = "verdict/verdict.json";

  private final Bundle bundle;
  private final Rulebook rulebook;
  private final String scoresYaml;
  private final Verdict verdict;

  private StageBundle(Bundle bundle, Rulebook rulebook, String scoresYaml, Verdict verdict) {
    this.bundle = bundle;
    this.rulebook = rulebook;
    this.scoresYaml = scoresYaml;
    this.verdict = verdict;
  }

  /**
   * Scores the journals, derives the scores, decides, and puts everything into a bundle.
   *
   * @throws RulebookException if the rulebook cannot be applied
   * @throws ScoresException if the derived scores do not fit the rulebook, for example because the
   *     rulebook refuses gaps
   * @throws EvidenceException if evidence is broken or does not fit
   * @throws BundleException if an id cannot be part of a file's name
   */
  public static StageBundle assemble(StageRecord stage)
      throws RulebookException, ScoresException, EvidenceException, BundleException {
    Rulebook rulebook = Rulebook.parse(stage.rulebookYaml());
    SortedMap<String, Content> files = evidence(stage, rulebook);
    for (EvidenceFiles.JournalFile journal : EvidenceFiles.journals(files)) {
      BenchmarkResult result = EvidenceFiles.score(files, journal);
      files.put(journal.result(), Content.of(result.toJson()));
    }
    files.put(RULEBOOK_YAML, Content.of(stage.rulebookYaml()));
    files.put(RULEBOOK_JSON, Content.of(rulebook.canonicalJson()));
    files.put("README.md", Content.of(BundleReadme.text(stage.programme(), stage.stage())));
    Decided decided = Decided.of(rulebook, files);
    return sealed(
        files,
        rulebook,
        decided,
        new Manifest(
            stage.programme(),
            stage.stage(),
            stage.issuedAt(),
            rulebook.digest(),
            decided.verdict().digest(),
            stage.toolVersion(),
            null,
            Manifest.list(files)));
  }

  /**
   * Decides a published stage again with the cases that were decided since. Every other file is
   * taken from the bundle of the superseded verdict, byte for byte.
   *
   * @param superseded the bundle of the verdict that is corrected
   * @param correction what people have confirmed
   * @param issuedAt when the corrected verdict is issued
   * @param toolVersion the version of this software
   * @param cases the verification cases of the submissions with their whole histories
   * @param claims the public claims about the submissions
   * @throws EvidenceException if the files lead to another verdict than the one that was confirmed
   * @throws BundleException if {@code superseded} is not the bundle of the superseded verdict
   */
  public static StageBundle correct(
      Bundle superseded,
      CorrectionFile correction,
      Instant issuedAt,
      String toolVersion,
      List<CaseFile> cases,
      List<StageRecord.Claim> claims)
      throws RulebookException, ScoresException, EvidenceException, BundleException {
    Manifest before = Manifest.parse(superseded.file(Bundle.MANIFEST));
    if (!before.verdictDigest().equals(correction.supersedes().verdict())) {
      throw new BundleException(
          Bundle.MANIFEST,
          "the correction supersedes the verdict %s; that of the bundle is %s"
              .formatted(correction.supersedes().verdict(), before.verdictDigest()));
    }
    Rulebook rulebook =
        Rulebook.parse(new String(superseded.file(RULEBOOK_YAML), StandardCharsets.UTF_8));
    SortedMap<String, Content> files = unchanged(superseded);
    files.put(CorrectionFile.SUPERSEDED_SCORES, Content.of(superseded.file(SCORES)));
    files.put(CorrectionFile.SUPERSEDED_VERDICT, Content.of(superseded.file(VERDICT)));
    files.put(CorrectionFile.PATH, Content.of(correction.toJson()));
    files.put(EvidenceFiles.ENTRIES, Content.of(entries(superseded, correction)));
    hearings(cases, claims, files);
    Decided decided = Decided.of(rulebook, files);
    if (!decided.verdict().digest().equals(correction.verdict())) {
      throw new EvidenceException(
          "the files lead to the verdict %s, confirmed is %s"
              .formatted(decided.verdict().digest(), correction.verdict()));
    }
    return sealed(
        files,
        rulebook,
        decided,
        new Manifest(
            before.programme(),
            before.stage(),
            issuedAt,
            rulebook.digest(),
            decided.verdict().digest(),
            toolVersion,
            new Manifest.Superseded(
                correction.supersedes().version(), Digest.of(superseded.file(Bundle.MANIFEST))),
            Manifest.list(files)));
  }

  /**
   * Answers whether the bundle of a corrected verdict may hold another file under {@code path} than
   * that of the superseded one.
   */
  public static boolean isCorrected(String path) {
    return path.equals(Bundle.MANIFEST)
        || path.equals(Bundle.MANIFEST_DIGEST)
        || path.equals(CorrectionFile.PATH)
        || path.equals(EvidenceFiles.ENTRIES)
        || path.equals(SCORES)
        || path.equals(VERDICT)
        || path.startsWith("superseded/")
        || path.startsWith("cases/")
        || path.startsWith("claims/");
  }

  private static SortedMap<String, Content> unchanged(Bundle superseded) {
    var files = new TreeMap<>(superseded.files());
    files.keySet().removeIf(StageBundle::isCorrected);
    return files;
  }

  private static byte[] entries(Bundle superseded, CorrectionFile correction)
      throws EvidenceException, BundleException {
    return EvidenceFiles.entriesWith(superseded.file(EvidenceFiles.ENTRIES), correction.entries());
  }

  /** The scores that follow from evidence, and the verdict that follows from them. */
  private record Decided(String scoresYaml, Verdict verdict) {

    /** Derives the scores from {@code files}, decides, and adds both to the files. */
    static Decided of(Rulebook rulebook, SortedMap<String, Content> files)
        throws ScoresException, EvidenceException {
      String scoresYaml = EvidenceScores.yaml(rulebook, EvidenceFiles.read(files));
      Verdict verdict = Verdicts.decide(rulebook, Scores.parse(scoresYaml, rulebook));
      files.put(SCORES, Content.of(scoresYaml));
      files.put(VERDICT, Content.of(verdict.toJson()));
      return new Decided(scoresYaml, verdict);
    }
  }

  private static StageBundle sealed(
      SortedMap<String, Content> files, Rulebook rulebook, Decided decided, Manifest manifest)
      throws BundleException {
    byte[] json = manifest.toJson();
    files.put(Bundle.MANIFEST, Content.of(json));
    files.put(Bundle.MANIFEST_DIGEST, Content.of(digestLine(json)));
    return new StageBundle(Bundle.of(files), rulebook, decided.scoresYaml(), decided.verdict());
  }

  /** Returns the one line of {@code bundle.sha256}, in the form that {@code sha256sum -c} reads. */
  public static byte[] digestLine(byte[] manifest) {
    return (Digest.of(manifest).hex() + "  " + Bundle.MANIFEST + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static SortedMap<String, Content> evidence(StageRecord stage, Rulebook rulebook)
      throws EvidenceException {
    var files = new TreeMap<String, Content>();
    stage
        .teams()
        .forEach(team -> files.put("teams/" + team.id() + ".json", Content.of(team.toJson())));
    for (StageRecord.Task task : stage.tasks()) {
      String commitment = task.commitment();
      files.put(BenchmarkFiles.path(task.id(), "task.yaml"), Content.of(task.yaml()));
      if (commitment != null) {
        files.put(BenchmarkFiles.path(task.id(), "commitment.json"), Content.of(commitment));
      }
      files.put(
          BenchmarkFiles.path(task.id(), commitment == null ? "items.jsonl" : "items.revealed"),
          Content.of(task.items()));
    }
    var repeated = new HashSet<String>();
    for (StageRecord.Journal journal : stage.journals()) {
      if (journal.run() > 1) {
        repeated.add(journal.task());
      }
    }
    for (StageRecord.Journal journal : stage.journals()) {
      if (journal.lines().size() > 0) {
        String folder = "benchmarks/" + journal.team() + "/" + journal.task() + "/";
        String run = repeated.contains(journal.task()) ? "run-" + journal.run() + "/" : "";
        files.put(folder + run + "journal.jsonl", journal.lines());
      }
    }
    String draw = stage.reported().draw();
    if (draw != null) {
      files.put(ReportedFiles.DRAW, Content.of(draw));
    }
    for (StageRecord.Report report : stage.reported().benchmarks()) {
      report.files().forEach((path, content) -> files.put(report.place().path(path), content));
    }
    files.put(EvidenceFiles.SHEETS, Content.of(PanelScore.write(stage.sheets())));
    files.put(EvidenceFiles.MARKS, Content.of(PanelMark.write(stage.marks())));
    files.put(EvidenceFiles.RATINGS, Content.of(UserRating.write(stage.ratings())));
    files.put(EvidenceFiles.ENTRIES, Content.of(CanonicalJson.bytes(stage.officeEntries())));
    stage
        .lineage()
        .forEach((team, json) -> files.put("lineage/" + team + ".json", Content.of(json)));
    stage
        .models()
        .forEach(
            (team, model) -> files.put("models/" + team + ".json", Content.of(model.toJson())));
    hearings(stage.cases(), stage.claims(), files);
    for (ItemProposals proposals : stage.proposals()) {
      proposals(proposals, rulebook, files);
    }
    return files;
  }

  private static void proposals(
      ItemProposals proposals, Rulebook rulebook, SortedMap<String, Content> files)
      throws EvidenceException {
    var rule =
        ItemProposals.rule(rulebook, proposals.place().item())
            .orElseThrow(() -> EvidenceScores.notProposed(proposals.place().item()));
    ProposalFiles.write(proposals, rule)
        .forEach((path, bytes) -> files.put(path, Content.of(bytes)));
  }

  private static void hearings(
      List<CaseFile> cases, List<StageRecord.Claim> claims, SortedMap<String, Content> files) {
    cases.forEach(one -> files.put("cases/" + one.team() + ".json", Content.of(one.toJson())));
    for (StageRecord.Claim one : claims) {
      String number = one.claim().number();
      files.put(ClaimFile.path(number), Content.of(one.claim().toJson()));
      one.report().ifPresent(json -> files.put(ClaimFile.reportPath(number), Content.of(json)));
    }
  }

  /** Returns the bundle. */
  public Bundle bundle() {
    return bundle;
  }

  /** Returns the rulebook that was applied. */
  public Rulebook rulebook() {
    return rulebook;
  }

  /** Returns the scores that were derived. */
  public String scoresYaml() {
    return scoresYaml;
  }

  /** Returns the verdict. */
  public Verdict verdict() {
    return verdict;
  }
}

package org.gwageo.bundle;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.bundle.evidence.BenchmarkFiles;
import org.gwageo.bundle.evidence.ClaimFile;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceFiles;
import org.gwageo.bundle.evidence.EvidenceScores;
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
    SortedMap<String, byte[]> files = evidence(stage);
    for (EvidenceFiles.JournalFile journal : EvidenceFiles.journals(files)) {
      BenchmarkResult result = EvidenceFiles.score(files, journal);
      files.put(journal.result(), result.toJson());
    }
    String scoresYaml = EvidenceScores.yaml(rulebook, EvidenceFiles.read(files));
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(scoresYaml, rulebook));
    files.put(RULEBOOK_YAML, utf8(stage.rulebookYaml()));
    files.put(RULEBOOK_JSON, rulebook.canonicalJson());
    files.put(SCORES, utf8(scoresYaml));
    files.put(VERDICT, verdict.toJson());
    files.put("README.md", utf8(BundleReadme.text(stage.programme(), stage.stage())));
    var manifest =
        new Manifest(
            stage.programme(),
            stage.stage(),
            stage.issuedAt(),
            rulebook.digest(),
            verdict.digest(),
            stage.toolVersion(),
            Manifest.list(files));
    byte[] json = manifest.toJson();
    files.put(Bundle.MANIFEST, json);
    files.put(Bundle.MANIFEST_DIGEST, digestLine(json));
    return new StageBundle(Bundle.of(files), rulebook, scoresYaml, verdict);
  }

  /** Returns the one line of {@code bundle.sha256}, in the form that {@code sha256sum -c} reads. */
  public static byte[] digestLine(byte[] manifest) {
    return utf8(Digest.of(manifest).hex() + "  " + Bundle.MANIFEST + "\n");
  }

  private static SortedMap<String, byte[]> evidence(StageRecord stage) {
    var files = new TreeMap<String, byte[]>();
    stage.teams().forEach(team -> files.put("teams/" + team.id() + ".json", team.toJson()));
    for (StageRecord.Task task : stage.tasks()) {
      String commitment = task.commitment();
      files.put(BenchmarkFiles.path(task.id(), "task.yaml"), utf8(task.yaml()));
      if (commitment != null) {
        files.put(BenchmarkFiles.path(task.id(), "commitment.json"), utf8(commitment));
      }
      files.put(
          BenchmarkFiles.path(task.id(), commitment == null ? "items.jsonl" : "items.revealed"),
          utf8(task.items()));
    }
    var repeated = new HashSet<String>();
    for (StageRecord.Journal journal : stage.journals()) {
      if (journal.run() > 1) {
        repeated.add(journal.task());
      }
    }
    for (StageRecord.Journal journal : stage.journals()) {
      if (!journal.lines().isBlank()) {
        String folder = "benchmarks/" + journal.team() + "/" + journal.task() + "/";
        String run = repeated.contains(journal.task()) ? "run-" + journal.run() + "/" : "";
        files.put(folder + run + "journal.jsonl", utf8(journal.lines()));
      }
    }
    files.put(EvidenceFiles.SHEETS, utf8(PanelScore.write(stage.sheets())));
    files.put(EvidenceFiles.MARKS, utf8(PanelMark.write(stage.marks())));
    files.put(EvidenceFiles.RATINGS, utf8(UserRating.write(stage.ratings())));
    files.put(EvidenceFiles.ENTRIES, CanonicalJson.bytes(stage.officeEntries()));
    stage.lineage().forEach((team, json) -> files.put("lineage/" + team + ".json", utf8(json)));
    stage.models().forEach((team, model) -> files.put("models/" + team + ".json", model.toJson()));
    stage.cases().forEach(one -> files.put("cases/" + one.team() + ".json", one.toJson()));
    for (StageRecord.Claim one : stage.claims()) {
      String number = one.claim().number();
      files.put(ClaimFile.path(number), one.claim().toJson());
      one.report().ifPresent(json -> files.put(ClaimFile.reportPath(number), utf8(json)));
    }
    return files;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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

package org.gwageo.bundle.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.CorrectedScores;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.CorrectionFile.DecidedCase;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.VerdictDifference;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.jspecify.annotations.Nullable;

/**
 * Checks a corrected verdict: that the superseded one followed from its scores, that the new scores
 * are the old ones with nothing but the decided cases put in, that these were decided afterwards,
 * and that the stated changes are all there are. With the superseded bundle at hand also that no
 * other file changed.
 */
final class CorrectionCheck {

  private static final String ID = "correction";
  private static final String SUPERSEDED = "superseded";

  private final Bundle bundle;
  private final @Nullable Manifest manifest;
  private final Optional<Path> superseded;
  private final List<Check> checks;

  CorrectionCheck(
      Bundle bundle, @Nullable Manifest manifest, Optional<Path> superseded, List<Check> checks) {
    this.bundle = bundle;
    this.manifest = manifest;
    this.superseded = superseded;
    this.checks = checks;
  }

  void run() {
    byte[] json = bundle.find(CorrectionFile.PATH);
    Manifest.Superseded named = manifest == null ? null : manifest.supersedes();
    if (json == null && named == null) {
      superseded.ifPresent(
          path ->
              checks.add(
                  Check.failed(
                      SUPERSEDED,
                      null,
                      "이 묶음은 다른 판정을 정정한 것이 아니므로 %s와 견줄 수 없습니다.".formatted(path.getFileName()),
                      "This bundle corrects no verdict, so there is nothing to compare %s with."
                          .formatted(path.getFileName()))));
      return;
    }
    try {
      if (json == null || named == null) {
        throw new EvidenceException(
            json == null
                ? "bundle.json names a superseded bundle, but correction.json is missing"
                : "correction.json corrects a verdict, but bundle.json names no superseded bundle");
      }
      var correction = CorrectionFile.parse(CorrectionFile.PATH, json);
      String teams = own(correction, named, json);
      checks.add(
          Check.ok(
              ID,
              "%d판의 점수에서 달라진 것은 그 뒤에 결정된 사건의 관문뿐입니다: %s"
                  .formatted(correction.supersedes().version(), teams),
              "Nothing in the scores of version %d is changed but the gate of cases decided since: %s."
                  .formatted(correction.supersedes().version(), teams)));
      previous(named);
    } catch (EvidenceException | RulebookException | ScoresException e) {
      fail(ID, CorrectionFile.PATH, String.valueOf(e.getMessage()));
    } catch (BundleException e) {
      fail(ID, e.file(), String.valueOf(e.getMessage()));
    }
  }

  /** Checks what the bundle itself holds and returns the cases by team. */
  private String own(CorrectionFile correction, Manifest.Superseded named, byte[] json)
      throws EvidenceException, BundleException, RulebookException, ScoresException {
    frame(correction, named, json);
    Rulebook rulebook = Rulebook.parse(text(StageBundle.RULEBOOK_YAML));
    String earlierScores = text(CorrectionFile.SUPERSEDED_SCORES);
    Verdict before = Verdicts.decide(rulebook, Scores.parse(earlierScores, rulebook));
    byte[] earlier = bundle.file(CorrectionFile.SUPERSEDED_VERDICT);
    if (!before.digest().equals(correction.supersedes().verdict())
        || !Arrays.equals(before.toJson(), earlier)) {
      throw new EvidenceException(
          "the superseded verdict %s does not follow from superseded/scores.yaml"
              .formatted(correction.supersedes().verdict()));
    }
    for (DecidedCase one : correction.cases()) {
      decidedSince(correction, one);
    }
    String scores = text(StageBundle.SCORES);
    if (!CorrectedScores.yaml(earlierScores, rulebook, correction.cases()).equals(scores)) {
      throw new EvidenceException(
          "scores/scores.yaml is not superseded/scores.yaml with the decided cases put in");
    }
    Verdict after = Verdicts.decide(rulebook, Scores.parse(scores, rulebook));
    if (!correction.states(VerdictDifference.between(before, after))) {
      throw new EvidenceException(
          "the changes in correction.json are not those between the two verdicts");
    }
    return correction.cases().stream()
        .map(one -> "%s (%s)".formatted(one.team(), one.number()))
        .collect(Collectors.joining(", "));
  }

  private void frame(CorrectionFile correction, Manifest.Superseded named, byte[] json)
      throws EvidenceException, BundleException {
    if (!Arrays.equals(correction.toJson(), json)) {
      throw new EvidenceException("correction.json is not canonical or has unknown members");
    }
    if (manifest != null
        && !(manifest.programme().equals(correction.programme())
            && manifest.stage().equals(correction.stage()))) {
      throw new EvidenceException(
          "correction.json is about stage %s/%s, which is another one"
              .formatted(correction.programme(), correction.stage()));
    }
    if (named.version() != correction.supersedes().version()
        || correction.version() <= named.version()) {
      throw new EvidenceException(
          "bundle.json supersedes version %d, correction.json makes version %d of version %d"
              .formatted(named.version(), correction.version(), correction.supersedes().version()));
    }
    if (!Digest.of(bundle.file(StageBundle.VERDICT)).equals(correction.verdict())) {
      throw new EvidenceException(
          "correction.json leads to the verdict %s, which verdict/verdict.json is not"
              .formatted(correction.verdict()));
    }
    if (correction.reason().isBlank() || correction.cases().isEmpty()) {
      throw new EvidenceException("a verdict is re-opened for a reason and for a decided case");
    }
  }

  private void decidedSince(CorrectionFile correction, DecidedCase one)
      throws EvidenceException, BundleException {
    String path = "cases/" + one.team() + ".json";
    var history = CaseFile.parse(path, bundle.file(path));
    var decided = history.decided().orElse(null);
    if (decided == null
        || !decided.digest().equals(one.event())
        || !decided.at().equals(one.decidedAt())
        || !decided.get("grade").equals(one.grade())
        || !decided.get("reason").equals(one.reason())
        || !history.number().equals(one.number())) {
      throw new EvidenceException(
          "case %s in correction.json is not what %s decides".formatted(one.number(), path));
    }
    if (decided.at().isBefore(correction.supersedes().issuedAt())) {
      throw new EvidenceException(
          "case %s was decided on %s, before version %d was issued on %s"
              .formatted(
                  one.number(),
                  decided.at(),
                  correction.supersedes().version(),
                  correction.supersedes().issuedAt()));
    }
  }

  private void previous(Manifest.Superseded named) {
    if (superseded.isEmpty()) {
      checks.add(
          Check.notPossible(
              SUPERSEDED,
              null,
              "정정 전 묶음(bundle.json 지문 %s)이 없어 그 밖의 파일이 그대로인지는 보지 못했습니다."
                  .formatted(named.bundle().hex()),
              "Without the superseded bundle, whose bundle.json has the digest %s, nothing shows that no other file changed."
                  .formatted(named.bundle().hex())));
      return;
    }
    Path path = superseded.get();
    try {
      Bundle before = Bundle.open(path);
      Digest digest = Digest.of(before.file(Bundle.MANIFEST));
      if (!digest.equals(named.bundle())) {
        throw new EvidenceException(
            "%s has the digest %s; superseded is %s"
                .formatted(path.getFileName(), digest.hex(), named.bundle().hex()));
      }
      var report = BundleVerifier.verify(path, Optional.empty());
      if (!report.ok()) {
        throw new EvidenceException(
            "the superseded bundle is wrong itself: "
                + report.firstFailure().map(Check::en).orElse(""));
      }
      int same = unchanged(before);
      checks.add(
          Check.ok(
              SUPERSEDED,
              "정정 전 묶음이 맞고, 그 안의 증거 파일 %d개가 한 바이트까지 그대로입니다.".formatted(same),
              "The superseded bundle is right, and its %d evidence files are here byte for byte."
                  .formatted(same)));
    } catch (EvidenceException e) {
      fail(SUPERSEDED, null, String.valueOf(e.getMessage()));
    } catch (BundleException e) {
      fail(SUPERSEDED, e.file(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail(SUPERSEDED, null, "the superseded bundle cannot be read: " + e.getMessage());
    }
  }

  /** Returns how many files are the same; a history may only have gone on. */
  private int unchanged(Bundle before) throws EvidenceException, BundleException {
    var paths = new TreeSet<>(before.files().keySet());
    paths.addAll(bundle.files().keySet());
    int same = 0;
    for (String path : paths) {
      Content earlier = before.files().get(path);
      Content later = bundle.files().get(path);
      if (!StageBundle.isCorrected(path)) {
        if (earlier == null || later == null || !earlier.hasBytesOf(later)) {
          throw new EvidenceException(
              "%s is not the same file in both bundles, and no case changes it".formatted(path));
        }
        same++;
      } else if (earlier != null && path.startsWith("cases/")) {
        goesOn(path, earlier, later);
      } else if (earlier != null && path.startsWith("claims/") && later == null) {
        throw new EvidenceException("%s is in the superseded bundle only".formatted(path));
      }
    }
    for (var pair :
        Map.of(
                StageBundle.SCORES, CorrectionFile.SUPERSEDED_SCORES,
                StageBundle.VERDICT, CorrectionFile.SUPERSEDED_VERDICT)
            .entrySet()) {
      if (!Arrays.equals(before.file(pair.getKey()), bundle.file(pair.getValue()))) {
        throw new EvidenceException(
            "%s is not %s of the superseded bundle".formatted(pair.getValue(), pair.getKey()));
      }
    }
    return same;
  }

  private static void goesOn(String path, Content earlier, @Nullable Content later)
      throws EvidenceException {
    if (later == null
        || !CaseFile.parse(path, later.bytes()).continues(CaseFile.parse(path, earlier.bytes()))) {
      throw new EvidenceException(
          "%s does not go on where the superseded bundle's history ends".formatted(path));
    }
  }

  private String text(String path) throws BundleException {
    return new String(bundle.file(path), StandardCharsets.UTF_8);
  }

  private void fail(String id, @Nullable String file, String reason) {
    checks.add(Check.failed(id, file, "정정 확인 실패: " + reason, reason + "."));
  }
}

package org.gwageo.bundle.verification;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceFiles;
import org.gwageo.bundle.evidence.EvidenceFiles.JournalFile;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.bundle.evidence.ModelManifest;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.jspecify.annotations.Nullable;

/** Computes rules, benchmark results, scores and verdict again and compares the bytes. */
final class Recomputation {

  private final Bundle bundle;
  private final @Nullable Manifest manifest;
  private final List<Check> checks;

  Recomputation(Bundle bundle, @Nullable Manifest manifest, List<Check> checks) {
    this.bundle = bundle;
    this.manifest = manifest;
    this.checks = checks;
  }

  void run() {
    Rulebook rulebook = rulebook();
    benchmarks();
    if (rulebook == null) {
      for (String id : List.of("scores", "verdict")) {
        checks.add(
            Check.notPossible(
                id,
                StageBundle.RULEBOOK_YAML,
                "규칙을 읽을 수 없어 다시 계산할 수 없습니다.",
                "Without the rulebook this cannot be recomputed."));
      }
      return;
    }
    scores(rulebook);
    verdict(rulebook);
  }

  private @Nullable Rulebook rulebook() {
    String file = StageBundle.RULEBOOK_YAML;
    try {
      var rulebook = Rulebook.parse(text(file));
      if (!Arrays.equals(rulebook.canonicalJson(), bundle.file(StageBundle.RULEBOOK_JSON))) {
        checks.add(
            Check.failed(
                "rulebook",
                StageBundle.RULEBOOK_JSON,
                "rulebook.json이 rulebook.yaml과 다른 내용입니다.",
                "rules/rulebook.json does not say what rules/rulebook.yaml says."));
      } else if (manifest != null && !manifest.rulebookDigest().equals(rulebook.digest())) {
        checks.add(
            Check.failed(
                "rulebook",
                file,
                "규칙의 지문이 %s로, 목록에 적힌 것과 다릅니다.".formatted(rulebook.digest()),
                "The rulebook's digest is %s, not the one in bundle.json."
                    .formatted(rulebook.digest())));
      } else {
        checks.add(
            Check.ok(
                "rulebook",
                "규칙의 지문이 맞습니다: " + rulebook.digest(),
                "The rulebook has the frozen digest, " + rulebook.digest() + "."));
      }
      return rulebook;
    } catch (RulebookException e) {
      fail("rulebook", file, e.getMessage());
    } catch (BundleException e) {
      fail("rulebook", e.file(), e.getMessage());
    }
    return null;
  }

  private void benchmarks() {
    List<JournalFile> journals = EvidenceFiles.journals(bundle.files());
    int same = 0;
    long requests = 0;
    for (JournalFile journal : journals) {
      try {
        BenchmarkResult result = EvidenceFiles.score(bundle.files(), journal);
        checkModel(journal, result);
        if (result.hasBytes(bundle.file(journal.result()))) {
          same++;
          requests += result.requests();
        } else {
          checks.add(
              Check.failed(
                  "benchmarks",
                  journal.result(),
                  "%s을 다시 채점하면 결과가 다릅니다: 정답 %d / %d."
                      .formatted(
                          journal.path(), result.accuracy().correct(), result.accuracy().counted()),
                  "Scoring %s again gives another result than %s: %d of %d correct."
                      .formatted(
                          journal.path(),
                          journal.result(),
                          result.accuracy().correct(),
                          result.accuracy().counted())));
        }
      } catch (EvidenceException e) {
        fail("benchmarks", journal.path(), e.getMessage());
      } catch (BundleException e) {
        fail("benchmarks", e.file(), e.getMessage());
      }
    }
    checkOrphans(journals);
    if (same == journals.size()) {
      checks.add(
          Check.ok(
              "benchmarks",
              "벤치마크 %d건(요청 %d건)을 다시 채점한 결과가 한 바이트까지 같습니다.".formatted(same, requests),
              "Scoring %d benchmark runs (%d requests) again gives the same results, byte for byte."
                  .formatted(same, requests)));
    }
  }

  private void checkModel(JournalFile journal, BenchmarkResult result) throws EvidenceException {
    String path = "models/" + journal.team() + ".json";
    byte[] json = bundle.find(path);
    if (json != null) {
      String model = ModelManifest.parse(path, json).model();
      if (!model.equals(result.subject().model())) {
        throw new EvidenceException(
            "%s holds replies of the model %s; the model of %s is %s"
                .formatted(journal.path(), result.subject().model(), journal.team(), model));
      }
    }
  }

  private void checkOrphans(List<JournalFile> journals) {
    List<String> results = journals.stream().map(JournalFile::result).toList();
    for (String path : bundle.files().keySet()) {
      if (path.matches("benchmarks/.+/result\\.json") && !results.contains(path)) {
        fail("benchmarks", path, path + " has no journal that it follows from");
      }
    }
  }

  private void scores(Rulebook rulebook) {
    String file = StageBundle.SCORES;
    try {
      String derived = EvidenceScores.yaml(rulebook, EvidenceFiles.read(bundle.files()));
      String published = text(file);
      if (derived.equals(published)) {
        checks.add(
            Check.ok(
                "scores",
                "증거 자료에서 점수를 다시 뽑은 결과가 scores.yaml과 같습니다.",
                "Deriving the scores from the evidence again gives scores/scores.yaml."));
      } else {
        long line = firstDifferentLine(derived, published);
        checks.add(
            Check.failed(
                "scores",
                file,
                "증거 자료에서 다시 뽑은 점수가 scores.yaml %d행부터 다릅니다.".formatted(line),
                "The scores derived from the evidence differ from scores/scores.yaml at line %d."
                    .formatted(line)));
      }
    } catch (EvidenceException e) {
      fail("scores", file, e.getMessage());
    } catch (BundleException e) {
      fail("scores", e.file(), e.getMessage());
    }
  }

  private static long firstDifferentLine(String a, String b) {
    List<String> left = a.lines().toList();
    List<String> right = b.lines().toList();
    int line = 0;
    while (line < Math.min(left.size(), right.size()) && left.get(line).equals(right.get(line))) {
      line++;
    }
    return line + 1L;
  }

  private void verdict(Rulebook rulebook) {
    String file = StageBundle.VERDICT;
    try {
      Verdict verdict = Verdicts.decide(rulebook, Scores.parse(text(StageBundle.SCORES), rulebook));
      if (!Arrays.equals(verdict.toJson(), bundle.file(file))) {
        checks.add(
            Check.failed(
                "verdict",
                file,
                "규칙과 점수로 다시 계산한 판정이 verdict.json과 다릅니다.",
                "Rulebook and scores give another verdict than verdict/verdict.json."));
      } else if (manifest != null && !manifest.verdictDigest().equals(verdict.digest())) {
        checks.add(
            Check.failed(
                "verdict",
                Bundle.MANIFEST,
                "판정의 지문이 목록에 적힌 것과 다릅니다.",
                "The verdict's digest is not the one in bundle.json."));
      } else {
        checks.add(
            Check.ok(
                "verdict",
                "규칙과 점수로 판정을 다시 계산한 결과가 한 바이트까지 같습니다(%d개 팀).".formatted(verdict.teams().size()),
                "Rulebook and scores give the same verdict, byte for byte (%d teams)."
                    .formatted(verdict.teams().size())));
      }
    } catch (ScoresException e) {
      fail("verdict", StageBundle.SCORES, e.getMessage());
    } catch (BundleException e) {
      fail("verdict", e.file(), e.getMessage());
    }
  }

  private String text(String path) throws BundleException {
    return new String(bundle.file(path), StandardCharsets.UTF_8);
  }

  private void fail(String id, @Nullable String file, @Nullable String message) {
    String reason = String.valueOf(message);
    String shown = reason.length() > 400 ? reason.substring(0, 400) + "…" : reason;
    String name =
        Map.of("rulebook", "규칙", "benchmarks", "벤치마크", "scores", "점수").getOrDefault(id, "판정");
    checks.add(
        Check.failed(
            id,
            file,
            "%s 확인 실패: %s".formatted(name, shown),
            shown.endsWith(".") ? shown : shown + "."));
  }
}

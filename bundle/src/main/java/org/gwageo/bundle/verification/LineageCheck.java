package org.gwageo.bundle.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.LineageFile;
import org.gwageo.bundle.evidence.ModelManifest;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * Checks the lineage reports: against the submitted models' digests always, and by running the
 * tests again where the weights are at hand.
 */
final class LineageCheck {

  private static final Pattern PLAIN_NAME =
      Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]{0,99}");

  private final Bundle bundle;
  private final Optional<Path> models;
  private final List<Check> checks;
  private final List<Check> fromWeights = new ArrayList<>();
  private int consistent;
  private int repeated;

  LineageCheck(Bundle bundle, Optional<Path> models, List<Check> checks) {
    this.bundle = bundle;
    this.models = models;
    this.checks = checks;
  }

  void run() {
    var reports = bundle.files().subMap("lineage/", "lineage0");
    for (var report : reports.entrySet()) {
      String path = report.getKey();
      try {
        String team = path.substring("lineage/".length()).replaceFirst("\\.json$", "");
        LineageFile file = LineageFile.parse(path, report.getValue().bytes());
        ModelManifest model = consistent(path, team, file);
        consistent++;
        if (models.isPresent()) {
          repeat(path, report.getValue().bytes(), file, model, models.get());
        }
      } catch (EvidenceException e) {
        checks.add(
            Check.failed("lineage", path, "계보 보고서 확인 실패: " + e.getMessage(), e.getMessage() + "."));
      } catch (CheckpointException e) {
        fromWeights.add(
            Check.failed(
                "lineage-from-weights",
                path,
                "가중치를 읽을 수 없습니다: " + e.getMessage(),
                "The weights for %s cannot be read: %s.".formatted(path, e.getMessage())));
      }
    }
    conclude(reports.size());
  }

  private void conclude(int reports) {
    if (consistent == reports) {
      checks.add(
          Check.ok(
              "lineage",
              "계보 보고서 %d건이 제출된 모델의 지문과 맞습니다.".formatted(reports),
              "The %d lineage reports are about the submitted models' digests."
                  .formatted(reports)));
    }
    checks.addAll(fromWeights);
    if (models.isEmpty()) {
      checks.add(
          Check.notPossible(
              "lineage-from-weights",
              null,
              "가중치 없이는 계보 검증을 다시 할 수 없습니다(--models로 폴더를 지정하세요).",
              "Repeating the lineage tests needs the weights; give their folder with --models."));
    } else if (repeated == reports) {
      checks.add(
          Check.ok(
              "lineage-from-weights",
              "가중치로 계보 검증 %d건을 다시 한 결과가 한 바이트까지 같습니다.".formatted(repeated),
              "Running the %d lineage tests on the weights again gives the same bytes."
                  .formatted(repeated)));
    }
  }

  private ModelManifest consistent(String path, String team, LineageFile file)
      throws EvidenceException {
    if (file.grade() != file.strongest()) {
      throw new EvidenceException(
          "%s states the grade %s, but its strongest comparison is %s"
              .formatted(path, file.grade().id(), file.strongest().id()));
    }
    String manifest = "models/" + team + ".json";
    byte[] json = bundle.find(manifest);
    if (json == null) {
      throw new EvidenceException(path + " is about a model, but " + manifest + " is missing");
    }
    ModelManifest model = ModelManifest.parse(manifest, json);
    var submitted = new HashMap<String, Digest>();
    model.files().forEach(one -> submitted.put(one.path(), one.digest()));
    for (Map.Entry<String, Digest> tested : file.subjectFiles().entrySet()) {
      if (!tested.getValue().equals(submitted.get(tested.getKey()))) {
        throw new EvidenceException(
            "%s tested a file %s with digest %s, which is not the submitted one"
                .formatted(path, tested.getKey(), tested.getValue().shortHex()));
      }
    }
    return model;
  }

  private void repeat(
      String path, byte[] published, LineageFile file, ModelManifest model, Path folder)
      throws CheckpointException {
    var names = new TreeSet<>(file.grades().keySet());
    names.add(model.model());
    for (String name : names) {
      // The names come from the bundle, which nobody has to trust: none may lead out of the folder.
      if (!PLAIN_NAME.matcher(name).matches() || !Files.isDirectory(folder.resolve(name))) {
        missing(path, name);
        return;
      }
    }
    var references = new TreeMap<String, Checkpoint>();
    try (Checkpoint subject = Checkpoint.open(folder.resolve(model.model()))) {
      for (String name : file.grades().keySet()) {
        references.put(name, Checkpoint.open(folder.resolve(name)));
      }
      byte[] again = LineageScreen.of(subject, references, file.entrants(), file.seed()).toJson();
      if (Arrays.equals(again, published)) {
        repeated++;
      } else {
        fromWeights.add(
            Check.failed(
                "lineage-from-weights",
                path,
                "가중치로 다시 검증한 결과가 %s와 다릅니다.".formatted(path),
                "Testing the weights again gives another report than %s.".formatted(path)));
      }
    } finally {
      references.values().forEach(Checkpoint::close);
    }
  }

  private void missing(String path, String name) {
    fromWeights.add(
        Check.notPossible(
            "lineage-from-weights",
            path,
            "가중치 폴더에 %s가 없어 다시 검증할 수 없습니다.".formatted(name),
            "The folder of weights has no %s, so %s cannot be repeated.".formatted(name, path)));
  }
}

package org.gwageo.bundle.verification;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.benchmark.reproduction.ComparedRun;
import org.gwageo.benchmark.reproduction.Declaration;
import org.gwageo.benchmark.reproduction.StageDraw;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.statistics.Tolerance;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.BenchmarkFiles;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.ReportedFiles;
import org.gwageo.bundle.evidence.ReportedFiles.Place;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Reported;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the benchmarks that teams ran themselves: that each team's files are those of the bundle
 * that it handed in, that its journals give the scores that it declares, that the lot fell as the
 * seed and the bundles say, and that comparing the runs again gives the published record.
 */
final class ReportedCheck {

  private static final int DECIMALS = 4;

  private final Bundle bundle;
  private final @Nullable Manifest manifest;
  private final List<Check> checks;

  ReportedCheck(Bundle bundle, @Nullable Manifest manifest, List<Check> checks) {
    this.bundle = bundle;
    this.manifest = manifest;
    this.checks = checks;
  }

  void run() {
    List<Place> places = ReportedFiles.places(bundle.files());
    Rulebook rules = rules();
    boolean any =
        !places.isEmpty()
            || bundle.find(ReportedFiles.DRAW) != null
            || (rules != null
                && rules.items().anyMatch(item -> item.evidence().reported() != null));
    if (!any || rules == null) {
      return;
    }
    int whole = 0;
    for (Place place : places) {
      try {
        declared(place, rules);
        whole++;
      } catch (EvidenceException e) {
        fail("reported", place.path("bundle.json"), e);
      }
    }
    if (whole == places.size()) {
      checks.add(
          Check.ok(
              "reported",
              "팀이 직접 실행한 벤치마크 %d건의 기록이 제출한 그대로이며, 적어 낸 점수를 다시 계산한 값과 같습니다.".formatted(whole),
              ("The records of %d benchmarks that teams ran are as they were handed in and give the"
                      + " declared scores.")
                  .formatted(whole)));
      draw(places, rules);
    }
  }

  private @Nullable Rulebook rules() {
    byte[] yaml = bundle.find(StageBundle.RULEBOOK_YAML);
    try {
      return yaml == null ? null : Rulebook.parse(new String(yaml, StandardCharsets.UTF_8));
    } catch (RulebookException e) {
      // The check of the rulebook says so.
      return null;
    }
  }

  private void declared(Place place, Rulebook rules) throws EvidenceException {
    item(place, rules);
    var files = ReportedFiles.at(bundle.files(), place);
    var listed = files.listed();
    same(place, "bundle.json", listed.get("bundle.json"), digest(place.path("bundle.json")));
    Digest task = digest(BenchmarkFiles.path(place.task(), "task.yaml"));
    Declaration declaration = files.declaration();
    if (!declaration.task().equals(place.task())) {
      throw new EvidenceException(
          "%s is about the task %s".formatted(place.path("bundle.json"), declaration.task()));
    }
    double sum = 0;
    List<ComparedRun> runs = files.declaredRuns();
    for (int i = 0; i < runs.size(); i++) {
      Declaration.Run one = declaration.runs().get(i);
      for (String name : ReportedFiles.RUN_FILES) {
        String path = one.folder() + "/" + name;
        same(place, path, listed.get(path), digest(place.path(path)));
      }
      same(place, one.folder() + "/task.yaml", listed.get(one.folder() + "/task.yaml"), task);
      BenchmarkResult result = files.score(runs.get(i));
      if (!result.hasBytes(file(place.path(one.folder() + "/result.json")))) {
        throw new EvidenceException(
            "scoring %s again gives another result than %s"
                .formatted(
                    place.path(one.folder() + "/journal.jsonl"),
                    place.path(one.folder() + "/result.json")));
      }
      Double score = result.headline().estimate().value();
      sum += equal(place.path("bundle.json"), one.folder(), one.score(), score);
    }
    equal(place.path("bundle.json"), "score", declaration.score(), sum / runs.size());
  }

  private static void same(Place place, String path, @Nullable Digest listed, Digest found)
      throws EvidenceException {
    if (!found.equals(listed)) {
      throw new EvidenceException(
          "%s has the digest %s, but the team handed in %s"
              .formatted(place.path(path), found, listed == null ? "no such file" : listed));
    }
  }

  private static double equal(String file, String what, BigDecimal declared, @Nullable Double found)
      throws EvidenceException {
    int places = Math.clamp(declared.scale(), DECIMALS, 12);
    if (found == null
        || new BigDecimal(found).setScale(places, RoundingMode.HALF_UP).compareTo(declared) != 0) {
      throw new EvidenceException(
          "%s declares %s for %s, but the journals give %s"
              .formatted(file, declared.toPlainString(), what, found));
    }
    return found;
  }

  private static Item item(Place place, Rulebook rules) throws EvidenceException {
    return rules
        .items()
        .filter(
            item ->
                item.evidence().reported() != null
                    && item.evidence().benchmarks().contains(place.task()))
        .findFirst()
        .orElseThrow(
            () ->
                new EvidenceException(
                    "the rules let no team report %s, but %s is there"
                        .formatted(place.task(), place.path("bundle.json"))));
  }

  private void draw(List<Place> places, Rulebook rules) {
    try {
      StageDraw draw = ReportedFiles.stageDraw(bundle.files());
      if (draw == null) {
        throw new EvidenceException(ReportedFiles.DRAW + " is missing");
      }
      if (!Arrays.equals(draw.toJson(), file(ReportedFiles.DRAW))) {
        throw new EvidenceException(
            ReportedFiles.DRAW + " is not canonical, or its commitment is not that of its seed");
      }
      if (manifest != null
          && !draw.context().equals(manifest.programme() + "/" + manifest.stage())) {
        throw new EvidenceException(
            "%s is for %s, which is another stage".formatted(ReportedFiles.DRAW, draw.context()));
      }
      received(places, rules, draw);
      int repeated = repeated(places, rules, draw);
      checks.add(
          Check.ok(
              "reproduction",
              ("재현 추첨은 시드와 제출물에서 그대로 나오고, 재현 기록 %d건을 다시 계산한 결과가 한 바이트까지 같습니다."
                      + " 시드의 약속값은 %s이며, 접수 전에 발표한 값과 맞춰 보십시오.")
                  .formatted(repeated, draw.commitment()),
              ("The draw follows from its seed and the bundles, and comparing again gives %d"
                      + " records of reproduction byte for byte. The commitment to the seed is %s:"
                      + " compare it with what was published before bundles were handed in.")
                  .formatted(repeated, draw.commitment())));
    } catch (EvidenceException e) {
      fail("reproduction", ReportedFiles.DRAW, e);
    }
  }

  /** The draw was made among exactly the bundles that are here. */
  private void received(List<Place> places, Rulebook rules, StageDraw draw)
      throws EvidenceException {
    var here = new ArrayList<StageDraw.Received>();
    for (Place place : places) {
      here.add(
          new StageDraw.Received(
              item(place, rules).id(),
              place.team(),
              place.task(),
              ReportedFiles.at(bundle.files(), place).bundle()));
    }
    if (!new StageDraw(draw.context(), draw.seed(), here).received().equals(draw.received())) {
      throw new EvidenceException(
          ReportedFiles.DRAW + " was drawn among other bundles than those that are here");
    }
  }

  private int repeated(List<Place> places, Rulebook rules, StageDraw draw)
      throws EvidenceException {
    int repeated = 0;
    var drawn = new TreeSet<String>();
    for (Item item : rules.items().toList()) {
      Reported rule = item.evidence().reported();
      if (rule != null) {
        for (StageDraw.Received one : draw.chosen(item.id(), rule.benchmarks())) {
          drawn.add(one.team() + "/" + one.task());
          repeated += record(one, rule, draw) ? 1 : 0;
        }
      }
    }
    for (Place place : places) {
      boolean chosen = drawn.contains(place.team() + "/" + place.task());
      if (!chosen
          && (bundle.find(place.path("draw.json")) != null
              || bundle.find(place.path("reproduction.json")) != null)) {
        throw new EvidenceException(
            place.path("draw.json") + " is there, but the lot did not choose it");
      }
    }
    return repeated;
  }

  /** Whether there is a record; a repetition that the office ended has none. */
  private boolean record(StageDraw.Received one, Reported rule, StageDraw draw)
      throws EvidenceException {
    var place = new Place(one.team(), one.task());
    var files = ReportedFiles.at(bundle.files(), place);
    try {
      BundleDraw again =
          draw.of(one, files.declaration(), BundleDraw.ids(files.task()), rule.items());
      if (!Arrays.equals(again.toJson(), file(place.path("draw.json")))) {
        throw new EvidenceException(
            place.path("draw.json") + " is not what the seed and the bundles give");
      }
      byte[] published = bundle.find(place.path("reproduction.json"));
      if (published == null) {
        return false;
      }
      if (files.ourRuns(again).size() != rule.runs()) {
        throw new EvidenceException(
            "%s has %d runs of ours, and the rules want %d"
                .formatted(place.path("ours"), files.ourRuns(again).size(), rule.runs()));
      }
      if (!Arrays.equals(files.record(again, tolerance(rule)).toJson(), published)) {
        throw new EvidenceException(
            "comparing the runs again gives another record than "
                + place.path("reproduction.json"));
      }
      return true;
    } catch (TaskException | java.io.IOException e) {
      throw new EvidenceException(place.path("draw.json") + ": " + e.getMessage());
    }
  }

  /** Returns the tolerance that the rules fix. */
  private static Tolerance tolerance(Reported rule) {
    Tolerance both = Tolerance.of(rule.tolerance().doubleValue());
    return rule.tooHighOnly() ? both.whereTooHigh() : both;
  }

  private Digest digest(String path) throws EvidenceException {
    Content content = bundle.files().get(path);
    if (content == null) {
      throw new EvidenceException(path + " is missing");
    }
    return content.digest();
  }

  private byte[] file(String path) throws EvidenceException {
    return Optional.ofNullable(bundle.find(path))
        .orElseThrow(() -> new EvidenceException(path + " is missing"));
  }

  private void fail(String id, String file, EvidenceException e) {
    String reason = String.valueOf(e.getMessage());
    checks.add(
        Check.failed(
            id,
            file,
            (id.equals("reported") ? "팀이 직접 실행한 벤치마크 확인 실패: " : "재현 검증 확인 실패: ") + reason,
            reason + "."));
  }
}

package org.gwageo.bundle.verification;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.CaseFile.Event;
import org.gwageo.bundle.evidence.ClaimFile;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.bundle.evidence.LineageFile;
import org.gwageo.bundle.evidence.ModelManifest;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the verification cases: that each history is whole, that the team could reply before the
 * review, that two independent people decided, and that the scores carry what they decided. Then
 * that the comparison of each public claim is about the submitted model.
 */
final class CaseCheck {

  private static final String FOLDER = "cases/";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Bundle bundle;
  private final @Nullable Manifest manifest;
  private final List<Check> checks;

  CaseCheck(Bundle bundle, @Nullable Manifest manifest, List<Check> checks) {
    this.bundle = bundle;
    this.manifest = manifest;
    this.checks = checks;
  }

  void run() {
    var files = bundle.files().subMap(FOLDER, "cases0");
    var entered = new TreeMap<String, JsonNode>();
    int whole = 0;
    int decided = 0;
    try {
      entered.putAll(entered());
    } catch (EvidenceException e) {
      fail("cases", "office/entries.json", e);
    }
    for (var file : files.entrySet()) {
      try {
        byte[] json = file.getValue().bytes();
        var found = CaseFile.parse(file.getKey(), json);
        check(file.getKey(), json, found, entered.remove(found.team()));
        whole++;
        decided += found.decision().isPresent() ? 1 : 0;
      } catch (EvidenceException e) {
        fail("cases", file.getKey(), e);
      }
    }
    for (String team : entered.keySet()) {
      fail(
          "cases",
          "office/entries.json",
          new EvidenceException(
              "office/entries.json enters a decided case of %s, but %s%s.json is missing"
                  .formatted(team, FOLDER, team)));
    }
    if (whole == files.size() && entered.isEmpty() && !files.isEmpty()) {
      checks.add(
          Check.ok(
              "cases",
              "검증 사건 %d건의 기록이 끊김 없이 이어지고, 결정된 %d건은 점수에 그대로 들어 있습니다.".formatted(whole, decided),
              ("The histories of %d verification cases are whole, and the scores carry what was"
                      + " decided in %d of them.")
                  .formatted(whole, decided)));
    }
    claims();
  }

  private void check(String path, byte[] json, CaseFile found, @Nullable JsonNode entered)
      throws EvidenceException {
    if (!path.equals(FOLDER + found.team() + ".json") || !Arrays.equals(found.toJson(), json)) {
      throw new EvidenceException(path + " is not the canonical file of a case of " + found.team());
    }
    if (manifest != null
        && !(manifest.programme().equals(found.programme())
            && manifest.stage().equals(found.stage()))) {
      throw new EvidenceException(
          "%s is a case of stage %s/%s, which is another one"
              .formatted(path, found.programme(), found.stage()));
    }
    Optional<Integer> broken = found.firstBreak();
    if (broken.isPresent()) {
      throw new EvidenceException(
          "event %d of case %s (%s) does not follow from the ones before it: it was changed, left out"
                  .formatted(broken.get(), found.number(), path)
              + " or put in");
    }
    comparison(path, found);
    Optional<CaseFile.Decision> decision = found.decision();
    if (decision.isPresent()) {
      people(path, found.events());
      rightOfReply(path, found.events());
    }
    entry(path, found, decision, entered);
  }

  /** The comparison that the case is about must be the report that is published. */
  private void comparison(String path, CaseFile found) throws EvidenceException {
    String report = "lineage/" + found.team() + ".json";
    byte[] published = bundle.find(report);
    Optional<Event> compared =
        found.events().stream()
            .filter(event -> event.kind().equals("SCREENED"))
            .reduce((earlier, later) -> later);
    if (compared.isPresent()
        && published != null
        && !Digest.of(published).toString().equals(compared.get().get("digest"))) {
      throw new EvidenceException(
          "%s is about a comparison with the digest %s, which is not that of %s"
              .formatted(path, compared.get().get("digest"), report));
    }
  }

  private static void people(String path, List<Event> events) throws EvidenceException {
    var independent = new HashSet<String>();
    String proposed = "";
    for (Event event : events) {
      switch (event.kind()) {
        case "INDEPENDENCE_DECLARED" -> {
          if (event.get("conflict").equals("false")) {
            independent.add(event.by());
          } else {
            independent.remove(event.by());
          }
        }
        case "ASKED", "REOPENED" -> proposed = "";
        case "PROPOSED" -> proposed = event.by();
        case "CONFIRMED" -> {
          if (proposed.isEmpty() || proposed.equals(event.by())) {
            throw new EvidenceException(
                path + " was decided by one person; a second one has to confirm");
          }
          if (!independent.containsAll(List.of(proposed, event.by()))) {
            throw new EvidenceException(
                path + " was decided by somebody who had not declared independence");
          }
        }
        default -> {}
      }
    }
  }

  private static void rightOfReply(String path, List<Event> events) throws EvidenceException {
    var open = new TreeMap<String, Instant>();
    boolean asked = false;
    boolean heard = true;
    for (Event event : events) {
      switch (event.kind()) {
        case "ASKED" -> {
          asked = true;
          open.put(event.get("question"), Instant.parse(event.get("until")));
        }
        case "REPLIED" -> open.remove(event.get("question"));
        case "REOPENED" -> asked = false;
        case "REVIEW_BEGUN" -> {
          for (var question : open.entrySet()) {
            if (event.at().isBefore(question.getValue())) {
              throw new EvidenceException(
                  "%s went into review on %s while the team could reply to question %s until %s"
                      .formatted(path, event.at(), question.getKey(), question.getValue()));
            }
          }
        }
        case "CONFIRMED" -> heard = asked || !event.get("outcome").equals("VIOLATION");
        default -> {}
      }
    }
    if (!heard) {
      throw new EvidenceException(path + " ends in a violation, and the team was never asked");
    }
  }

  private static void entry(
      String path, CaseFile found, Optional<CaseFile.Decision> decision, @Nullable JsonNode entered)
      throws EvidenceException {
    if (decision.isEmpty() && entered == null) {
      return;
    }
    if (decision.isEmpty() || entered == null) {
      throw new EvidenceException(
          decision.isEmpty()
              ? path + " has no decision, but office/entries.json enters one"
              : path + " is decided, but office/entries.json does not enter it");
    }
    boolean same =
        entered.path("case").asString("").equals(found.number())
            && entered.path("grade").asString("").equals(decision.get().grade())
            && entered.path("reason").asString("").equals(decision.get().reason());
    if (!same) {
      throw new EvidenceException(
          "%s ends in %s, but office/entries.json enters case %s with %s or other reasons"
              .formatted(
                  path,
                  decision.get().grade(),
                  entered.path("case").asString(""),
                  entered.path("grade").asString("")));
    }
  }

  private Map<String, JsonNode> entered() throws EvidenceException {
    var byTeam = new TreeMap<String, JsonNode>();
    byte[] json = bundle.find("office/entries.json");
    if (json != null) {
      try {
        JSON.readTree(json)
            .path(EvidenceScores.LINEAGE_CASES)
            .properties()
            .forEach(entry -> byTeam.put(entry.getKey(), entry.getValue()));
      } catch (JacksonException e) {
        throw new EvidenceException("office/entries.json is not JSON: " + e.getOriginalMessage());
      }
    }
    return byTeam;
  }

  private void claims() {
    int consistent = 0;
    int all = 0;
    for (var file : bundle.files().subMap("claims/", "claims0").entrySet()) {
      if (file.getKey().endsWith("/claim.json")) {
        all++;
        try {
          claim(file.getKey(), file.getValue().bytes());
          consistent++;
        } catch (EvidenceException e) {
          fail("claims", file.getKey(), e);
        }
      }
    }
    if (consistent == all && all > 0) {
      checks.add(
          Check.ok(
              "claims",
              "공개 주장 %d건의 비교 보고서가 제출된 모델에 관한 것입니다.".formatted(all),
              "The comparisons of %d public claims are about the submitted models."
                  .formatted(all)));
    }
  }

  private void claim(String path, byte[] json) throws EvidenceException {
    var claim = ClaimFile.parse(path, json);
    if (!path.equals(ClaimFile.path(claim.number())) || !Arrays.equals(claim.toJson(), json)) {
      throw new EvidenceException(path + " is not the canonical file of claim " + claim.number());
    }
    Digest stated = claim.report();
    String reportPath = ClaimFile.reportPath(claim.number());
    byte[] report = bundle.find(reportPath);
    if (stated == null && report == null) {
      return;
    }
    if (stated == null || report == null || !Digest.of(report).equals(stated)) {
      throw new EvidenceException(
          "%s states the report %s, which %s is not"
              .formatted(path, stated == null ? "none" : stated.toString(), reportPath));
    }
    var compared = LineageFile.parse(reportPath, report);
    String manifestPath = "models/" + claim.team() + ".json";
    byte[] model = bundle.find(manifestPath);
    if (model == null) {
      throw new EvidenceException(path + " is about a model, but " + manifestPath + " is missing");
    }
    var submitted = new TreeMap<String, Digest>();
    ModelManifest.parse(manifestPath, model)
        .files()
        .forEach(one -> submitted.put(one.path(), one.digest()));
    for (var tested : compared.subjectFiles().entrySet()) {
      if (!tested.getValue().equals(submitted.get(tested.getKey()))) {
        throw new EvidenceException(
            "%s compared a file %s that %s did not submit"
                .formatted(reportPath, tested.getKey(), claim.team()));
      }
    }
  }

  private void fail(String id, String file, EvidenceException e) {
    String reason = String.valueOf(e.getMessage());
    checks.add(
        Check.failed(
            id,
            file,
            (id.equals("cases") ? "검증 사건 확인 실패: " : "공개 주장 확인 실패: ") + reason,
            reason + "."));
  }
}

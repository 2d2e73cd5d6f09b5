package org.gwageo.bundle.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.PracticeStage;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.StageRecord;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.ClaimFile;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model of team beta is a perturbed copy, so its case decides whether its gate fails. */
class CaseCheckTests {

  private static final String FILE = "cases/beta.json";
  private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
  private static final Digest SEALED = Digest.ofJson(List.of("salt", Map.of("reason", "x")));

  @TempDir static Path shared;

  @TempDir Path folder;

  private static String report = "";

  @BeforeAll
  static void compare() throws Exception {
    report = String.valueOf(stage().record().lineage().get("beta"));
  }

  private static PracticeStage stage() throws Exception {
    return new PracticeStage(shared.resolve("weights"));
  }

  @ParameterizedTest
  @CsvSource({
    "VIOLATION, derivation-established, true",
    "NO_VIOLATION, not-found, false",
    "UNDETERMINED, untestable, true"
  })
  void theGateFollowsTheDecisionAndTheBundleIsRight(String outcome, String grade, boolean fails)
      throws Exception {
    var decided = history(outcome, grade).file();
    var bundle = bundle(decided, grade, "two people said so");
    boolean failed =
        bundle.verdict().teams().stream()
            .filter(team -> team.team().equals("beta"))
            .anyMatch(
                team ->
                    team.outcome() instanceof Outcome.GateFailed gate
                        && gate.gates().contains("independence"));
    assertThat(failed || !bundle.verdict().isSettled()).isEqualTo(fails);
    assertThat(bundle.scoresYaml()).contains("GC-BETA: \"" + grade + "\"");
    assertThat(new String(bundle.verdict().toJson(), StandardCharsets.UTF_8))
        .contains("Lineage decided as " + grade + " (GC-BETA): two people said so");
    var report = verify(bundle.bundle());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    assertThat(report.checks())
        .filteredOn(check -> check.id().equals("cases"))
        .singleElement()
        .satisfies(
            check ->
                assertThat(check.en())
                    .isEqualTo(
                        "The histories of 1 verification cases are whole, and the scores carry what"
                            + " was decided in 1 of them."));
  }

  @Test
  void everyChangedByteOfACaseIsFoundEvenWhenTheListOfDigestsIsForged() throws Exception {
    var whole = bundle(history("VIOLATION", "derivation-established").file());
    byte[] json = whole.bundle().file(FILE);
    for (int at = 0; at < json.length; at += 17) {
      byte[] changed = json.clone();
      changed[at] ^= 1;
      var files = new TreeMap<>(whole.bundle().files());
      files.put(FILE, Content.of(changed));
      assertThat(verify(Bundle.of(files)).firstFailure().orElseThrow().file())
          .as("byte %d, list as it was", at)
          .isEqualTo(FILE);
      assertThat(failures(forged(files))).as("byte %d, list forged", at).isNotEmpty();
    }
  }

  @Test
  void anEventThatIsLeftOutOrMovedBreaksTheChain() throws Exception {
    var whole = history("VIOLATION", "derivation-established").file();
    for (int gone = 0; gone < whole.events().size() - 1; gone++) {
      var events = new ArrayList<>(whole.events());
      events.remove(gone);
      var cut =
          new CaseFile(whole.number(), whole.programme(), whole.stage(), whole.team(), events);
      assertThat(cut.firstBreak()).contains(gone + 1);
      assertThat(failures(bundle(cut).bundle()))
          .singleElement()
          .asString()
          .startsWith(
              "event %d of case GC-BETA (cases/beta.json) does not follow".formatted(gone + 1));
    }
    var elsewhere =
        new CaseFile("GC-OTHER", whole.programme(), whole.stage(), "beta", whole.events());
    assertThat(elsewhere.firstBreak()).as("another number").contains(1);
  }

  @Test
  void oneHandDecidesNothing() throws Exception {
    var alone =
        new History()
            .opened()
            .asked()
            .add("REPLIED", "team", Map.of("question", "1", "text", "no", "late", "false"))
            .add("REVIEW_BEGUN", "a", Map.of())
            .declared("a")
            .proposed("a")
            .confirmed("a", "VIOLATION", "derivation-established");
    assertThat(failures(bundle(alone.file()).bundle()))
        .containsExactly("cases/beta.json was decided by one person; a second one has to confirm.");
  }

  @Test
  void whoHasAConflictDecidesNothing() throws Exception {
    var partial =
        new History()
            .opened()
            .asked()
            .add("REPLIED", "team", Map.of("question", "1", "text", "no", "late", "false"))
            .add("REVIEW_BEGUN", "a", Map.of())
            .declared("a")
            .declared("b")
            .sealed("INDEPENDENCE_DECLARED", "b", Map.of("conflict", "true"))
            .proposed("a")
            .confirmed("b", "VIOLATION", "derivation-established");
    assertThat(failures(bundle(partial.file()).bundle()))
        .containsExactly(
            "cases/beta.json was decided by somebody who had not declared independence.");
  }

  @Test
  void theTeamIsAskedAndHasItsTimeToReply() throws Exception {
    var hurried =
        new History()
            .opened()
            .asked()
            .add("REVIEW_BEGUN", "a", Map.of())
            .declared("a")
            .declared("b")
            .proposed("a")
            .confirmed("b", "VIOLATION", "derivation-established");
    assertThat(failures(bundle(hurried.file()).bundle()))
        .singleElement()
        .asString()
        .contains("went into review on", "while the team could reply to question 1 until");
    var unasked =
        new History()
            .opened()
            .add("REVIEW_BEGUN", "a", Map.of())
            .declared("a")
            .declared("b")
            .proposed("a")
            .confirmed("b", "VIOLATION", "derivation-established");
    assertThat(failures(bundle(unasked.file()).bundle()))
        .containsExactly("cases/beta.json ends in a violation, and the team was never asked.");
  }

  @Test
  void aDecisionThatTheScoresDoNotCarryIsFound() throws Exception {
    var decided = history("VIOLATION", "derivation-established").file();
    var other =
        StageBundle.assemble(
            stage().record(List.of(decided), List.of(), entry("not-found", "another reason")));
    assertThat(failures(other.bundle()))
        .containsExactly(
            "cases/beta.json ends in derivation-established, but office/entries.json enters case"
                + " GC-BETA with not-found or other reasons.");
    var none = StageBundle.assemble(stage().record(List.of(decided), List.of(), Map.of()));
    assertThat(failures(none.bundle()))
        .containsExactly("cases/beta.json is decided, but office/entries.json does not enter it.");
    var missing =
        StageBundle.assemble(
            stage().record(List.of(), List.of(), entry("not-found", "two people said so")));
    assertThat(failures(missing.bundle()))
        .containsExactly(
            "office/entries.json enters a decided case of beta, but cases/beta.json is missing.");
  }

  @Test
  void aCaseAboutAnotherComparisonIsFound() throws Exception {
    var other =
        new History()
            .add("OPENED", "system", Map.of("receipt", "GW-1"))
            .add(
                "SCREENED",
                "system",
                Map.of("grade", "not-found", "digest", "sha256:" + "0".repeat(64)));
    var bundle = StageBundle.assemble(stage().record(List.of(other.file()), List.of(), Map.of()));
    assertThat(failures(bundle.bundle()))
        .singleElement()
        .asString()
        .contains("which is not that of lineage/beta.json");
  }

  @Test
  void theComparisonOfAClaimIsAboutTheSubmittedModel() throws Exception {
    assertThat(failures(bundle("beta", report, Digest.of(bytes(report))))).isEmpty();
    assertThat(failures(bundle("alpha", report, Digest.of(bytes(report)))))
        .singleElement()
        .asString()
        .contains("claims/GL-ONE/report.json compared a file", "that alpha did not submit");
    assertThat(
            failures(
                bundle("beta", report.replace("foreign", "foreigm"), Digest.of(bytes(report)))))
        .singleElement()
        .asString()
        .startsWith("claims/GL-ONE/claim.json states the report sha256:");
  }

  private static Bundle bundle(String team, String json, Digest stated) throws Exception {
    var claim =
        new ClaimFile(
            "GL-ONE",
            team,
            "language-model",
            "gain-cosine",
            "0.99",
            "reference",
            "foreign",
            START,
            stated,
            "none",
            false);
    return StageBundle.assemble(
            stage()
                .record(
                    List.of(), List.of(new StageRecord.Claim(claim, Optional.of(json))), Map.of()))
        .bundle();
  }

  private static History history(String outcome, String grade) {
    return new History()
        .opened()
        .asked()
        .add("REPLIED", "team", Map.of("question", "1", "text", "우리 것이다", "late", "false"))
        .add("REVIEW_BEGUN", "a", Map.of())
        .declared("a")
        .declared("b")
        .sealed("ADVISED", "c", Map.of())
        .proposed("a")
        .confirmed("b", outcome, grade)
        .add("PUBLISHED", "system", Map.of());
  }

  private static StageBundle bundle(CaseFile file) throws Exception {
    return bundle(file, "derivation-established", "two people said so");
  }

  private static StageBundle bundle(CaseFile file, String grade, String reason) throws Exception {
    return StageBundle.assemble(stage().record(List.of(file), List.of(), entry(grade, reason)));
  }

  private static Map<String, Object> entry(String grade, String reason) {
    return Map.of("beta", Map.of("case", "GC-BETA", "grade", grade, "reason", reason));
  }

  /** Returns a bundle whose list of digests fits the files again. */
  static Bundle forged(SortedMap<String, Content> files) throws Exception {
    var manifest =
        Manifest.parse(java.util.Objects.requireNonNull(Content.find(files, Bundle.MANIFEST)));
    var listed = new TreeMap<>(files);
    listed.remove(Bundle.MANIFEST);
    listed.remove(Bundle.MANIFEST_DIGEST);
    byte[] json =
        new Manifest(
                manifest.programme(),
                manifest.stage(),
                manifest.issuedAt(),
                manifest.rulebookDigest(),
                manifest.verdictDigest(),
                manifest.toolVersion(),
                manifest.supersedes(),
                listed.entrySet().stream()
                    .map(
                        file ->
                            new Manifest.ListedFile(
                                file.getKey(), file.getValue().size(), file.getValue().digest()))
                    .toList())
            .toJson();
    listed.put(Bundle.MANIFEST, Content.of(json));
    listed.put(Bundle.MANIFEST_DIGEST, Content.of(StageBundle.digestLine(json)));
    return Bundle.of(listed);
  }

  private VerificationReport verify(Bundle bundle) throws Exception {
    Path zip = folder.resolve("stage.zip");
    bundle.writeZip(zip);
    return BundleVerifier.verify(zip, Optional.empty());
  }

  private List<String> failures(Bundle bundle) throws Exception {
    return verify(bundle).checks().stream()
        .filter(check -> check.status() == Check.Status.FAILED)
        .map(Check::en)
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Chains events, one minute after the other. */
  private static final class History {

    private final List<CaseFile.Event> events = new ArrayList<>();

    History opened() {
      return add("OPENED", "system", Map.of("receipt", "GW-1"))
          .add(
              "SCREENED",
              "system",
              Map.of(
                  "grade",
                  "derivation-established",
                  "digest",
                  Digest.of(bytes(report)).toString()));
    }

    History asked() {
      return add(
          "ASKED", "a", Map.of("question", "1", "text", "어디에서?", "until", "2026-11-27T14:59:59Z"));
    }

    History declared(String who) {
      return sealed("INDEPENDENCE_DECLARED", who, Map.of("conflict", "false"));
    }

    History proposed(String who) {
      return sealed("PROPOSED", who, Map.of());
    }

    History confirmed(String who, String outcome, String grade) {
      return add(
          "CONFIRMED",
          who,
          Map.of("outcome", outcome, "grade", grade, "reason", "two people said so"));
    }

    History add(String kind, String by, Map<String, String> data) {
      return add(kind, by, data, null);
    }

    History sealed(String kind, String by, Map<String, String> data) {
      return add(kind, by, data, SEALED);
    }

    private History add(
        String kind,
        String by,
        Map<String, String> data,
        @org.jspecify.annotations.Nullable Digest sealed) {
      var at = START.plusSeconds(60L * events.size());
      events.add(CaseFile.Event.after(file().head(), kind, by, at, data, sealed));
      return this;
    }

    CaseFile file() {
      return new CaseFile("GC-BETA", "practice", "stage-1", "beta", events);
    }
  }
}

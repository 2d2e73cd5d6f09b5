package org.gwageo.bundle.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.Packed;
import org.gwageo.bundle.PracticeStage;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.StageRecord;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.bundle.evidence.CorrectedScores;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.evidence.CorrectionFile.DecidedCase;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.Outcome;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.VerdictDifference;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first verdict lets team alpha go on; a case that is decided afterwards does not. */
class CorrectionCheckTests {

  private static final Instant ISSUED = Instant.parse("2026-11-22T03:00:00Z");
  private static final Digest SEALED = Digest.ofJson(List.of("salt", Map.of("reason", "x")));
  private static final String REASON = "사건 GC-ALPHA가 판정 뒤에 위반으로 결정되었다";

  @TempDir static Path shared;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init")
  private static StageRecord record;

  @SuppressWarnings("NullAway.Init")
  private static StageBundle first;

  @BeforeAll
  static void publish() throws Exception {
    record = new PracticeStage(shared.resolve("weights")).record(asked(), List.of(), Map.of());
    first = StageBundle.assemble(record);
  }

  @Test
  void theCorrectedBundleVerifiesAloneAndWithTheOneBefore() throws Exception {
    var second = second(decidedHistory());
    assertThat(outcome(first.verdict())).isInstanceOf(Outcome.Advances.class);
    assertThat(outcome(second.verdict())).isInstanceOf(Outcome.GateFailed.class);
    var alone = verify(second.bundle(), Optional.empty());
    assertThat(failures(alone)).isEmpty();
    assertThat(checks(alone, "correction"))
        .containsExactly(
            "Nothing in the scores of version 1 is changed but the gate of cases decided since:"
                + " alpha (GC-ALPHA).");
    assertThat(alone.checks())
        .filteredOn(check -> check.id().equals("superseded"))
        .extracting(Check::status)
        .containsExactly(Check.Status.NOT_POSSIBLE);
    var both = verify(second.bundle(), Optional.of(write(first.bundle(), "first.zip")));
    assertThat(failures(both)).isEmpty();
    assertThat(checks(both, "superseded").getFirst())
        .matches("The superseded bundle is right, and its [0-9]+ evidence files are here .*");
  }

  @Test
  void everythingThatIsNoCaseIsTakenOverByteForByte() throws Exception {
    var second = second(decidedHistory()).bundle();
    for (var file : first.bundle().files().entrySet()) {
      if (!StageBundle.isCorrected(file.getKey())) {
        assertThat(second.find(file.getKey())).as(file.getKey()).isEqualTo(file.getValue().bytes());
      }
    }
    assertThat(second.files().keySet())
        .filteredOn(path -> !first.bundle().files().containsKey(path))
        .containsExactlyInAnyOrder(
            "correction.json", "superseded/scores.yaml", "superseded/verdict.json");
    var manifest = Manifest.parse(second.file(Bundle.MANIFEST));
    assertThat(manifest.supersedes())
        .isEqualTo(new Manifest.Superseded(1, Digest.of(first.bundle().file(Bundle.MANIFEST))));
  }

  @Test
  void theSameInputsGiveTheSameBytes() throws Exception {
    assertThat(Packed.zip(second(decidedHistory()).bundle()))
        .isEqualTo(Packed.zip(second(decidedHistory()).bundle()));
  }

  @Test
  void aThirdVersionIsCheckedAgainstTheSecond() throws Exception {
    var second = second(decidedHistory());
    var again =
        decidedHistory()
            .add("REOPENED", "a", Map.of("reason", "새 자료"))
            .add("REVIEW_BEGUN", "a", Map.of())
            .sealed("PROPOSED", "b", Map.of())
            .confirmed("a", "NO_VIOLATION", "not-found");
    var correction = correction(second, 2, 3, ISSUED.plusSeconds(9 * 60), again);
    var third =
        StageBundle.correct(
            second.bundle(),
            correction,
            ISSUED.plusSeconds(7200),
            "0.1.0",
            List.of(again.file()),
            List.of());
    assertThat(outcome(third.verdict())).isInstanceOf(Outcome.Advances.class);
    var report = verify(third.bundle(), Optional.of(write(second.bundle(), "second.zip")));
    assertThat(failures(report)).isEmpty();
    assertThat(failures(verify(third.bundle(), Optional.of(write(first.bundle(), "first.zip")))))
        .singleElement()
        .asString()
        .contains("superseded is");
  }

  @Test
  void anyOtherChangedInputIsFound() throws Exception {
    var second = second(decidedHistory()).bundle();
    String sheets = new String(second.file("panel/sheets.csv"), StandardCharsets.UTF_8);
    var files = new TreeMap<>(second.files());
    files.put("panel/sheets.csv", Content.of(sheets.replaceFirst("28\\.5", "29.5")));
    assertThat(failures(verify(forged(files), Optional.empty())))
        .as("the scores no longer follow from the sheets")
        .isNotEmpty();
    files.put("panel/sheets.csv", Content.of(sheets.replaceFirst("좋다", "나쁘다")));
    assertThat(failures(verify(forged(files), Optional.empty())))
        .as("a word that no score depends on needs the bundle before")
        .isEmpty();
    assertThat(failures(verify(forged(files), Optional.of(write(first.bundle(), "first.zip")))))
        .containsExactly(
            "panel/sheets.csv is not the same file in both bundles, and no case changes it.");
  }

  @Test
  void pointsThatChangeTogetherWithTheirEvidenceAreFoundWithoutTheBundleBefore() throws Exception {
    var changed = new ArrayList<>(record.sheets());
    var sheet = changed.removeFirst();
    changed.add(
        new org.gwageo.bundle.sheets.PanelScore(
            sheet.evaluator(), sheet.team(), sheet.item(), new java.math.BigDecimal("1"), "no"));
    var other = StageBundle.assemble(with(record, changed));
    var history = decidedHistory();
    var honest = correction(first, 1, 2, ISSUED, history);
    var forgedBase =
        StageBundle.correct(
                other.bundle(),
                correction(other, 1, 2, ISSUED, history),
                ISSUED.plusSeconds(3600),
                "0.1.0",
                List.of(history.file()),
                List.of())
            .bundle();
    var files = new TreeMap<>(forgedBase.files());
    files.put("superseded/scores.yaml", Content.of(first.bundle().file(StageBundle.SCORES)));
    files.put("superseded/verdict.json", Content.of(first.bundle().file(StageBundle.VERDICT)));
    files.put(
        CorrectionFile.PATH,
        Content.of(
            new CorrectionFile(
                    honest.programme(),
                    honest.stage(),
                    2,
                    honest.supersedes(),
                    Digest.of(forgedBase.file(StageBundle.VERDICT)),
                    honest.reason(),
                    honest.reopenedAt(),
                    honest.cases(),
                    honest.changes())
                .toJson()));
    assertThat(failures(verify(forged(files), Optional.empty())))
        .containsExactly(
            "scores/scores.yaml is not superseded/scores.yaml with the decided cases put in.");
  }

  @Test
  void whatTheCorrectionSaysHasToBeSo() throws Exception {
    assertThat(forgedCorrection(c -> with(c, "", c.cases(), c.changes())))
        .containsExactly("a verdict is re-opened for a reason and for a decided case.");
    assertThat(forgedCorrection(c -> with(c, c.reason(), List.of(), c.changes())))
        .containsExactly("a verdict is re-opened for a reason and for a decided case.");
    assertThat(forgedCorrection(c -> with(c, c.reason(), c.cases(), Map.of())))
        .containsExactly("the changes in correction.json are not those between the two verdicts.");
    assertThat(
            forgedCorrection(
                c -> {
                  var one = c.cases().getFirst();
                  return with(
                      c,
                      c.reason(),
                      List.of(
                          new DecidedCase(
                              one.team(),
                              one.number(),
                              one.grade(),
                              "another reason",
                              one.decidedAt(),
                              one.event())),
                      c.changes());
                }))
        .containsExactly("case GC-ALPHA in correction.json is not what cases/alpha.json decides.");
  }

  @Test
  void aCaseThatWasDecidedBeforeTheVerdictCorrectsNothing() throws Exception {
    var history = new History(ISSUED.minusSeconds(3600)).all();
    var correction = correction(first, 1, 2, ISSUED, history);
    var second =
        StageBundle.correct(
            first.bundle(),
            correction,
            ISSUED.plusSeconds(3600),
            "0.1.0",
            List.of(history.file()),
            List.of());
    assertThat(failures(verify(second.bundle(), Optional.empty())))
        .singleElement()
        .asString()
        .contains("before version 1 was issued on 2026-11-22T03:00:00Z");
  }

  @Test
  void aHistoryThatWasRewrittenDoesNotGoOnWhereTheOneBeforeEnds() throws Exception {
    var rewritten = new History(ISSUED.plusSeconds(60)).all();
    var second =
        StageBundle.correct(
            first.bundle(),
            correction(first, 1, 2, ISSUED, rewritten),
            ISSUED.plusSeconds(3600),
            "0.1.0",
            List.of(rewritten.file()),
            List.of());
    assertThat(failures(verify(second.bundle(), Optional.of(write(first.bundle(), "first.zip")))))
        .containsExactly(
            "cases/alpha.json does not go on where the superseded bundle's history ends.");
  }

  @Test
  void aBundleThatCorrectsNothingIsNotComparedWithAnother() throws Exception {
    Path other = write(first.bundle(), "other.zip");
    assertThat(failures(verify(first.bundle(), Optional.of(other))))
        .containsExactly(
            "This bundle corrects no verdict, so there is nothing to compare other.zip with.");
    assertThat(verify(first.bundle(), Optional.empty()).checks())
        .extracting(Check::id)
        .doesNotContain("correction", "superseded");
  }

  @Test
  void aChangedByteOfTheCorrectionIsFoundEvenWhenTheListOfDigestsIsForged() throws Exception {
    var second = second(decidedHistory()).bundle();
    for (String path :
        List.of(
            CorrectionFile.PATH,
            CorrectionFile.SUPERSEDED_SCORES,
            CorrectionFile.SUPERSEDED_VERDICT)) {
      byte[] whole = second.file(path);
      for (int at = 0; at < whole.length; at += 1 + whole.length / 40) {
        byte[] changed = whole.clone();
        changed[at] ^= 1;
        var files = new TreeMap<>(second.files());
        files.put(path, Content.of(changed));
        // The words of the reason are free; two people have confirmed their digest.
        if (!isReason(path, whole, at)) {
          assertThat(failures(verify(forged(files), Optional.empty())))
              .as("%s byte %d", path, at)
              .isNotEmpty();
        }
      }
    }
  }

  @Test
  void theFilesHaveToLeadToTheConfirmedVerdict() throws Exception {
    var history = decidedHistory();
    var correction = correction(first, 1, 2, ISSUED, history);
    var wrong =
        new CorrectionFile(
            "practice",
            "stage-1",
            2,
            correction.supersedes(),
            first.verdict().digest(),
            REASON,
            correction.reopenedAt(),
            correction.cases(),
            correction.changes());
    assertThatThrownBy(
            () ->
                StageBundle.correct(
                    first.bundle(),
                    wrong,
                    ISSUED.plusSeconds(3600),
                    "0.1.0",
                    List.of(history.file()),
                    List.of()))
        .isInstanceOf(EvidenceException.class)
        .hasMessageContaining("confirmed is " + first.verdict().digest());
    var second = second(history);
    assertThatThrownBy(
            () ->
                StageBundle.correct(
                    second.bundle(),
                    correction,
                    ISSUED.plusSeconds(3600),
                    "0.1.0",
                    List.of(history.file()),
                    List.of()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("the correction supersedes the verdict");
  }

  @Test
  void scoresOfAnotherFormAndUnknownTeamsAreRefused() {
    var one = new DecidedCase("nobody", "GC-1", "not-found", "x", ISSUED, SEALED);
    assertThatThrownBy(
            () -> CorrectedScores.yaml(first.scoresYaml(), first.rulebook(), List.of(one)))
        .hasMessage("case GC-1 is about nobody, which is no team of the superseded scores");
    assertThatThrownBy(
            () -> CorrectedScores.yaml("teams: [ {id: a} ]\n", first.rulebook(), List.of()))
        .hasMessage("the superseded scores are not written as scores are derived from evidence");
    assertThatThrownBy(() -> CorrectedScores.yaml("- 1\n", first.rulebook(), List.of()))
        .hasMessage("the superseded scores are no scores document");
  }

  @Test
  void withoutACaseTheScoresStayTheSameBytes() throws Exception {
    assertThat(CorrectedScores.yaml(first.scoresYaml(), first.rulebook(), List.of()))
        .isEqualTo(first.scoresYaml());
  }

  private List<String> forgedCorrection(UnaryOperator<CorrectionFile> forger) throws Exception {
    var files = new TreeMap<>(second(decidedHistory()).bundle().files());
    var correction =
        CorrectionFile.parse(
            CorrectionFile.PATH,
            java.util.Objects.requireNonNull(Content.find(files, CorrectionFile.PATH)));
    files.put(CorrectionFile.PATH, Content.of(forger.apply(correction).toJson()));
    return failures(verify(forged(files), Optional.empty()));
  }

  private static CorrectionFile with(
      CorrectionFile c, String reason, List<DecidedCase> cases, Map<String, Object> changes) {
    return new CorrectionFile(
        c.programme(),
        c.stage(),
        c.version(),
        c.supersedes(),
        c.verdict(),
        reason,
        c.reopenedAt(),
        cases,
        changes);
  }

  private static boolean isReason(String path, byte[] json, int at) {
    if (!path.equals(CorrectionFile.PATH)) {
      return false;
    }
    int from = indexOf(json, utf8(REASON));
    boolean words = from >= 0 && at >= from && at < from + utf8(REASON).length;
    return words || within(json, at, "reopenedAt\":\"", 20);
  }

  private static boolean within(byte[] json, int at, String before, int length) {
    int from = indexOf(json, utf8(before)) + before.length();
    return at >= from && at < from + length;
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }

  private static StageBundle second(History history) throws Exception {
    return StageBundle.correct(
        first.bundle(),
        correction(first, 1, 2, ISSUED, history),
        ISSUED.plusSeconds(3600),
        "0.1.0",
        List.of(history.file()),
        List.of());
  }

  private static CorrectionFile correction(
      StageBundle before, int version, int next, Instant issuedAt, History history)
      throws Exception {
    var decided = history.file().decided().orElseThrow();
    var cases =
        List.of(
            new DecidedCase(
                "alpha",
                "GC-ALPHA",
                decided.get("grade"),
                decided.get("reason"),
                decided.at(),
                decided.digest()));
    var rulebook = before.rulebook();
    var after =
        Verdicts.decide(
            rulebook,
            Scores.parse(CorrectedScores.yaml(before.scoresYaml(), rulebook, cases), rulebook));
    return new CorrectionFile(
        "practice",
        "stage-1",
        next,
        new CorrectionFile.Superseded(version, before.verdict().digest(), issuedAt),
        after.digest(),
        REASON,
        decided.at().plusSeconds(60),
        cases,
        VerdictDifference.between(before.verdict(), after).toTree());
  }

  private static Outcome outcome(Verdict verdict) {
    return verdict.team("alpha").orElseThrow().outcome();
  }

  /** Alpha was compared and is being asked when the first verdict is published. */
  private static List<CaseFile> asked() throws Exception {
    String report =
        String.valueOf(
            new PracticeStage(shared.resolve("weights")).record().lineage().get("alpha"));
    History.report = Digest.of(utf8(report)).toString();
    return List.of(new History(ISSUED.plusSeconds(1)).compared().file());
  }

  private static History decidedHistory() {
    return new History(ISSUED.plusSeconds(1)).all();
  }

  private static StageRecord with(
      StageRecord all, List<org.gwageo.bundle.sheets.PanelScore> sheets) {
    return new StageRecord(
        all.programme(),
        all.stage(),
        all.issuedAt(),
        all.toolVersion(),
        all.rulebookYaml(),
        all.teams(),
        all.tasks(),
        all.journals(),
        sheets,
        all.marks(),
        all.ratings(),
        all.lineage(),
        all.models(),
        all.cases(),
        all.claims(),
        all.officeEntries());
  }

  private static Bundle forged(SortedMap<String, Content> files) throws Exception {
    return CaseCheckTests.forged(files);
  }

  private Path write(Bundle bundle, String name) throws Exception {
    Path zip = folder.resolve(name);
    bundle.writeZip(zip);
    return zip;
  }

  private VerificationReport verify(Bundle bundle, Optional<Path> superseded) throws Exception {
    return BundleVerifier.verify(write(bundle, "stage.zip"), Optional.empty(), superseded);
  }

  private static List<String> failures(VerificationReport report) {
    return report.checks().stream()
        .filter(check -> check.status() == Check.Status.FAILED)
        .map(Check::en)
        .toList();
  }

  private static List<String> checks(VerificationReport report, String id) {
    return report.checks().stream()
        .filter(check -> check.id().equals(id) && check.status() == Check.Status.OK)
        .map(Check::en)
        .toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Chains the events of alpha's case, one minute after the other. */
  private static final class History {

    private static String report = "";

    private final List<CaseFile.Event> events = new ArrayList<>();
    private final Instant start;

    History(Instant start) {
      this.start = start;
    }

    History compared() {
      return add("OPENED", "system", Map.of("receipt", "GW-1"))
          .add("SCREENED", "system", Map.of("grade", "not-found", "digest", report));
    }

    History all() {
      return compared()
          .add(
              "ASKED",
              "a",
              Map.of("question", "1", "text", "어디에서?", "until", "2026-11-27T14:59:59Z"))
          .add("REPLIED", "team", Map.of("question", "1", "text", "우리 것", "late", "false"))
          .add("REVIEW_BEGUN", "a", Map.of())
          .sealed("INDEPENDENCE_DECLARED", "a", Map.of("conflict", "false"))
          .sealed("INDEPENDENCE_DECLARED", "b", Map.of("conflict", "false"))
          .sealed("PROPOSED", "a", Map.of())
          .confirmed("b", "VIOLATION", "derivation-established");
    }

    History confirmed(String who, String outcome, String grade) {
      return add(
          "CONFIRMED", who, Map.of("outcome", outcome, "grade", grade, "reason", "두 사람이 그렇게 보았다"));
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
      var at = start.plusSeconds(60L * events.size());
      events.add(CaseFile.Event.after(file().head(), kind, by, at, data, sealed));
      return this;
    }

    CaseFile file() {
      return new CaseFile("GC-ALPHA", "practice", "stage-1", "alpha", events);
    }
  }
}

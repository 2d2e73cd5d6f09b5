package org.gwageo.platform.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.evidence.CorrectionFile;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.lineage.CaseOutcome;
import org.gwageo.platform.lineage.CaseState;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Claim;
import org.gwageo.platform.lineage.ClaimedStatistic;
import org.gwageo.platform.lineage.Claims;
import org.gwageo.platform.lineage.NewClaim;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.UnmetConditionsException;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.web.Moments;
import org.gwageo.verdict.Outcome;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * One stage whose verdict is corrected twice: before its publication by a case that was asked about
 * after the verdict, and after it by one that a public claim led to.
 */
@SpringBootTest
@AutoConfigureMockMvc
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CorrectionFlowTests {

  private static final StageId STAGE = new StageId("rehearsal", "stage-1");
  private static final String PUBLIC = "/programmes/rehearsal/stages/stage-1";
  private static final String DESK = "/office" + PUBLIC + "/correction";
  private static final String FIRST = "first-office";
  private static final String SECOND = "second-office";
  private static final URI NOBODY = URI.create("http://127.0.0.1:9/v1");
  private static final List<String> TEAMS =
      List.of("hon-cheon", "gan-ui", "ang-bu", "ja-gyeok", "gyu-pyo");

  @TempDir static Path data;

  @Autowired private StageControl control;
  @Autowired private Rulebooks rulebooks;
  @Autowired private Submissions submissions;
  @Autowired private Sheets sheets;
  @Autowired private Ratings ratings;
  @Autowired private Screens screens;
  @Autowired private Cases cases;
  @Autowired private Claims claims;
  @Autowired private Decisions decisions;
  @Autowired private Corrections corrections;
  @Autowired private Bundles bundles;
  @Autowired private Clock clock;
  @Autowired private MockMvc http;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", () -> programmes().toString());
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
  }

  @Test
  @Order(1)
  void aCaseAskedAboutAfterTheVerdictKeepsTheStageFromBeingPublished() throws Exception {
    issueTheFirstVerdict();
    assertThat(outcome("ang-bu")).isInstanceOf(Outcome.Advances.class);
    assertThat(outcome("gan-ui")).isInstanceOf(Outcome.GateFailed.class);
    assertThatThrownBy(() -> corrections.reopen(STAGE, "there is no case at all", FIRST))
        .hasMessage("no case of stage rehearsal/stage-1 was decided since verdict 1 was issued");
    String reason = "there is no case at all, not a single one";
    assertThat(send(DESK + "/reopen", "reason", reason).getContentAsString(StandardCharsets.UTF_8))
        .contains("단계 rehearsal/stage-1의 판정 1판을 확정한 뒤에 결정된 검증 사건이 없습니다.");
    assertThat(
            send("/en" + DESK + "/reopen", "reason", reason)
                .getContentAsString(StandardCharsets.UTF_8))
        .contains("no case of stage rehearsal/stage-1 was decided since verdict 1 was issued");
    ask("ang-bu");
    assertThatThrownBy(() -> control.perform(STAGE, StageAction.PUBLISH, FIRST, "go on"))
        .isInstanceOf(UnmetConditionsException.class)
        .hasMessageContaining("cases-open [1, ");
    decide("ang-bu", CaseOutcome.VIOLATION, "the tokenizer and the weights are copies");
    assertThatThrownBy(() -> control.perform(STAGE, StageAction.PUBLISH, FIRST, "go on"))
        .as("what was decided is not in the verdict")
        .isInstanceOf(UnmetConditionsException.class)
        .hasMessageContaining("cases-uncarried [1, %s (ang-bu)]".formatted(number("ang-bu")));
  }

  @Test
  @Order(2)
  void reopeningNeedsAReasonAndDraftsOnceForTheSameReason() throws Exception {
    assertThat(send(DESK + "/reopen", "reason", "short").getStatus()).isEqualTo(422);
    assertThat(corrections.draft(STAGE)).isEmpty();
    String reason = "Case of ang-bu: a violation was decided after the verdict.";
    assertThat(send(DESK + "/reopen", "reason", reason).getStatus()).isEqualTo(302);
    var draft = corrections.draft(STAGE).orElseThrow();
    assertThat(draft.version()).isEqualTo(2);
    assertThat(corrections.reopen(STAGE, reason, SECOND).version()).isEqualTo(2);
    assertThat(open("en" + DESK))
        .contains(
            "Advances → Gate failed",
            "Independence: Passed → Failed",
            "No team's points and no rank by score change.",
            "Nothing changes for the other 4 teams.",
            draft.confirmedDigest());
    assertThat(decisions.issued(STAGE).orElseThrow().version())
        .as("a draft changes nothing")
        .isEqualTo(1);
  }

  @Test
  @Order(3)
  void onlyTheGateOfTheCaseDiffers() {
    var draft = corrections.draft(STAGE).orElseThrow();
    var difference = corrections.difference(draft);
    assertThat(difference.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.team()).isEqualTo("ang-bu");
              assertThat(change.keepsPoints() && change.keepsRank()).isTrue();
              assertThat(change.gates())
                  .singleElement()
                  .satisfies(gate -> assertThat(gate.after().gate()).isEqualTo("independence"));
            });
    assertThat(difference.after().actual().to())
        .as("a vacated place stays empty by this rulebook")
        .isEqualTo(difference.before().actual().to() - 1);
    var lines = new ArrayList<>(draft.scores().lines().toList());
    decisions.issued(STAGE).orElseThrow().scores().lines().forEach(lines::remove);
    assertThat(lines)
        .as("lines of the scores that are new")
        .allMatch(
            line ->
                line.contains("GC-") || line.contains("are copies") || line.endsWith("reason:"));
  }

  @Test
  @Order(4)
  void twoDifferentPeopleConfirmTheSameBytesBeforeItIsIssued() throws Exception {
    String digest = corrections.draft(STAGE).orElseThrow().confirmedDigest();
    assertThatThrownBy(() -> corrections.confirm(STAGE, "sha256:" + "0".repeat(64), FIRST))
        .hasMessageContaining("the drafted correction of stage rehearsal/stage-1 is " + digest);
    corrections.confirm(STAGE, digest, FIRST);
    assertThat(corrections.confirm(STAGE, digest, FIRST).confirmations()).hasSize(1);
    assertThatThrownBy(() -> corrections.issue(STAGE, digest))
        .hasMessageContaining("when 2 people have confirmed it");
    assertThat(send(DESK + "/issue", "digest", digest, "confirmation", "stage-1").getStatus())
        .isEqualTo(422);
    corrections.confirm(STAGE, digest, SECOND);
    assertThat(send(DESK + "/issue", "digest", digest, "confirmation", "stage-2").getStatus())
        .as("the stage's name has to be typed")
        .isEqualTo(422);
    assertThat(send(DESK + "/issue", "digest", digest, "confirmation", "stage-1").getStatus())
        .isEqualTo(302);
    assertThat(corrections.issue(STAGE, digest).version()).as("issued once").isEqualTo(2);
    assertThat(bundles.all(STAGE)).as("nothing is published yet").isEmpty();
    assertThat(outcome("ang-bu")).isInstanceOf(Outcome.GateFailed.class);
  }

  @Test
  @Order(5)
  void thePublicationShowsBothVersionsAndBothVerify() throws Exception {
    control.perform(STAGE, StageAction.PUBLISH, FIRST, "the corrected verdict is confirmed");
    assertThat(bundles.all(STAGE)).extracting(PublishedBundle::version).containsExactly(2, 1);
    verified(2, 1);
    assertThat(failures(bundles.file(bundle(1)), Optional.empty())).isEmpty();
    assertThat(
            new String(
                Bundle.open(bundles.file(bundle(1))).file("cases/ang-bu.json"),
                StandardCharsets.UTF_8))
        .as("the first bundle ends where the first verdict was issued")
        .doesNotContain("CONFIRMED");
    assertThat(open("en" + PUBLIC + "/results"))
        .contains("Corrected verdict", "a violation was decided after the verdict");
  }

  @Test
  @Order(6)
  void aPublicClaimLeadsTheOfficeToAskAfterThePublication() throws Exception {
    var filed =
        claims.file(
            new NewClaim(
                STAGE,
                "hon-cheon",
                "mlp",
                "Its layers are those of a model that we published.",
                ClaimedStatistic.NONE,
                null,
                new Claim.Source(Claim.Source.Kind.NONE, "", null)),
            "192.0.2.1");
    assertThat(claims.find(filed.number())).isPresent();
    ask("hon-cheon");
    assertThat(open("en" + DESK))
        .contains("These cases are not decided yet", number("hon-cheon") + " (hon-cheon)");
    assertThat(open("en" + PUBLIC + "/verdict"))
        .as("an open question says nothing to the public")
        .doesNotContain("A case was decided after this verdict");
    decide("hon-cheon", CaseOutcome.VIOLATION, "the claim is right");
    assertThat(open("en" + PUBLIC + "/verdict")).doesNotContain("A case was decided after this");
    cases.change(STAGE, "hon-cheon", one -> one.publish(FIRST, clock));
    assertThat(open("en" + PUBLIC + "/verdict"))
        .as("published by the office before the correction")
        .contains("A case was decided after this verdict", number("hon-cheon"));
  }

  @Test
  @Order(7)
  void anInterruptedIssueLeavesNothingBehindAndIsRepeated() throws Exception {
    var draft = corrections.reopen(STAGE, "The claim about hon-cheon was right.", FIRST);
    String digest = draft.confirmedDigest();
    corrections.confirm(STAGE, digest, FIRST);
    corrections.confirm(STAGE, digest, SECOND);
    Path folder = data.resolve("data/bundles");
    Path away = folder.resolveSibling("bundles-away");
    Files.move(folder, away);
    Files.writeString(folder, "no folder");
    assertThatThrownBy(() -> corrections.issue(STAGE, digest)).isInstanceOf(Exception.class);
    Files.delete(folder);
    Files.move(away, folder);
    assertThat(decisions.issued(STAGE).orElseThrow().version()).isEqualTo(2);
    assertThat(bundles.all(STAGE)).hasSize(2);
    assertThat(corrections.draft(STAGE).orElseThrow().confirmations()).hasSize(2);
    byte[] before = Files.readAllBytes(bundles.file(bundle(2)));
    assertThat(atOnce(() -> corrections.issue(STAGE, digest).version(), 4))
        .as("however often it is sent")
        .containsOnly(3);
    assertThat(bundles.all(STAGE)).extracting(PublishedBundle::version).containsExactly(3, 2, 1);
    assertThat(Files.readAllBytes(bundles.file(bundle(2)))).isEqualTo(before);
  }

  @Test
  @Order(8)
  void theThirdVersionNamesTheSecondAndVerifiesWithIt() throws Exception {
    verified(3, 2);
    var bundle = Bundle.open(bundles.file(bundle(3)));
    var correction = CorrectionFile.parse("correction.json", bundle.file(CorrectionFile.PATH));
    assertThat(correction.supersedes().verdict().toString())
        .isEqualTo(decisions.version(STAGE, 2).orElseThrow().digest());
    assertThat(new String(bundle.file("bundle.json"), StandardCharsets.UTF_8))
        .contains(Digest.of(Bundle.open(bundles.file(bundle(2))).file("bundle.json")).toString());
    assertThat(new String(bundle.file(CorrectionFile.PATH), StandardCharsets.UTF_8))
        .as("people appear as a role")
        .doesNotContain(FIRST, SECOND)
        .contains("\"reopenedBy\":\"office\"");
    assertThat(failures(bundles.file(bundle(3)), Optional.of(bundles.file(bundle(1)))))
        .as("the first is not the one that is superseded")
        .isNotEmpty();
  }

  @Test
  @Order(9)
  void thePublicReadsWhatChangedAndTheVersionsBefore() throws Exception {
    for (String page : List.of("/results", "/verdict", "/verdict/hon-cheon", "/evidence")) {
      assertThat(open("en" + PUBLIC + page))
          .as(page)
          .contains(
              "Corrected verdict",
              "The claim about hon-cheon was right.",
              "The programme office",
              "Advances → Gate failed",
              "No team's points and no rank by score are changed.");
      assertThat(open(PUBLIC + page)).as(page).contains("정정된 판정", "진출 → 요건 미충족");
      assertThat(open("en" + PUBLIC + "/versions/1" + page))
          .as("the first version of " + page)
          .contains("Superseded verdict", "version 3 is in force")
          .doesNotContain("The claim about hon-cheon was right.");
    }
    assertThat(open("en" + PUBLIC + "/evidence"))
        .contains(
            "--superseded rehearsal-stage-1-v2.zip",
            PUBLIC + "/versions/1/bundle.zip",
            PUBLIC + "/versions/2/bundle.zip");
    assertThat(bytes(PUBLIC + "/versions/1/bundle.zip"))
        .isEqualTo(Files.readAllBytes(bundles.file(bundle(1))));
    assertThat(bytes(PUBLIC + "/bundle.zip"))
        .isEqualTo(Files.readAllBytes(bundles.file(bundle(3))));
    assertThat(get(PUBLIC + "/versions/9/verdict").getStatus()).isEqualTo(404);
  }

  @Test
  @Order(10)
  void aLaterStageIsNamedAndNotUndone() throws Exception {
    assertThat(open("en" + PUBLIC + "/results"))
        .contains(
            "no longer goes on by this verdict, but takes part in the later stage stage-2",
            "Nothing there is undone by itself");
    assertThat(open("en" + DESK)).contains("takes part in the later stage stage-2 (");
  }

  @Test
  @Order(11)
  void aReopenedCaseThatIsDecidedOtherwiseGivesTheTeamItsPlaceBack() throws Exception {
    cases.change(
        STAGE, "hon-cheon", one -> one.reopen("The file in the claim was forged.", FIRST, clock));
    assertThat(corrections.due(STAGE)).as("its decision stands so far").isEmpty();
    assertThat(open("en/lineage/cases/" + number("hon-cheon")))
        .contains("Violation", "was re-opened");
    decide("hon-cheon", CaseOutcome.NO_VIOLATION, "the claim was forged");
    var draft = corrections.reopen(STAGE, "The claim about hon-cheon was forged.", SECOND);
    corrections.confirm(STAGE, draft.confirmedDigest(), SECOND);
    ask("ja-gyeok");
    decide("ja-gyeok", CaseOutcome.NO_VIOLATION, "nothing was found");
    assertThatThrownBy(() -> corrections.confirm(STAGE, draft.confirmedDigest(), FIRST))
        .hasMessage("a case of stage rehearsal/stage-1 was decided after correction 4 was drafted");
    var both = corrections.reopen(STAGE, "The claim about hon-cheon was forged.", SECOND);
    assertThat(both.version()).isEqualTo(5);
    assertThat(both.confirmations()).isEmpty();
    corrections.confirm(STAGE, both.confirmedDigest(), FIRST);
    corrections.confirm(STAGE, both.confirmedDigest(), SECOND);
    corrections.issue(STAGE, both.confirmedDigest());
    assertThat(outcome("hon-cheon")).isInstanceOf(Outcome.Advances.class);
    assertThat(cases.find(STAGE, "hon-cheon").orElseThrow().state()).isEqualTo(CaseState.PUBLISHED);
    verified(5, 3);
  }

  private void issueTheFirstVerdict() throws Exception {
    rulebooks.write(STAGE, withoutBenchmarks(), FIRST, "panels and users alone");
    control.perform(STAGE, StageAction.FREEZE, FIRST, "complete");
    control.perform(STAGE, StageAction.OPEN, FIRST, "begin");
    for (String team : TEAMS) {
      submissions.receive(
          STAGE, team, new Entry(team, NOBODY, team, "Apache-2.0", true, List.of()), FIRST);
    }
    control.perform(STAGE, StageAction.CLOSE, FIRST, "all are in");
    sheets.enter(STAGE, PanelScore.read(practice("panel/sheets.csv")), FIRST);
    sheets.mark(STAGE, PanelMark.read(practice("panel/marks.csv")), FIRST);
    var rated = new ArrayList<UserRating>();
    rated.addAll(UserRating.read(practice("ratings/citizens.csv")));
    rated.addAll(UserRating.read(practice("ratings/professional.csv")));
    ratings.enter(STAGE, rated, FIRST);
    var end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (screens.of(STAGE).size() < TEAMS.size()) {
      assertThat(System.nanoTime()).as("all screens in time").isLessThan(end);
      Thread.sleep(200);
    }
    ask("gan-ui");
    decide("gan-ui", CaseOutcome.VIOLATION, "trained on from another model");
    var draft = decisions.draft(STAGE, FIRST);
    decisions.confirm(STAGE, draft.digest(), FIRST);
    decisions.confirm(STAGE, draft.digest(), SECOND);
    control.perform(STAGE, StageAction.DECIDE, FIRST, "two people have confirmed");
  }

  private void ask(String team) {
    var until = new Deadline(clock.instant().plus(Duration.ofDays(7)), Moments.SEOUL);
    cases.change(
        STAGE, team, one -> one.ask("Where do the weights come from?", until, FIRST, clock));
  }

  private void decide(String team, CaseOutcome outcome, String reason) {
    cases.change(
        STAGE,
        team,
        one -> {
          one.questions().stream()
              .filter(question -> question.reply() == null)
              .forEach(question -> one.reply(question.id(), "They are ours.", "team", clock));
          one.beginReview(FIRST, clock);
          one.declareIndependence(FIRST, false, "", clock);
          one.declareIndependence(SECOND, false, "", clock);
          one.propose(FIRST, outcome, reason, clock);
          one.confirm(SECOND, clock);
        });
  }

  private void verified(int version, int before) {
    var report =
        BundleVerifier.verify(
            bundles.file(bundle(version)),
            Optional.of(Path.of("../nano/models")),
            Optional.of(bundles.file(bundle(before))));
    assertThat(report.checks()).allMatch(check -> check.status() == Check.Status.OK);
    assertThat(report.checks()).extracting(Check::id).contains("correction", "superseded");
  }

  private static List<String> failures(Path bundle, Optional<Path> superseded) {
    return BundleVerifier.verify(bundle, Optional.empty(), superseded).checks().stream()
        .filter(check -> check.status() == Check.Status.FAILED)
        .map(Check::en)
        .toList();
  }

  private static <T> List<T> atOnce(Callable<T> task, int times) throws Exception {
    try (var threads = Executors.newFixedThreadPool(times)) {
      var results = new ArrayList<T>();
      for (var one : threads.invokeAll(Stream.generate(() -> task).limit(times).toList())) {
        results.add(one.get());
      }
      return results;
    }
  }

  private PublishedBundle bundle(int version) {
    return bundles.version(STAGE, version).orElseThrow();
  }

  private Outcome outcome(String team) {
    return decisions.issued(STAGE).orElseThrow().verdict().team(team).orElseThrow().outcome();
  }

  private String number(String team) {
    return cases.find(STAGE, team).orElseThrow().number();
  }

  private MockHttpServletResponse send(String path, String... fields) throws Exception {
    var request =
        MockMvcRequestBuilders.post(path)
            .servletPath(path)
            .with(csrf())
            .with(user(FIRST).roles("OFFICE"));
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    return http.perform(request).andReturn().getResponse();
  }

  private MockHttpServletResponse get(String path) throws Exception {
    String address = path.startsWith("/") ? path : "/" + path;
    var request =
        MockMvcRequestBuilders.get(address).servletPath(address).with(user(FIRST).roles("OFFICE"));
    return http.perform(request).andReturn().getResponse();
  }

  private String open(String path) throws Exception {
    var answer = get(path);
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  private byte[] bytes(String path) throws Exception {
    return get(path).getContentAsByteArray();
  }

  private static String practice(String file) throws IOException {
    return Files.readString(Path.of("../programmes/rehearsal").resolve(file));
  }

  private static String withoutBenchmarks() throws IOException {
    String all = practice("rulebook.yaml");
    int from = all.indexOf("  - id: benchmark\n");
    int to = all.indexOf("  - id: expert\n");
    return (all.substring(0, from) + all.substring(to))
        .replace("points: 100\n", "points: 60\n")
        .replace("at-least: 40", "at-least: 20")
        .replace("[exact-total, benchmark, expert]", "[exact-total, expert]");
  }

  /** The practice programme with a second stage, in which two teams take part already. */
  private static Path programmes() {
    try {
      Path folder = Files.createDirectories(data.resolve("programmes"));
      Path from = Path.of("../programmes");
      try (var files = Files.walk(from.resolve("rehearsal"))) {
        for (Path file : files.toList()) {
          Path copy = folder.resolve(from.relativize(file).toString());
          if (!Files.exists(copy)) {
            Files.copy(file, copy);
          }
        }
      }
      Path programme = folder.resolve("rehearsal/programme.yaml");
      String yaml = Files.readString(programme);
      if (!yaml.contains("stage-2")) {
        Files.writeString(
            programme,
            yaml.replace(
                "\ntopics:\n",
                """

                  - id: stage-2
                    number: 2
                    title: {ko: 예행연습 2차 단계, en: Rehearsal stage 2}
                    kind: elimination
                    status: planned
                    sources: [rehearsal]
                    entrants: [hon-cheon, ja-gyeok]
                    places: {entering: 2, planned: 1}
                    calendar: {}
                    rulebook: rulebook.yaml

                topics:
                """));
      }
      return folder;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

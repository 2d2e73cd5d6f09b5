package org.gwageo.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.ApplicationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Visitors.class)
class CasePagesTests {

  private static final String STAGE = "/office/programmes/rehearsal/stages/stage-1/lineage";
  private static final String OFFICE = STAGE + "/cases/gan-ui";
  private static final String TEAM = "/my-team/lineage/stage-1";
  private static final String REVIEWER = "/reviewer/lineage/stage-1/gan-ui";
  private static final byte[] REPORT =
      "{\"references\":{\"north-star-base\":{\"grade\":\"derivation-established\"}}}"
          .getBytes(StandardCharsets.UTF_8);

  @Autowired private Visitors visitors;
  @Autowired private Cases cases;
  @Autowired private Screens screens;
  @Autowired private EvidenceVault vault;

  @BeforeEach
  void submit() {
    String receipt = visitors.submit();
    var opened = cases.find(Visitors.STAGE, Visitors.TEAM).orElseThrow();
    assertThat(opened.submission()).as("a submission opens its case").isEqualTo(receipt);
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.DERIVATION_ESTABLISHED, REPORT);
  }

  @Test
  void aWholeCaseGoesFromTheSubmissionToThePublicPage() throws Exception {
    assertThat(visitors.open("l-office", "/en" + STAGE).body())
        .contains("Case " + found().number());
    assertThat(visitors.open("l-office", "/en" + OFFICE).body())
        .contains("Derivation established", "Ask the team");
    assertThat(
            visitors.send("l-office", OFFICE + "/ask", "ask", "Where from?", "until", "2099-01-02"))
        .extracting(Visitors.Answer::location)
        .isEqualTo(OFFICE);
    var declared =
        visitors.send(
            "l-team",
            TEAM + "/declaration",
            "language-model-kind",
            "OWN_EARLIER",
            "language-model-source",
            "north-star-base");
    assertThat(declared.location()).startsWith(TEAM + "?receipt=GC-");
    assertThat(visitors.open("l-team", "/en" + declared.location()).body())
        .contains(
            "Received", "Continued from an own earlier model", "Fri 2 Jan 2099", "Where from?");
    assertThat(
            visitors
                .send("l-team", TEAM + "/reply", "question", "1", "reply", "From our own model.")
                .status())
        .isEqualTo(302);
    assertThat(visitors.send("l-office", OFFICE + "/review").status()).isEqualTo(302);
    visitors.send("l-reviewer", REVIEWER + "/independence", "independence", "no");
    visitors.send(
        "l-reviewer", REVIEWER + "/advice", "outcome", "NO_VIOLATION", "advice-reason", "declared");
    visitors.send("l-office", OFFICE + "/independence", "independence", "no");
    visitors.send(
        "l-office",
        OFFICE + "/proposal",
        "outcome",
        "NO_VIOLATION",
        "proposal-reason",
        "It continues the team's own declared earlier model.");
    assertThat(found().proposal()).isPresent();
    var own = visitors.send("l-office", "/en" + OFFICE + "/confirmation", "read", read());
    assertThat(own.status()).isEqualTo(422);
    visitors.send(
        "l-second",
        OFFICE + "/independence",
        "independence",
        "yes",
        "independence-reason",
        "a former employer");
    assertThat(visitors.send("l-second", "/en" + OFFICE + "/confirmation", "read", read()).body())
        .contains("l-second has a conflict of interest");
    assertThat(visitors.send("l-second", OFFICE + "/confirmation", "read", read()).body())
        .contains("l-second은(는) 검증 사건 %s에 이해충돌이 있습니다.".formatted(found().number()));
    visitors.send("l-third", OFFICE + "/independence", "independence", "no");
    assertThat(visitors.send("l-third", "/en" + OFFICE + "/confirmation", "read", "other").body())
        .contains("The proposal has changed since you read it.");
    assertThat(visitors.send("l-third", OFFICE + "/confirmation", "read", read()).status())
        .isEqualTo(302);
    String path = "/lineage/cases/" + found().number();
    assertThat(visitors.open("", path).status()).as("not public yet").isEqualTo(404);
    visitors.send("l-office", OFFICE + "/publication");
    assertThat(visitors.open("", "/en" + path).body())
        .contains("No violation", "From our own model.", "own declared earlier model")
        .doesNotContain("l-office", "l-team", "l-reviewer", "former employer");
    assertThat(visitors.open("", "/lineage").body()).contains(found().number());
    assertThat(cases.decisions(Visitors.STAGE).toString()).contains("grade=not-found");
  }

  @Test
  void aReplyAfterTheDeadlineIsTakenAndMarked() throws Exception {
    cases.change(
        Visitors.STAGE,
        Visitors.TEAM,
        found ->
            found.ask(
                "Why?",
                new org.gwageo.platform.programme.Deadline(
                    java.time.Instant.parse("2020-01-02T00:00:00Z"),
                    org.gwageo.platform.web.Moments.SEOUL),
                "l-office",
                java.time.Clock.fixed(
                    java.time.Instant.parse("2020-01-01T00:00:00Z"),
                    org.gwageo.platform.web.Moments.SEOUL)));
    visitors.send("l-team", TEAM + "/reply", "question", "1", "reply", "Sorry.");
    assertThat(visitors.open("l-team", "/en" + TEAM).body()).contains("Replied after the deadline");
  }

  @Test
  void aWrongFormIsOneSentenceAtItsField() throws Exception {
    var empty =
        visitors.send("l-office", "/en" + OFFICE + "/ask", "ask", "", "until", "2099-01-02");
    assertThat(empty.status()).isEqualTo(422);
    assertThat(empty.body()).contains("Write the question.", "href=\"#ask\"");
    assertThat(
            visitors
                .send("l-office", "/en" + OFFICE + "/ask", "ask", "Why?", "until", "soon")
                .body())
        .contains("Give the deadline as a date", "Why?");
    assertThat(
            visitors
                .send("l-team", "/en" + TEAM + "/declaration", "tokenizer-kind", "PUBLIC")
                .body())
        .contains("component tokenizer names no source");
    assertThat(visitors.send("l-team", TEAM + "/declaration", "tokenizer-kind", "PUBLIC").body())
        .contains("받아들이지 않았습니다. 구성요소 tokenizer의 출처를 적으십시오.")
        .doesNotContain("names no source");
    assertThat(
            visitors.send("l-office", OFFICE + "/ask", "ask", "Why?", "until", "2020-01-02").body())
        .contains("답변 기한 2020. 1. 2.(목) 23:59 (KST)가 이미 지났습니다.");
  }

  @Test
  void evidenceIsReadByThoseWhoMayAndNeverReplaced() throws Exception {
    byte[] log = "step 1 loss 9.1".getBytes(StandardCharsets.UTF_8);
    String digest = Digest.of(log).toString();
    assertThat(
            visitors
                .upload("l-office", OFFICE + "/evidence", "panel.log", log, "visibility", "PANEL")
                .location())
        .isEqualTo(OFFICE);
    assertThat(visitors.open("l-office", OFFICE + "/evidence/" + digest).body())
        .isEqualTo("step 1 loss 9.1");
    assertThat(visitors.open("l-team", TEAM + "/evidence/" + digest).status()).isEqualTo(404);
    assertThat(visitors.open("l-team", TEAM).body()).doesNotContain("panel.log");
    assertThat(visitors.open("l-reviewer", REVIEWER + "/evidence/" + digest).status())
        .as("before the declaration")
        .isEqualTo(404);
    visitors.send("l-reviewer", REVIEWER + "/independence", "independence", "no");
    assertThat(visitors.open("l-reviewer", REVIEWER + "/evidence/" + digest).status())
        .isEqualTo(200);
    assertThat(
            visitors
                .upload(
                    "l-office",
                    "/en" + OFFICE + "/evidence",
                    "again.log",
                    log,
                    "visibility",
                    "TEAM")
                .body())
        .contains("has a file with this digest");
    assertThat(vault.of(found(), Visibility.PANEL))
        .extracting(EvidenceFile::name)
        .containsExactly("panel.log");
    assertThat(
            found().history().stream()
                .filter(event -> event.kind() == CaseEvent.Kind.EVIDENCE_ADDED))
        .hasSize(1);
  }

  @Test
  void aCheckpointIsNotedByDigestAndLength() throws Exception {
    visitors.send(
        "l-team",
        TEAM + "/evidence",
        "evidence-name",
        "step-1000.safetensors",
        "evidence-digest",
        "ab".repeat(32),
        "evidence-bytes",
        "70000000000",
        "visibility",
        "PANEL");
    assertThat(vault.of(found(), Visibility.TEAM))
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.held()).isFalse();
              assertThat(file.bytes()).isEqualTo(70_000_000_000L);
              assertThat(file.visibility()).isEqualTo(Visibility.TEAM);
            });
    assertThat(
            visitors
                .send(
                    "l-team",
                    "/en" + TEAM + "/evidence",
                    "evidence-name",
                    "x",
                    "evidence-digest",
                    "no")
                .body())
        .contains("Choose a file, or enter SHA-256 and length.");
  }

  @Test
  void nobodyActsOnACaseOfOthers() throws Exception {
    assertThat(visitors.open("l-other", TEAM).status()).isEqualTo(404);
    assertThat(visitors.send("l-other", TEAM + "/declaration").status()).isEqualTo(404);
    for (String path : List.of(OFFICE, REVIEWER, TEAM, "/office/lineage/claims")) {
      assertThat(visitors.open("", path).status()).as(path).isEqualTo(302);
    }
    assertThat(visitors.open("l-team", OFFICE).status()).isEqualTo(403);
    assertThat(visitors.open("l-reviewer", OFFICE).status()).isEqualTo(403);
    assertThat(visitors.send("l-reviewer", OFFICE + "/publication").status()).isEqualTo(403);
  }

  @Test
  void everyListOpensInBothLanguages() throws Exception {
    for (String language : List.of("", "/en")) {
      assertThat(visitors.open("l-team", language + "/my-team/lineage").body())
          .contains(found().number());
      assertThat(visitors.open("l-reviewer", language + "/reviewer/lineage").body())
          .contains(found().number());
      assertThat(visitors.open("l-reviewer", language + REVIEWER).status()).isEqualTo(200);
      assertThat(visitors.open("l-office", language + OFFICE).status()).isEqualTo(200);
    }
  }

  private VerificationCase found() {
    return cases.find(Visitors.STAGE, Visitors.TEAM).orElseThrow();
  }

  private String read() {
    var proposal = found().proposal().orElseThrow();
    return proposal.outcome() + " " + proposal.reason();
  }
}

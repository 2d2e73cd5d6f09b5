package org.gwageo.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.Settings;
import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.web.Moments;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * The report of the rehearsal's hidden derivative, for everyone who may read it and nobody else.
 */
@ApplicationTest
@Import(Visitors.class)
class ReportPagesTests {

  private static final String OFFICE =
      "/office/programmes/rehearsal/stages/stage-1/lineage/cases/gan-ui/report";
  private static final String TEAM = "/my-team/lineage/stage-1/report";
  private static final String REVIEWER = "/reviewer/lineage/stage-1/gan-ui/report";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static byte[] report = {};

  @Autowired private Visitors visitors;
  @Autowired private Cases cases;
  @Autowired private Screens screens;
  @Autowired private Clock clock;

  @BeforeAll
  static void compare() throws Exception {
    Path models = Path.of("../nano/models");
    try (var subject = Checkpoint.open(models.resolve("gan-ui"));
        var reference = Checkpoint.open(models.resolve("north-star-base"))) {
      report =
          LineageScreen.of(subject, Map.of("north-star-base", reference), 5, 20260115).toJson();
    }
  }

  @BeforeEach
  void submit() {
    visitors.submit();
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.DERIVATION_ESTABLISHED, report);
  }

  @Test
  void theWholeReportStandsInThePageInBothLanguages() throws Exception {
    String english = visitors.open("l-team", "/en" + TEAM).body();
    assertThat(english)
        .contains(
            "Derivation established",
            "fewer than 1 in 10^",
            "Calibrated z by component and reference",
            "Layer map",
            "known derivative: cpt-10-of-base-a1",
            "Not evidence",
            "Unrelated control",
            "What is assumed",
            "Seed of random draws",
            "gwageo-lineage/1",
            "class=\"h-extreme\"")
        .doesNotContain("style=\"", "<script>");
    assertThat(visitors.open("l-office", OFFICE).body())
        .contains("파생 확인", "부분별, 기준 모델별 보정된 z", "층 대응", "증거가 아닌 것", "무엇을 가정했나");
  }

  @Test
  void theKnownDerivativeIsWhatTheEngineFindsInTheZoo() throws Exception {
    Path zoo = Path.of("../nano/zoo");
    var kept = JSON.readTree(Files.readAllBytes(zoo.resolve("cpt-10-of-base-a1.json")));
    try (var subject = Checkpoint.open(zoo.resolve("cpt-10"));
        var reference = Checkpoint.open(zoo.resolve("base-a1"))) {
      long seed = Long.parseLong(kept.path("seed").asString());
      var again =
          JSON.readTree(LineageComparison.compare(subject, reference, Settings.of(seed)).toJson());
      assertThat(again.path("inputs")).isEqualTo(kept.path("inputs"));
      assertThat(again.path("grade").asString()).isEqualTo("derivation-established");
      assertThat(kept.path("grade")).isEqualTo(again.path("grade"));
      assertThat(kept.path("components").size()).isEqualTo(again.path("components").size());
      for (int i = 0; i < again.path("components").size(); i++) {
        var expected = again.path("components").get(i);
        var found = kept.path("components").get(i);
        assertThat(found.path("test")).isEqualTo(expected.path("test"));
        assertThat(found.path("z").asDouble())
            .as("%s", expected)
            .isCloseTo(expected.path("z").asDouble(), withinPercentage(5));
      }
    }
  }

  @Test
  void theFilesAreTheReportItselfAndItsPages() throws Exception {
    String json = new String(report, StandardCharsets.UTF_8);
    for (String path : List.of(OFFICE, TEAM)) {
      String who = path.startsWith("/office") ? "l-office" : "l-team";
      assertThat(visitors.open(who, path + ".json").body()).isEqualTo(json);
      assertThat(visitors.open(who, "/en" + path + ".html").body())
          .startsWith("<!DOCTYPE html>")
          .contains("Derivation established");
      assertThat(visitors.open(who, path + ".pdf").body()).startsWith("%PDF-");
      assertThat(visitors.open(who, path + ".exe").status()).isEqualTo(404);
    }
  }

  @Test
  void aReviewerReadsItAfterDeclaringIndependence() throws Exception {
    assertThat(visitors.open("l-reviewer", REVIEWER).status()).isEqualTo(404);
    assertThat(visitors.open("l-reviewer", REVIEWER + ".json").status()).isEqualTo(404);
    change(found -> found.declareIndependence("l-reviewer", false, "", clock));
    assertThat(visitors.open("l-reviewer", "/en" + REVIEWER).body()).contains("Layer map");
    change(found -> found.declareIndependence("l-reviewer", true, "a former colleague", clock));
    assertThat(visitors.open("l-reviewer", REVIEWER).status()).isEqualTo(404);
  }

  @Test
  void nobodyElseReadsItBeforeThePublication() throws Exception {
    String number = cases.find(Visitors.STAGE, Visitors.TEAM).orElseThrow().number();
    String path = "/lineage/cases/" + number;
    assertThat(visitors.open("l-other", TEAM).status()).as("another team").isEqualTo(404);
    assertThat(visitors.open("l-team", OFFICE).status()).isEqualTo(403);
    assertThat(visitors.open("", OFFICE).status()).as("sign in first").isEqualTo(302);
    for (String rest : List.of("/report", "/report.json", "/report.pdf", "/case.json")) {
      assertThat(visitors.open("", path + rest).status()).as(rest).isEqualTo(404);
    }
    decideAndPublish();
    assertThat(visitors.open("", "/en" + path + "/report").body()).contains("Layer map");
    assertThat(visitors.open("", path + "/report.json").body())
        .isEqualTo(new String(report, StandardCharsets.UTF_8));
    assertThat(visitors.open("", path + "/case.json").body())
        .isEqualTo(
            new String(cases.find(number).orElseThrow().file().toJson(), StandardCharsets.UTF_8));
    assertThat(visitors.open("", "/en" + path).body())
        .contains(
            "Digest of the whole history",
            cases.find(number).orElseThrow().head().toString(),
            "Decision proposed (content sealed)");
  }

  @Test
  void whoHasToActAndUntilWhenIsToldToTeamAndOffice() throws Exception {
    String office = "/en/office/programmes/rehearsal/stages/stage-1/lineage";
    assertThat(visitors.open("l-office", office).body())
        .contains("With the office", "The office asks the team next.");
    change(found -> found.ask("Why?", in(Duration.ofDays(5)), "l-office", clock));
    assertThat(visitors.open("l-team", "/en/my-team/lineage").body())
        .contains("With the team", "The team can reply until");
    change(found -> found.ask("And why?", in(Duration.ofHours(30)), "l-office", clock));
    assertThat(visitors.open("l-team", "/en/my-team/lineage").body())
        .contains("Due soon", "The time to reply ends within 30 hours");
    change(
        found ->
            found.ask(
                "Since when?", in(Duration.ofHours(-1)), "l-office", offset(Duration.ofDays(-1))));
    for (String path : List.of(office, office + "/cases/gan-ui")) {
      assertThat(visitors.open("l-office", path).body()).contains("Overdue", "The reply was due");
    }
    assertThat(visitors.open("l-team", "/en/my-team/lineage/stage-1").body()).contains("Overdue");
  }

  private void decideAndPublish() {
    change(
        found -> {
          found.ask("Why?", in(Duration.ofHours(1)), "l-office", clock);
          found.reply("1", "So.", "l-team", clock);
          found.beginReview("l-office", clock);
          found.declareIndependence("l-office", false, "", clock);
          found.declareIndependence("l-second", false, "", clock);
          found.propose("l-office", CaseOutcome.VIOLATION, "a copy", clock);
          found.confirm("l-second", clock);
          found.publish("l-office", clock);
        });
  }

  private void change(java.util.function.Consumer<VerificationCase> action) {
    cases.change(Visitors.STAGE, Visitors.TEAM, action);
  }

  private Deadline in(Duration time) {
    return new Deadline(clock.instant().plus(time), Moments.SEOUL);
  }

  private Clock offset(Duration time) {
    return Clock.offset(clock, time);
  }
}

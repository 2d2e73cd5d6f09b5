package org.gwageo.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.evaluation.Evaluation;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.UnmetConditionsException;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submissions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One stage is moved along as the office does it, with everything it might do too early. */
@SpringBootTest
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StageFlowTests {

  private static final StageId STAGE = new StageId("rehearsal", "stage-1");
  private static final String OFFICE = "office";

  /** Nothing listens on the discard port of the loopback interface. */
  private static final URI NOBODY = URI.create("http://127.0.0.1:9/v1");

  @TempDir static Path data;

  @Autowired private Programmes programmes;
  @Autowired private Stages stages;
  @Autowired private StageControl control;
  @Autowired private Rulebooks rulebooks;
  @Autowired private Submissions submissions;
  @Autowired private Sheets sheets;
  @Autowired private Ratings ratings;
  @Autowired private Evaluation evaluation;
  @Autowired private Jobs jobs;
  @Autowired private Screens screens;
  @Autowired private Decisions decisions;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("gwageo.data", data::toString);
    registry.add("gwageo.programmes", () -> "../programmes");
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
  }

  @Test
  @Order(1)
  void allProgrammesAreLoadedAtFirstStart() {
    assertThat(programmes.all())
        .extracting(p -> p.id())
        .containsExactly("korea-2025", "rehearsal", "rehearsal-runs");
    assertThat(stages.of("korea-2025")).extracting(s -> s.state()).contains(StageState.RECORDED);
    assertThat(rulebooks.inForce(new StageId("korea-2025", "stage-1"))).isPresent();
    assertThat(stages.get(STAGE).state()).isEqualTo(StageState.DRAFT);
  }

  @Test
  @Order(2)
  void nothingIsSubmittedBeforeTheStageIsOpen() {
    assertThatThrownBy(() -> submissions.receive(STAGE, "hon-cheon", entry("hon-cheon"), OFFICE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stage rehearsal/stage-1 is DRAFT, not open");
    assertThatThrownBy(() -> control.perform(STAGE, StageAction.OPEN, OFFICE, "too early"))
        .hasMessageContaining("stage rehearsal/stage-1 is DRAFT, not FROZEN");
    assertThat(control.history(STAGE)).isEmpty();
  }

  @Test
  @Order(3)
  void frozenRulesCannotBeWrittenAnew() throws Exception {
    String yaml = rulebooks.inForce(STAGE).orElseThrow().yaml();
    rulebooks.write(STAGE, yaml + "# a remark\n", OFFICE, "a remark");
    control.perform(STAGE, StageAction.FREEZE, OFFICE, "complete");
    assertThat(rulebooks.inForce(STAGE).orElseThrow().version()).isEqualTo(2);
    assertThatThrownBy(() -> rulebooks.write(STAGE, yaml, OFFICE, "a change of mind"))
        .hasMessage("the rules of stage rehearsal/stage-1 are frozen as version 2");
  }

  @Test
  @Order(4)
  void aSubmissionGetsAReceiptAndTheNewestCounts() {
    control.perform(STAGE, StageAction.OPEN, OFFICE, "begin");
    var first = submissions.receive(STAGE, "hon-cheon", entry("hon-cheon"), OFFICE);
    var second = submissions.receive(STAGE, "hon-cheon", entry("hon-cheon"), OFFICE);
    assertThat(second.receipt()).startsWith("GW-").isNotEqualTo(first.receipt());
    assertThat(submissions.counting(STAGE, "hon-cheon"))
        .get()
        .extracting(s -> s.receipt())
        .isEqualTo(second.receipt());
    assertThatThrownBy(() -> submissions.receive(STAGE, "nobody", entry("hon-cheon"), OFFICE))
        .hasMessage("stage rehearsal/stage-1 has no team nobody");
    assertThatThrownBy(() -> submissions.receive(STAGE, "hon-cheon", entry("../nano"), OFFICE))
        .hasMessage("the model store has no folder of this name: ../nano");
  }

  @Test
  @Order(5)
  void theStageIsNotClosedWhileTeamsAreMissing() {
    assertThatThrownBy(() -> control.perform(STAGE, StageAction.CLOSE, OFFICE, "too early"))
        .isInstanceOf(UnmetConditionsException.class)
        .hasMessageContaining("submissions-complete [1, 5]");
    for (String team : List.of("gan-ui", "ang-bu", "ja-gyeok", "gyu-pyo")) {
      submissions.receive(STAGE, team, entry(team), OFFICE);
    }
    control.perform(STAGE, StageAction.CLOSE, OFFICE, "all are in");
    assertThat(jobs.of(STAGE)).hasSize(30);
  }

  @Test
  @Order(6)
  void sheetsThatDoNotFitTheRulesAreRefusedWhole() {
    var good = new PanelScore("E1", "gan-ui", "strategy", new BigDecimal("8"), "solid");
    var tooMany = new PanelScore("E1", "gan-ui", "results", new BigDecimal("15.5"), "");
    assertThatThrownBy(() -> sheets.enter(STAGE, List.of(good, tooMany), OFFICE))
        .hasMessage("E1 gives gan-ui 15.5 for results; 0 to 15 are possible");
    assertThat(sheets.scores(STAGE)).isEmpty();
    sheets.enter(STAGE, List.of(good), OFFICE);
    assertThat(sheets.scores(STAGE)).containsExactly(good);
    assertThatThrownBy(
            () ->
                ratings.enter(
                    STAGE, List.of(new UserRating("press", "R1", "gan-ui", 4, 1, 200)), OFFICE))
        .hasMessage("the rules of stage rehearsal/stage-1 have no user group press");
  }

  @Test
  @Order(7)
  void aDeadEndpointLeavesAFailedJobWithItsCause() throws InterruptedException {
    var end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (jobs.of(STAGE).stream().anyMatch(job -> job.state() != Job.State.FAILED)) {
      assertThat(System.nanoTime()).as("all jobs fail in time").isLessThan(end);
      Thread.sleep(200);
    }
    assertThat(jobs.of(STAGE))
        .allSatisfy(
            job -> {
              assertThat(job.cause()).isEqualTo("nothing answers at http://127.0.0.1:9/v1");
              assertThat(job.attempts()).isEqualTo(3);
            });
    var job = jobs.of(STAGE).getFirst();
    evaluation.retry(job.id(), OFFICE, "the endpoint may be back");
    assertThat(jobs.find(job.id()).orElseThrow().state())
        .isIn(Job.State.QUEUED, Job.State.LEASED, Job.State.RUNNING);
    assertThatThrownBy(() -> evaluation.retry(job.id(), OFFICE, "once more"))
        .hasMessageContaining("not one of [FAILED, CANCELLED]");
  }

  @Test
  @Order(8)
  void theWeightsAreScreenedWithoutAnyEndpoint() throws InterruptedException {
    var end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
    while (screens.of(STAGE).size() < 5) {
      assertThat(System.nanoTime()).as("all screens in time").isLessThan(end);
      Thread.sleep(200);
    }
    assertThat(screens.of(STAGE))
        .filteredOn(screen -> screen.grade().derived())
        .extracting(screen -> screen.team())
        .containsExactly("gan-ui");
  }

  @Test
  @Order(9)
  void aVerdictIsNotIssuedOnIncompleteEvidence() {
    assertThatThrownBy(() -> control.perform(STAGE, StageAction.DECIDE, OFFICE, "too early"))
        .isInstanceOf(UnmetConditionsException.class)
        .hasMessageContaining("jobs-done")
        .hasMessageContaining("verdict-drafted");
    assertThatThrownBy(() -> decisions.draft(STAGE, OFFICE))
        .as("a sheet with one of three items")
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("results");
    sheets.enter(
        STAGE,
        List.of(
            new PanelScore("E1", "gan-ui", "results", new BigDecimal("12"), "steady"),
            new PanelScore("E1", "gan-ui", "ripple", new BigDecimal("7.5"), "useful")),
        OFFICE);
    var draft = decisions.draft(STAGE, OFFICE);
    assertThat(draft.verdict().isSettled()).isFalse();
    decisions.confirm(STAGE, draft.digest(), OFFICE);
    var again = decisions.confirm(STAGE, draft.digest(), OFFICE);
    assertThat(again.confirmations()).as("one person confirms once").hasSize(1);
    assertThat(again.confirmed()).isFalse();
  }

  @Test
  @Order(10)
  void aConfirmationIsVoidWhenTheEvidenceChanges() {
    var draft = decisions.newest(STAGE).orElseThrow();
    sheets.enter(
        STAGE,
        List.of(new PanelScore("E1", "gan-ui", "strategy", new BigDecimal("9"), "seen again")),
        OFFICE);
    assertThat(decisions.isCurrent(draft)).isFalse();
    assertThatThrownBy(() -> decisions.confirm(STAGE, draft.digest(), "office-second"))
        .hasMessage("the evidence of stage rehearsal/stage-1 has changed since draft 1");
    var next = decisions.draft(STAGE, OFFICE);
    assertThat(next.version()).isEqualTo(2);
    assertThat(next.confirmations()).isEmpty();
  }

  private static Entry entry(String weights) {
    return new Entry(weights, NOBODY, weights, "Apache-2.0", true, List.of());
  }
}

package org.gwageo.platform.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.programme.StageState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** User ratings, benchmark jobs and the verdict desk. */
@ApplicationTest
@Import(Desk.class)
class EvidencePagesTests {

  private static final String RATINGS = Desk.OFFICE + "/ratings";
  private static final String HEADER = "panel,rater,team,rating,position,seconds\n";

  @Autowired private Desk desk;
  @Autowired private Ratings ratings;
  @Autowired private Jobs jobs;
  @Autowired private Decisions decisions;

  @Test
  void ratingsComeInAsCsv() throws Exception {
    desk.reset(StageState.EVALUATING);
    String csv = Files.readString(Path.of("../programmes/rehearsal/ratings/citizens.csv"));
    var answer = desk.send("office", RATINGS, "ratings", csv);
    int entered = ratings.of(Desk.STAGE).size();
    assertThat(entered).isGreaterThan(100);
    assertThat(answer.location()).isEqualTo(RATINGS + "?entered=" + entered);
    assertThat(desk.open("office", "/en" + RATINGS).body())
        .contains("User group citizens", entered + " ratings");
  }

  @Test
  void aRatingOffTheScaleEntersNothing() throws Exception {
    desk.reset(StageState.EVALUATING);
    var answer =
        desk.send(
            "office",
            "/en" + RATINGS,
            "ratings",
            HEADER + "citizens,C1,gan-ui,4,,\ncitizens,C2,gan-ui,6,,\n");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Nothing was entered: line 3", "citizens,C2,gan-ui,6");
    assertThat(ratings.of(Desk.STAGE)).isEmpty();
    assertThat(desk.send("office", "/en" + RATINGS, "ratings", " ").body())
        .contains("Choose a file or paste its contents.");
  }

  @Test
  void theBoardNamesCauseWorkerAndAge() throws Exception {
    desk.reset(StageState.EVALUATING);
    var failed = add("gan-ui", "dates", "FAILED", "connection refused", 40);
    add("hon-cheon", "dates", "DONE", null, 200);
    var body = desk.open("office", "/en" + Desk.OFFICE + "/jobs").body();
    assertThat(body)
        .contains("connection refused", "timeout 2", "worker-a", "Run again", failed.toString())
        .contains("40 / 200", "200 / 200")
        .doesNotContain("hx-sse");
  }

  @Test
  void aFailedJobIsQueuedAgainAndAnotherIsNot() throws Exception {
    desk.reset(StageState.EVALUATING);
    var failed = add("gan-ui", "dates", "FAILED", "connection refused", 40);
    var done = add("hon-cheon", "dates", "DONE", null, 200);
    String path = Desk.OFFICE + "/jobs/" + failed;
    assertThat(desk.send("office", path + "/retry", "reason", " ").status()).isEqualTo(422);
    var answer = desk.send("office", path + "/retry", "reason", "the endpoint is back");
    assertThat(answer.location()).isEqualTo(path + "?done=retry");
    assertThat(jobs.find(failed).orElseThrow().state()).isNotEqualTo(Job.State.DONE);
    assertThat(desk.open("office", "/en" + path).body())
        .contains("Queued again", "the endpoint is back");
    var refused =
        desk.send(
            "office", "/en" + Desk.OFFICE + "/jobs/" + done + "/retry", "reason", "once more");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("Only a failed or cancelled job can be run again: dates");
    assertThat(
            desk.send(
                    "office",
                    Desk.OFFICE + "/jobs/" + UUID.randomUUID() + "/retry",
                    "reason",
                    "once more")
                .status())
        .isEqualTo(404);
  }

  @Test
  void theStreamSendsTheBoardAndEndsWhenNothingIsLeft() throws Exception {
    desk.reset(StageState.EVALUATING);
    add("hon-cheon", "dates", "DONE", null, 200);
    var started =
        desk.http()
            .perform(
                Desk.get("/en" + Desk.OFFICE + "/jobs/live").with(user("office").roles("OFFICE")))
            .andReturn();
    started.getAsyncResult(10_000);
    assertThat(started.getResponse().getContentAsString(StandardCharsets.UTF_8))
        .contains("data:", "200 / 200", "event:settled");
  }

  @Test
  void anIncompleteVerdictIsRefusedInOneSentence() throws Exception {
    desk.reset(StageState.EVALUATING);
    var answer =
        desk.send("office", "/en" + Desk.OFFICE + "/verdict/confirm", "digest", "sha256:0");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("The draft has changed in the meantime.");
    desk.reset(StageState.OPEN);
    assertThat(desk.send("office", "/en" + Desk.OFFICE + "/verdict/draft").body())
        .contains("Verdicts are drafted and confirmed during the evaluation only");
  }

  @Test
  void aDraftOnHoldIsReadAndCannotBeConfirmed() throws Exception {
    desk.reset(StageState.EVALUATING);
    var drafted = desk.send("office", "/en" + Desk.OFFICE + "/verdict/draft");
    assertThat(drafted.location()).isEqualTo("/en" + Desk.OFFICE + "/verdict?done=draft");
    assertThat(desk.open("office", drafted.location()).body())
        .contains(
            "The draft is computed.", "On hold", "Team Ganui: ", "Nobody has confirmed it yet.");
    String digest = decisions.newest(Desk.STAGE).orElseThrow().digest();
    var refused = desk.send("office", "/en" + Desk.OFFICE + "/verdict/confirm", "digest", digest);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Something is on hold, so it cannot be confirmed.");
    assertThat(decisions.newest(Desk.STAGE).orElseThrow().confirmations()).isEmpty();
  }

  @Test
  void aTeamSeesNoResultBeforeTheVerdictIsIssued() throws Exception {
    desk.reset(StageState.EVALUATING);
    desk.send("office", Desk.OFFICE + "/verdict/draft");
    assertThat(desk.open("team", "/en/my-team/stages/stage-1/result").body())
        .contains("The verdict has not been issued yet.")
        .doesNotContain("Gate failed", "Out of places");
  }

  private UUID add(String team, String task, String state, @Nullable String cause, int done) {
    var id = UUID.randomUUID();
    desk.database()
        .sql(
            """
            insert into evaluation.job (id, programme, stage, team, task, task_digest, endpoint,
              model, revision, state, cause, attempts, worker, heartbeat_at, total, done, correct,
              failures, queued_at, started_at, finished_at)
            values (:id, 'rehearsal', 'stage-1', :team, :task, 'sha256:0',
              'http://127.0.0.1:9/v1', 'm', 'r', :state, :cause, 1, 'worker-a', now(), 200, :done,
              10, '{"timeout":2}', now(), now(), now())
            """)
        .param("id", id)
        .param("team", team)
        .param("task", task)
        .param("state", state)
        .param("cause", cause)
        .param("done", done)
        .update();
    return id;
  }
}

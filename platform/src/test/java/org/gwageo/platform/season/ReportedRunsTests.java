package org.gwageo.platform.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.reproduction.StageDraw;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;
import org.gwageo.platform.Platform;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.reproduction.Draws;
import org.gwageo.platform.reproduction.Finding;
import org.gwageo.platform.reproduction.Repetition;
import org.gwageo.platform.reproduction.Repetitions;
import org.gwageo.platform.reproduction.Standing;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.reproduction.TeamBundles;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A stage in which teams run two benchmarks themselves, from the freeze to the re-check of what is
 * published. One team's model does worse when the office asks it than it did at home. This process
 * shows pages alone; two others share the work, and one of them is killed in the middle of a
 * comparison.
 */
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@Import(PracticeOffice.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportedRunsTests {

  private static final StageId STAGE = new StageId("rehearsal", "stage-1");
  private static final String OFFICE = PracticeOffice.FIRST;
  private static final String RUNS = "/my-team/stages/stage-1/runs";
  private static final String DESK = "/office/programmes/rehearsal/stages/stage-1/reproduction";
  private static final String PUBLIC = "/programmes/rehearsal/stages/stage-1/reproduction";
  private static final List<String> TEAMS =
      List.of("hon-cheon", "gan-ui", "ang-bu", "ja-gyeok", "gyu-pyo");

  /** Whose model answers everything at home and little elsewhere. */
  private static final String BOASTFUL = "ja-gyeok";

  /** Whose model has luck. */
  private static final String ERRATIC = "ang-bu";

  /** Who hands in nothing for the item with a target. */
  private static final String SILENT = "gyu-pyo";

  private static final int ITEMS = 10;
  private static final int OWN_RUNS = 3;

  private static final String DATES =
      """
              input: {kind: index, runs: {count: 3, aggregate: {rule: mean}}}
              scaling: {rule: linear, full: 100}
              missing: hold
              evidence:
                benchmarks: [dates]
                reported:
                  repeat: {benchmarks: 1, runs: 3}
                  tolerance: 0.05
                  not-reproduced: ours
                  inconclusive: declared
      """;
  private static final String TARGET =
      """
              input: {kind: target-ratio, benchmarks: 1, cap: 1, runs: {count: 3, aggregate: {rule: mean}}}
              scaling: {rule: linear, full: 100}
              missing: zero
              evidence:
                benchmarks: [word-order, instructions]
                reported:
                  repeat: {benchmarks: 1, runs: 2, items: 6}
                  tolerance: 0.05
                  direction: too-high
                  not-reproduced: zero
                  inconclusive: declared
      """;

  @TempDir static Path data;
  private static final Map<String, CramEndpoint> endpoints = new LinkedHashMap<>();
  private static final List<WorkerProcess> workers = new ArrayList<>();
  private static volatile boolean atHome = true;

  @Autowired private MockMvc http;
  @Autowired private Accounts accounts;
  @Autowired private PracticeOffice office;
  @Autowired private StageControl control;
  @Autowired private Submissions submissions;
  @Autowired private Jobs jobs;
  @Autowired private Clock clock;
  @Autowired private Decisions decisions;
  @Autowired private Bundles bundles;
  @Autowired private TeamBundles teamBundles;
  @Autowired private Draws draws;
  @Autowired private Repetitions repetitions;
  @Autowired private JdbcClient database;
  @Autowired private HikariDataSource connections;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path programmes = data.resolve("programmes");
    SeasonFlowTests.copy(Path.of("../programmes"), programmes);
    Path rehearsal = programmes.resolve("rehearsal");
    Path rulebook = rehearsal.resolve("rulebook.yaml");
    String rules = Files.readString(rulebook);
    rules = replaced(rules, "dates", DATES);
    rules = replaced(rules, "word-order", TARGET);
    rules = rules.replace("benchmarks: [instructions]}", "benchmarks: [ko-arithmetic]}");
    Files.writeString(rulebook, rules);
    List<Path> items = new ArrayList<>();
    try (var tasks = Files.list(rehearsal.resolve("tasks"))) {
      for (Path task : tasks.sorted().toList()) {
        Path file = task.resolve("items.jsonl");
        Files.write(file, Files.readAllLines(file).subList(0, ITEMS));
        items.add(file);
      }
    }
    for (int i = 0; i < TEAMS.size(); i++) {
      int weak = i;
      String team = TEAMS.get(i);
      var asked = new ConcurrentHashMap<Integer, Integer>();
      endpoints.put(
          team,
          new CramEndpoint(
              items,
              number -> {
                int time = asked.merge(number, 1, Integer::sum);
                int item = number % ITEMS;
                if (team.equals(BOASTFUL)) {
                  return !atHome && item < 4 ? "틀린 답" : "";
                }
                return team.equals(ERRATIC)
                    ? (item + time) % 3 == 0 ? "틀린 답" : ""
                    : item < weak ? "틀린 답" : "";
              },
              0));
    }
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", programmes::toString);
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
    registry.add("gwageo.role", () -> "web");
    registry.add("gwageo.reproduction.bundles", () -> data.resolve("bundles").toString());
    registry.add("gwageo.reproduction.most-expanded", () -> "2MB");
  }

  /** Puts other lines in the place of an item's lines after its points. */
  private static String replaced(String rules, String item, String lines) {
    int begin = rules.indexOf("input:", rules.indexOf("- id: " + item + "\n"));
    int end = rules.indexOf("benchmarks: [" + item + "]}\n", begin);
    int after = rules.indexOf('\n', end) + 1;
    assertThat(begin).as(item).isPositive();
    return rules.substring(0, rules.lastIndexOf('\n', begin) + 1)
        + lines.indent(0)
        + rules.substring(after);
  }

  @AfterAll
  static void stop() {
    workers.forEach(WorkerProcess::close);
    endpoints.values().forEach(CramEndpoint::close);
  }

  @Test
  @Order(1)
  void theSeedIsCommittedToBeforeAnythingComesIn() throws Exception {
    for (String team : TEAMS) {
      accounts.put(
          new Account(team, "팀 " + team, "Team " + team, Role.TEAM, "rehearsal", team),
          "correct-horse-" + team);
    }
    assertThat(status(PUBLIC)).as("nothing is public before the freeze").isEqualTo(404);
    assertThat(open(OFFICE, "/en" + DESK)).contains("The seed is drawn when the rules are frozen");
    assertThat(control.conditions(STAGE, StageAction.FREEZE))
        .anyMatch(condition -> condition.key().equals("reported-tasks") && condition.met());
    control.perform(STAGE, StageAction.FREEZE, OFFICE, "complete");
    var draw = draws.find(STAGE).orElseThrow();
    assertThat(draw.drawn()).isNull();
    assertThat(open(OFFICE, "/en" + PUBLIC))
        .contains(draw.commitment().toString(), "Two scores that differ by less than 5 points")
        .contains("the office's own figure counts", "When submissions are closed");
    assertThat(open(OFFICE, "/en/programmes/rehearsal/stages/stage-1")).contains(PUBLIC);
    assertThat(open(OFFICE, "/en/programmes/rehearsal/stages/stage-1/rules"))
        .contains("Teams run it themselves");
    control.perform(STAGE, StageAction.OPEN, OFFICE, "begin");
  }

  @Test
  @Order(2)
  void aBundleThatDoesNotFitIsRefusedWithEveryReason() throws Exception {
    assertThat(open("gan-ui", "/en" + RUNS))
        .contains("Nothing handed in", "3 runs", "task.zip", "Hand in the bundle for");
    assertThat(get("gan-ui", RUNS + "/dates/task.zip").getContentType())
        .isEqualTo("application/zip");
    assertThat(status("gan-ui", RUNS + "/ko-arithmetic/task.zip")).isEqualTo(404);
    Path own = ownRuns("gan-ui", "dates");
    Path spoilt = Files.createDirectories(data.resolve("spoilt"));
    SeasonFlowTests.copy(own, spoilt.resolve("b"));
    edit(spoilt.resolve("b/run-1/task.yaml"), "max_tokens: 24", "max_tokens: 25");
    edit(spoilt.resolve("b/bundle.json"), "\"folder\":\"run-2\"", "\"folder\":\"run-7\"");
    String page = handIn("gan-ui", "dates", zip(spoilt.resolve("b"), "any"));
    assertThat(page).isEqualTo(RUNS + "/dates/1?received");
    assertThat(open("gan-ui", "/en" + page))
        .contains("2 things do not fit", "run-1/task.yaml is not the announced task file")
        .contains("run-7 is declared, but there is no such folder");
    assertThat(open("gan-ui", page)).contains("맞지 않는 점", "공고된 과제 파일", "run-7: 폴더가 없습니다.");
    assertThat(open("gan-ui", "/en" + RUNS)).contains("No bundle counts");
    assertThat(teamBundles.counting(STAGE)).isEmpty();
  }

  @Test
  @Order(3)
  void whatIsNoBundleIsRefusedInOneSentence() throws Exception {
    assertThat(refusal("no zip".getBytes(StandardCharsets.UTF_8)))
        .contains("The file is no zip archive.");
    assertThat(refusal(zipOf(Map.of("../evil.txt", new byte[1]))))
        .contains("\"../evil.txt\", which belongs to no bundle");
    assertThat(refusal(zipOf(Map.of("run-1/journal.jsonl", new byte[3 << 20]))))
        .contains("expands to more than 2097152 bytes");
    assertThat(handIn("gan-ui", "dates", new byte[0])).contains("Choose a zip file.");
    assertThat(handIn("gan-ui", "ko-arithmetic", new byte[1])).isEqualTo("404");
  }

  private String refusal(byte[] zip) throws Exception {
    String page = handIn("gan-ui", "dates", zip);
    assertThat(page).startsWith(RUNS + "/dates/");
    return open("gan-ui", "/en" + page);
  }

  @Test
  @Order(4)
  void everyTeamHandsInItsRuns() throws Exception {
    for (String team : TEAMS) {
      assertThat(open(team, "/en" + handIn(team, "dates", zip(ownRuns(team, "dates"), ""))))
          .contains("In good form", "Scores of the runs");
    }
    assertThat(control.conditions(STAGE, StageAction.CLOSE))
        .anyMatch(condition -> condition.key().equals("bundles-complete") && !condition.met());
    byte[] words = zip(ownRuns("hon-cheon", "word-order"), "own");
    assertThat(handIn("hon-cheon", "word-order", words)).contains("Enter 1 to 300 characters.");
    assertThat(
            handIn(
                "hon-cheon",
                "word-order",
                words,
                "target-model",
                "Some-LM",
                "target-score",
                "a lot",
                "target-source",
                "its report"))
        .contains("Enter a number above 0");
    for (String team : TEAMS) {
      if (!team.equals(SILENT)) {
        assertThat(handIn(team, "word-order", zip(ownRuns(team, "word-order"), ""), target("80")))
            .startsWith(RUNS + "/word-order/");
      }
    }
    assertThat(
            handIn(
                "hon-cheon",
                "instructions",
                zip(ownRuns("hon-cheon", "instructions"), ""),
                target("90")))
        .contains("has handed in word-order already");
    assertThat(
            handInAt(
                RUNS,
                "hon-cheon",
                "instructions",
                zip(ownRuns("hon-cheon", "instructions"), ""),
                target("90")))
        .contains("이미 낸 것: word-order")
        .doesNotContain("has handed in");
    assertThat(open("hon-cheon", "/en" + RUNS + "/word-order/1"))
        .contains("Some-LM, 80 points, source: its report");
    assertThat(status("hon-cheon", RUNS + "/word-order/9")).isEqualTo(404);
    assertThat(teamBundles.counting(STAGE)).hasSize(2 * TEAMS.size() - 1);
  }

  private static String[] target(String score) {
    return new String[] {
      "target-model", "Some-LM", "target-score", score, "target-source", "its report"
    };
  }

  @Test
  @Order(5)
  void theLotFallsWhenSubmissionsAreClosed() throws Exception {
    atHome = false;
    for (String team : TEAMS) {
      submissions.receive(
          STAGE,
          team,
          new Entry(
              "m",
              Objects.requireNonNull(endpoints.get(team)).base(),
              team,
              "Apache-2.0",
              true,
              List.of()),
          OFFICE);
    }
    byte[] words = zip(ownRuns(SILENT, "word-order"), "");
    closeAfterTheDeadline(words);
    StageDraw drawn = Objects.requireNonNull(draws.find(STAGE).orElseThrow().drawn());
    assertThat(drawn.received()).hasSize(2 * TEAMS.size() - 1);
    assertThat(drawn.commitment()).isEqualTo(draws.find(STAGE).orElseThrow().commitment());
    var repeated =
        jobs.of(STAGE).stream()
            .filter(job -> List.of("dates", "word-order", "instructions").contains(job.task()))
            .toList();
    assertThat(repeated.stream().filter(job -> job.task().equals("dates")))
        .hasSize(OWN_RUNS * TEAMS.size())
        .allMatch(job -> job.count().total() == ITEMS);
    assertThat(repeated.stream().filter(job -> job.task().equals("word-order")))
        .hasSize(2 * (TEAMS.size() - 1))
        .allMatch(job -> job.count().total() == 6);
    assertThat(repeated).noneMatch(job -> job.task().equals("instructions"));
    assertThat(handIn("gan-ui", "dates", words)).contains("No submissions are taken");
  }

  private void closeAfterTheDeadline(byte[] words) throws Exception {
    assertThat(control.conditions(STAGE, StageAction.CLOSE))
        .anyMatch(condition -> condition.key().equals("bundles-complete") && !condition.met());
    database.sql("update programme.stage set closes_at = now() where stage = 'stage-1'").update();
    assertThat(handIn(SILENT, "word-order", words, target("80"))).contains("Submissions closed on");
    control.perform(STAGE, StageAction.CLOSE, OFFICE, "the deadline is over");
  }

  @Test
  @Order(6)
  void ourRunsSayWhetherAScoreStands() throws Exception {
    office.enterSheets(STAGE);
    assertThat(repetitions.of(STAGE))
        .as("nothing is compared by asking")
        .hasSize(9)
        .allMatch(one -> one.standing() == Standing.RUNNING);
    Path config =
        WorkerProcess.config(
            data,
            connections.getJdbcUrl(),
            """
            references: ../nano/models/north-star-base
            evaluation:
              data-sets: %s
            reproduction:
              bundles: %s
            """
                .formatted(data.resolve("data/data-sets"), data.resolve("bundles")));
    workers.add(WorkerProcess.start(config, "first"));
    workers.add(WorkerProcess.start(config, "second"));
    await("all jobs", () -> office.isMeasured(STAGE, TEAMS.size()));
    assertThat(jobs.of(STAGE)).allMatch(job -> job.state() == Job.State.DONE);
    await("all comparisons", () -> compared() == 9);
    assertThat(repetitions.of(STAGE)).allMatch(one -> one.attempts() == 1);
    assertThat(jobs.of(STAGE)).allMatch(job -> job.state() == Job.State.DONE);
    assertThat(outcome("gan-ui", "dates")).isEqualTo("reproduced");
    assertThat(outcome(BOASTFUL, "dates")).isEqualTo("not-reproduced");
    assertThat(outcome(ERRATIC, "dates")).isEqualTo("inconclusive");
    Finding found = finding(BOASTFUL, "dates");
    assertThat(found.declared()).isCloseTo(1.0, within(1e-12));
    assertThat(found.ours()).isCloseTo(0.6, within(1e-12));
    assertThat(found.items()).isEqualTo(ITEMS);
    assertThat(finding("hon-cheon", "word-order").items()).isEqualTo(6);
    assertThat(open(OFFICE, "/en" + DESK))
        .contains("Not reproduced", "Reproduced", "Inconclusive", "+40.00", "Drawn among")
        .contains("9 bundles");
    assertThat(open(BOASTFUL, "/en" + RUNS)).contains("Not reproduced", "+40.00");
    assertThat(open(OFFICE, DESK)).contains("재현되지 않음", "재현됨");
    assertThat(open(OFFICE, "/en" + DESK + "/gan-ui/dates/1"))
        .contains("things do not fit", "bundle.zip");
    assertThat(get(OFFICE, DESK + "/gan-ui/dates/1/bundle.zip").getStatus()).isEqualTo(200);
    assertThat(status(DESK + "/gan-ui/dates/99")).isEqualTo(404);
    assertThat(open(OFFICE, "/en" + PUBLIC))
        .as("the public sees nothing before publication")
        .doesNotContain("Not reproduced")
        .contains("Published with the stage");
  }

  private String outcome(String team, String task) {
    return finding(team, task).outcome();
  }

  private Finding finding(String team, String task) {
    Repetition repetition = repetition(team, task);
    assertThat(repetition.problem()).isNull();
    return Objects.requireNonNull(repetition.record());
  }

  private long compared() {
    return repetitions.of(STAGE).stream()
        .filter(one -> one.standing() == Standing.COMPARED)
        .count();
  }

  private static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(15).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      assertThat(workers).as("workers alive").anyMatch(WorkerProcess::isAlive);
      Thread.sleep(100);
    }
  }

  /**
   * An earlier version left runs without a comparison and without a place in the queue. Both
   * workers compare; the journals are held, so that both are in the middle when one is killed.
   */
  @Test
  @Order(7)
  void everyComparisonHasOneOutcomeAlthoughAWorkerIsKilled() throws Exception {
    Map<String, String> before = records();
    Path archive = bundleFile(teamBundles.counting(STAGE, "hon-cheon", "word-order").orElseThrow());
    Path away = archive.resolveSibling("away");
    try (var held = connections.getConnection();
        var statement = held.createStatement()) {
      held.setAutoCommit(false);
      statement.execute("lock table evaluation.attempt in access exclusive mode");
      Files.move(archive, away);
      database
          .sql("update reproduction.repetition set record = null, recorded_at = null, attempts = 0")
          .update();
      await("two comparisons have begun", () -> begun().size() == 2);
      assertThat(compared()).isZero();
      assertThat(open(OFFICE, "/en" + DESK)).contains("Being compared", "are being compared with");
      assertThat(open(BOASTFUL, RUNS)).contains("비교 중");
      assertThat(control.conditions(STAGE, StageAction.DECIDE))
          .anyMatch(one -> one.key().equals("runs-compared") && !one.met());
      assertThatThrownBy(() -> decisions.draft(STAGE, OFFICE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("9 of the teams' own runs are being compared with ours")
          .hasMessageContaining("dates of ja-gyeok");
      WorkerProcess doomed = workers.removeFirst();
      assertThat(begun()).anyMatch(worker -> worker.startsWith(doomed.pid() + "-"));
      doomed.kill();
      held.rollback();
    }
    await("all but one", () -> compared() == 8);
    await("a failure", () -> repetition("hon-cheon", "word-order").failure() != null);
    assertThat(open(OFFICE, "/en" + DESK)).contains("could not be compared yet");
    assertThat(open("hon-cheon", "/en" + RUNS))
        .contains("Being compared")
        .doesNotContain("could not be compared yet", archive.toString());
    Files.move(away, archive);
    await("the last one", () -> compared() == 9);
    assertThat(records()).as("the same inputs give the same bytes").isEqualTo(before);
    assertThat(repetitions.of(STAGE))
        .filteredOn(one -> !one.team().equals("hon-cheon"))
        .extracting(Repetition::attempts)
        .as("the killed worker's comparison was begun again, and no other")
        .containsOnly(1, 2)
        .satisfies(attempts -> assertThat(attempts.stream().filter(one -> one == 2)).hasSize(1));
  }

  private Path bundleFile(TeamBundle bundle) {
    return data.resolve("bundles/rehearsal/stage-1/" + bundle.archive().hex() + ".zip");
  }

  /** Returns who has begun to compare. */
  private List<String> begun() {
    return database
        .sql(
            """
            select picked_by from queue.execution where task_name = 'compare-runs' and picked
              and (select sum(attempts) from reproduction.repetition) = 2
            """)
        .query((row, index) -> row.getString("picked_by"))
        .list();
  }

  private Map<String, String> records() {
    var records = new TreeMap<String, String>();
    for (Repetition one : repetitions.of(STAGE)) {
      records.put(one.team() + "/" + one.task(), Objects.requireNonNull(one.record()).json());
    }
    return records;
  }

  private Repetition repetition(String team, String task) {
    return repetitions.find(STAGE, team, task).orElseThrow();
  }

  @Test
  @Order(8)
  void theVerdictCountsWhatTheRulesSay() {
    office.decideCases(STAGE);
    var draft = decisions.draft(STAGE, OFFICE);
    assertThat(draft.verdict().holds()).isEmpty();
    // Declared 9 of 10 right in each run, of 5 points.
    assertPoints(draft, "gan-ui", "dates", "4.5");
    // Our figure: 6 of 10.
    assertPoints(draft, BOASTFUL, "dates", "3");
    // Not reproduced on the drawn items: zero. The others by their ratio, capped at 1.
    String boast = outcome(BOASTFUL, "word-order").equals("not-reproduced") ? "0" : "5";
    assertPoints(draft, BOASTFUL, "word-order", boast);
    assertPoints(draft, "hon-cheon", "word-order", "5");
    assertPoints(draft, SILENT, "word-order", "0");
    office.issue(draft);
    control.perform(STAGE, StageAction.PUBLISH, OFFICE, "it is decided");
  }

  private static void assertPoints(VerdictVersion draft, String team, String item, String points) {
    assertThat(draft.verdict().team(team).orElseThrow().items().get(item))
        .as(team + " " + item)
        .isEqualByComparingTo(new BigDecimal(points));
  }

  @Test
  @Order(9)
  void everybodyChecksDrawAndRecordsAgain() throws Exception {
    Path zip = bundles.file(bundles.newest(STAGE).orElseThrow());
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    assertThat(report.checks())
        .filteredOn(check -> check.id().equals("reported") || check.id().equals("reproduction"))
        .extracting(Check::en)
        .satisfiesExactly(
            declared -> assertThat(declared).contains("9 benchmarks that teams ran"),
            drawn ->
                assertThat(drawn)
                    .contains("gives 9 records")
                    .contains(draws.find(STAGE).orElseThrow().commitment().toString()));
    assertThat(open(OFFICE, "/en" + PUBLIC)).contains("Not reproduced", "60.00 %", "+40.00");
    assertThat(open(OFFICE, PUBLIC)).contains("재현되지 않음");
    assertThat(open(OFFICE, "/en/programmes/rehearsal/stages/stage-1/evidence"))
        .contains("reported/ja-gyeok/dates/reproduction.json");
  }

  @Test
  @Order(10)
  void whatWasChangedAfterwardsIsFound() throws Exception {
    String place = "reported/" + BOASTFUL + "/dates/";
    assertThat(changed(place + "reproduction.json", "not-reproduced", "reproduced"))
        .contains("comparing the runs again gives another record than " + place);
    assertThat(changed("reported/draw.json", "\"seed\":\"", "\"seed\":\"00"))
        .contains("its commitment is not that of its seed");
    assertThat(changed(place + "run-2/journal.jsonl", "\"text\":", "\"text\" :"))
        .contains(place + "run-2/journal.jsonl has the digest");
    assertThat(changed(place + "draw.json", "run-1", "run-9"))
        .contains("draw.json is not what the seed and the bundles give");
    assertThat(changed("reported/draw.json", "\"item\":\"dates\"", "\"item\":\"other\""))
        .contains("reported/draw.json");
  }

  /** Returns what the checks of reported runs say of a bundle with one file changed. */
  private String changed(String file, String from, String to) throws Exception {
    Path folder = Files.createTempDirectory(data, "changed").resolve("bundle");
    Bundle.open(bundles.file(bundles.newest(STAGE).orElseThrow())).writeFolder(folder);
    edit(folder.resolve(file), from, to);
    return BundleVerifier.verify(folder, Optional.empty()).checks().stream()
        .filter(check -> check.status() == Check.Status.FAILED)
        .filter(check -> check.id().equals("reported") || check.id().equals("reproduction"))
        .map(Check::en)
        .toList()
        .toString();
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
  }

  /** Runs a task as a team does at home, and describes the runs. */
  private Path ownRuns(String team, String task) throws Exception {
    Path folder = data.resolve("home").resolve(team).resolve(task);
    if (Files.exists(folder)) {
      return folder;
    }
    Path library = data.resolve("programmes/rehearsal/tasks").resolve(task);
    var subject = new Subject("m", "r1", "");
    for (int run = 1; run <= OWN_RUNS; run++) {
      BenchmarkFolder.prepare(
              folder.resolve("run-" + run),
              library.resolve("task.yaml"),
              library.resolve("items.jsonl"),
              BenchmarkFolder.Overrides.NONE,
              subject)
          .run(
              new Endpoint(Objects.requireNonNull(endpoints.get(team)).base(), subject, null),
              RunOptions.standard(clock, RandomGenerator.getDefault()),
              Progress.none());
    }
    RunBundle.describe(folder, "one small machine", Grants.NONE);
    return folder;
  }

  private static byte[] zip(Path folder, String top) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(file).toString();
        files.put(top.isEmpty() ? name : top + "/" + name, Files.readAllBytes(file));
      }
    }
    return zipOf(files);
  }

  private static byte[] zipOf(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Hands in a bundle; returns where that leads, or the page that says why it leads nowhere. */
  private String handIn(String team, String task, byte[] zip, String... fields) throws Exception {
    return handInAt("/en" + RUNS, team, task, zip, fields);
  }

  private String handInAt(String page, String team, String task, byte[] zip, String... fields)
      throws Exception {
    String path = page + "/" + task;
    var request = MockMvcRequestBuilders.multipart(URI.create(path));
    request.file(new MockMultipartFile("bundle", "runs.zip", "application/zip", zip));
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    request.servletPath(path);
    request.with(user(team).roles("TEAM"));
    request.with(csrf());
    var response = http.perform(request).andReturn().getResponse();
    if (response.getStatus() == 404) {
      return "404";
    }
    String location = response.getRedirectedUrl();
    return location == null
        ? response.getContentAsString(StandardCharsets.UTF_8)
        : location.replaceFirst("^/en", "");
  }

  private int status(String path) throws Exception {
    return status(OFFICE, path);
  }

  private int status(String account, String path) throws Exception {
    return get(account, path).getStatus();
  }

  private String open(String account, String path) throws Exception {
    var response = get(account, path);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletResponse get(String account, String path) throws Exception {
    int query = path.indexOf('?');
    var result =
        http.perform(
                MockMvcRequestBuilders.get(URI.create(path))
                    .servletPath(query < 0 ? path : path.substring(0, query))
                    .with(user(account).roles(account.startsWith("office") ? "OFFICE" : "TEAM")))
            .andReturn();
    return result.getResponse();
  }
}

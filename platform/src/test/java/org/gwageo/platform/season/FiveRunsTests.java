package org.gwageo.platform.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.gwageo.benchmark.reproduction.ReproductionRecord;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.statistics.Tolerance;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;
import org.gwageo.platform.Platform;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.publication.Bundles;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A stage whose rules want one item measured five times, from the freeze to the re-check of what is
 * published. In run n a model gets wrong whatever it gets wrong by nature and n - 1 more items.
 */
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@Import(PracticeOffice.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiveRunsTests {

  private static final StageId STAGE = new StageId("rehearsal", "stage-1");
  private static final String OFFICE = PracticeOffice.FIRST;
  private static final String BOARD = "/en/office/programmes/rehearsal/stages/stage-1";
  private static final String PUBLIC = "/en/programmes/rehearsal/stages/stage-1";
  private static final List<String> TEAMS =
      List.of("hon-cheon", "gan-ui", "ang-bu", "ja-gyeok", "gyu-pyo");
  private static final int ITEMS = 10;
  private static final int RUNS = 5;

  @TempDir static Path data;
  private static final Map<String, CramEndpoint> endpoints = new LinkedHashMap<>();

  @Autowired private MockMvc http;
  @Autowired private PracticeOffice office;
  @Autowired private StageControl control;
  @Autowired private Submissions submissions;
  @Autowired private Jobs jobs;
  @Autowired private Results results;
  @Autowired private Decisions decisions;
  @Autowired private Bundles bundles;
  @Autowired private JdbcClient database;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path programmes = data.resolve("programmes");
    SeasonFlowTests.copy(Path.of("../programmes"), programmes);
    Path rehearsal = programmes.resolve("rehearsal");
    Path rulebook = rehearsal.resolve("rulebook.yaml");
    String once = Files.readString(rulebook);
    String five =
        once.replaceFirst(
            "kind: index\n {10}components:",
            "kind: index\n          runs: {count: 5, aggregate: {rule: mean}}\n"
                + "          components:");
    assertThat(five).isNotEqualTo(once);
    Files.writeString(rulebook, five);
    List<Path> items = new ArrayList<>();
    try (var tasks = Files.list(rehearsal.resolve("tasks"))) {
      for (Path task : tasks.sorted().toList()) {
        Path file = task.resolve("items.jsonl");
        Files.write(file, Files.readAllLines(file).subList(0, ITEMS));
        items.add(file);
      }
    }
    Path seeded = rehearsal.resolve("tasks/ko-arithmetic/task.yaml");
    Files.writeString(
        seeded, Files.readString(seeded).replace("temperature: 0", "temperature: 0\n  seed: 7"));
    for (int i = 0; i < TEAMS.size(); i++) {
      int weak = i;
      var asked = new ConcurrentHashMap<Integer, Integer>();
      endpoints.put(
          TEAMS.get(i),
          new CramEndpoint(
              items,
              number -> {
                int run = asked.merge(number, 1, Integer::sum);
                return number % ITEMS < weak + run - 1 ? "틀린 답" : "";
              },
              0));
    }
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", programmes::toString);
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
    registry.add("gwageo.evaluation.prices.m.currency", () -> "KRW");
    registry.add("gwageo.evaluation.prices.m.prompt", () -> "1000000");
    registry.add("gwageo.evaluation.prices.m.completion", () -> "2000000");
  }

  @AfterAll
  static void stop() {
    endpoints.values().forEach(CramEndpoint::close);
  }

  @Test
  @Order(1)
  void theRulesAreFrozenAndFiveRunsAreQueued() {
    control.perform(STAGE, StageAction.FREEZE, OFFICE, "complete");
    control.perform(STAGE, StageAction.OPEN, OFFICE, "begin");
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
    control.perform(STAGE, StageAction.CLOSE, OFFICE, "all are in");
    var queued = jobs.of(STAGE);
    // Two tasks five times and four tasks once, for five teams.
    assertThat(queued).hasSize((2 * RUNS + 4) * TEAMS.size());
    assertThat(queued.stream().filter(job -> job.task().equals("dates"))).hasSize(TEAMS.size());
    assertThat(queued.subList(0, 30)).as("first runs come first").allMatch(job -> job.run() == 1);
    assertThat(
            queued.stream()
                .filter(job -> job.task().equals("ko-arithmetic") && job.team().equals("gan-ui"))
                .map(Job::taskDigest)
                .distinct())
        .as("each run of a task with a seed has another seed")
        .hasSize(RUNS);
  }

  @Test
  @Order(2)
  void everyRunIsAskedAnew() throws Exception {
    office.enterSheets(STAGE);
    long end = System.nanoTime() + Duration.ofMinutes(15).toNanos();
    while (!office.isMeasured(STAGE, TEAMS.size())) {
      assertThat(System.nanoTime()).as("all jobs in time").isLessThan(end);
      Thread.sleep(200);
    }
    assertThat(jobs.of(STAGE)).allMatch(job -> job.state() == Job.State.DONE);
    endpoints.values().forEach(one -> assertThat(one.asked()).isEqualTo((2 * RUNS + 4) * ITEMS));
    assertThat(
            database
                .sql("select count(*), count(distinct key) from evaluation.attempt where answered")
                .query((row, index) -> List.of(row.getLong(1), row.getLong(2)))
                .single())
        .as("no two requests share a key, whatever their team and run")
        .isEqualTo(List.of(700L, 700L));
  }

  @Test
  @Order(3)
  void theBoardAndTheViewerTellTheRunsApart() throws Exception {
    assertThat(open(BOARD + "/jobs"))
        .contains("ko-arithmetic · run 5", "dates · run 1", "Latency by entrant", "p99 (95 %")
        .contains("Cost of a run, least – most");
    String answers = BOARD + "/answers/ko-arithmetic/gan-ui";
    assertThat(open(answers))
        .contains("Run 1: 90.0 %", "Run 5: 50.0 %", "answers/ko-arithmetic/gan-ui/run-5")
        .contains("Wrong 1<", "Right 9<");
    assertThat(open(answers + "/run-5")).contains("Wrong 5<", "Right 5<");
    assertThat(open(answers + "/run-2?with=gan-ui.4")).contains("run 2", "run 4", "+20.0 points");
    assertThat(open(answers + "/run-3/4"))
        .contains("What each filter made of the reply", "answers/ko-arithmetic/gan-ui/run-2/4")
        .contains("\"seed\":9");
    assertThat(status(answers + "/run-6")).isEqualTo(404);
    assertThat(status(answers + "/run-0/1")).isEqualTo(404);
  }

  @Test
  @Order(3)
  void aRunIsHandedOutAsTheFolderOfTheCommandLine() throws Exception {
    List<Path> ours = new ArrayList<>();
    for (int run : new int[] {2, 5}) {
      Job job =
          jobs.of(STAGE).stream()
              .filter(one -> one.team().equals("gan-ui") && one.task().equals("ko-arithmetic"))
              .filter(one -> one.run() == run)
              .findFirst()
              .orElseThrow();
      var response = get(BOARD + "/jobs/" + job.id() + "/run.zip");
      assertThat(response.getHeader("Content-Disposition"))
          .contains("gan-ui-ko-arithmetic-run-" + run + ".zip");
      Path folder = Files.createDirectories(data.resolve("fetched/run-" + (ours.size() + 1)));
      try (var zip =
          new ZipInputStream(new ByteArrayInputStream(response.getContentAsByteArray()))) {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          Path name = Objects.requireNonNull(Path.of(entry.getName()).getFileName());
          Files.write(folder.resolve(name.toString()), zip.readAllBytes());
        }
      }
      var opened = BenchmarkFolder.open(folder, Grants.NONE);
      assertThat(opened.task().digest().toString()).isEqualTo(job.taskDigest());
      assertThat(opened.score().digest()).isEqualTo(results.of(job).digest());
      ours.add(folder);
    }
    // The two make a bundle as a team would hand it in, and are held against themselves.
    var bundle = RunBundle.describe(data.resolve("fetched"), "a mock", Grants.NONE);
    var record =
        ReproductionRecord.ofItems(
            bundle, List.of("run-1", "run-2"), ours, Tolerance.of(0.02), null);
    assertThat(record.items()).isEqualTo(ITEMS);
    assertThat(record.reproduction().difference()).isZero();
  }

  @Test
  @Order(4)
  void theVerdictTakesTheMeanOfTheRuns() {
    office.decideCases(STAGE);
    var draft = decisions.draft(STAGE, OFFICE);
    assertThat(draft.verdict().holds()).isEmpty();
    for (int i = 0; i < TEAMS.size(); i++) {
      int weak = i;
      // Both tasks: the mean over the runs of the share of right answers, of 15 points.
      int right = IntStream.range(0, RUNS).map(run -> ITEMS - Math.min(ITEMS, weak + run)).sum();
      BigDecimal expected =
          new BigDecimal(15 * right).divide(new BigDecimal(ITEMS * RUNS), 2, RoundingMode.HALF_UP);
      assertThat(draft.verdict().team(TEAMS.get(i)).orElseThrow().items().get("arithmetic"))
          .isEqualByComparingTo(expected);
    }
    office.issue(draft);
    control.perform(STAGE, StageAction.PUBLISH, OFFICE, "it is decided");
  }

  @Test
  @Order(5)
  void whatIsPublishedIsScoredAgainRunByRun() throws Exception {
    Path zip = bundles.file(bundles.newest(STAGE).orElseThrow());
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    assertThat(report.checks().stream().filter(check -> check.id().equals("benchmarks")))
        .singleElement()
        .extracting(Check::en)
        .asString()
        .contains("70 benchmark runs (700 requests)");
    assertThat(open(PUBLIC + "/evidence"))
        .contains("benchmarks/gan-ui/ko-arithmetic/run-5/journal.jsonl")
        .contains("benchmarks/gan-ui/dates/journal.jsonl");
  }

  @Test
  @Order(6)
  void everybodyCanReadEveryRun() throws Exception {
    String task = PUBLIC + "/benchmarks/ko-arithmetic";
    assertThat(open(task))
        .contains("Every run", "Run 5", "Standard deviation (points)")
        // gan-ui: 90, 80, 70, 60 and 50 per cent, whose standard deviation is 15.8 points
        .contains("90.0", "50.0", "15.8");
    assertThat(open(task + "/gan-ui/run-4")).contains("Run 4: 60.0 %", "Wrong 4<");
    assertThat(open(task + "/gan-ui/run-4/1")).contains("What each filter made of the reply");
    assertThat(open(PUBLIC + "/results/benchmarks.csv"))
        .contains("ko-arithmetic,gan-ui,false,5,10,")
        .containsPattern("ko-arithmetic,gan-ui,.*,5\r\n");
  }

  private String open(String path) throws Exception {
    var response = get(path);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private int status(String path) throws Exception {
    return get(path).getStatus();
  }

  private org.springframework.mock.web.MockHttpServletResponse get(String path) throws Exception {
    int query = path.indexOf('?');
    return http.perform(
            MockMvcRequestBuilders.get(java.net.URI.create(path))
                .servletPath(query < 0 ? path : path.substring(0, query))
                .with(user(OFFICE).roles("OFFICE")))
        .andReturn()
        .getResponse();
  }
}

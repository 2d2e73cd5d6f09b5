package org.gwageo.platform.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.gwageo.platform.Platform;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.JobEvent;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Questions;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A season is planned, opened and read through the office's pages. This process shows pages alone;
 * two others share the work on its database, and one of them is killed in the middle.
 */
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SeasonFlowTests {

  private static final StageId SEASON = new StageId("rehearsal", "season-1");
  private static final String LIST = "/office/programmes/rehearsal/seasons";
  private static final String PAGE = LIST + "/season-1";
  private static final List<String> TASKS = List.of("ko-arithmetic", "dates", "word-order");
  private static final int ITEMS = 60;
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  @TempDir static Path data;
  private static @Nullable CramEndpoint alpha;
  private static @Nullable CramEndpoint beta;
  private static final List<WorkerProcess> workers = new ArrayList<>();

  @Autowired private MockMvc http;
  @Autowired private Jobs jobs;
  @Autowired private Results results;
  @Autowired private Questions questions;
  @Autowired private HikariDataSource connections;
  @Autowired private JdbcClient database;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path programmes = data.resolve("programmes");
    copy(Path.of("../programmes"), programmes);
    Path suites = Files.createDirectories(programmes.resolve("rehearsal/suites"));
    Files.writeString(
        suites.resolve("basics.yaml"),
        """
        format: gwageo-suite/1
        id: basics
        title: {ko: 기초, en: Basics}
        tasks:
          - {task: ko-arithmetic, weight: 2}
          - {task: dates, weight: 1}
          - {task: word-order, weight: 1}
        """);
    Files.writeString(suites.resolve("broken.yaml"), "format: gwageo-suite/1\nid: other\n");
    var items =
        TASKS.stream()
            .map(task -> programmes.resolve("rehearsal/tasks").resolve(task).resolve("items.jsonl"))
            .toList();
    alpha = new CramEndpoint(items, number -> "", 250);
    beta =
        new CramEndpoint(
            items, number -> number % 3 == 0 ? "틀린 답: 서울 특별시" : number % 10 == 1 ? " " : "", 250);
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", programmes::toString);
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
    registry.add("gwageo.role", () -> "web");
    registry.add("gwageo.evaluation.prices.m.currency", () -> "KRW");
    registry.add("gwageo.evaluation.prices.m.prompt", () -> "1000000");
    registry.add("gwageo.evaluation.prices.m.completion", () -> "2000000");
  }

  @AfterAll
  static void stop() {
    workers.forEach(WorkerProcess::close);
    Stream.of(alpha, beta).filter(Objects::nonNull).forEach(CramEndpoint::close);
  }

  @Test
  @Order(1)
  void aSeasonIsPlannedWithAReadableSuiteAndAWindow() throws Exception {
    assertThat(open("/en" + LIST)).contains("There is no season yet.", "basics");
    assertThat(send("/en" + LIST, plan("basics", "2026-08-02T00:00", "2026-08-01T00:00")))
        .contains("A season closes after it opens.");
    assertThat(send("/en" + LIST, plan("broken", "2026-08-01T00:00", "2126-08-01T00:00")))
        .contains("suite broken is called id: broken");
    assertThat(send(LIST, plan("broken", "2026-08-01T00:00", "2126-08-01T00:00")))
        .contains("받아들이지 않았습니다. <span lang=\"en\">suite broken is called id: broken");
    assertThat(send(LIST, plan("basics", "2026-08-01T00:00", "2126-08-01T00:00"))).isEqualTo(PAGE);
    assertThat(send("/en" + LIST, plan("basics", "2026-08-01T00:00", "2126-08-01T00:00")))
        .contains("a stage or season is called rehearsal/season-1 already");
    assertThat(send(LIST, plan("basics", "2026-08-01T00:00", "2126-08-01T00:00")))
        .contains("받아들이지 않았습니다. rehearsal/season-1이라는 단계나 시즌이 이미 있습니다.");
  }

  @Test
  @Order(2)
  void whatItCanShowIsToldBeforeItOpens() throws Exception {
    assertThat(send("/en" + PAGE + "/open", "reason", "too early to begin"))
        .contains("season rehearsal/season-1 has no entrants");
    assertThat(send(PAGE + "/open", "reason", "too early to begin"))
        .contains("시즌 rehearsal/season-1에 참가자가 없습니다.");
    send(PAGE + "/entrants", entrant("Alpha", "alpha", alpha));
    send(PAGE + "/entrants", entrant("베타", "beta", beta));
    assertThat(open("/en" + PAGE))
        .contains("Alpha", "베타", "2 entrants, 1 pair", "Smallest difference")
        // (1.96 + 0.84 by Student's t) x sqrt(0.5 / 60) of 60 items at an accuracy of 50 %
        .contains("26.0");
    assertThat(send(PAGE + "/open", "reason", "the plan is complete")).isEqualTo(PAGE + "/jobs");
    assertThat(send("/en" + PAGE + "/open", "reason", "once more, please"))
        .contains("season rehearsal/season-1 is open already");
  }

  @Test
  @Order(3)
  void entrantsStandTogetherInTheQueue() throws Exception {
    var queued = jobs.of(SEASON);
    assertThat(queued).hasSize(6).allMatch(job -> job.state() == Job.State.QUEUED);
    assertThat(queued)
        .extracting(job -> job.task() + " " + job.team())
        .containsExactly(
            "ko-arithmetic alpha",
            "ko-arithmetic beta",
            "dates beta",
            "dates alpha",
            "word-order alpha",
            "word-order beta");
    assertThat(open("/en" + PAGE + "/jobs")).contains("Queued", "hx-sse", "1. ko-arithmetic");
  }

  @Test
  @Order(4)
  void twoProcessesShareTheWorkAndOneIsKilled() throws Exception {
    Path config = WorkerProcess.config(data, connections.getJdbcUrl(), "");
    workers.add(WorkerProcess.start(config, "first", QUICK_START));
    workers.add(WorkerProcess.start(config, "second", QUICK_START));
    await("both work", () -> holders().size() == 2 && settled() > 10);
    cancelAndRunAgain();
    await("both work again", () -> holders().size() == 2);
    assertThat(jobs.of(SEASON).stream().filter(job -> job.state() == Job.State.RUNNING).toList())
        .as("a worker asks all entrants of a task together")
        .hasSizeGreaterThan(2);
    var doomed = workers.removeFirst();
    assertThat(settled()).isLessThan(6L * ITEMS);
    doomed.kill();
    await("all jobs are done", () -> all(Job.State.DONE));

    var takenOver =
        jobs.of(SEASON).stream()
            .flatMap(job -> jobs.events(job.id()).stream())
            .filter(event -> event.kind() == JobEvent.Kind.TAKEN_OVER)
            .toList();
    assertThat(takenOver).as("the killed process's job was taken over").isNotEmpty();
    assertThat(
            database
                .sql(
                    """
                    select count(*) from evaluation.attempt a join evaluation.job j on j.id = a.job
                    where answered
                    """)
                .query(Long.class)
                .single())
        .as("every question is settled once")
        .isEqualTo(6L * ITEMS);
    for (Job job : jobs.of(SEASON)) {
      assertThat(questions.has(job)).isTrue();
      assertThat(results.of(job).digest()).isEqualTo(results.score(job).digest());
      assertThat(results.of(job))
          .as("stored and computed; times are kept with the attempts")
          .usingRecursiveComparison()
          .ignoringFields("latency")
          .isEqualTo(results.score(job));
    }
    var asked = Objects.requireNonNull(alpha).asked() + Objects.requireNonNull(beta).asked();
    assertThat(asked).as("only what was under way is asked again").isBetween(360, 384);
  }

  /** The office ends a job that is being worked on, and has it run again. */
  private void cancelAndRunAgain() throws Exception {
    var running =
        jobs.of(SEASON).stream()
            .filter(job -> job.state() == Job.State.RUNNING)
            .findFirst()
            .orElseThrow();
    String path = PAGE + "/jobs/" + running.id();
    assertThat(send(path + "/cancel", "reason", "the endpoint is repaired"))
        .isEqualTo(path + "?done=cancel");
    Thread.sleep(2000);
    var ended = jobs.find(running.id()).orElseThrow();
    assertThat(ended.state())
        .as("its worker does not bring it back")
        .isEqualTo(Job.State.CANCELLED);
    assertThat(ended.count().done()).isLessThan(ITEMS);
    assertThat(open("/en" + path)).contains("Cancelled", "the endpoint is repaired");
    assertThat(send(path + "/retry", "reason", "it is repaired")).isEqualTo(path + "?done=retry");
  }

  @Test
  @Order(5)
  void theNumbersLeadToTheQuestions() throws Exception {
    assertThat(open("/en" + PAGE))
        .contains("100.0", "Weighted mean")
        .contains("Latency by entrant", "p95 (95 % interval)", "First token", "Whole reply")
        // 3 tasks of 60 replies of 11 and 3 tokens
        .contains("Tokens and cost by entrant", "1,980", "540", "3060.0000 KRW", "17000.0000 KRW");
    var job = job("ko-arithmetic", "beta");
    assertThat(open("/en" + PAGE + "/jobs")).contains("Done", "Between starts", "60 / 60");
    assertThat(open("/en" + PAGE + "/jobs/" + job.id()))
        .contains("Publishable", "0 of 60 questions do not count; 0 % may.", "accuracy", "p99")
        .contains("Prompt tokens", "660", "1020.0000 KRW", "Leased by a worker");
    assertThat(open("/en" + PAGE + "/answers/ko-arithmetic/beta"))
        .contains("Showing 60 of 60", "Wrong 24", "Right 36", "베타");
    assertThat(open("/en" + PAGE + "/answers/ko-arithmetic/beta?show=unparsed"))
        .contains("Empty reply")
        .contains("aria-current=\"true\"");
    assertThat(open("/en" + PAGE + "/answers/ko-arithmetic/beta/1"))
        .contains("0 더하기 5는?", "틀린 답: 서울 특별시", "The prompt as it was sent", "max_tokens")
        .contains("What each filter made of the reply", "rel=\"next\"", "sha256:");
    assertThat(status(PAGE + "/answers/ko-arithmetic/beta/61")).isEqualTo(404);
    assertThat(status(PAGE + "/answers/ko-arithmetic/beta/1-2")).isEqualTo(404);
    assertThat(status(PAGE + "/answers/ko-arithmetic/nobody")).isEqualTo(404);
  }

  @Test
  @Order(6)
  void searchesKnowHangul() throws Exception {
    // 20 wrong replies hold the words; two spoilt by blanks are not among them.
    for (String query :
        List.of(
            "서울특별시", "서울 특별시", "서울특별시는", "ㅅㅇ", "ㅌㄹㄷ", "서울 특", "\u1109\u1165\u110b\u116e\u11af")) {
      assertThat(found("beta", query)).as(query).isEqualTo(20);
    }
    assertThat(found("beta", "부산")).isZero();
    assertThat(found("beta", "ko-arithmetic-01")).isOne();
    assertThat(found("beta", "!?")).isZero();
    assertThat(found("beta", "[가-힣]*(((")).isZero();
    assertThat(found("alpha", "더하기")).isEqualTo(found("beta", "더하기")).isPositive();
  }

  @Test
  @Order(7)
  void twoEntrantsAreComparedItemByItem() throws Exception {
    String path = "/en" + PAGE + "/answers/ko-arithmetic/alpha?with=beta";
    assertThat(open(path))
        .contains("All 60", "Both right 36", "Only Alpha right 24", "Only 베타 right 0")
        .contains("Alpha minus 베타", "+40.0 points", "60 items");
    assertThat(open(path + "&pair=first")).contains("Showing 24 of 60");
    var paired = questions.paired(job("ko-arithmetic", "alpha"), job("ko-arithmetic", "beta"));
    assertThat(paired.items()).isEqualTo(ITEMS);
    double sum = 0;
    for (int i = 0; i < ITEMS; i++) {
      sum += paired.first()[i] - paired.second()[i];
    }
    assertThat(sum / ITEMS).isCloseTo(0.4, within(1e-12));
  }

  @Test
  @Order(8)
  void whatIsDoneIsNotCancelledAndEndpointsAreKnown() throws Exception {
    var job = job("dates", "alpha");
    assertThat(send("/en" + PAGE + "/jobs/" + job.id() + "/cancel", "reason", "not needed"))
        .contains("A job that is done cannot be cancelled");
    assertThat(open("/en/office/endpoints"))
        .contains("Serves the model", Objects.requireNonNull(alpha).base().toString());
  }

  private Job job(String task, String entrant) {
    return jobs.of(SEASON).stream()
        .filter(job -> job.task().equals(task) && job.team().equals(entrant))
        .findFirst()
        .orElseThrow();
  }

  private long found(String entrant, String query) throws Exception {
    String body =
        open(
            "/en"
                + PAGE
                + "/answers/ko-arithmetic/"
                + entrant
                + "?q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    var count = java.util.regex.Pattern.compile("Showing (\\d+) of 60").matcher(body);
    assertThat(count.find()).isTrue();
    return Long.parseLong(count.group(1));
  }

  private boolean all(Job.State state) {
    return jobs.of(SEASON).stream().allMatch(job -> job.state() == state);
  }

  private List<String> holders() {
    return jobs.of(SEASON).stream()
        .filter(job -> job.state() == Job.State.RUNNING)
        .map(Job::worker)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private long settled() {
    return jobs.of(SEASON).stream().mapToLong(job -> job.count().done()).sum();
  }

  private static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      assertThat(workers).as("workers alive").anyMatch(WorkerProcess::isAlive);
      Thread.sleep(100);
    }
  }

  private static String[] plan(String suite, String opens, String closes) {
    return new String[] {
      "id",
      "season-1",
      "title-ko",
      "첫 시즌",
      "title-en",
      "First season",
      "suite",
      suite,
      "runs",
      "1",
      "opens",
      opens,
      "closes",
      closes
    };
  }

  private static String[] entrant(String name, String id, @Nullable CramEndpoint endpoint) {
    return new String[] {
      "name",
      name,
      "entrant",
      id,
      "endpoint",
      Objects.requireNonNull(endpoint).base().toString(),
      "model",
      "m"
    };
  }

  private String open(String path) throws Exception {
    var response = get(path);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private int status(String path) throws Exception {
    return get(path).getStatus();
  }

  private MockHttpServletResponse get(String path) throws Exception {
    return http.perform(
            MockMvcRequestBuilders.get(java.net.URI.create(path))
                .servletPath(servlet(path))
                .with(user("office").roles("OFFICE")))
        .andReturn()
        .getResponse();
  }

  /** Sends a form; returns where it leads, or the page that says why it leads nowhere. */
  private String send(String path, String... fields) throws Exception {
    var request =
        MockMvcRequestBuilders.post(path)
            .servletPath(servlet(path))
            .with(user("office").roles("OFFICE"))
            .with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request = request.param(fields[i], fields[i + 1]);
    }
    var response = http.perform(request).andReturn().getResponse();
    String location = response.getRedirectedUrl();
    return location == null ? response.getContentAsString(StandardCharsets.UTF_8) : location;
  }

  private static String servlet(String path) {
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}

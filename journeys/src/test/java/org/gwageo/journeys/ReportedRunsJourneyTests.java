package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.http.NanoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of its own, so that things can be handed in. A stage in which teams run a benchmark
 * themselves: the office opens it, a team whose browser runs no scripts hands in what does not fit
 * and then what does, and everybody reads what is public. And tasks of lm-evaluation-harness, from
 * the archive to the suite.
 */
class ReportedRunsJourneyTests {

  private static final String STAGE = "/office/programmes/rehearsal/stages/stage-1";
  private static final String RUNS = "/my-team/stages/stage-1/runs";
  private static final String PUBLIC = "/programmes/rehearsal/stages/stage-1";
  private static final String TASKS = "/office/programmes/rehearsal/tasks";
  private static final String PASSWORD = "a-long-enough-pass-word";

  @TempDir static Path folder;
  private static int port;
  private static ApplicationProcess server;
  private static Browser browser;

  @BeforeAll
  static void open() throws Exception {
    Path programmes = folder.resolve("programmes");
    copy(Path.of("../programmes/rehearsal"), programmes.resolve("rehearsal"));
    Path rulebook = programmes.resolve("rehearsal/rulebook.yaml");
    String rules = Files.readString(rulebook);
    String reported =
        rules
            .replace(
                "evidence: {benchmarks: [dates]}",
                """
                evidence:
                          benchmarks: [dates]
                          reported:
                            repeat: {benchmarks: 1, runs: 2}
                            tolerance: 0.05
                            not-reproduced: ours
                            inconclusive: declared\
                """)
            .replaceFirst(
                "(?s)(- id: dates\\n.*?)input: \\{kind: index}",
                "$1input: {kind: index, runs: {count: 2, aggregate: {rule: mean}}}");
    assertThat(reported).isNotEqualTo(rules).contains("count: 2");
    Files.writeString(rulebook, reported);
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path config = folder.resolve("gwageo.yaml");
    Files.writeString(
        config,
        """
        server: {port: %d}
        gwageo:
          data: %s
          programmes: %s
          accounts: {first-office: %s}
        """
            .formatted(port, folder.resolve("data"), programmes, PASSWORD));
    server =
        ApplicationProcess.server(
            folder.resolve("server.log"), "serve", "--config", config.toString());
    awaitServer();
    browser = Browser.start();
  }

  private static void awaitServer() throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    try (var client = HttpClient.newHttpClient()) {
      while (true) {
        try {
          client.send(
              HttpRequest.newBuilder(URI.create(address("/"))).build(),
              HttpResponse.BodyHandlers.discarding());
          return;
        } catch (IOException e) {
          assertThat(System.nanoTime()).as("the server answers").isLessThan(end);
          Thread.sleep(200);
        }
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    browser.close();
    server.stop();
  }

  private static String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  @Test
  void aTeamHandsInItsRunsAndReadsWhatDidNotFit() throws Exception {
    Path runs = ownRuns();
    try (var office = browser.window(1280, true);
        var team = browser.window(375, false);
        var reader = browser.window(375, true)) {
      Page desk = office.newPage();
      signIn(desk, "office", STAGE);
      step(desk);
      desk.navigate(address("/office/people"));
      desk.check("input[name=role][value=TEAM]");
      desk.fill("input[name=username]", "hon-cheon-lead");
      desk.fill("input[name=nameKo]", "혼천팀 담당");
      desk.fill("input[name=nameEn]", "Lead of Team Honcheon");
      desk.fill("input[name=programme]", "rehearsal");
      desk.fill("input[name=subject]", "hon-cheon");
      desk.fill("input[name=password]", PASSWORD);
      desk.click("main button[type=submit]");
      desk.navigate(address(STAGE));
      step(desk);

      Page own = team.newPage();
      signIn(own, "hon-cheon-lead", RUNS);
      own.setInputFiles("input[type=file]", zip(runs, "spoilt.zip", "run-2/result.json"));
      own.click("#hand-in-dates");
      assertThat(own.url()).contains(RUNS + "/dates/1");
      assertThat(own.textContent("main")).contains("맞지 않는 점", "run-2/result.json", "파일이 없습니다");

      Path large = zip(runs, "runs.zip", "");
      assertThat(Files.size(large)).as("more than any other address takes").isGreaterThan(6 << 20);
      own.navigate(address("/en" + RUNS));
      own.setInputFiles("input[type=file]", large);
      own.click("#hand-in-dates");
      assertThat(own.url()).contains("/en" + RUNS + "/dates/2");
      assertThat(own.textContent("main")).contains("In good form", "Run 2");

      Page reads = reader.newPage();
      signIn(reads, "hon-cheon-lead", RUNS);
      for (String language : List.of("", "/en")) {
        for (String path : List.of(RUNS, RUNS + "/dates/1", RUNS + "/dates/2", "/my-team")) {
          both(reads, language + path);
        }
        for (String path :
            List.of(
                STAGE + "/reproduction",
                STAGE + "/reproduction/hon-cheon/dates/1",
                STAGE,
                PUBLIC,
                PUBLIC + "/reproduction",
                PUBLIC + "/rules")) {
          both(desk, language + path);
        }
      }
      assertThat(desk.textContent("main")).doesNotContain("???");

      desk.navigate(address(TASKS));
      desk.setInputFiles("#items-file", large);
      assertThat(Objects.requireNonNull(sent(desk)).status()).isEqualTo(413);
    }
  }

  @Test
  void tasksOfTheHarnessAreTakenWithTheKeyboardAlone() throws Exception {
    Path archive = harness();
    try (var plain = browser.window(375, false);
        var office = browser.window(1280, true)) {
      Page reads = plain.newPage();
      signIn(reads, "office", TASKS);
      Page desk = office.newPage();
      signIn(desk, "office", TASKS);
      both(desk, TASKS + "/harness");
      desk.setViewportSize(1280, 900);
      for (Page page : List.of(reads, desk)) {
        page.navigate(address(TASKS));
        page.focus("a[href='" + TASKS + "/harness']");
        page.keyboard().press("Enter");
        page.waitForURL("**" + TASKS + "/harness");
        // The file chooser is the system's; everything else is a key.
        page.setInputFiles("#archive-file", archive);
        reach(page, "look");
        page.keyboard().press("Enter");
        page.waitForURL("**/harness?archive=*");
        assertThat(page.textContent("main"))
            .contains("쓸 수 있음", "함수를 옮겨야 함", "데이터 필요", "sums/utils.keep_even");
      }
      String found = URI.create(desk.url()).getRawPath() + "?" + URI.create(desk.url()).getQuery();
      for (String language : List.of("", "/en")) {
        both(desk, language + found);
      }
      assertThat(desk.textContent("main")).contains("Ready", "Needs port", "Needs data");

      desk.setViewportSize(1280, 900);
      desk.navigate(address("/en" + found));
      reach(desk, "take");
      desk.keyboard().press("Enter");
      assertThat(desk.textContent("main")).contains("Choose at least one task.");
      assertThat(desk.evaluate("document.activeElement.id")).isEqualTo("error-summary");
      assertThat(Browser.violations(desk)).as("errors").isEmpty();
      reach(desk, "take-my-sums");
      desk.keyboard().press("Space");
      reach(desk, "licence");
      desk.keyboard().type("MIT");
      reach(desk, "source");
      desk.keyboard().type("https://example.org/sums");
      reach(desk, "checked");
      desk.keyboard().press("Space");
      reach(desk, "take");
      desk.keyboard().press("Enter");
      desk.waitForURL("**?done=harness");
      both(desk, TASKS + "/my-sums");

      desk.setViewportSize(1280, 900);
      desk.navigate(address("/en" + TASKS));
      reach(desk, "suite-id");
      desk.keyboard().type("sums");
      reach(desk, "suite-ko");
      desk.keyboard().type("셈");
      reach(desk, "suite-en");
      desk.keyboard().type("Sums");
      reach(desk, "weight-my-sums");
      desk.keyboard().type("1");
      desk.keyboard().press("Enter");
      desk.waitForURL("**?done=suite");
      desk.navigate(address("/en/office/programmes/rehearsal/seasons"));
      assertThat(desk.locator("select[name=suite] option[value=sums]").count()).isOne();
      both(desk, "/en" + TASKS);
    }
  }

  /** Moves with the Tab key until the element of that id has the focus. */
  private static void reach(Page page, String id) {
    for (int press = 0; press < 200; press++) {
      page.keyboard().press("Tab");
      if (id.equals(page.evaluate("document.activeElement.id"))) {
        return;
      }
    }
    throw new AssertionError("no Tab leads to #" + id + " on " + page.url());
  }

  /** An archive of tasks: one that is ready, one with Python, one without its data. */
  private static Path harness() throws IOException {
    Path target = folder.resolve("tasks.zip");
    String common =
        """
        dataset_path: someone/sums
        output_type: generate_until
        test_split: test
        doc_to_text: "Q: {{question}}\nA:"
        doc_to_target: "{{answer}}"
        generation_kwargs: {until: ["\n"], do_sample: false, temperature: 0.0}
        metric_list: [{metric: exact_match, aggregation: mean, higher_is_better: true}]
        """;
    Map<String, String> files =
        Map.of(
            "sums/_default_yaml", common,
            "sums/sums.yaml", "include: _default_yaml\ntask: my_Sums\n",
            "sums/ported.yaml",
                "include: _default_yaml\ntask: needs_code\n"
                    + "process_docs: !function utils.keep_even\n",
            "sums/utils.py", "def keep_even(dataset):\n    return dataset\n",
            "sums/empty.yaml", "include: _default_yaml\ntask: no_data\ndataset_path: a/gone\n",
            "data/sums/test.csv", "question,answer\n1+1,2\n2+2,4\n3+3,6\n");
    try (var zip = new ZipOutputStream(Files.newOutputStream(target))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return target;
  }

  /** Sends the form with the large file; a server that reads no further may cut the connection. */
  private static Response sent(Page desk) {
    return desk.waitForResponse(
        response -> response.request().method().equals("POST"), () -> desk.click("#bring"));
  }

  /** Looks at a page on a wide and on a narrow screen. */
  private static void both(Page page, String path) {
    page.setViewportSize(1280, 900);
    look(page, path);
    page.setViewportSize(375, 900);
    look(page, path);
  }

  private static void look(Page page, String path) {
    Response answer = Objects.requireNonNull(page.navigate(address(path)));
    assertThat(answer.status()).as(path).isEqualTo(200);
    assertThat(Browser.violations(page)).as(path).isEmpty();
    int wide =
        ((Number) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
            .intValue();
    assertThat(wide).as(path + " does not scroll sideways").isLessThanOrEqualTo(0);
    String shots = System.getProperty("screenshots", "");
    if (!shots.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  Path.of(
                      shots, path.replace('/', '_') + "-" + page.viewportSize().width + ".png")));
    }
  }

  private static void signIn(Page page, String account, String path) {
    page.navigate(address(path));
    page.fill("input[name=username]", account);
    page.fill("input[name=password]", PASSWORD);
    page.click("main button[type=submit]");
    assertThat(page.url()).contains(path);
  }

  /** Takes the stage's next step. */
  private static void step(Page desk) {
    desk.navigate(address(STAGE));
    desk.fill("textarea[name=reason]", "the plan is complete");
    if (desk.locator("input[name=confirmation]").count() > 0) {
      desk.fill("input[name=confirmation]", "stage-1");
    }
    desk.click("main form button[type=submit]");
    assertThat(desk.url()).contains("done=");
  }

  /** Runs the task twice with a tiny model, as a team does at home. */
  private static Path ownRuns() throws Exception {
    Path runs = folder.resolve("runs");
    Path task = folder.resolve("programmes/rehearsal/tasks/dates");
    try (var endpoint =
        NanoServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(NanoModel.load(Path.of("../nano/models/north-star-base"))))) {
      var subject = new Subject("north-star-base", "home", "");
      for (int run = 1; run <= 2; run++) {
        BenchmarkFolder.prepare(
                runs.resolve("run-" + run),
                task.resolve("task.yaml"),
                task.resolve("items.jsonl"),
                BenchmarkFolder.Overrides.NONE,
                subject)
            .run(
                new Endpoint(
                    URI.create("http://127.0.0.1:" + endpoint.port() + "/v1"), subject, null),
                RunOptions.standard(Clock.systemUTC(), RandomGenerator.getDefault()),
                Progress.none());
      }
    }
    RunBundle.describe(runs, "one small machine", Grants.NONE);
    return runs;
  }

  /**
   * Zips the runs without one file. Noise in a file that nobody scores makes the archive longer
   * than other addresses take.
   */
  private static Path zip(Path runs, String name, String without) throws IOException {
    Path target = folder.resolve(name);
    try (var zip = new ZipOutputStream(Files.newOutputStream(target));
        var all = Files.walk(runs)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String path = runs.relativize(file).toString();
        if (!path.equals(without)) {
          zip.putNextEntry(new ZipEntry(path));
          Files.copy(file, zip);
          if (path.equals("run-1/latency.json") && without.isEmpty()) {
            byte[] noise = new byte[7 << 20];
            new SplittableRandom(1).nextBytes(noise);
            zip.write(noise);
          }
          zip.closeEntry();
        }
      }
    }
    return target;
  }

  private static void copy(Path from, Path to) throws IOException {
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

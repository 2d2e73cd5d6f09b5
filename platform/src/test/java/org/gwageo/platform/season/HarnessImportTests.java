package org.gwageo.platform.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.platform.Platform;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.TaskLibrary;
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
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Tasks of lm-evaluation-harness from the archive to the season that uses them and its bundle. */
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HarnessImportTests {

  private static final StageId SEASON = new StageId("rehearsal", "harness-1");
  private static final String SEASONS = "/office/programmes/rehearsal/seasons";
  private static final String TASKS = "/office/programmes/rehearsal/tasks";
  private static final String HARNESS = TASKS + "/harness";

  @TempDir static Path data;
  private static @Nullable CramEndpoint endpoint;

  @Autowired private MockMvc http;
  @Autowired private DataSets dataSets;
  @Autowired private TaskLibrary tasks;
  @Autowired private Jobs jobs;
  @Autowired private Results results;
  @Autowired private JdbcClient database;

  private static String archive = "";

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path learnt = data.resolve("learnt.jsonl");
    Files.writeString(
        learnt,
        """
        {"question":"Q: 1+1\\nA:","answer":"2"}
        {"question":"Q: 2+2\\nA:","answer":"4"}
        {"question":"Q: 3+3\\nA:","answer":"6"}
        """);
    endpoint = new CramEndpoint(List.of(learnt), number -> number == 2 ? "7" : "", 0);
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", () -> "../programmes");
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
  }

  @AfterAll
  static void stop() {
    Objects.requireNonNull(endpoint).close();
  }

  private static Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    files.put(
        "sums/_default_yaml",
        """
        dataset_path: someone/sums
        output_type: generate_until
        test_split: test
        doc_to_text: "Q: {{question}}\\nA:"
        doc_to_target: "{{answer}}"
        generation_kwargs: {until: ["\\n"], do_sample: false, temperature: 0.0}
        metric_list: [{metric: exact_match, aggregation: mean, higher_is_better: true}]
        """);
    files.put("sums/sums.yaml", "include: _default_yaml\ntask: my_Sums\n");
    files.put(
        "sums/ported.yaml",
        "include: _default_yaml\ntask: needs_code\nprocess_docs: !function utils.keep_even\n");
    files.put("sums/utils.py", "def keep_even(dataset):\n    return dataset\n");
    files.put("sums/empty.yaml", "include: _default_yaml\ntask: no_data\ndataset_path: a/gone\n");
    files.put(
        "sums/odd.yaml",
        "include: _default_yaml\ntask: odd_metric\nmetric_list: [{metric: fog}]\n");
    files.put("sums/leak.yaml", "include: ../../../../../../../etc/hostname\ntask: leaky\n");
    files.put("data/sums/test.csv", "question,answer\n1+1,2\n2+2,4\n3+3,6\n");
    return files;
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  @Order(1)
  void everyTaskOfAnArchiveIsLookedAtFirst() throws Exception {
    assertThat(open("/en" + TASKS)).contains(HARNESS);
    assertThat(open("/en" + HARNESS)).contains("Python is recognised and never run");
    assertThat(handIn("no zip".getBytes(StandardCharsets.UTF_8), "official"))
        .contains("the file is no zip archive, or an empty one");
    assertThat(handIn(zip(Map.of("../x.yaml", "task: x")), "official"))
        .contains("the archive holds a file of this name: ../x.yaml");
    assertThat(handIn(new byte[0], "official")).contains("Upload a zip file");
    String page = handIn(zip(files()), "official");
    assertThat(page).startsWith(HARNESS + "?archive=");
    archive = page.substring(page.indexOf('=') + 1, page.indexOf('&'));
    assertThat(open("/en" + page))
        .contains("5 tasks found", "my_Sums", "my-sums", "someone/sums", "Ready")
        .contains("Needs port", "sums/utils.keep_even")
        .contains("Not supported", "the metric fog of generate_until is not supported")
        .contains("an include leads out of the folder of the tasks")
        .doesNotContain("value=\"needs_code\"");
    assertThat(open(page)).contains("쓸 수 있음", "함수를 옮겨야 함");
    assertThat(status(HARNESS + "?archive=" + "0".repeat(64))).isEqualTo(404);
    assertThat(status(HARNESS + "?archive=../../inbox")).isEqualTo(404);
    assertThat(status("/office/programmes/nobody/tasks/harness")).isEqualTo(404);
  }

  @Test
  @Order(2)
  void theLicenceIsStatedBeforeAnythingIsTaken() throws Exception {
    assertThat(take("official")).contains("Choose at least one task.");
    assertThat(take("official", "task", "my_Sums", "licence", "MIT", "source", "someone"))
        .contains("Confirm that you have read the licence.");
    assertThat(take("official", "task", "needs_code", complete()))
        .contains("the function sums/utils.keep_even needs a port");
    assertThat(dataSets.of("rehearsal")).isEmpty();
    assertThat(take("official", "task", "my_Sums", complete())).isEqualTo(TASKS + "?done=harness");
    assertThat(take("compat", "task", "my_Sums", complete())).isEqualTo(TASKS + "?done=harness");
    assertThat(dataSets.of("rehearsal"))
        .extracting(DataSet::task)
        .containsExactly("my-sums", "my-sums-compat");
    assertThat(tasks.get("rehearsal", "my-sums").mode()).isEqualTo(Mode.OFFICIAL);
    assertThat(tasks.get("rehearsal", "my-sums-compat").mode()).isEqualTo(Mode.COMPAT);
    assertThat(open("/en" + TASKS + "/my-sums-compat")).contains("lm-evaluation-harness", "1+1");
    assertThat(open("/en" + HARNESS + "?archive=" + archive)).contains("There already");
  }

  private static String[] complete() {
    return new String[] {"licence", "MIT", "source", "someone", "checked", "yes"};
  }

  @Test
  @Order(3)
  void modesAreNeverMixedAndASeasonUsesTheTasks() throws Exception {
    assertThat(send("/en" + TASKS + "/suites", suite("mixed", "my-sums", "my-sums-compat")))
        .contains("has tasks of one mode, official or compat, not of both");
    assertThat(send(TASKS + "/suites", suite("sums", "my-sums-compat")))
        .isEqualTo(TASKS + "?done=suite");
    assertThat(
            send(
                SEASONS,
                "id",
                "harness-1",
                "title-ko",
                "시즌",
                "title-en",
                "Season",
                "suite",
                "sums",
                "purpose",
                "",
                "runs",
                "1",
                "opens",
                "2026-08-01T00:00",
                "closes",
                "2126-08-01T00:00"))
        .isEqualTo(SEASONS + "/harness-1");
    send(
        SEASONS + "/harness-1/entrants",
        "name",
        "Alpha",
        "entrant",
        "alpha",
        "model",
        "m",
        "endpoint",
        Objects.requireNonNull(endpoint).base().toString());
    assertThat(send(SEASONS + "/harness-1/open", "reason", "the plan is complete"))
        .isEqualTo(SEASONS + "/harness-1/jobs");
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (jobs.of(SEASON).stream().anyMatch(job -> job.state().isPending())) {
      assertThat(System.nanoTime()).as("the job in time").isLessThan(end);
      Thread.sleep(100);
    }
    Job job = jobs.of(SEASON).getFirst();
    assertThat(job.state()).as(String.valueOf(job.cause())).isEqualTo(Job.State.DONE);
    var result = results.of(job);
    assertThat(result.mode()).isEqualTo(Mode.COMPAT);
    assertThat(result.metrics().getFirst().name()).isEqualTo("exact_match");
    assertThat(result.accuracy().correct()).isEqualTo(2);
    assertThat(open("/en" + SEASONS + "/harness-1/answers/my-sums-compat/alpha")).contains("3+3");
    assertThat(get(SEASONS + "/harness-1/jobs/" + job.id() + "/run.zip").getContentType())
        .isEqualTo("application/zip");
  }

  @Test
  @Order(4)
  void theBundleHoldsTheTaskAndIsScoredAgain() throws Exception {
    database.sql("update evaluation.season set closes_at = now() where id = 'harness-1'").update();
    assertThat(send(SEASONS + "/harness-1/publish")).isEqualTo(SEASONS + "/harness-1");
    Path zip = data.resolve("season.zip");
    Files.write(
        zip, get("/programmes/rehearsal/seasons/harness-1/bundle.zip").getContentAsByteArray());
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    assertThat(report.checks())
        .anyMatch(
            check ->
                check.id().equals("benchmarks") && check.en().contains("Scoring 1 benchmark runs"));
  }

  private static String[] suite(String id, String... names) {
    var fields =
        new java.util.ArrayList<>(List.of("suite-id", id, "suite-ko", "묶음", "suite-en", "Suite"));
    for (String name : names) {
      fields.add("weight-" + name);
      fields.add("1");
    }
    return fields.toArray(String[]::new);
  }

  private String take(String mode, String name, String value, String[] more) throws Exception {
    var fields = new String[more.length + 2];
    fields[0] = name;
    fields[1] = value;
    System.arraycopy(more, 0, fields, 2, more.length);
    return take(mode, fields);
  }

  private String take(String mode, String... fields) throws Exception {
    var all = new String[fields.length + 6];
    System.arraycopy(fields, 0, all, 0, fields.length);
    String[] rest = {"archive", archive, "mode", mode, "api", "chat"};
    System.arraycopy(rest, 0, all, fields.length, rest.length);
    return send("/en" + HARNESS + "/take", all).replaceFirst("^/en", "");
  }

  private String handIn(byte[] zip, String mode) throws Exception {
    String path = "/en" + HARNESS;
    var request =
        MockMvcRequestBuilders.multipart(URI.create(path))
            .file(new MockMultipartFile("archive-file", "tasks.zip", "application/zip", zip));
    request.param("mode", mode).param("api", "chat");
    request.servletPath(path).with(user("office").roles("OFFICE")).with(csrf());
    var response = http.perform(request).andReturn().getResponse();
    String location = response.getRedirectedUrl();
    return location == null
        ? response.getContentAsString(StandardCharsets.UTF_8)
        : location.replaceFirst("^/en", "");
  }

  private int status(String path) throws Exception {
    return get(path).getStatus();
  }

  private String open(String path) throws Exception {
    var response = get(path);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletResponse get(String path) throws Exception {
    int query = path.indexOf('?');
    return http.perform(
            MockMvcRequestBuilders.get(URI.create(path))
                .servletPath(query < 0 ? path : path.substring(0, query))
                .with(user("office").roles("OFFICE")))
        .andReturn()
        .getResponse();
  }

  /** Sends a form; returns where it leads, or the page that says why it leads nowhere. */
  private String send(String path, String... fields) throws Exception {
    var request =
        MockMvcRequestBuilders.post(path)
            .servletPath(path)
            .with(user("office").roles("OFFICE"))
            .with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request = request.param(fields[i], fields[i + 1]);
    }
    var response = http.perform(request).andReturn().getResponse();
    String location = response.getRedirectedUrl();
    return location == null ? response.getContentAsString(StandardCharsets.UTF_8) : location;
  }
}

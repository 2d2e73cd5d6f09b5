package org.gwageo.platform.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.SealedItems;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.Platform;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageGuard.Condition;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.UnmetConditionsException;
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
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A stage with a sealed task, from the rules that name it to the check of what was published: what
 * the freeze refuses, what the public sees before the reveal, and that nothing is published before
 * it.
 */
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@Import(PracticeOffice.class)
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SealedStageTests {

  private static final StageId STAGE = new StageId("rehearsal", "stage-1");
  private static final String OFFICE = PracticeOffice.FIRST;
  private static final String TASKS = "/office/programmes/rehearsal/tasks";
  private static final String PUBLIC = "/programmes/rehearsal/stages/stage-1";
  private static final List<String> TEAMS =
      List.of("hon-cheon", "gan-ui", "ang-bu", "ja-gyeok", "gyu-pyo");
  private static final int ITEMS = 10;
  private static final SeasonKey KEY = SeasonKey.draw(new SecureRandom());

  @TempDir static Path data;
  private static final Map<String, ChoosingEndpoint> endpoints = new LinkedHashMap<>();

  @Autowired private MockMvc http;
  @Autowired private PracticeOffice office;
  @Autowired private StageControl control;
  @Autowired private Rulebooks rulebooks;
  @Autowired private Submissions submissions;
  @Autowired private Jobs jobs;
  @Autowired private Results results;
  @Autowired private Decisions decisions;
  @Autowired private Bundles bundles;
  @Autowired private DataSets dataSets;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path programmes = data.resolve("programmes");
    SeasonFlowTests.copy(Path.of("../programmes"), programmes);
    try (var tasks = Files.list(programmes.resolve("rehearsal/tasks"))) {
      for (Path task : tasks.toList()) {
        Path file = task.resolve("items.jsonl");
        Files.write(file, Files.readAllLines(file).subList(0, 3));
      }
    }
    for (int i = 0; i < TEAMS.size(); i++) {
      var right = new ArrayList<String>();
      for (int item = i; item < ITEMS; item++) {
        right.add("참 " + item);
      }
      endpoints.put(TEAMS.get(i), new ChoosingEndpoint(right));
    }
    Files.createDirectories(data.resolve("keys"));
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", programmes::toString);
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
    registry.add("gwageo.evaluation.season-keys", () -> data.resolve("keys").toString());
  }

  @AfterAll
  static void stop() {
    endpoints.values().forEach(ChoosingEndpoint::close);
  }

  private static String task(String id, String licence) {
    return """
    format: gwageo-task/1
    id: %s
    version: "1"
    title: {ko: 비밀 %s, en: Secret %s}
    licence: %s
    prompt: {user: "{{question}}\\n{{choices}}"}
    generation: {max_tokens: 16, temperature: 0}
    answer: {kind: choice, gold: answer, choices: choices, index_from: 0}
    """
        .formatted(id, id, id, licence);
  }

  private static String items(String id) {
    var lines = new StringBuilder();
    for (int i = 0; i < ITEMS; i++) {
      lines.append(
          "{\"id\":\"%s-%d\",\"question\":\"비밀 질문 %d?\",\"choices\":[\"거짓\",\"참 %d\",\"아님\",\"모름\"],\"answer\":\"B\"}\n"
              .formatted(id, i, i, i));
    }
    return lines.toString();
  }

  /** Seals a task's items, as the person with the key does, and uploads what may be seen. */
  private void bringSealed(String id, String season, String... more) throws Exception {
    Path folder = Files.createDirectories(data.resolve("desk").resolve(id));
    Files.writeString(folder.resolve("task.yaml"), task(id, "CC0-1.0"));
    Files.writeString(folder.resolve("items.jsonl"), items(id));
    var purpose = new SealedItems.Purpose(id, Digest.of(folder.resolve("task.yaml")), season, true);
    SealedItems.seal(
            folder.resolve("items.jsonl"),
            purpose,
            KEY,
            new SecureRandom(),
            folder.resolve("items.sealed"))
        .write(folder.resolve("commitment.json"));
    assertThat(
            bring(
                id,
                Files.readAllBytes(folder.resolve("task.yaml")),
                id + ".sealed",
                Files.readAllBytes(folder.resolve("items.sealed")),
                "CC0-1.0",
                more))
        .isEqualTo(TASKS + "/" + id);
  }

  private void ruleWith(String task) throws Exception {
    String yaml = Files.readString(data.resolve("programmes/rehearsal/rulebook.yaml"));
    rulebooks.write(
        STAGE,
        yaml.replace("benchmarks: [opposites-choice]", "benchmarks: [" + task + "]"),
        OFFICE,
        "the task " + task);
  }

  private List<Condition> unmet(StageAction action) {
    return control.conditions(STAGE, action).stream().filter(one -> !one.met()).toList();
  }

  @Test
  @Order(1)
  void theFreezeRefusesItemsThatNobodyCouldCheckAfterwards() throws Exception {
    ruleWith("law");
    assertThat(unmet(StageAction.FREEZE)).contains(Condition.of("tasks-missing", false, "law"));
    bringSealed("elsewhere", "another-season");
    bringSealed("held-back", "stage-1", "disclosure", "withheld");
    assertThat(
            bring(
                "house",
                task("house", "CC-BY-NC-ND-4.0").getBytes(StandardCharsets.UTF_8),
                "house.jsonl",
                items("house").getBytes(StandardCharsets.UTF_8),
                "House rules"))
        .contains("This licence is not known here.");
    assertThat(
            bring(
                "house",
                task("house", "House rules").getBytes(StandardCharsets.UTF_8),
                "house.jsonl",
                items("house").getBytes(StandardCharsets.UTF_8),
                "House rules",
                "terms",
                "its letter of May"))
        .isEqualTo(TASKS + "/house");

    ruleWith("elsewhere");
    assertThat(unmet(StageAction.FREEZE))
        .contains(Condition.of("tasks-sealed-elsewhere", false, "elsewhere", "another-season"));
    ruleWith("held-back");
    assertThat(unmet(StageAction.FREEZE))
        .contains(Condition.of("tasks-withheld", false, "held-back"));
    ruleWith("house");
    assertThat(unmet(StageAction.FREEZE))
        .contains(Condition.of("tasks-licence", false, "house", "House rules"));
    assertThatThrownBy(() -> control.perform(STAGE, StageAction.FREEZE, OFFICE, "too early"))
        .isInstanceOf(UnmetConditionsException.class);
    assertThat(open("/en/office/programmes/rehearsal/stages/stage-1"))
        .contains("The licence House rules of task house does not allow passing its items on");
  }

  @Test
  @Order(2)
  void commitmentsArePublicFromTheFreezeOnAndItemsAreNot() throws Exception {
    bringSealed("law", "stage-1");
    ruleWith("law");
    assertThat(read(PUBLIC)).doesNotContain("sealed-items");
    assertThat(get(PUBLIC + "/sealed-items", false).getStatus()).isEqualTo(404);
    assertThat(control.conditions(STAGE, StageAction.FREEZE))
        .contains(Condition.of("tasks-sealed", true, "law", ITEMS));
    assertThat(open("/en" + TASKS + "/law")).contains("Not yet (when the season is announced");
    control.perform(STAGE, StageAction.FREEZE, OFFICE, "complete");
    assertThat(open("/en" + TASKS + "/law"))
        .contains("Commitment published")
        .doesNotContain("Not yet (when the season is announced");
    assertThat(read("/en" + PUBLIC)).contains(PUBLIC + "/sealed-items");
    Commitment law = Commitment.parse("law", desk("commitment.json"));
    assertThat(read("/en" + PUBLIC + "/sealed-items"))
        .contains(law.header().root().toString(), law.digest().toString())
        .doesNotContain("비밀 질문");
    assertThat(get(PUBLIC + "/commitments/law.json", false).getContentAsByteArray())
        .isEqualTo(desk("commitment.json"));
    assertThat(get(PUBLIC + "/commitments/dates.json", false).getStatus()).isEqualTo(404);
    assertThat(get(PUBLIC + "/revealed/law.jsonl", false).getStatus()).isEqualTo(404);
  }

  @Test
  @Order(3)
  void whatIsNotThereIsNotFound() throws Exception {
    for (String address :
        List.of(
            "/programmes/rehearsal/stages/stage-9/sealed-items",
            "/programmes/nobody/stages/stage-1/sealed-items",
            "/programmes/rehearsal/stages/NO!/sealed-items",
            "/programmes/rehearsal/seasons/none",
            "/programmes/rehearsal/seasons/none/commitments/law.json",
            "/programmes/rehearsal/seasons/none/revealed/law.jsonl")) {
      assertThat(get(address, false).getStatus()).as(address).isEqualTo(404);
    }
    assertThat(get(TASKS + "/none", true).getStatus()).isEqualTo(404);
    assertThat(get("/office/programmes/nobody/tasks", true).getStatus()).isEqualTo(404);
    assertThat(get("/office/programmes/nobody/tasks/law", true).getStatus()).isEqualTo(404);
    assertThat(post("/office/programmes/nobody/tasks/law/reveal").getStatus()).isEqualTo(404);
    assertThat(post(TASKS + "/none/reveal").getStatus()).isEqualTo(404);
    assertThat(get("/office/programmes/rehearsal/stages/stage-9/reproduction", true).getStatus())
        .isEqualTo(404);
    assertThat(get("/office/programmes/rehearsal/stages/stage-1/reproduction", true).getStatus())
        .as("no team reports anything in this stage")
        .isEqualTo(404);
    assertThat(get(PUBLIC + "/reproduction", false).getStatus()).isEqualTo(404);
  }

  @Test
  @Order(4)
  void everyTeamIsAskedTheSealedItems() throws Exception {
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
    KEY.write(data.resolve("keys/season.key"));
    control.perform(STAGE, StageAction.CLOSE, OFFICE, "all are in");
    office.enterSheets(STAGE);
    await("all jobs and screens", () -> office.isMeasured(STAGE, TEAMS.size()));
    assertThat(jobs.of(STAGE)).allMatch(job -> job.state() == Job.State.DONE);
    for (int i = 0; i < TEAMS.size(); i++) {
      // A model that does not know the answer takes A, which is right in some orders of choices.
      assertThat(results.of(law(TEAMS.get(i))).accuracy().correct())
          .isBetween(ITEMS - (long) i, 10L);
    }
    assertThat(open("/en/office/programmes/rehearsal/stages/stage-1/answers/law/gan-ui"))
        .contains("The items of this task are sealed.")
        .doesNotContain("비밀 질문");
  }

  @Test
  @Order(5)
  void aVerdictIsIssuedButNotPublishedWhileItemsAreSealed() throws Exception {
    office.decideCases(STAGE);
    var draft = decisions.draft(STAGE, OFFICE);
    assertThat(draft.verdict().holds()).isEmpty();
    long right = results.of(law("hon-cheon")).accuracy().correct();
    assertThat(draft.verdict().team("hon-cheon").orElseThrow().items().get("choice"))
        .isEqualByComparingTo(new BigDecimal(5 * right).movePointLeft(1));
    office.issue(draft);
    assertThat(unmet(StageAction.PUBLISH))
        .containsExactly(Condition.of("items-revealed", false, "law"));
    assertThatThrownBy(() -> control.perform(STAGE, StageAction.PUBLISH, OFFICE, "it is decided"))
        .isInstanceOf(UnmetConditionsException.class);
    assertThat(bundles.newest(STAGE)).isEmpty();
    assertThat(open("/en/office/programmes/rehearsal/stages/stage-1"))
        .contains("The sealed items of task law have to be revealed.");
  }

  @Test
  @Order(6)
  void afterTheRevealEverythingIsPublishedAndChecked() throws Exception {
    assertThat(post(TASKS + "/law/reveal", "reason", "the verdict is issued").getRedirectedUrl())
        .isEqualTo(TASKS + "/law");
    await(
        "the items are revealed",
        () -> !dataSets.find("rehearsal", "law").map(DataSet::isClosed).orElse(true));
    assertThat(unmet(StageAction.PUBLISH)).isEmpty();
    control.perform(STAGE, StageAction.PUBLISH, OFFICE, "it is decided");
    Path zip = bundles.file(bundles.newest(STAGE).orElseThrow());
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    Bundle bundle = Bundle.open(zip);
    assertThat(bundle.files().keySet())
        .contains(
            "tasks/law/items.revealed",
            "tasks/law/commitment.json",
            "benchmarks/gan-ui/law/journal.jsonl")
        .doesNotContain("tasks/law/items.sealed", "tasks/law/items.jsonl");
    assertThat(bundle.file("tasks/law/commitment.json")).isEqualTo(desk("commitment.json"));
    assertThat(read("/en" + PUBLIC + "/sealed-items")).contains("law");
    assertThat(read("/en" + PUBLIC + "/benchmarks/law/gan-ui/1")).contains("비밀 질문 0?");
  }

  @Test
  @Order(7)
  void anItemThatWasChangedAfterwardsIsFound() throws Exception {
    Bundle bundle = Bundle.open(bundles.file(bundles.newest(STAGE).orElseThrow()));
    var files = new TreeMap<>(bundle.files());
    String revealed = new String(bundle.file("tasks/law/items.revealed"), StandardCharsets.UTF_8);
    files.put("tasks/law/items.revealed", Content.of(revealed.replace("비밀 질문 3", "비밀 질문 9")));
    Path folder = data.resolve("changed");
    Bundle.of(files).writeFolder(folder);
    assertThat(BundleVerifier.verify(folder, Optional.empty()).checks())
        .anyMatch(
            check ->
                check.id().equals("benchmarks")
                    && check.status() == Check.Status.FAILED
                    && check.en().contains("come to the root"));
  }

  private Job law(String team) {
    return jobs.of(STAGE).stream()
        .filter(job -> job.task().equals("law") && job.team().equals(team))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] desk(String file) throws IOException {
    return Files.readAllBytes(data.resolve("desk/law").resolve(file));
  }

  private static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(15).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(200);
    }
  }

  /** Uploads a task; returns where that leads, or the page that says why it leads nowhere. */
  private String bring(
      String id, byte[] yaml, String name, byte[] items, String licence, String... more)
      throws Exception {
    String path = "/en" + TASKS;
    var request =
        MockMvcRequestBuilders.multipart(URI.create(path))
            .file(new MockMultipartFile("task-file", "task.yaml", null, yaml))
            .file(new MockMultipartFile("items-file", name, null, items));
    request
        .param("licence", licence)
        .param("source", "written for this test: " + id)
        .param("checked", "yes");
    for (int i = 0; i < more.length; i += 2) {
      request.param(more[i], more[i + 1]);
    }
    request.servletPath(path).with(user(OFFICE).roles("OFFICE")).with(csrf());
    var response = http.perform(request).andReturn().getResponse();
    String location = response.getRedirectedUrl();
    return location == null
        ? response.getContentAsString(StandardCharsets.UTF_8)
        : location.replaceFirst("^/en", "");
  }

  private String open(String path) throws Exception {
    var response = get(path, true);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  /** Reads a page as anybody. */
  private String read(String path) throws Exception {
    var response = get(path, false);
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return response.getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletResponse get(String path, boolean office) throws Exception {
    var request = MockMvcRequestBuilders.get(URI.create(path)).servletPath(path);
    if (office) {
      request.with(user(OFFICE).roles("OFFICE"));
    }
    return http.perform(request).andReturn().getResponse();
  }

  private MockHttpServletResponse post(String path, String... fields) throws Exception {
    var request = MockMvcRequestBuilders.post(URI.create(path)).servletPath(path);
    request.with(user(OFFICE).roles("OFFICE")).with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    return http.perform(request).andReturn().getResponse();
  }
}

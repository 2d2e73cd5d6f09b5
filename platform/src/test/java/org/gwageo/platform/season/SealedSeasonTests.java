package org.gwageo.platform.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.Reveal;
import org.gwageo.benchmark.sealed.SealedItems;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.Platform;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
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
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A season with sealed items from the upload of the sealed file to the check of what was published:
 * keys that are missing or wrong, a file that was tampered with, the reveal and the bundle.
 */
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SealedSeasonTests {

  private static final StageId SEASON = new StageId("rehearsal", "sealed-1");
  private static final String SEASONS = "/office/programmes/rehearsal/seasons";
  private static final String PAGE = SEASONS + "/sealed-1";
  private static final String TASKS = "/office/programmes/rehearsal/tasks";
  private static final String PUBLIC = "/programmes/rehearsal/seasons/sealed-1";
  private static final int ITEMS = 12;
  private static final SeasonKey KEY = SeasonKey.draw(new SecureRandom());

  @TempDir static Path data;
  private static @Nullable ChoosingEndpoint alpha;
  private static @Nullable ChoosingEndpoint beta;

  @Autowired private MockMvc http;
  @Autowired private Jobs jobs;
  @Autowired private Results results;
  @Autowired private DataSets dataSets;
  @Autowired private JdbcClient database;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    var right = new ArrayList<String>();
    for (int i = 0; i < ITEMS; i++) {
      right.add("참 " + i);
    }
    alpha = new ChoosingEndpoint(right);
    beta = new ChoosingEndpoint(right.subList(0, ITEMS / 2));
    Files.createDirectories(data.resolve("keys"));
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", () -> "../programmes");
    registry.add("gwageo.suites", () -> "../suites");
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
    registry.add("gwageo.evaluation.season-keys", () -> data.resolve("keys").toString());
  }

  @AfterAll
  static void stop() {
    Stream.of(alpha, beta).filter(Objects::nonNull).forEach(ChoosingEndpoint::close);
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

  /** Seals a task's items, as the person with the key does. */
  private static Commitment seal(String id, String season) throws Exception {
    Path folder = Files.createDirectories(data.resolve("desk").resolve(id));
    Files.writeString(folder.resolve("task.yaml"), task(id, "CC0-1.0"));
    Files.writeString(folder.resolve("items.jsonl"), items(id));
    var purpose = new SealedItems.Purpose(id, Digest.of(folder.resolve("task.yaml")), season, true);
    Commitment commitment =
        SealedItems.seal(
            folder.resolve("items.jsonl"),
            purpose,
            KEY,
            new SecureRandom(),
            folder.resolve("items.sealed"));
    commitment.write(folder.resolve("commitment.json"));
    return commitment;
  }

  private static byte[] desk(String id, String file) throws IOException {
    return Files.readAllBytes(data.resolve("desk").resolve(id).resolve(file));
  }

  @Test
  @Order(1)
  void whatIsBroughtInIsCheckedFirst() throws Exception {
    seal("law", "sealed-1");
    seal("held-back", "sealed-1");
    seal("elsewhere", "another-season");
    byte[] yaml = desk("law", "task.yaml");
    byte[] sealed = desk("law", "items.sealed");
    assertThat(bring(yaml, "law.sealed", sealed, "licence", "CC0-1.0", "source", "us"))
        .contains("Confirm that you have read the licence.");
    assertThat(
            bring(
                yaml,
                "law.sealed",
                sealed,
                "licence",
                "House rules",
                "source",
                "us",
                "checked",
                "yes"))
        .contains("This licence is not known here.");
    assertThat(bring(yaml, "law.sealed", sealed, checked("CC-BY-4.0")))
        .contains("the task file names the licence CC0-1.0, and CC-BY-4.0 was stated");
    byte[] other =
        (new String(yaml, StandardCharsets.UTF_8) + "# more\n").getBytes(StandardCharsets.UTF_8);
    assertThat(bring(other, "law.sealed", sealed, checked("CC0-1.0")))
        .contains("the items were sealed for a task file with the digest");
    byte[] cut = Arrays.copyOf(sealed, sealed.length - 20);
    assertThat(bring(yaml, "law.sealed", cut, checked("CC0-1.0"))).contains("this one was cut off");
    assertThat(dataSets.of("rehearsal")).isEmpty();
    String unchangeable = task("law", "CC-BY-ND-4.0");
    assertThat(
            bring(
                unchangeable.getBytes(StandardCharsets.UTF_8),
                "law.sealed",
                sealed,
                checked("CC-BY-ND-4.0")))
        .contains("does not allow changed versions");
  }

  @Test
  @Order(2)
  void tasksComeFromSealedFilesTablesAndTheProduct() throws Exception {
    assertThat(
            bring(
                desk("law", "task.yaml"),
                "law.sealed",
                desk("law", "items.sealed"),
                checked("CC0-1.0")))
        .isEqualTo(TASKS + "/law");
    String[] withheld = Arrays.copyOf(checked("CC0-1.0"), 8);
    withheld[6] = "disclosure";
    withheld[7] = "withheld";
    assertThat(
            bring(
                desk("held-back", "task.yaml"),
                "held.sealed",
                desk("held-back", "items.sealed"),
                withheld))
        .isEqualTo(TASKS + "/held-back");
    assertThat(
            bring(
                desk("elsewhere", "task.yaml"),
                "e.sealed",
                desk("elsewhere", "items.sealed"),
                checked("CC0-1.0")))
        .isEqualTo(TASKS + "/elsewhere");
    String table = "id,question,a,b,answer\n1,하나는?,참 1,거짓,A\n2,둘은?,거짓,참 2,B\n";
    String yaml = task("table", "CC-BY-NC-4.0").replace("choices: choices", "choices: [a, b]");
    assertThat(
            bring(
                yaml.getBytes(StandardCharsets.UTF_8),
                "table.csv",
                table.getBytes(StandardCharsets.UTF_8),
                checked("CC-BY-NC-4.0")))
        .isEqualTo(TASKS + "/table");
    String house = task("house", "House rules");
    assertThat(
            bring(
                house.getBytes(StandardCharsets.UTF_8),
                "house.jsonl",
                items("house").getBytes(StandardCharsets.UTF_8),
                "licence",
                "House rules",
                "source",
                "a ministry",
                "checked",
                "yes",
                "terms",
                "its letter of May, clause 3"))
        .isEqualTo(TASKS + "/house");
    assertThat(send("/en" + TASKS + "/product", "product", "gwageo-small"))
        .isEqualTo("/en" + TASKS + "?done=product");
    assertThat(send("/en" + TASKS + "/product", "product", "gwageo-small"))
        .contains("has a suite gwageo-small already");
    assertThat(send(TASKS + "/product", "product", "gwageo-small"))
        .contains("과제 rehearsal에는 묶음 gwageo-small이(가) 이미 있습니다.");
    assertThat(open("/en" + TASKS))
        .contains("Secret law", "Stays sealed", "Non-commercial alone", "Not to be passed on")
        .contains("gwageo-small", "21 tasks", "knowledge-ko");
    assertThat(open("/en" + TASKS + "/knowledge-ko")).contains("CC0-1.0", "Suite of the product");
    assertThat(open("/en" + TASKS + "/table")).contains("하나는?", "table.csv");
    assertThat(open("/en" + TASKS + "/law"))
        .contains("Merkle root", "Not yet (when the season is announced", "Workers (--role worker)")
        .doesNotContain("비밀 질문");
    assertThat(dataSets.find("rehearsal", "table").orElseThrow().fileDigest())
        .isEqualTo(Digest.of(table.getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Test
  @Order(3)
  void aSeasonTakesItemsOnlyAsTheirLicencesAndSealsAllow() throws Exception {
    assertThat(send(TASKS + "/suites", suite("mixed", "law", "held-back", "table", "house")))
        .isEqualTo(TASKS + "?done=suite");
    assertThat(send(TASKS + "/suites", suite("stray", "elsewhere")))
        .isEqualTo(TASKS + "?done=suite");
    assertThat(send("/en" + TASKS + "/suites", suite("none")))
        .contains("suite none lists at least one task");
    assertThat(send(TASKS + "/suites", suite("none")))
        .contains("받아들이지 않았습니다. 묶음 none에 평가 과제를 하나 이상 넣으십시오.");
    assertThat(send("/en" + SEASONS, plan("stray", "noncommercial")))
        .contains("were sealed for the season another-season, not for sealed-1");
    assertThat(send("/en" + SEASONS, plan("mixed", "")))
        .contains("allows non-commercial use alone");
    assertThat(send(SEASONS, plan("mixed", ""))).contains("비영리 쓰임만 허락합니다.");
    assertThat(send(SEASONS, plan("mixed", "noncommercial"))).isEqualTo(PAGE);
    assertThat(get(PUBLIC, false).getStatus()).as("a plan is nobody's business").isEqualTo(404);
  }

  @Test
  @Order(4)
  void commitmentsArePublicBeforeAnybodyIsAsked() throws Exception {
    send(PAGE + "/entrants", entrant("Alpha", "alpha", alpha));
    send(PAGE + "/entrants", entrant("Beta", "beta", beta));
    assertThat(send("/en" + PAGE + "/open", "reason", "the plan is complete"))
        .contains("announce it first");
    assertThat(send(PAGE + "/announce")).isEqualTo(PAGE);
    Commitment law = Commitment.parse("law", desk("law", "commitment.json"));
    assertThat(read("/en" + PUBLIC))
        .contains(law.header().root().toString(), law.digest().toString(), "Stays sealed")
        .doesNotContain("비밀 질문", "Alpha");
    assertThat(read("/en/programmes/rehearsal/seasons")).contains("Announced");
    assertThat(get(PUBLIC + "/commitments/law.json", false).getContentAsByteArray())
        .isEqualTo(desk("law", "commitment.json"));
    assertThat(get(PUBLIC + "/revealed/law.jsonl", false).getStatus()).isEqualTo(404);
    assertThat(get(PUBLIC + "/commitments/table.json", false).getStatus()).isEqualTo(404);
    assertThat(send(PAGE + "/open", "reason", "the plan is complete")).isEqualTo(PAGE + "/jobs");
  }

  @Test
  @Order(5)
  void withoutTheKeyAJobFailsWithASentenceAndNothingIsLost() throws Exception {
    failsWith("is not among the keys of this worker (gwageo.evaluation.season-keys)");
    Path wrong = data.resolve("keys/wrong.key");
    SeasonKey.draw(new SecureRandom()).write(wrong);
    failsWith("is not among the keys of this worker");
    Path sealed = data.resolve("data/data-sets/rehearsal/tasks/law/items.sealed");
    byte[] good = Files.readAllBytes(sealed);
    byte[] bad = good.clone();
    bad[bad.length - 30] ^= 1;
    Files.write(sealed, bad);
    KEY.write(data.resolve("keys/season.key"));
    failsWith("items.sealed line ");
    Files.write(sealed, good);
    for (Job job : jobs.of(SEASON)) {
      await(
          "job " + job.task() + " " + job.team() + " is done",
          () -> {
            Job now = jobs.find(job.id()).orElseThrow();
            if (now.state() == Job.State.FAILED) {
              retry(now);
            }
            return now.state() == Job.State.DONE;
          });
    }
    assertThat(results.of(job("law", "alpha")).accuracy().correct()).isEqualTo(ITEMS);
    assertThat(results.of(job("law", "beta")).accuracy().correct()).isLessThan(ITEMS);
  }

  @Test
  @Order(6)
  void everyEntrantSawAnOrderOfItsOwn() {
    var orders = new HashSet<List<String>>();
    for (List<String> prompts :
        List.of(Objects.requireNonNull(alpha).prompts(), Objects.requireNonNull(beta).prompts())) {
      var secret = prompts.stream().filter(p -> p.contains("비밀 질문")).distinct().sorted().toList();
      // law, held-back and house ask the same questions; house alone in the order of its file.
      assertThat(secret).hasSizeGreaterThan(2 * ITEMS);
      orders.add(secret);
    }
    assertThat(orders).hasSize(2);
  }

  @Test
  @Order(7)
  void beforeTheRevealNeitherPageNorDatabaseShowsAnItem() throws Exception {
    assertThat(open("/en" + PAGE + "/answers/law/alpha"))
        .contains("The items of this task are sealed.", "12")
        .doesNotContain("비밀 질문", "참 3");
    assertThat(get(PAGE + "/answers/law/alpha/1", true).getStatus()).isEqualTo(404);
    assertThat(open("/en" + PAGE + "/answers/house/alpha")).contains("비밀 질문 3?");
    assertThat(open("/en" + PAGE + "/jobs/" + job("law", "alpha").id())).contains("100.0");
    assertThat(
            database
                .sql(
                    """
                    select count(*) from evaluation.question_score q
                      join evaluation.job j on j.id = q.job
                    where j.task in ('law', 'held-back') and (gold <> '' or extracted is not null)
                    """)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(columnsWith("비밀 질문"))
        .as("the one open task alone")
        .containsExactlyInAnyOrder("evaluation.item.fields", "evaluation.item.question");
    assertThat(columnsWith(keyText())).isEmpty();
  }

  @Test
  @Order(8)
  void theRevealWaitsForTheEndOfTheSeason() throws Exception {
    assertThat(send("/en" + TASKS + "/law/reveal", "reason", "curiosity"))
        .contains("and its items are revealed after that");
    assertThat(send("/en" + PAGE + "/publish")).contains("season rehearsal/sealed-1 closes at");
    database.sql("update evaluation.season set closes_at = now() where id = 'sealed-1'").update();
    assertThat(send("/en" + PAGE + "/publish"))
        .contains("the items of task law are sealed and have to be revealed first");
    assertThat(send("/en" + TASKS + "/held-back/reveal", "reason", "curiosity"))
        .contains("stay sealed, as was announced before the season");
  }

  @Test
  @Order(9)
  void aRevealThatFailsSaysWhyAndIsTriedAgain() throws Exception {
    Path key = data.resolve("keys/season.key");
    Path away = data.resolve("season.key");
    Files.move(key, away);
    assertThat(send(TASKS + "/law/reveal", "reason", "the season is over"))
        .isEqualTo(TASKS + "/law");
    await("the reveal fails", () -> problem() != null);
    assertThat(open("/en" + TASKS + "/law"))
        .contains("The items could not be revealed", "is not among the keys of this worker")
        .contains("Commitment published")
        .doesNotContain("Not yet (when the season is announced");
    Files.move(away, key);
    String before = results.of(job("law", "beta")).digest().toString();
    await(
        "the items are revealed",
        () -> {
          if (problem() != null) {
            ask();
          }
          return !dataSets.find("rehearsal", "law").orElseThrow().isClosed();
        });
    await("the questions are there", () -> shown("/en" + PAGE + "/answers/law/beta", "비밀 질문 7?"));
    assertThat(results.score(job("law", "beta")).digest().toString()).isEqualTo(before);
    assertThat(open("/en" + PAGE + "/answers/law/alpha/1")).contains("비밀 질문 0?", "참 0");
    Path revealed = data.resolve("law.revealed");
    Files.write(revealed, get(PUBLIC + "/revealed/law.jsonl", false).getContentAsByteArray());
    assertThat(
            Reveal.verify(
                Commitment.parse("law", desk("law", "commitment.json")), revealed, null, null))
        .isEqualTo(ITEMS);
  }

  @Test
  @Order(10)
  void whatIsPublishedIsScoredAgainByAnybody() throws Exception {
    assertThat(send(PAGE + "/publish")).isEqualTo(PAGE);
    assertThat(read("/en" + PUBLIC))
        .contains("Alpha", "Weighted mean", "./gwageo verify rehearsal-sealed-1-v1.zip");
    Path zip = data.resolve("season.zip");
    Files.write(zip, get(PUBLIC + "/bundle.zip", false).getContentAsByteArray());
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    assertThat(report.checks())
        .extracting(Check::id)
        .containsExactly(
            "container",
            "manifest",
            "files",
            "tasks",
            "withheld",
            "withheld",
            "benchmarks",
            "standings");
    assertThat(report.checks().get(3).en()).contains("12 items of 1 tasks that were sealed");
    assertThat(report.checks().get(4).en()).contains("held-back stay sealed");
    assertThat(report.checks().get(5).en()).contains("house are left out because of their licence");
    assertThat(report.checks().get(6).en()).contains("Scoring 4 benchmark runs");
    Bundle bundle = Bundle.open(zip);
    assertThat(bundle.files().keySet())
        .contains(
            "tasks/law/items.revealed", "tasks/law/commitment.json", "tasks/table/items.jsonl")
        .doesNotContain(
            "tasks/house/items.jsonl",
            "tasks/held-back/items.revealed",
            "benchmarks/alpha/held-back/journal.jsonl",
            "benchmarks/alpha/house/journal.jsonl");
    for (Content file : bundle.files().values()) {
      assertThat(new String(file.bytes(), StandardCharsets.UTF_8)).doesNotContain(keyText());
    }
  }

  @Test
  @Order(11)
  void aChangedItemOrResultOfTheBundleIsFound() throws Exception {
    Bundle bundle = Bundle.open(data.resolve("season.zip"));
    assertThat(verifyWith(bundle, "tasks/law/items.revealed", "비밀 질문 3", "비밀 질문 9"))
        .anyMatch(check -> check.id().equals("tasks") && check.en().contains("come to the root"));
    assertThat(verifyWith(bundle, "benchmarks/beta/law/result.json", "\"value\":0", "\"value\":1"))
        .anyMatch(
            check ->
                check.id().equals("benchmarks") && check.en().contains("gives another result"));
    assertThat(verifyWith(bundle, "standings.json", "\"mean\":0", "\"mean\":1"))
        .anyMatch(check -> check.id().equals("standings") && check.status() == Check.Status.FAILED);
  }

  private static List<Check> verifyWith(Bundle bundle, String path, String from, String to)
      throws Exception {
    var files = new TreeMap<>(bundle.files());
    String text = new String(bundle.file(path), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    files.put(path, Content.of(text.replace(from, to)));
    Path folder = Files.createTempDirectory(data, "changed");
    Bundle.of(files).writeFolder(folder.resolve("bundle"));
    return BundleVerifier.verify(folder.resolve("bundle"), Optional.empty()).checks().stream()
        .filter(check -> check.status() == Check.Status.FAILED)
        .toList();
  }

  private static String keyText() throws IOException {
    return Files.readString(data.resolve("keys/season.key")).strip();
  }

  private List<String> columnsWith(String text) {
    var columns =
        database
            .sql(
                """
                select table_schema || '.' || table_name || '.' || column_name
                from information_schema.columns
                where data_type in ('text', 'jsonb', 'json', 'character varying')
                  and table_schema not in ('pg_catalog', 'information_schema')
                """)
            .query(String.class)
            .list();
    var found = new ArrayList<String>();
    for (String column : columns) {
      String name = String.valueOf(column);
      int dot = name.lastIndexOf('.');
      boolean holds =
          database
              .sql(
                  "select exists (select 1 from %s where strpos(%s::text, :text) > 0)"
                      .formatted(name.substring(0, dot), name.substring(dot + 1)))
              .param("text", text)
              .query(Boolean.class)
              .single();
      if (holds) {
        found.add(name);
      }
    }
    return found;
  }

  /** Waits until a worker has tried once more and failed with that cause. */
  private void failsWith(String cause) throws Exception {
    int before = job("law", "alpha").attempts();
    await(
        cause,
        () -> {
          Job job = job("law", "alpha");
          if (job.state() == Job.State.FAILED && job.attempts() == before) {
            retry(job);
          }
          return job.attempts() > before && String.valueOf(job.cause()).contains(cause);
        });
  }

  private void retry(Job job) {
    try {
      send(PAGE + "/jobs/" + job.id() + "/retry", "reason", "it is repaired");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void ask() {
    try {
      send(TASKS + "/law/reveal", "reason", "the key is back");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean shown(String path, String text) {
    try {
      return open(path).contains(text);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable String problem() {
    var sealing = Objects.requireNonNull(dataSets.find("rehearsal", "law").orElseThrow().sealing());
    var asked = sealing.asked();
    return asked == null ? null : asked.problem();
  }

  private Job job(String task, String entrant) {
    return jobs.of(SEASON).stream()
        .filter(job -> job.task().equals(task) && job.team().equals(entrant))
        .findFirst()
        .orElseThrow();
  }

  private static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static String[] checked(String licence) {
    return new String[] {"licence", licence, "source", "written for this test", "checked", "yes"};
  }

  private static String[] suite(String id, String... tasks) {
    var fields = new ArrayList<>(List.of("suite-id", id, "suite-ko", "묶음", "suite-en", "Suite"));
    for (String task : tasks) {
      fields.add("weight-" + task);
      fields.add("1");
    }
    return fields.toArray(String[]::new);
  }

  private static String[] plan(String suite, String purpose) {
    return new String[] {
      "id",
      "sealed-1",
      "title-ko",
      "봉인 시즌",
      "title-en",
      "Sealed season",
      "suite",
      suite,
      "purpose",
      purpose,
      "runs",
      "1",
      "opens",
      "2026-08-01T00:00",
      "closes",
      "2126-08-01T00:00"
    };
  }

  private static String[] entrant(String name, String id, @Nullable ChoosingEndpoint endpoint) {
    return new String[] {
      "name",
      name,
      "entrant",
      id,
      "model",
      "m",
      "endpoint",
      Objects.requireNonNull(endpoint).base().toString()
    };
  }

  private String bring(byte[] yaml, String name, byte[] items, String... fields) throws Exception {
    var request =
        MockMvcRequestBuilders.multipart("/en" + TASKS)
            .file(new MockMultipartFile("task-file", "task.yaml", null, yaml))
            .file(new MockMultipartFile("items-file", name, null, items))
            .servletPath("/en" + TASKS)
            .with(user("office").roles("OFFICE"))
            .with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
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
    var request = MockMvcRequestBuilders.get(java.net.URI.create(path)).servletPath(path);
    if (office) {
      request.with(user("office").roles("OFFICE"));
    }
    return http.perform(request).andReturn().getResponse();
  }

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

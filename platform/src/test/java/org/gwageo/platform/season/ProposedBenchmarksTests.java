package org.gwageo.platform.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;
import org.gwageo.platform.Platform;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.evaluation.Imports;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Seasons;
import org.gwageo.platform.evaluation.SuiteException;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.proposal.Proposing;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * A stage whose common benchmarks the teams propose, from the announcement of the deadline to the
 * re-check of what is published. One team says that it proposes none, one hands in nothing.
 */
@SpringBootTest(classes = Platform.class)
@AutoConfigureMockMvc
@Import({PracticeOffice.class, ProposedBenchmarksTests.Time.class})
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProposedBenchmarksTests {

  /** The clock that the deadlines follow. */
  @TestConfiguration
  static class Time {
    @Bean
    @Primary
    MovableClock movableClock() {
      return new MovableClock();
    }
  }

  private static final StageId STAGE = new StageId("rehearsal", "stage-1");
  private static final String ITEM = "common";
  private static final String OFFICE = PracticeOffice.FIRST;
  private static final String DESK = "/office/programmes/rehearsal/stages/stage-1/proposals";
  private static final String OWN = "/my-team/stages/stage-1/proposals/common";
  private static final String PUBLIC = "/programmes/rehearsal/stages/stage-1/proposals";
  private static final List<String> TEAMS =
      List.of("hon-cheon", "gan-ui", "ang-bu", "ja-gyeok", "gyu-pyo");
  private static final int ITEMS = 4;
  private static final NewBenchmark WRITTEN =
      new NewBenchmark("Opposites QA", "https://example.org/qa", "CC-BY-4.0");

  private static final String COMMON =
      """
            - id: common
              title: {ko: 공통 벤치마크, en: Common benchmarks}
              points: 5
              input:
                kind: common-benchmarks
                selection: {rule: proposed, teams: 3, most-per-team: 4}
              scaling: {rule: linear, full: 100}
              missing: refuse
      """;

  @TempDir static Path data;
  private static final Map<String, CramEndpoint> endpoints = new LinkedHashMap<>();

  @Autowired private MockMvc http;
  @Autowired private Accounts accounts;
  @Autowired private PracticeOffice office;
  @Autowired private StageControl control;
  @Autowired private Proposing proposing;
  @Autowired private Imports imports;
  @Autowired private Seasons seasons;
  @Autowired private Submissions submissions;
  @Autowired private Jobs jobs;
  @Autowired private Decisions decisions;
  @Autowired private Bundles bundles;
  @Autowired private MovableClock clock;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path programmes = data.resolve("programmes");
    SeasonFlowTests.copy(Path.of("../programmes"), programmes);
    Path rehearsal = programmes.resolve("rehearsal");
    Path rulebook = rehearsal.resolve("rulebook.yaml");
    String rules = Files.readString(rulebook);
    int begin = rules.indexOf("      - id: dates\n");
    int end = rules.indexOf("      - id: word-order\n");
    Files.writeString(
        rulebook, rules.substring(0, begin) + COMMON.indent(0) + rules.substring(end));
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
      endpoints.put(
          TEAMS.get(i), new CramEndpoint(items, number -> number % ITEMS < weak ? "틀린 답" : "", 0));
    }
    registry.add("gwageo.data", () -> data.resolve("data").toString());
    registry.add("gwageo.programmes", programmes::toString);
    registry.add("gwageo.models", () -> "../nano/models");
    registry.add("gwageo.references", () -> "../nano/models/north-star-base");
  }

  @AfterAll
  static void stop() {
    endpoints.values().forEach(CramEndpoint::close);
  }

  @Test
  @Order(1)
  void theOfficeAnnouncesUntilWhenListsAreTaken() throws Exception {
    clock.putBack(Duration.ofHours(5));
    for (String team : TEAMS) {
      accounts.put(
          new Account(team, "팀 " + team, "Team " + team, Role.TEAM, "rehearsal", team),
          "correct-horse-" + team);
    }
    assertThat(get(OFFICE, PUBLIC).getStatus()).as("no rules are frozen").isEqualTo(404);
    control.perform(STAGE, StageAction.FREEZE, OFFICE, "complete");
    assertThat(open("gan-ui", "/en" + OWN)).contains("The office does not take proposals yet.");
    assertThat(send("gan-ui", OWN, "do", "save", "chosen", "dates"))
        .contains("운영기관이 아직 제안을 받기 시작하지 않았습니다.");
    assertThat(send(OFFICE, "/en" + DESK + "/common/deadline", "closes", "soon", "reason", "x"))
        .contains("Give a reason of at least 5 characters.", "value=\"soon\"");
    assertThat(announce(clock.instant().minusSeconds(60))).contains("which is past");
    assertThat(announce(clock.instant().plus(Duration.ofHours(1)))).contains("?done=deadline");
    assertThat(announce(clock.instant().plus(Duration.ofMinutes(30))))
        .as("a deadline is not moved forward")
        .contains("already");
    assertThat(announce(clock.instant().plus(Duration.ofHours(2)))).contains("?done=deadline");
    assertThat(open("gan-ui", "/en" + PUBLIC))
        .contains("Open for proposals", "The proposals are sealed", "so that all have time");
    assertThat(get("gan-ui", DESK).getStatus()).as("a team is not the office").isEqualTo(403);
  }

  @Test
  @Order(2)
  void whatDoesNotFitIsRefusedAndStaysInTheForm() throws Exception {
    assertThat(open("hon-cheon", "/en" + OWN)).contains("0 of 4", "Our list");
    assertThat(send("hon-cheon", "/en" + OWN, "do", "search", "chosen", "dates", "words", "OPPO"))
        .contains("1 of 4", "tick-opposites-choice", "tick-dates")
        .doesNotContain("tick-word-order");
    assertThat(send("hon-cheon", "/en" + OWN, "do", "row")).contains("name-0", "licence-0");
    String refused =
        send(
            "hon-cheon",
            "/en" + OWN,
            "do",
            "save",
            "name-0",
            "Word Order",
            "source-0",
            "ftp://nowhere",
            "licence-0",
            "");
    assertThat(refused)
        .contains("“Word Order” is in the catalogue. Please tick word-order.")
        .contains("Write the source as an address", "Write the licence")
        .contains("value=\"ftp://nowhere\"");
    String many =
        send(
            "hon-cheon",
            "/en" + OWN,
            "do",
            "save",
            "chosen",
            "dates,word-order,ko-arithmetic,en-arithmetic,instructions");
    assertThat(many).contains("A team may propose up to 4 benchmarks, not 5.", "5 of 4");
    assertThat(send("hon-cheon", "/en" + OWN, "do", "save"))
        .contains("There is nothing on the list.");
    assertThat(send("hon-cheon", "/en" + OWN, "do", "save", "chosen", "dates", "none", "yes"))
        .contains("Keep one of the two.");
    assertThat(proposing.all(STAGE, ITEM).byTeam()).isEmpty();
    for (String wrong : List.of("north-star", "../dates")) {
      assertThatThrownBy(() -> handIn("hon-cheon", List.of(wrong)))
          .hasMessageContaining("the catalogue has no benchmark " + wrong);
    }
    assertThatThrownBy(() -> handIn("nobody", List.of("dates")))
        .hasMessageContaining("team nobody does not compete");
  }

  @Test
  @Order(3)
  void aListIsSealedAgainstOthersAndTheOffice() throws Exception {
    assertThat(send("hon-cheon", OWN, "do", "save", "chosen", "word-order"))
        .isEqualTo(OWN + "?saved");
    assertThat(send("hon-cheon", OWN, "do", "save", "chosen", "dates,opposites-choice"))
        .isEqualTo(OWN + "?saved");
    handIn("hon-cheon", List.of("opposites-choice", "dates"));
    assertThat(proposing.own(STAGE, ITEM, "hon-cheon"))
        .as("the same again adds nothing")
        .hasSize(2);
    assertThat(open("hon-cheon", "/en" + OWN)).contains("Version 2", "dates, opposites-choice");
    assertThat(open("gan-ui", "/en" + OWN)).doesNotContain("Version");
    for (String path : List.of(DESK, PUBLIC)) {
      assertThat(main(open(OFFICE, "/en" + path)))
          .contains("The proposals are sealed until the deadline.")
          .doesNotContain("dates, opposites-choice", "Lists by team");
    }
    assertThat(send(OFFICE, DESK + "/common/reminder")).contains("?done=reminder");
    assertThat(open("gan-ui", "/en" + OWN)).contains("The office asked for your list");
    assertThat(open("hon-cheon", "/en" + OWN)).doesNotContain("The office asked for your list");
    assertThat(
            send(
                "gan-ui",
                OWN,
                "do",
                "save",
                "chosen",
                "dates",
                "name-0",
                "Opposites QA",
                "source-0",
                WRITTEN.source(),
                "licence-0",
                WRITTEN.licence()))
        .isEqualTo(OWN + "?saved");
    proposing.handIn(
        STAGE,
        ITEM,
        "ang-bu",
        List.of("dates", "word-order"),
        List.of(
            new NewBenchmark("opposites-qa", "https://example.org/qa", "CC BY 4.0"),
            new NewBenchmark("Secret Exam", "https://example.org/secret", "unknown")),
        "ang-bu");
    handIn("ja-gyeok", List.of());
    assertThat(main(open(OFFICE, "/en" + DESK)))
        .contains("Opposites QA / opposites-qa", "Remind the 1 team without");
  }

  @Test
  @Order(4)
  void nothingIsTakenAfterTheDeadlineAndEverythingIsPublic() throws Exception {
    assertThat(send(OFFICE, "/en" + DESK + "/common/selection"))
        .contains("lists for common are taken until");
    assertThat(send(OFFICE, DESK + "/common/selection"))
        .containsPattern(
            "common 항목의 제안을 20\\d\\d\\. \\d+\\. \\d+\\.\\(.\\) \\d\\d:\\d\\d \\(KST\\)까지 받습니다\\.");
    clock.putBack(Duration.ofHours(2));
    assertThatThrownBy(() -> handIn("gyu-pyo", List.of("dates")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lists for common closed at");
    assertThat(open("gyu-pyo", "/en" + OWN)).contains("Proposals closed on");
    assertThat(main(open("gyu-pyo", "/en" + PUBLIC)))
        .contains("the office has yet to look at 2 names", "Handed in nothing")
        .contains("Said that it proposes none", "dates, Opposites QA");
    assertThat(send(OFFICE, "/en" + DESK + "/common/selection"))
        .contains("2 proposed names have no ruling yet");
    assertThat(send(OFFICE, DESK + "/common/selection")).contains("아직 판단하지 않은 이름이 2개 있습니다.");
    assertThat(announce(clock.instant().plus(Duration.ofHours(1))))
        .as("public lists that select something take no others")
        .contains("no further lists are taken");
    assertThat(control.conditions(STAGE, StageAction.CLOSE))
        .anyMatch(one -> one.key().equals("benchmarks-not-selected") && !one.met());
    assertThat(open(OFFICE, PUBLIC + "/common/selection.json")).as("not fixed").isEmpty();
  }

  @Test
  @Order(5)
  void theOfficeRulesOnNamesAndFixesWhatTheRulesSelect() throws Exception {
    String names = "/en" + DESK + "/common/names";
    assertThat(send(OFFICE, names, "name", "Opposites QA", "benchmark", "", "reason", "ok"))
        .contains("Choose what it counts as", "Give a reason of at least 5 characters.");
    assertThat(
            send(OFFICE, names, "name", "Other", "benchmark", "dates", "reason", "the same thing"))
        .contains("no list has a benchmark called Other");
    assertThat(send(OFFICE, names, "name", "Opposites QA", "benchmark", "x", "reason", "the same"))
        .contains("no task that can be run and published");
    rule("Opposites QA", "word-order", "taken for another one");
    rule("opposites qa", "opposites-choice", "the same items under another name");
    rule("Secret Exam", "decline", "its items cannot be published");
    assertThat(send(OFFICE, DESK + "/common/selection")).contains("?done=selection");
    String shown = main(open("gyu-pyo", "/en" + PUBLIC));
    assertThat(shown)
        .contains("By the rules 2 benchmarks are selected: dates, opposites-choice.")
        .contains("3 / 3", "2 short", "Declined. its items cannot be published")
        .contains("Counted as opposites-choice. the same items under another name")
        .contains(proposing.fixedAs(STAGE, ITEM).orElseThrow().toString());
    assertThat(main(open("gyu-pyo", PUBLIC))).contains("규칙에 따라 2개가 뽑힙니다", "2곳 모자람");
    for (var late :
        List.<Runnable>of(
            () -> handIn("gyu-pyo", List.of("dates")),
            () -> proposing.rule(STAGE, ITEM, "Secret Exam", "dates", "after all", OFFICE),
            () -> proposing.fix(STAGE, ITEM, OFFICE))) {
      assertThatThrownBy(late::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("the common benchmarks for common are fixed since");
    }
  }

  @Test
  @Order(6)
  void aSuiteOfTheSelectionNamesExactlyWhatWasSelected() throws Exception {
    var title = new Bilingual("공통", "Common");
    assertThatThrownBy(
            () ->
                imports.composeSelected(
                    STAGE, ITEM, "wrong", title, List.of("dates", "word-order")))
        .isInstanceOf(SuiteException.class)
        .hasMessage(
            "suite wrong has to name the benchmarks selected for item common of stage"
                + " stage-1: it lacks opposites-choice and adds word-order");
    assertThat(send(OFFICE, DESK + "/common/suite", "suite", "stage-1-common"))
        .contains("?done=suite");
    var season = new StageId("rehearsal", "practice-season");
    seasons.plan(
        season,
        title,
        "stage-1-common",
        1,
        clock.instant(),
        clock.instant().plus(Duration.ofDays(1)),
        "",
        OFFICE);
    seasons.enter(
        season, "A guest", "guest", Objects.requireNonNull(endpoints.get("hon-cheon")).base(), "m");
    Path suite;
    try (var all = Files.walk(data.resolve("data"))) {
      suite = all.filter(file -> file.endsWith("stage-1-common.yaml")).findFirst().orElseThrow();
    }
    String yaml = Files.readString(suite);
    Files.writeString(suite, yaml.replace("\"opposites-choice\"", "\"word-order\""));
    assertThatThrownBy(() -> seasons.open(season, OFFICE, "begin"))
        .isInstanceOf(SuiteException.class)
        .hasMessageContaining("it lacks opposites-choice and adds word-order");
    Files.writeString(suite, yaml);
  }

  @Test
  @Order(7)
  void exactlyTheSelectedBenchmarksAreRunAndDecide() throws Exception {
    clock.putBack(Duration.ZERO);
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
    assertThat(jobs.of(STAGE).stream().map(Job::task).distinct())
        .containsExactlyInAnyOrder(
            "ko-arithmetic",
            "en-arithmetic",
            "word-order",
            "instructions",
            "opposites-choice",
            "dates");
    office.enterSheets(STAGE);
    await(() -> office.isMeasured(STAGE, TEAMS.size()), "the runs end");
    office.decideCases(STAGE);
    var draft = decisions.draft(STAGE, OFFICE);
    assertThat(draft.scores())
        .containsPattern(
            "proposals:\\s+ang-bu:\\s+- \"dates\"\\s+- \"opposites-choice\"\\s+- \"word-order\"\\s+gan-ui")
        .contains("ja-gyeok: []");
    // An endpoint that says words chooses no letter; hon-cheon has all four dates, gan-ui three.
    assertThat(draft.verdict().team("hon-cheon").orElseThrow().items().get(ITEM))
        .isEqualByComparingTo("2.5");
    assertThat(draft.verdict().team("gan-ui").orElseThrow().items().get(ITEM))
        .isEqualByComparingTo("1.88");
    office.issue(draft);
    control.perform(STAGE, StageAction.PUBLISH, OFFICE, "confirmed");
  }

  @Test
  @Order(8)
  void theBundleSelectsAgainAndNamesAListThatWasChanged() throws Exception {
    Path zip = bundles.file(bundles.newest(STAGE).orElseThrow());
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.ok()).as(new String(report.toJson(), StandardCharsets.UTF_8)).isTrue();
    assertThat(report.checks())
        .filteredOn(check -> check.id().equals("proposals"))
        .singleElement()
        .satisfies(
            check ->
                assertThat(check.en())
                    .isEqualTo(
                        "common: the lists of 4 teams select by the rules the 2 common benchmarks"
                            + " that were published: dates, opposites-choice."));
    Bundle published = Bundle.open(zip);
    assertThat(get(OFFICE, PUBLIC + "/common/selection.json").getContentAsByteArray())
        .as("what everybody could read before")
        .isEqualTo(published.file("proposals/common/selection.json"));
    String list = "proposals/common/teams/gan-ui.json";
    assertThat(failure(published, list, "[\"dates\"]", "[\"word-order\"]"))
        .contains("version 1 of the list of gan-ui for common was changed");
    assertThat(
            failure(
                published,
                "proposals/common/selection.json",
                "\"selected\":[\"dates\",",
                "\"selected\":["))
        .contains("the lists select [dates, opposites-choice] for common by the rules");
    assertThat(
            failure(
                published,
                "proposals/common/selection.json",
                "\"benchmark\":\"opposites-choice\"",
                "\"benchmark\":\"word-order\""))
        .contains("the lists select [dates] for common");
    assertThat(failure(published, list, null, null))
        .contains("the list of gan-ui for common is not the one that was fixed");
  }

  /** Changes or removes a file, lists it again as if nothing had happened, and verifies. */
  private static String failure(
      Bundle published, String path, @Nullable String from, @Nullable String to)
      throws BundleException, IOException {
    var files = new TreeMap<>(published.files());
    if (from == null || to == null) {
      files.remove(path);
    } else {
      String text = new String(published.file(path), StandardCharsets.UTF_8);
      assertThat(text).contains(from);
      files.put(path, Content.of(text.replace(from, to)));
    }
    files.remove(Bundle.MANIFEST);
    files.remove(Bundle.MANIFEST_DIGEST);
    Manifest before = Manifest.parse(published.file(Bundle.MANIFEST));
    byte[] json =
        new Manifest(
                before.programme(),
                before.stage(),
                before.issuedAt(),
                before.rulebookDigest(),
                before.verdictDigest(),
                before.toolVersion(),
                null,
                Manifest.list(files))
            .toJson();
    files.put(Bundle.MANIFEST, Content.of(json));
    files.put(Bundle.MANIFEST_DIGEST, Content.of(StageBundle.digestLine(json)));
    Path forged = Files.createTempFile(data, "forged", ".zip");
    Bundle.of(files).writeZip(forged);
    return BundleVerifier.verify(forged, Optional.empty()).checks().stream()
        .filter(check -> check.id().equals("proposals") && check.status() == Check.Status.FAILED)
        .map(Check::en)
        .findFirst()
        .orElse("nothing was found");
  }

  private void handIn(String team, List<String> benchmarks) {
    proposing.handIn(STAGE, ITEM, team, benchmarks, List.of(), team);
  }

  private void rule(String name, String benchmark, String reason) throws Exception {
    assertThat(
            send(
                OFFICE,
                DESK + "/common/names",
                "name",
                name,
                "benchmark",
                benchmark,
                "reason",
                reason))
        .contains("?done=ruling");
  }

  private String announce(Instant closes) throws Exception {
    return send(
        OFFICE,
        "/en" + DESK + "/common/deadline",
        "closes",
        LocalDateTime.ofInstant(closes.truncatedTo(ChronoUnit.SECONDS), ZoneId.of("Asia/Seoul"))
            .toString(),
        "reason",
        "so that all have time");
  }

  private static String main(String page) {
    return page.substring(page.indexOf("<main"), page.indexOf("</main>"));
  }

  private MockHttpServletResponse get(String account, String path) throws Exception {
    return http.perform(
            MockMvcRequestBuilders.get(path)
                .servletPath(path)
                .with(user(account).roles(role(account))))
        .andReturn()
        .getResponse();
  }

  private String open(String account, String path) throws Exception {
    var response = get(account, path);
    return response.getStatus() == 200 ? response.getContentAsString(StandardCharsets.UTF_8) : "";
  }

  /** Sends a form; several values of a field are joined by commas. */
  private String send(String account, String path, String... fields) throws Exception {
    var request =
        MockMvcRequestBuilders.post(path)
            .servletPath(path)
            .with(user(account).roles(role(account)))
            .with(csrf());
    for (int i = 0; i < fields.length; i += 2) {
      if (fields[i].equals("chosen")) {
        request = request.param(fields[i], fields[i + 1].split(","));
      } else {
        request = request.param(fields[i], fields[i + 1]);
      }
    }
    var response = http.perform(request).andReturn().getResponse();
    String location = response.getRedirectedUrl();
    return location == null ? response.getContentAsString(StandardCharsets.UTF_8) : location;
  }

  private static String role(String account) {
    return account.equals(OFFICE) ? Role.OFFICE.name() : Role.TEAM.name();
  }

  private static void await(BooleanSupplier condition, String what) throws InterruptedException {
    for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
      Thread.sleep(100);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }
}

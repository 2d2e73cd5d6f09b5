package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Teams propose the common benchmarks of a stage: the office announces until when, a team whose
 * browser runs no scripts puts its list together with the keyboard, and at the deadline everybody
 * reads what was proposed.
 */
class ProposalsJourneyTests {

  private static final String STAGE = "/office/programmes/rehearsal/stages/stage-1";
  private static final String DESK = STAGE + "/proposals";
  private static final String OWN = "/my-team/stages/stage-1/proposals/common";
  private static final String PUBLIC = "/programmes/rehearsal/stages/stage-1/proposals";
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
    String proposed =
        rules.replaceFirst(
            "(?s)- id: dates\\n.*?evidence: \\{benchmarks: \\[dates]}",
            """
            - id: common
                    title: {ko: 공통 벤치마크, en: Common benchmarks}
                    points: 3
                    input:
                      kind: common-benchmarks
                      selection: {rule: proposed, teams: 1, most-per-team: 3}
                    scaling: {rule: linear, full: 100}
                    missing: refuse
                  - id: short
                    title: {ko: 짧게 받는 공통 벤치마크, en: Common benchmarks with a short deadline}
                    points: 2
                    input:
                      kind: common-benchmarks
                      selection: {rule: proposed, teams: 1, most-per-team: 2}
                    scaling: {rule: linear, full: 100}
                    missing: zero\
            """);
    assertThat(proposed).isNotEqualTo(rules);
    Files.writeString(rulebook, proposed);
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

  @AfterAll
  static void close() throws Exception {
    browser.close();
    server.stop();
  }

  @Test
  void aListIsPutTogetherWithTheKeyboardAndPublicAtTheDeadline() throws Exception {
    try (var office = browser.window(1280, true);
        var team = browser.window(375, false);
        var reader = browser.window(375, true)) {
      Page desk = office.newPage();
      signIn(desk, "office", STAGE);
      addTeam(desk);
      desk.navigate(address(STAGE));
      desk.fill("textarea[name=reason]", "the plan is complete");
      desk.fill("input[name=confirmation]", "stage-1");
      desk.click("main form button[type=submit]");
      assertThat(desk.url()).contains("done=");
      desk.navigate(address(DESK));
      desk.click("#announce-common");
      assertThat(desk.evaluate("document.activeElement.id")).isEqualTo("error-summary");
      assertThat(Browser.violations(desk)).as("errors of the office").isEmpty();
      announce(desk, "common", now().plusDays(1));

      Page own = team.newPage();
      signIn(own, "hon-cheon-lead", "/en" + OWN);
      reach(own, "words");
      own.keyboard().type("oppo");
      own.keyboard().press("Enter");
      own.waitForSelector("legend:has-text('Found for “oppo”: 1')");
      assertThat(own.textContent("#count")).isEqualTo("0 of 3");
      reach(own, "tick-opposites-choice");
      own.keyboard().press("Space");
      reach(own, "row");
      own.keyboard().press("Enter");
      own.waitForSelector("#name-0");
      assertThat(own.textContent("#count")).isEqualTo("1 of 3");
      own.fill("#name-0", "Word order");
      reach(own, "save");
      own.keyboard().press("Enter");
      own.waitForSelector("#error-summary");
      assertThat(own.textContent("main")).contains("Please tick word-order");
      assertThat(own.isChecked("#tick-opposites-choice")).isTrue();
      own.fill("#name-0", "");
      reach(own, "save");
      own.keyboard().press("Enter");
      own.waitForURL("**?saved");
      assertThat(own.textContent("main")).contains("Your list is in.", "Version 1");

      Page reads = reader.newPage();
      signIn(reads, "hon-cheon-lead", OWN);
      both(reads, OWN);
      both(reads, "/en" + OWN);
      both(desk, DESK);
      LocalDateTime closes = propose(desk, own);
      while (!now().isAfter(closes)) {
        Thread.sleep(100);
      }
      desk.navigate(address(DESK));
      desk.click("#fix-short");
      assertThat(desk.url()).contains("done=selection");
      for (String language : List.of("", "/en")) {
        both(desk, language + DESK);
        both(desk, language + PUBLIC);
        both(reads, language + OWN.replace("common", "short"));
      }
      assertThat(desk.textContent("main"))
          .contains(
              "word-order", "By the rules 1 benchmark is selected", "The proposals are sealed");
      assertThat(desk.textContent("main")).doesNotContain("???");
      both(desk, "/programmes/rehearsal/stages/stage-1");
      both(reads, "/my-team");
    }
  }

  private static LocalDateTime now() {
    return LocalDateTime.now(ZoneId.of("Asia/Seoul"));
  }

  private static void announce(Page desk, String item, LocalDateTime closes) {
    desk.navigate(address(DESK));
    desk.fill("#closes-" + item, closes.truncatedTo(ChronoUnit.SECONDS).toString());
    desk.fill("#deadline-reason-" + item, "the plan of the stage");
    desk.click("#announce-" + item);
    assertThat(desk.url()).contains("done=deadline");
  }

  /**
   * Has a list handed in before a deadline that is soon, and returns the deadline. A machine too
   * slow for it gets another one, as the rules allow while nothing is selected.
   */
  private static LocalDateTime propose(Page desk, Page own) {
    for (int seconds = 4; ; seconds *= 2) {
      LocalDateTime closes = now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
      announce(desk, "short", closes);
      own.navigate(address("/en" + OWN.replace("common", "short")));
      if (own.locator("#save").count() > 0) {
        own.check("#tick-word-order");
        own.click("#save");
        own.waitForLoadState();
        if (own.url().contains("?saved")) {
          return closes;
        }
      }
    }
  }

  private static void addTeam(Page desk) {
    desk.navigate(address("/office/people"));
    desk.check("input[name=role][value=TEAM]");
    desk.fill("input[name=username]", "hon-cheon-lead");
    desk.fill("input[name=nameKo]", "혼천팀 담당");
    desk.fill("input[name=nameEn]", "Lead of Team Honcheon");
    desk.fill("input[name=programme]", "rehearsal");
    desk.fill("input[name=subject]", "hon-cheon");
    desk.fill("input[name=password]", PASSWORD);
    desk.click("main button[type=submit]");
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

  /** Looks at a page on a wide and on a narrow screen. */
  private static void both(Page page, String path) {
    for (int width : new int[] {1280, 375}) {
      page.setViewportSize(width, 900);
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
                .setPath(Path.of(shots, path.replace('/', '_') + "-" + width + ".png")));
      }
    }
  }

  private static void signIn(Page page, String account, String path) {
    page.navigate(address(path));
    page.fill("input[name=username]", account);
    page.fill("input[name=password]", PASSWORD);
    page.click("main button[type=submit]");
    assertThat(page.url()).contains(path);
  }

  private static String address(String path) {
    return "http://127.0.0.1:" + port + path;
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

package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A verification case from the question to the public page, a claim by a guest, and a verdict that
 * is corrected because the case was re-opened.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LineageJourneyTests {

  private static final String CASE =
      "/en/office/programmes/rehearsal/stages/stage-1/lineage/cases/hon-cheon";

  private static final String CORRECTION = "/office/programmes/rehearsal/stages/stage-1/correction";
  private static final String PUBLIC = "/programmes/rehearsal/stages/stage-1/";
  private static final int FIRST = 1;

  private static Browser browser;
  private static RehearsedStage stage;

  @BeforeAll
  static void open() throws Exception {
    stage = RehearsedStage.get();
    browser = Browser.start();
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @Test
  @Order(1)
  void aCaseIsAskedAnsweredDecidedByTwoAndPublished() throws Exception {
    try (var office = browser.window(1280, true);
        var second = browser.window(375, true);
        var team = browser.window(375, true)) {
      Page desk = signIn(office, "office", CASE);
      desk.fill("textarea[name=ask]", "Where does the tokenizer come from?");
      desk.click("#ask-submit");
      accessible(desk);
      Page reply = signIn(team, "team", "/en/my-team/lineage/stage-1");
      reply.fill("textarea[name=reply]", "We trained it ourselves.");
      reply.click("#reply-submit-1");
      assertThat(reply.textContent("main")).contains("Received", "Replied in time");
      accessible(reply);
      desk.navigate(stage.address(CASE));
      desk.click("#review-submit");
      desk.click("#independence-submit");
      desk.fill("textarea[name=proposal-reason]", "Nothing was found.");
      desk.click("#proposal-submit");
      accessible(desk);
      Page other = signIn(second, "office-second", CASE);
      other.click("#independence-submit");
      other.click("#confirmation");
      accessible(other);
      desk.navigate(stage.address(CASE));
      desk.click("#publication-submit");
      String number = desk.textContent("main dl dd");
      try (var guest = browser.window(375, true)) {
        Page page = guest.newPage();
        page.navigate(stage.address("/en/lineage/cases/" + number.strip()));
        assertThat(page.textContent("main")).contains("No violation", "We trained it ourselves.");
        accessible(page);
      }
    }
  }

  @Test
  @Order(2)
  void aVerdictIsCorrectedByACaseThatWasReopenedAfterThePublication(@TempDir Path folder)
      throws Exception {
    try (var office = browser.window(1280, true);
        var second = browser.window(375, true);
        var team = browser.window(375, true)) {
      Page desk = signIn(office, "office", CASE);
      desk.fill("#reopening", "A claim with new files came in.");
      desk.click("#reopening-submit");
      desk.fill("textarea[name=ask]", "How do you explain the files of the claim?");
      desk.click("#ask-submit");
      Page reply = signIn(team, "team", "/en/my-team/lineage/stage-1");
      reply.fill("textarea[name=reply]", "We cannot explain them.");
      reply.click("#reply-submit-2");
      desk.navigate(stage.address(CASE));
      desk.click("#review-submit");
      desk.click("#independence-submit");
      desk.selectOption("select[name=outcome]", "VIOLATION");
      desk.fill("textarea[name=proposal-reason]", "The files show a copy.");
      desk.click("#proposal-submit");
      Page other = signIn(second, "office-second", CASE);
      other.click("#independence-submit");
      other.click("#confirmation");
      desk.navigate(stage.address(CASE));
      accessible(desk);
      picture(desk, CASE);
      desk.click("#verdict a");
      assertThat(desk.url()).endsWith("/en" + CORRECTION);
      desk.fill("#reason", "A case that was decided later found a copy.");
      desk.click("#reopen-button");
      assertThat(desk.textContent("main")).contains("Advances → Gate failed");
      both(desk, CORRECTION);
      desk.click("#confirm-button");
      other.navigate(stage.address("/en" + CORRECTION));
      other.click("#confirm-button");
      both(other, CORRECTION);
      other.navigate(stage.address("/en" + CORRECTION));
      other.fill("#confirmation", "stage-1");
      other.click("#issue-button");
      assertThat(other.textContent("main")).contains("The corrected verdict is issued.");
      reply.navigate(stage.address("/en/my-team/stages/stage-1/result"));
      assertThat(reply.textContent("main")).contains("A case that was decided later found a copy.");
      accessible(reply);
    }
    for (int width : new int[] {1280, 375}) {
      try (var guest = browser.window(width, true)) {
        Page page = guest.newPage();
        for (String rest : new String[] {"results", "verdict", "evidence", "verdict/hon-cheon"}) {
          both(page, PUBLIC + rest);
          assertThat(page.textContent("main")).contains("Corrected verdict", "Gate failed");
          both(page, PUBLIC + "versions/" + FIRST + "/" + rest);
          assertThat(page.textContent("main")).contains("Superseded verdict");
        }
      }
    }
    Path before = stage.bundle();
    Path after = before.resolveSibling("rehearsal-stage-1-v2.zip");
    var verify =
        ApplicationProcess.command(
            folder.resolve("out"), "verify", after.toString(), "--superseded", before.toString());
    assertThat(verify.awaitStatus()).as("%s", verify.lines()).isZero();
    assertThat(String.join("\n", verify.lines()))
        .contains(
            "Nothing in the scores of version 1 is changed", "The superseded bundle is right");
  }

  /** Opens a page in both languages, the last one in English. */
  private static void both(Page page, String path) throws Exception {
    for (String language : new String[] {"", "/en"}) {
      page.navigate(stage.address(language + path));
      accessible(page);
      assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
          .as("nothing widens %s%s", language, path)
          .isEqualTo(true);
      picture(page, language + path);
    }
  }

  private static void picture(Page page, String path) {
    String kept = System.getProperty("gwageo.pictures", "");
    if (!kept.isEmpty()) {
      String name = path.replaceAll("[^a-z0-9]+", "-") + "-" + page.viewportSize().width + ".png";
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(kept).resolve(name)).setFullPage(true));
    }
  }

  @Test
  void aGuestFilesAClaimAndFindsItAgainByItsCode() throws Exception {
    try (var guest = browser.window(375, true)) {
      Page page = guest.newPage();
      page.navigate(stage.address("/en/lineage"));
      accessible(page);
      page.navigate(stage.address("/en/lineage/claims/new"));
      accessible(page);
      page.fill("textarea[name=statement]", "The gains are the same as those of the base model.");
      page.selectOption("select[name=statistic]", "gain-cosine");
      page.fill("input[name=value]", "0.99");
      // The form takes nothing that was filled in within three seconds.
      page.waitForTimeout(3500);
      page.click("form[action$='/lineage/claims'] button[type=submit]");
      accessible(page);
      String code = page.textContent(".gw-receipt-number strong").strip();
      page.navigate(stage.address("/en/lineage"));
      page.fill("input[name=receipt]", code);
      page.click("#receipt-submit");
      assertThat(page.textContent("main")).contains("A number that is no evidence");
      accessible(page);
    }
  }

  @Test
  void thePageOfTheRandomVectorsAnswersAChoiceWithoutScripts() throws Exception {
    for (int width : new int[] {1280, 375}) {
      try (var guest = browser.window(width, true)) {
        Page page = guest.newPage();
        page.navigate(stage.address("/en/lineage/gain-cosine"));
        page.fill("#spread", "0.5");
        page.click("form[action$='/lineage/gain-cosine'] button[type=submit]");
        assertThat(page.textContent("main")).contains("Theory gives the cosine 0.8000");
        accessible(page);
      }
    }
  }

  @Test
  void theSliderDrawsAnewWhileItMoves() throws Exception {
    try (var guest = browser.window(375, true)) {
      Page page = guest.newPage();
      page.navigate(stage.address("/en/lineage/gain-cosine"));
      page.focus("#spread");
      for (int i = 0; i < 6; i++) {
        page.keyboard().press("ArrowRight");
      }
      // The page's security policy lets nobody evaluate a predicate in it.
      page.waitForSelector("#pair-found:has-text('Theory gives the cosine 0.8621')");
      assertThat(page.url()).contains("spread=0.4");
      assertThat(page.textContent("#pair-picture figcaption")).contains("spread 0.4");
      accessible(page);
    }
  }

  @Test
  void theReportOfTheHiddenDerivativeIsReadAndTakenAway() throws Exception {
    for (int width : new int[] {1280, 375}) {
      for (String language : new String[] {"", "/en"}) {
        try (var guest = browser.window(width, false)) {
          Page page = guest.newPage();
          page.navigate(
              stage.address(language + "/programmes/rehearsal/stages/stage-1/lineage/gan-ui"));
          assertThat(page.textContent("main"))
              .contains(language.isEmpty() ? "파생 확인" : "Derivation established")
              .contains("cpt-10-of-base-a1");
          assertThat(
                  page.evaluate(
                      "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
              .as("nothing widens the page")
              .isEqualTo(true);
        }
      }
    }
    try (var guest = browser.window(375, true)) {
      Page page = guest.newPage();
      page.navigate(stage.address("/en/programmes/rehearsal/stages/stage-1/lineage/gan-ui"));
      accessible(page);
      for (String ending : new String[] {"json", "html", "pdf"}) {
        var taken =
            page.request()
                .get(
                    stage.address(
                        "/en/programmes/rehearsal/stages/stage-1/lineage/gan-ui/report." + ending));
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.headers().get("content-disposition"))
            .contains("lineage-rehearsal-stage-1-gan-ui." + ending);
      }
    }
  }

  private static Page signIn(BrowserContext window, String account, String path) throws Exception {
    Page page = window.newPage();
    page.navigate(stage.address(path));
    page.fill("input[name=username]", account);
    page.fill("input[name=password]", stage.password(account));
    page.click("main button[type=submit]");
    assertThat(page.url()).contains(path);
    return page;
  }

  private static void accessible(Page page) {
    assertThat(Browser.violations(page)).as(page.url()).isEmpty();
  }
}

package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody reads the overview, a team, the stage, the verdict and its evidence. */
class PublicJourneyTests {

  private static final List<String> PAGES =
      List.of(
          "/",
          "/verify",
          "/accessibility",
          "/sign-in",
          "/programmes/rehearsal",
          "/programmes/rehearsal/teams",
          "/programmes/rehearsal/teams/gan-ui",
          "/programmes/rehearsal/stages/stage-1",
          "/programmes/rehearsal/stages/stage-1/rules",
          "/programmes/rehearsal/stages/stage-1/results",
          "/programmes/rehearsal/stages/stage-1/verdict",
          "/programmes/rehearsal/stages/stage-1/verdict/gan-ui",
          "/programmes/rehearsal/stages/stage-1/verdict/hon-cheon",
          "/programmes/rehearsal/stages/stage-1/evidence",
          "/programmes/rehearsal/stages/stage-1/benchmarks/ko-arithmetic",
          "/programmes/rehearsal/stages/stage-1/benchmarks/ko-arithmetic/gan-ui",
          "/programmes/rehearsal/stages/stage-1/benchmarks/ko-arithmetic/gan-ui?show=wrong&q=ㄷㅎㄱ",
          "/programmes/rehearsal/stages/stage-1/benchmarks/ko-arithmetic/gan-ui?with=hon-cheon",
          "/programmes/rehearsal/stages/stage-1/benchmarks/ko-arithmetic/gan-ui/1",
          "/programmes/korea-2025",
          "/programmes/korea-2025/teams",
          "/programmes/korea-2025/teams/naver-cloud",
          "/programmes/korea-2025/stages/stage-1",
          "/programmes/korea-2025/stages/stage-1/rules");

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

  @ParameterizedTest
  @ValueSource(strings = {"", "/en"})
  void walksFromTheOverviewToTheEvidence(String language) {
    try (var window = browser.window(1280, true)) {
      Page page = window.newPage();
      page.navigate(stage.address(language + "/programmes/rehearsal"));
      follow(page, "/programmes/rehearsal/teams/gan-ui");
      page.navigate(stage.address(language + "/programmes/rehearsal"));
      follow(page, "/programmes/rehearsal/stages/stage-1");
      follow(page, "/programmes/rehearsal/stages/stage-1/verdict");
      follow(page, "/programmes/rehearsal/stages/stage-1/verdict/gan-ui");
      assertThat(page.textContent("main")).contains(language.isEmpty() ? "독자성" : "Independence");
      follow(page, "/programmes/rehearsal/stages/stage-1/evidence");
      assertThat(page.textContent("main")).contains("./gwageo verify");
      assertThat(page.getAttribute("html", "lang")).isEqualTo(language.isEmpty() ? "ko" : "en");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1280, 375})
  void everyPageIsAccessibleInBothLanguages(int width) {
    try (var window = browser.window(width, true)) {
      Page page = window.newPage();
      for (String language : List.of("", "/en")) {
        for (String path : PAGES) {
          Response answer = Objects.requireNonNull(page.navigate(stage.address(language + path)));
          assertThat(answer.status()).as(language + path).isEqualTo(200);
          assertThat(Browser.violations(page)).as(language + path + " at " + width).isEmpty();
          assertThat(
                  (Boolean)
                      page.evaluate(
                          "document.documentElement.scrollWidth <="
                              + " document.documentElement.clientWidth"))
              .as("no sideways scrolling on " + language + path + " at " + width)
              .isTrue();
        }
      }
    }
  }

  @Test
  void everythingCanBeReadWithoutScripts() {
    try (var window = browser.window(375, false)) {
      Page page = window.newPage();
      for (String path : PAGES) {
        page.navigate(stage.address(path));
        assertThat(page.textContent("h1")).as(path).isNotBlank();
      }
    }
  }

  /** Clicks the first link of the page's content that leads to {@code path}. */
  private static void follow(Page page, String path) {
    String prefix = page.url().contains("/en/") ? "/en" : "";
    page.locator("main a[href='" + prefix + path + "']").first().click();
    assertThat(page.url()).endsWith(prefix + path);
    assertThat(Browser.violations(page)).as(path).isEmpty();
  }
}

package org.gwageo.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The office signs in and goes through its desk. */
class OfficeJourneyTests {

  private static final String STAGE = "/office/programmes/rehearsal/stages/stage-1";

  private static final List<String> PAGES =
      List.of(
          "/account",
          "/office",
          "/office/people",
          STAGE,
          STAGE + "/rulebook",
          STAGE + "/submissions",
          "/office/endpoints",
          "/office/programmes/rehearsal/seasons",
          "/office/programmes/rehearsal/tasks",
          "/office/programmes/rehearsal/tasks/ko-arithmetic",
          "/programmes/rehearsal/seasons",
          STAGE + "/jobs",
          STAGE + "/answers/ko-arithmetic/gan-ui",
          STAGE + "/answers/ko-arithmetic/gan-ui?with=hon-cheon&pair=second",
          STAGE + "/answers/ko-arithmetic/gan-ui/7",
          STAGE + "/lineage",
          STAGE + "/panel",
          STAGE + "/ratings",
          STAGE + "/verdict");

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
  @ValueSource(ints = {1280, 375})
  void everyPageOfTheDeskIsAccessibleInBothLanguages(int width) throws Exception {
    try (var window = browser.window(width, true)) {
      Page page = window.newPage();
      page.navigate(stage.address(STAGE));
      assertThat(page.url()).contains("/sign-in");
      page.fill("input[name=username]", "office");
      page.fill("input[name=password]", stage.password("office"));
      page.click("main button[type=submit]");
      assertThat(page.url()).as("back to the page that was asked for").contains(STAGE);
      for (String language : List.of("", "/en")) {
        for (String path : PAGES) {
          Response answer = Objects.requireNonNull(page.navigate(stage.address(language + path)));
          assertThat(answer.status()).as(language + path).isEqualTo(200);
          assertThat(Browser.violations(page)).as(language + path + " at " + width).isEmpty();
        }
        page.navigate(stage.address(language + STAGE + "/jobs"));
        page.click("main tbody th a");
        assertThat(page.url()).contains("/jobs/");
        assertThat(Browser.violations(page)).as(language + " a run at " + width).isEmpty();
      }
    }
  }
}

package org.gwageo.platform.publication.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.gwageo.platform.ApplicationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** The public pages as a browser gets them; whatever state the rehearsal is in, they only read. */
@ApplicationTest
class PublicPagesTests {

  private static final Pattern HANGUL = Pattern.compile("[\\uAC00-\\uD7A3]");
  private static final Pattern CITED = Pattern.compile("#(source-[\\w-]+)\"");

  @Autowired private MockMvc browser;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/programmes/korea-2025",
        "/programmes/korea-2025/teams",
        "/programmes/korea-2025/teams/upstage",
        "/programmes/korea-2025/stages/selection-2025",
        "/programmes/korea-2025/stages/stage-1",
        "/programmes/korea-2025/stages/stage-3",
        "/programmes/korea-2025/stages/stage-1/rules",
        "/programmes/korea-2025/stages/stage-2/rules"
      })
  void everyPageExistsInBothLanguages(String path) throws Exception {
    var korean = open(path);
    assertThat(korean.getStatus()).isEqualTo(200);
    assertThat(text(korean)).contains("<html lang=\"ko\"");
    var english = open(path.equals("/") ? "/en" : "/en" + path);
    assertThat(english.getStatus()).isEqualTo(200);
    assertThat(text(english)).contains("<html lang=\"en\"");
    assertThat(main(text(english))).doesNotContainPattern(HANGUL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/programmes/rehearsal",
        "/programmes/rehearsal/teams",
        "/programmes/rehearsal/teams/gan-ui",
        "/programmes/rehearsal/stages/stage-1",
        "/programmes/rehearsal/stages/stage-1/rules"
      })
  void pagesOfAStageThatRunsHereSayThatItIsARehearsal(String path) throws Exception {
    var page = open("/en" + path);
    assertThat(page.getStatus()).isEqualTo(200);
    assertThat(text(page)).contains("Rehearsal");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/programmes/none",
        "/programmes/NONE",
        "/programmes/none/calendar.ics",
        "/programmes/korea-2025/teams/none",
        "/programmes/korea-2025/stages/none",
        "/programmes/korea-2025/stages/stage-3/rules",
        "/programmes/korea-2025/stages/stage-1/rules?version=9",
        "/programmes/korea-2025/stages/none/rules/rulebook.json"
      })
  void unknownNamesAreNotFound(String path) throws Exception {
    assertThat(open(path).getStatus()).isEqualTo(404);
  }

  @Test
  void theDownloadedRulesHaveTheDigestOfThePage() throws Exception {
    String page = text(open("/programmes/korea-2025/stages/stage-1/rules"));
    byte[] json =
        open("/programmes/korea-2025/stages/stage-1/rules/rulebook.json").getContentAsByteArray();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
    assertThat(page).contains("sha256:" + HexFormat.of().formatHex(digest));
  }

  @Test
  void calendarAndDataAreServedWithTheirTypes() throws Exception {
    var calendar = open("/en/programmes/korea-2025/calendar.ics");
    assertThat(calendar.getContentType()).startsWith("text/calendar");
    assertThat(calendar.getHeader("Content-Disposition")).contains("korea-2025-en.ics");
    assertThat(open("/programmes/korea-2025/data.json").getContentType())
        .isEqualTo("application/json");
  }

  @Test
  void everySourceThatAPageCitesIsInTheListOfSources() throws Exception {
    String overview = text(open("/programmes/korea-2025"));
    var keys = CITED.matcher(text(open("/programmes/korea-2025/teams/upstage")));
    int found = 0;
    while (keys.find()) {
      found++;
      assertThat(overview).contains("id=\"" + keys.group(1) + "\"");
    }
    assertThat(found).isPositive();
  }

  /** Sends the path as the server hands it to the filters: as the servlet's. */
  private MockHttpServletResponse open(String path) throws Exception {
    String servlet = path.replaceFirst("[?].*", "").replaceFirst("^/$", "");
    return browser
        .perform(get(path).servletPath(servlet).header("Accept", "text/html,*/*"))
        .andReturn()
        .getResponse();
  }

  private static String text(MockHttpServletResponse response) {
    return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
  }

  private static String main(String html) {
    return html.substring(html.indexOf("<main"), html.indexOf("</main>"));
  }
}

package org.gwageo.platform.publication.web.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.gwageo.platform.ApplicationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Addresses below a stage that is not published, and below one that is only on record. */
@ApplicationTest
class ResultRoutesTests {

  private static final String STAGE = "/programmes/rehearsal/stages/stage-1/";

  @Autowired private MockMvc browser;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "results",
        "verdict",
        "verdict/gan-ui",
        "verdict/gan-ui/compare/hon-cheon",
        "evidence",
        "benchmarks/dates",
        "benchmarks/dates/gan-ui"
      })
  void beforeThePublicationThePageSaysWhatComesFirst(String page) throws Exception {
    var korean = open(STAGE + page);
    assertThat(korean.getStatus()).isEqualTo(200);
    assertThat(text(korean)).contains("<html lang=\"ko\"", "결과 전", "제출 마감");
    var english = open("/en" + STAGE + page);
    assertThat(english.getStatus()).isEqualTo(200);
    assertThat(text(english)).contains("<html lang=\"en\"", "Not yet", "Submissions close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STAGE + "results/teams.csv",
        STAGE + "bundle.zip",
        STAGE + "files/verdict/verdict.json",
        "/programmes/korea-2025/stages/stage-1/bundle.zip",
        "/programmes/rehearsal/stages/stage-9/results",
        "/programmes/none/stages/stage-1/verdict",
        "/programmes/rehearsal/stages/STAGE/evidence"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(open(path).getStatus()).isEqualTo(404);
    assertThat(open("/en" + path).getStatus()).isEqualTo(404);
  }

  @Test
  void aStageOnRecordLeadsToItsPage() throws Exception {
    assertThat(open("/programmes/korea-2025/stages/stage-2/verdict").getRedirectedUrl())
        .isEqualTo("/programmes/korea-2025/stages/stage-2");
  }

  private MockHttpServletResponse open(String path) throws Exception {
    // A server puts the whole path there; the mock leaves it empty.
    return browser.perform(get(URI.create(path)).servletPath(path)).andReturn().getResponse();
  }

  private static String text(MockHttpServletResponse response) {
    return new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
  }
}

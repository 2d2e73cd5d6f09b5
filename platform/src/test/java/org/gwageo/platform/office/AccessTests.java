package org.gwageo.platform.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.programme.StageState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpSession;

@ApplicationTest
@Import(Desk.class)
class AccessTests {

  @Autowired private Desk desk;

  @BeforeEach
  void reset() {
    desk.reset(StageState.DRAFT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/account",
        "/office",
        "/office/people",
        Desk.OFFICE,
        Desk.OFFICE + "/rulebook",
        Desk.OFFICE + "/submissions",
        Desk.OFFICE + "/jobs",
        Desk.OFFICE + "/jobs/live",
        Desk.OFFICE + "/lineage",
        Desk.OFFICE + "/panel",
        Desk.OFFICE + "/ratings",
        Desk.OFFICE + "/verdict",
        Desk.OFFICE + "/reproduction",
        "/my-team/stages/stage-1/runs",
        "/reviewer",
        "/my-team"
      })
  void sendTheUnknownToTheDoor(String path) throws Exception {
    var response = desk.http().perform(Desk.get(path)).andReturn().getResponse();
    assertThat(response.getStatus()).isEqualTo(302);
    assertThat(response.getRedirectedUrl()).endsWith("/sign-in");
  }

  @ParameterizedTest
  @CsvSource({
    "team, /office",
    "reviewer, /office",
    "office, /reviewer",
    "team, /reviewer",
    "office, /my-team",
    "reviewer, /my-team",
    "reviewer, /office/programmes/rehearsal/stages/stage-1/panel",
    "team, /office/programmes/rehearsal/stages/stage-1/verdict"
  })
  void keepEveryRoleToItsOwnPages(String account, String path) throws Exception {
    assertThat(desk.open(account, path).status()).isEqualTo(403);
    assertThat(desk.send(account, path).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "office, /account, 운영기관", "office, /en/account, Programme office",
    "team, /account, hon-cheon", "reviewer, /account, E1",
    "office, /office, 규칙 작성", "office, /en/office, Rules in draft",
    "reviewer, /reviewer, E1", "team, /my-team, 예행연습"
  })
  void openToTheRightRoleInBothLanguages(String account, String path, String expected)
      throws Exception {
    var answer = desk.open(account, path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/rulebook",
        "/submissions",
        "/jobs",
        "/lineage",
        "/panel",
        "/ratings",
        "/verdict"
      })
  void everyPageOfAStageOpensInEveryState(String part) throws Exception {
    for (StageState state : StageState.values()) {
      desk.reset(state);
      assertThat(desk.open("office", Desk.OFFICE + part).status()).as(part + state).isEqualTo(200);
      assertThat(desk.open("office", "/en" + Desk.OFFICE + part).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/office/programmes/rehearsal/stages/stage-9",
        "/office/programmes/none/stages/stage-1/jobs",
        "/office/programmes/rehearsal/stages/STAGE/rulebook"
      })
  void saysThatAStageDoesNotExist(String path) throws Exception {
    assertThat(desk.open("office", path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Desk.OFFICE,
        Desk.OFFICE + "/rulebook",
        Desk.OFFICE + "/submissions/guests",
        Desk.OFFICE + "/panel/scores",
        Desk.OFFICE + "/ratings",
        Desk.OFFICE + "/verdict/draft"
      })
  void takesNoFormWithoutItsToken(String path) throws Exception {
    var response =
        desk.http()
            .perform(Desk.post(path).with(user("office").roles("OFFICE")))
            .andReturn()
            .getResponse();
    assertThat(response.getStatus()).isEqualTo(403);
  }

  @Test
  void aFailedSignInSaysSoAndAGoodOneLeadsBackInTheSameLanguage() throws Exception {
    var session = new MockHttpSession();
    var door =
        desk.http().perform(Desk.get("/en/office").session(session)).andReturn().getResponse();
    assertThat(door.getRedirectedUrl()).isEqualTo("/en/sign-in");
    var failed = signIn(session, "wrong");
    assertThat(failed).isEqualTo("/en/sign-in?failed");
    var good = signIn(session, "correct-horse-office");
    assertThat(good).isEqualTo("/en/office");
    var page =
        desk.http().perform(Desk.get("/en/office").session(session)).andReturn().getResponse();
    assertThat(page.getContentAsString()).contains("Account office");
  }

  private String signIn(MockHttpSession session, String password) throws Exception {
    String location =
        desk.http()
            .perform(
                Desk.post("/en/sign-in")
                    .session(session)
                    .with(csrf())
                    .param("username", "office")
                    .param("password", password))
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    return String.valueOf(location);
  }
}

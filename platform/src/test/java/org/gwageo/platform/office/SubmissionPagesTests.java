package org.gwageo.platform.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.team.Teams;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Desk.class)
class SubmissionPagesTests {

  private static final String FORM = "/my-team/stages/stage-1/submission";
  private static final String GUESTS = Desk.OFFICE + "/submissions/guests";

  @Autowired private Desk desk;
  @Autowired private Submissions submissions;
  @Autowired private Teams teams;

  @Test
  void aTeamSubmitsAndGetsAReceipt() throws Exception {
    desk.reset(StageState.OPEN);
    var answer = desk.send("team", "/en" + FORM, entry("http://127.0.0.1:9999/v1"));
    var received = submissions.counting(Desk.STAGE, "hon-cheon").orElseThrow();
    assertThat(answer.location()).isEqualTo("/en/my-team/submissions/" + received.receipt());
    assertThat(received.submittedBy()).isEqualTo("team");
    assertThat(received.commercialUse()).isTrue();
    assertThat(desk.open("team", answer.location()).body())
        .contains(received.receipt(), received.revision(), "Tokenizer", "Made by us before")
        .contains("This submission counts.");
    assertThat(desk.open("team", "/my-team").body()).contains(received.receipt());
    assertThat(desk.open("team", FORM).body()).contains("value=\"http://127.0.0.1:9999/v1\"");
    assertThat(desk.open("office", Desk.OFFICE + "/submissions").body())
        .contains(received.receipt(), "아직 제출하지 않음");
  }

  @Test
  void aWrongAddressIsOneSentenceAndNothingTypedIsLost() throws Exception {
    desk.reset(StageState.OPEN);
    var answer = desk.send("team", "/en" + FORM, entry("ftp://nowhere"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("An endpoint begins with http or https and ends in /v1.")
        .contains("value=\"ftp://nowhere\"", "value=\"hon-cheon\"", "value=\"혼천팀\"")
        .contains("<option value=\"OWN_EARLIER\" selected");
    assertThat(submissions.counting(Desk.STAGE)).isEmpty();
  }

  @Test
  void namesEveryFieldThatIsMissing() throws Exception {
    desk.reset(StageState.OPEN);
    var answer = desk.send("team", "/en" + FORM, "weights", "../secret", "data-lineage", "OWN_NEW");
    assertThat(answer.body())
        .contains("The model store has no folder ../secret.")
        .contains("The lineage of Tokenizer must be declared.")
        .contains("href=\"#model\"", "href=\"#licence\"", "href=\"#data-lineage\"");
  }

  @Test
  void takesNoSubmissionOutsideItsTime() throws Exception {
    desk.reset(StageState.EVALUATING);
    var answer = desk.send("team", "/en" + FORM, entry("http://127.0.0.1:9999/v1"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("No submissions are taken in the state “Being evaluated”.");
    assertThat(submissions.counting(Desk.STAGE)).isEmpty();
  }

  @Test
  void anotherTeamsReceiptIsNotFound() throws Exception {
    desk.reset(StageState.OPEN);
    desk.send("office", GUESTS, "name", "Other", "endpoint", "http://a.example/v1", "model", "m");
    String receipt = submissions.counting(Desk.STAGE, "other").orElseThrow().receipt();
    assertThat(desk.open("team", "/my-team/submissions/" + receipt).status()).isEqualTo(404);
  }

  @Test
  void theOfficeEntersAGuest() throws Exception {
    desk.reset(StageState.OPEN);
    var answer =
        desk.send(
            "office",
            GUESTS,
            "name",
            "Large model",
            "endpoint",
            "http://127.0.0.1:8081/v1",
            "model",
            "large");
    assertThat(answer.location()).startsWith(Desk.OFFICE + "/submissions?entered=GW-");
    assertThat(desk.open("office", answer.location()).body()).contains("Large model", "(참관)");
    assertThat(teams.competing(Desk.STAGE)).noneMatch(team -> team.id().equals("large-model"));
  }

  @Test
  void aGuestThatCannotSubmitIsNotEntered() throws Exception {
    desk.reset(StageState.OPEN);
    var answer = desk.send("office", "/en" + GUESTS, "name", "혼천팀!", "endpoint", "x", "model", "");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("A name begins with a letter or digit", "value=\"혼천팀!\"", "value=\"x\"")
        .contains("Give the name under which the endpoint serves the model.");
    desk.reset(StageState.FROZEN);
    var closed =
        desk.send(
            "office",
            "/en" + GUESTS,
            "name",
            "Large",
            "endpoint",
            "http://127.0.0.1:8081/v1",
            "model",
            "large");
    assertThat(closed.body()).contains("Guests can be entered only while the stage is open");
    assertThat(teams.find("rehearsal", "large")).isEmpty();
  }

  @Test
  void aGuestWithTheNameOfATeamIsRefusedInTheLanguageOfThePage() throws Exception {
    desk.reset(StageState.OPEN);
    String[] guest = {"name", "gan ui", "endpoint", "http://127.0.0.1:8081/v1", "model", "large"};
    assertThat(desk.send("office", GUESTS, guest).body())
        .contains("받아들이지 않았습니다. 과제 rehearsal에 이름이 같은 팀이 있습니다: gan ui")
        .doesNotContain("has a team of this name");
    assertThat(desk.send("office", "/en" + GUESTS, guest).body())
        .contains("This was not accepted: rehearsal has a team of this name: gan ui");
  }

  private static String[] entry(String endpoint) {
    var fields = new ArrayList<String>();
    fields.addAll(List.of("model", "hon-cheon", "endpoint", endpoint, "licence", "Apache-2.0"));
    fields.addAll(List.of("commercial", "yes", "weights", "ang-bu"));
    for (String kind : List.of("language-model-weights", "tokenizer")) {
      fields.addAll(List.of(kind + "-lineage", "OWN_EARLIER", kind + "-training", "UPDATED"));
      fields.addAll(List.of(kind + "-origin-ko", "혼천팀", kind + "-origin-en", "Honcheon"));
      fields.addAll(List.of(kind + "-licence", "Apache-2.0", kind + "-version", "2"));
    }
    return fields.toArray(String[]::new);
  }
}

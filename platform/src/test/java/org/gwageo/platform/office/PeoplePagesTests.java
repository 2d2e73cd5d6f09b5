package org.gwageo.platform.office;

import static org.assertj.core.api.Assertions.assertThat;

import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Desk.class)
class PeoplePagesTests {

  private static final String PEOPLE = "/office/people";

  @Autowired private Desk desk;
  @Autowired private Accounts accounts;

  @Test
  void theOfficeAddsAReviewerWhoThenStandsInTheList() throws Exception {
    var answer = desk.send("office", "/en" + PEOPLE, reviewer("reviewer-nine", "E9"));
    assertThat(answer.location()).isEqualTo("/en/office/people?added=reviewer-nine");
    assertThat(accounts.find("reviewer-nine"))
        .get()
        .satisfies(
            account -> {
              assertThat(account.role()).isEqualTo(Role.REVIEWER);
              assertThat(account.subject()).isEqualTo("E9");
            });
    assertThat(desk.open("office", answer.location()).body())
        .contains("The account reviewer-nine was added.", "E9");
  }

  @Test
  void mistakesAreNamedAndNothingTypedIsLostButThePassword() throws Exception {
    var answer =
        desk.send(
            "office",
            "/en" + PEOPLE,
            "username",
            "Reviewer Ten",
            "nameKo",
            "평가위원 E10",
            "nameEn",
            "",
            "role",
            "REVIEWER",
            "programme",
            "",
            "subject",
            "E10",
            "password",
            "short-secret");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Give a log-in name of 2 to 40 characters")
        .contains("Give a name of at most 80 characters.")
        .contains("Teams and reviewers need the name of their programme")
        .contains("value=\"Reviewer Ten\"", "value=\"평가위원 E10\"")
        .doesNotContain("short-secret");
  }

  @Test
  void aTakenNameIsRefusedAndTheAccountStaysAsItIs() throws Exception {
    var before = accounts.find("office").orElseThrow();
    var answer = desk.send("office", "/en" + PEOPLE, reviewer("office", "E8"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("The log-in name office is taken.");
    assertThat(accounts.find("office")).contains(before);
  }

  private static String[] reviewer(String username, String pseudonym) {
    return new String[] {
      "username",
      username,
      "nameKo",
      "평가위원 " + pseudonym,
      "nameEn",
      "Reviewer " + pseudonym,
      "role",
      "REVIEWER",
      "programme",
      "rehearsal",
      "subject",
      pseudonym,
      "password",
      "a-long-enough-secret"
    };
  }
}

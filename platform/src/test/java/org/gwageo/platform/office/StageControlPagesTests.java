package org.gwageo.platform.office;

import static org.assertj.core.api.Assertions.assertThat;

import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Desk.class)
class StageControlPagesTests {

  @Autowired private Desk desk;
  @Autowired private Stages stages;

  @Test
  void showsConditionsInWordsAndWhatTheStepDoes() throws Exception {
    desk.reset(StageState.DRAFT);
    assertThat(desk.open("office", Desk.OFFICE).body())
        .contains("규칙 확정하기", "규칙 1판이 있습니다", "충족", "aria-current=\"step\"")
        .doesNotContain("guard.");
    assertThat(desk.open("office", "/en" + Desk.OFFICE).body())
        .contains("Version 1 of the rules is written", "cannot be changed afterwards");
  }

  @Test
  void freezesWithAReasonAndTheTypedName() throws Exception {
    desk.reset(StageState.DRAFT);
    var answer =
        desk.send(
            "office",
            Desk.OFFICE,
            "action",
            "FREEZE",
            "reason",
            "규칙 검토를 마쳤습니다",
            "confirmation",
            "stage-1");
    assertThat(answer.location()).isEqualTo(Desk.OFFICE + "?done=freeze");
    assertThat(stages.get(Desk.STAGE).state()).isEqualTo(StageState.FROZEN);
    assertThat(desk.open("office", answer.location()).body())
        .contains("규칙을 확정했습니다.", "규칙 검토를 마쳤습니다");
  }

  @Test
  void keepsTheReasonWhenTheNameIsMistyped() throws Exception {
    desk.reset(StageState.DRAFT);
    var answer =
        desk.send(
            "office",
            "/en" + Desk.OFFICE,
            "action",
            "FREEZE",
            "reason",
            "checked by two <people>",
            "confirmation",
            "stage-2");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "Type exactly stage-1 in the confirmation field.",
            "checked by two &lt;people&gt;",
            "value=\"stage-2\"");
    assertThat(stages.get(Desk.STAGE).state()).isEqualTo(StageState.DRAFT);
  }

  @Test
  void asksForAReason() throws Exception {
    desk.reset(StageState.DRAFT);
    assertThat(
            desk.send("office", "/en" + Desk.OFFICE, "action", "FREEZE", "confirmation", "stage-1")
                .body())
        .contains("Give a reason of at least 5 characters.");
  }

  @Test
  void refusesAStepFromAPageThatIsOutOfDate() throws Exception {
    desk.reset(StageState.OPEN);
    var answer =
        desk.send("office", "/en" + Desk.OFFICE, "action", "OPEN", "reason", "let the teams begin");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("The state has changed in the meantime");
  }

  @Test
  void namesTheConditionsThatDoNotHoldAndDisablesTheButton() throws Exception {
    desk.reset(StageState.OPEN);
    assertThat(desk.open("office", "/en" + Desk.OFFICE).body())
        .contains("0 of 5 teams have submitted", "Not met", "disabled");
    var answer =
        desk.send(
            "office",
            "/en" + Desk.OFFICE,
            "action",
            "CLOSE",
            "reason",
            "time is up",
            "confirmation",
            "stage-1");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Not possible yet: 1 condition is not met.", "time is up");
    assertThat(stages.get(Desk.STAGE).state()).isEqualTo(StageState.OPEN);
  }

  @Test
  void everyConditionOfEveryStepHasWordsInBothLanguages() throws Exception {
    for (StageState state : StageState.values()) {
      desk.reset(state);
      for (String language : new String[] {"", "/en"}) {
        assertThat(desk.open("office", language + Desk.OFFICE).body())
            .doesNotContainPattern("(rules|tasks|jobs|weights|sheets|ratings|verdict)-[a-z]+ ");
      }
    }
  }
}

package org.gwageo.platform.office;

import static org.assertj.core.api.Assertions.assertThat;

import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageState;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Desk.class)
class RulebookPagesTests {

  private static final String PAGE = Desk.OFFICE + "/rulebook";

  @Autowired private Desk desk;
  @Autowired private Rulebooks rulebooks;

  @Test
  void savesAFurtherVersionWithItsReason() throws Exception {
    desk.reset(StageState.DRAFT);
    String yaml = rulebooks.inForce(Desk.STAGE).orElseThrow().yaml();
    var answer =
        desk.send(
            "office",
            PAGE,
            "yaml",
            yaml.replace("at-least: 40", "at-least: 45").replace("\n", "\r\n"),
            "reason",
            "최저 점수를 올립니다");
    assertThat(answer.location()).isEqualTo(PAGE + "?saved=2");
    assertThat(rulebooks.versions(Desk.STAGE)).hasSize(2);
    assertThat(rulebooks.inForce(Desk.STAGE).orElseThrow().yaml())
        .contains("at-least: 45")
        .doesNotContain("\r");
    assertThat(desk.open("office", answer.location()).body())
        .contains("규칙 2판을 저장했습니다.", "최저 점수를 올립니다");
  }

  @Test
  void listsAllProblemsWithTheirLinesAndKeepsTheDocument() throws Exception {
    desk.reset(StageState.DRAFT);
    String yaml = rulebooks.inForce(Desk.STAGE).orElseThrow().yaml();
    var answer =
        desk.send(
            "office",
            "/en" + PAGE,
            "yaml",
            yaml.replace("points: 40", "points: 41") + "\nunknown-key: 1\n",
            "reason",
            "an attempt");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .containsPattern("line \\d+, column \\d+: ")
        .contains("unknown-key", "points: 41", "an attempt")
        .doesNotContain("lang=\"en\">a");
    assertThat(
            desk.send("office", PAGE, "yaml", yaml + "\nunknown-key: 1\n", "reason", "an attempt")
                .body())
        .containsPattern("\\d+행 \\d+열: <span lang=\"en\">[^<]*unknown-key");
    assertThat(rulebooks.versions(Desk.STAGE)).hasSize(1);
  }

  @Test
  void refusesADocumentThatIsTheSameOrHasNoReason() throws Exception {
    desk.reset(StageState.DRAFT);
    String yaml = rulebooks.inForce(Desk.STAGE).orElseThrow().yaml();
    assertThat(desk.send("office", "/en" + PAGE, "yaml", yaml, "reason", "").body())
        .contains(
            "The document is the same as version 1.", "Give a reason of at least 5 characters.");
  }

  @Test
  void keepsWhatWasTypedWhenTheRulesWereFrozenMeanwhile() throws Exception {
    desk.reset(StageState.FROZEN);
    var answer = desk.send("office", "/en" + PAGE, "yaml", "typed: late", "reason", "late change");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("typed: late", "cannot be changed in the state");
  }

  @Test
  void rulesThatAskForMoreRunsThanAStageHasCannotBeFrozen() throws Exception {
    assertThat(warningOf(101))
        .contains(
            "The benchmarks of item dates are to be run 101 times; a task is run at most 100 times");
    assertThat(warningOf(5)).doesNotContain("are to be run");
    desk.reset(StageState.DRAFT);
    assertThat(desk.open("office", "/en" + Desk.OFFICE).body()).doesNotContain("are to be run");
  }

  /** Returns the stage's page under rules that ask for so many runs of an item's tasks. */
  private String warningOf(int runs) throws Exception {
    desk.reset(StageState.DRAFT);
    String yaml = rulebooks.inForce(Desk.STAGE).orElseThrow().yaml();
    String dates = "title: {ko: 날짜와 요일, en: Dates and weekdays}\n        points: 5\n";
    assertThat(yaml).contains(dates + "        input: {kind: index}");
    desk.send(
        "office",
        PAGE,
        "yaml",
        yaml.replace(
            dates + "        input: {kind: index}",
            dates
                + "        input: {kind: index, runs: {count: %d, aggregate: {rule: mean}}}"
                    .formatted(runs)),
        "reason",
        "several runs of each");
    return desk.open("office", "/en" + Desk.OFFICE).body();
  }
}

package org.gwageo.platform.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.review.Sheets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@ApplicationTest
@Import(Desk.class)
class SheetPagesTests {

  private static final String SHEET = "/reviewer/stages/stage-1/teams/gan-ui";

  @Autowired private Desk desk;
  @Autowired private Sheets sheets;

  @Test
  void aReviewerDeclaresFirstAndThenScores() throws Exception {
    desk.reset(StageState.EVALUATING);
    assertThat(desk.open("reviewer", "/en" + SHEET).body())
        .contains("Declare this before you give points.")
        .doesNotContain("points-strategy");
    var early = desk.send("reviewer", "/en" + SHEET, scores("8.5", "clear strategy"));
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.body()).contains("Declare first whether you have a conflict of interest.");
    assertThat(desk.send("reviewer", SHEET + "/conflict", "conflict", "no").location())
        .isEqualTo(SHEET + "?saved=conflict");
    assertThat(desk.send("reviewer", SHEET, scores("8.5", "clear strategy")).location())
        .isEqualTo(SHEET + "?saved=sheet");
    assertThat(sheets.scores(Desk.STAGE))
        .hasSize(3)
        .allMatch(line -> line.evaluator().equals("E1") && line.team().equals("gan-ui"));
    assertThat(desk.open("reviewer", "/en" + SHEET).body())
        .contains("8.5 of 10", "clear strategy", "value=\"8.5\"");
    assertThat(desk.open("reviewer", "/en/reviewer").body()).contains("Complete", "3 / 3");
  }

  @Test
  void aWrongNumberIsOneSentenceWithItsRange() throws Exception {
    desk.reset(StageState.EVALUATING);
    desk.send("reviewer", SHEET + "/conflict", "conflict", "no");
    var answer = desk.send("reviewer", "/en" + SHEET, scores("11", "kept as typed"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Strategy and technology: give 0 to 10 points with at most two decimals.")
        .contains("value=\"11\"", "kept as typed");
    assertThat(sheets.scores(Desk.STAGE)).isEmpty();
  }

  @Test
  void aTickNeedsAReason() throws Exception {
    desk.reset(StageState.EVALUATING);
    desk.send("reviewer", SHEET + "/conflict", "conflict", "no");
    var fields = new ArrayList<>(List.of(scores("8", "clear strategy")));
    fields.addAll(List.of("tick-independence", "yes"));
    assertThat(desk.send("reviewer", "/en" + SHEET, fields.toArray(String[]::new)).body())
        .contains("Independence: give a reason of at least 5 characters.");
    fields.addAll(List.of("tick-reason-independence", "the loss starts too low"));
    desk.send("reviewer", SHEET, fields.toArray(String[]::new));
    assertThat(sheets.marks(Desk.STAGE))
        .containsExactly(new PanelMark("E1", "gan-ui", "independence", "the loss starts too low"));
    desk.send("reviewer", SHEET, scores("8", "clear strategy"));
    assertThat(sheets.marks(Desk.STAGE)).isEmpty();
  }

  @Test
  void whoHasAConflictDoesNotScore() throws Exception {
    desk.reset(StageState.EVALUATING);
    assertThat(desk.send("reviewer", "/en" + SHEET + "/conflict", "conflict", "yes").body())
        .contains("Conflict of interest: give a reason of at least 5 characters.");
    desk.send(
        "reviewer", SHEET + "/conflict", "conflict", "yes", "conflict-reason", "former employer");
    assertThat(desk.open("reviewer", "/en" + SHEET).body())
        .contains("Recused")
        .doesNotContain("points-strategy");
    assertThat(desk.send("reviewer", SHEET, scores("8", "clear strategy")).status()).isEqualTo(422);
    assertThat(sheets.scores(Desk.STAGE)).isEmpty();
  }

  @Test
  void aDeclarationThatIsNotTakenLeavesTheSheetAsItWas() throws Exception {
    desk.reset(StageState.EVALUATING);
    desk.send("reviewer", SHEET + "/conflict", "conflict", "no");
    desk.send("reviewer", SHEET, scores("8.25", "clear strategy"));
    assertThat(desk.send("reviewer", SHEET + "/conflict", "conflict", "yes").body())
        .contains("value=\"8.25\"", "clear strategy");
    assertThat(sheets.scores(Desk.STAGE)).hasSize(3);
    assertThat(sheets.marks(Desk.STAGE)).isEmpty();
  }

  @Test
  void otherEvaluatorsLinesNeverReachAReviewer() throws Exception {
    desk.reset(StageState.EVALUATING);
    desk.send(
        "office",
        Desk.OFFICE + "/panel/scores",
        "scores",
        "evaluator,team,item,points,reason\nE2,gan-ui,strategy,9.25,foreign-words\n");
    assertThat(sheets.scores(Desk.STAGE)).hasSize(1);
    for (String path : List.of("/reviewer", SHEET)) {
      assertThat(desk.open("reviewer", path).body()).doesNotContain("9.25", "foreign-words", "E2");
    }
  }

  @Test
  void sheetsAreReadOnlyOutsideTheEvaluation() throws Exception {
    desk.reset(StageState.EVALUATING);
    desk.send("reviewer", SHEET + "/conflict", "conflict", "no");
    desk.database()
        .sql(
            "update programme.stage set state = 'DECIDED' where stage = 'stage-1' and programme = 'rehearsal'")
        .update();
    var answer = desk.send("reviewer", "/en" + SHEET, scores("8", "typed too late"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Sheets are filled in during the evaluation only", "typed too late");
  }

  @Test
  void theOfficeEntersThePracticeFilesAndSeesWhatIsThere() throws Exception {
    desk.reset(StageState.EVALUATING);
    Path folder = Path.of("../programmes/rehearsal/panel");
    upload("scores", Files.readAllBytes(folder.resolve("sheets.csv")));
    upload("marks", Files.readAllBytes(folder.resolve("marks.csv")));
    assertThat(sheets.scores(Desk.STAGE)).hasSize(72);
    assertThat(desk.open("office", "/en" + Desk.OFFICE + "/panel").body())
        .contains("5 evaluators, 72 lines of points, 2 marks", "Recused", "3 of 3");
  }

  @Test
  void oneWrongLineEntersNothing() throws Exception {
    desk.reset(StageState.EVALUATING);
    String csv =
        "evaluator,team,item,points,reason\nE1,gan-ui,strategy,9,fine\nE1,nobody,strategy,9,typo\n";
    var answer = desk.send("office", "/en" + Desk.OFFICE + "/panel/scores", "scores", csv);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Nothing was entered: ", "nobody", "E1,gan-ui,strategy,9,fine");
    assertThat(desk.send("office", Desk.OFFICE + "/panel/scores", "scores", csv).body())
        .contains("아무것도 넣지 않았습니다. 단계 rehearsal/stage-1에는 nobody이라는(라는) 팀이 없습니다.")
        .doesNotContain("has no team");
    assertThat(
            desk.send("office", Desk.OFFICE + "/panel/scores", "scores", "evaluator,team\nE1")
                .body())
        .as("what is wrong with a file is said in English")
        .containsPattern("아무것도 넣지 않았습니다\\. <span lang=\"en\">[^<]+</span>");
    assertThat(sheets.scores(Desk.STAGE)).isEmpty();
  }

  @Test
  void aMarkThatTheRulesDoNotKnowEntersNothing() throws Exception {
    desk.reset(StageState.EVALUATING);
    String csv = "evaluator,team,mark,reason\nE1,gan-ui,conflict,kin\nE1,gan-ui,beauty,ugly\n";
    assertThat(desk.send("office", "/en" + Desk.OFFICE + "/panel/marks", "marks", csv).body())
        .contains("beauty is no mark of these rules; possible are conflict, independence.");
    assertThat(desk.send("office", Desk.OFFICE + "/panel/marks", "marks", csv).body())
        .contains("아무것도 넣지 않았습니다. beauty은(는) 표시로 쓸 수 없습니다. 쓸 수 있는 것: conflict, independence");
    assertThat(sheets.marks(Desk.STAGE)).isEmpty();
  }

  @Test
  void aFileInAnotherEncodingIsNamed() throws Exception {
    desk.reset(StageState.EVALUATING);
    var body = upload("scores", "이유".getBytes(Charset.forName("EUC-KR")));
    assertThat(body).contains("The file is not UTF-8.");
  }

  @Test
  void theOfficeEntersOneSheetByForm() throws Exception {
    desk.reset(StageState.EVALUATING);
    String page = Desk.OFFICE + "/panel/sheet";
    assertThat(desk.open("office", page + "?evaluator=E6&team=gan-ui").status()).isEqualTo(200);
    assertThat(desk.open("office", page + "?evaluator=E6&team=none").status()).isEqualTo(404);
    var fields = new ArrayList<>(List.of(scores("7", "entered from paper")));
    fields.addAll(List.of("evaluator", "E6", "team", "gan-ui"));
    var answer = desk.send("office", page, fields.toArray(String[]::new));
    assertThat(answer.location()).isEqualTo(Desk.OFFICE + "/panel?entered=3");
    assertThat(sheets.evaluators(Desk.STAGE)).containsExactly("E6");
  }

  private String upload(String field, byte[] bytes) throws Exception {
    return desk.http()
        .perform(
            MockMvcRequestBuilders.multipart("/en" + Desk.OFFICE + "/panel/" + field)
                .file(new MockMultipartFile(field + "-file", "sheet.csv", "text/csv", bytes))
                .servletPath("/en" + Desk.OFFICE + "/panel/" + field)
                .with(user("office").roles("OFFICE"))
                .with(csrf()))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private static String[] scores(String points, String reason) {
    var fields = new ArrayList<String>();
    for (String item : List.of("strategy", "results", "ripple")) {
      fields.addAll(List.of("points-" + item, points, "reason-" + item, reason));
    }
    return fields.toArray(String[]::new);
  }
}

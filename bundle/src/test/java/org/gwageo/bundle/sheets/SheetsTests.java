package org.gwageo.bundle.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetsTests {

  @Test
  void readsBackWhatItWritesInTheOrderOfTheKeys() throws SheetException {
    var scores =
        List.of(
            new PanelScore("E2", "gan-ui", "plan", new BigDecimal("8.5"), "계획, \"구체적\"\n둘째 줄"),
            new PanelScore("E1", "gan-ui", "plan", new BigDecimal("7"), ""));
    String csv = PanelScore.write(scores);
    assertThat(csv).startsWith("evaluator,team,item,points,reason\nE1,gan-ui,plan,7,");
    assertThat(PanelScore.read(csv)).containsExactly(scores.get(1), scores.get(0));
    assertThat(PanelScore.write(PanelScore.read(csv))).isEqualTo(csv);
  }

  @Test
  void takesTheByteOrderMarkOfASpreadsheet() throws SheetException {
    assertThat(PanelMark.read("\ufeffevaluator,team,mark,reason\r\nE1,a,conflict,former employer"))
        .containsExactly(new PanelMark("E1", "a", PanelMark.CONFLICT, "former employer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          professional,r1,a,6,1,200     | line 2, rating: a whole number from 1 to 5, not 6
          professional,r1,a,4.5,1,200   | line 2, rating: a whole number from 1 to 5, not 4.5
          professional,r1,a,good,1,200  | line 2, rating: not a number: good
          professional,,a,4,1,200       | line 2 has no rater
          professional,r1,a,4,1         | line 2 has 5 cells, the header has 6
          """)
  void namesTheLineAndTheValueOfABadRating(String line, String message) {
    assertThatThrownBy(() -> UserRating.read("panel,rater,team,rating,position,seconds\n" + line))
        .isInstanceOf(SheetException.class)
        .hasMessage(message);
  }

  @Test
  void refusesTwoRowsForOneJudgement() {
    assertThatThrownBy(
            () ->
                UserRating.read(
                    "panel,rater,team,rating,position,seconds\ncitizens,r,a,4,,\ncitizens,r,a,5,,"))
        .hasMessage("line 3 says the same as line 2 for citizens, r, a");
  }

  @Test
  void refusesAnotherHeaderAndAnEmptyFile() {
    assertThatThrownBy(() -> UserRating.read("rater,team\n"))
        .hasMessage(
            "the first line must be panel,rater,team,rating,position,seconds, not rater,team");
    assertThatThrownBy(() -> UserRating.read(""))
        .hasMessage("the first line must be panel,rater,team,rating,position,seconds");
  }
}

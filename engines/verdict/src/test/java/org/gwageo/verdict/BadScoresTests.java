package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores that do not fit their rulebook are refused with the line and the reason. */
class BadScoresTests {

  private static final String GOOD = Programmes.resource("small-scores.yaml");

  @Test
  void theScoresThatTheBadOnesComeFromAreGood() throws Exception {
    assertThat(Scores.parse(GOOD, rulebook()).participants()).containsExactly("a", "b", "c");
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "index: {a: 80| indx: {a: 80| line 8, column 3: the rulebook has no item \"indx\"; did you"
            + " mean \"index\"?",
        "b: 70| bb: 70| line 8, column 18: there is no team \"bb\"",
        "b: 70| b: 170| line 8, column 21: items.index.b must be from 0 to 100, not 170",
        "b: 70| b: high| line 8, column 21: items.index.b must be a decimal number such as 12.5, not"
            + " \"high\"",
        "b: 70| b: [70, 71]| line 8, column 21: items.index.b has 2 runs, expected 1",
        "b: 70| b: {correct: 61, of: 60}| line 8, column 31: more correct than asked: 61 of 60",
        ", b: 70| | line 8, column 3: the item \"index\" of \"b\" is missing the index",
        "r2: 4| r2: 6| line 10, column 20: items.users.a.r2 must be from 1 to 5, not 6",
        "E1: {a: {sheet: 30}| E1: {a: {sheet: 41}| line 16, column 23: panels.main.sheets.E1.a.sheet must be from 0 to 40, not 41",
        "{id: b}| {id: a}| line 4, column 10: the team \"a\" is listed twice",
        "kind: declared| kind: declred| line 6, column 48: there is no kind of conflict in the"
            + " rulebook \"declred\"; did you mean \"declared\"?",
        "in: main| in: mian| line 6, column 18: there is no panel or user group \"mian\"; did you"
            + " mean \"main\"?",
        "lineage: not-found| lineage: notfound| line 24, column 18: there is no lineage grade \"notfound\"; did you mean \"not-found\"?",
        "E5: []| E5: [d]| line 21, column 52: there is no team \"d\"",
        "E5: []| E5: [], E6: []| line 15, column 5: the panel \"main\" has 5 evaluators, here are 6",
      })
  void refused(String from, String to, String message) throws Exception {
    assertThat(GOOD).contains(from);
    String bad = GOOD.replace(from, to == null ? "" : to);
    Rulebook rulebook = rulebook();
    ScoresException refused =
        catchThrowableOfType(ScoresException.class, () -> Scores.parse(bad, rulebook));
    assertThat(refused).isNotNull();
    assertThat(refused.problems().getFirst()).hasToString(message);
  }

  @Test
  void aSheetWithoutAMarkIsRefused() throws Exception {
    Rulebook rulebook = rulebook();
    assertThatThrownBy(
            () -> Scores.parse(GOOD.replace("E1: {a: {sheet: 30}", "E1: {a: {}"), rulebook))
        .hasMessageContaining("panels.main.sheets.E1.a lacks the key \"sheet\"");
  }

  @Test
  void scoresOfAnotherRulebookAreRefused() throws Exception {
    Rulebook rulebook = rulebook();
    String other = "rulebook: sha256:" + "0".repeat(64) + "\n";
    assertThatThrownBy(() -> Scores.parse(GOOD + other, rulebook))
        .isInstanceOf(ScoresException.class)
        .hasMessageContaining("these scores belong to the rulebook sha256:000");
    Scores scores = Scores.parse(GOOD, rulebook);
    Rulebook second =
        Rulebook.parse(
            Programmes.resource("small-rulebook.yaml").replace("version: 1", "version: 2"));
    assertThatThrownBy(() -> Verdicts.decide(second, scores))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Rulebook rulebook() throws Exception {
    return Rulebook.parse(Programmes.resource("small-rulebook.yaml"));
  }
}

package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

class TutorialTests {

  @Test
  void theExampleOfThePackageCommentIsTrue() throws Exception {
    List<String> documents = documents();
    Rulebook rulebook = Rulebook.parse(documents.get(0));
    Verdict verdict = Verdicts.decide(rulebook, Scores.parse(documents.get(1), rulebook));
    TeamResult ganUi = verdict.team("gan-ui").orElseThrow();
    assertThat(ganUi.outcome()).isEqualTo(new Outcome.GateFailed(List.of("openness")));
    assertThat(ganUi.rank()).isEqualTo(1);
    assertThat(ganUi.total()).hasToString("90.0");
    TeamResult angBu = verdict.team("ang-bu").orElseThrow();
    assertThat(angBu.outcome()).isEqualTo(new Outcome.OutOfPlaces(2, 1));
    assertThat(angBu.total()).hasToString("81.3");
    assertThat(verdict.cut().actual().out()).isEqualTo(2);
    assertThat(verdict.cut().announced().out()).isEqualTo(1);
  }

  private static List<String> documents() throws IOException {
    String source = Files.readString(Path.of("src/main/java/org/gwageo/verdict/package-info.java"));
    return Pattern.compile("\"\"\"\\n(.*?)\"\"\"", Pattern.DOTALL)
        .matcher(source)
        .results()
        .map((MatchResult match) -> match.group(1).replaceAll("(?m)^ \\*     ", ""))
        .toList();
  }
}

package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

/** The published form of a verdict. */
class VerdictJsonTests {

  @Test
  void theBytesOfASmallVerdictAreThoseOfTheGoldenFile() throws Exception {
    assertThat(new String(verdict().toJson(), StandardCharsets.UTF_8))
        .isEqualTo(Programmes.resource("small-verdict.json").strip());
  }

  @Test
  void thePromisedMembersAreThere() throws Exception {
    String json = new String(verdict().toJson(), StandardCharsets.UTF_8);
    assertThat(json)
        .contains("\"announcedCut\":1,\"actualCut\":1".split(",", -1))
        .contains("\"rulebookDigest\":\"" + verdict().rulebookDigest() + "\"")
        .contains("\"team\":\"a\"", "\"outcome\":\"advances\"", "\"rank\":1", "\"total\":82.3")
        .contains("\"blocks\":{\"benchmark\":49.3,\"expert\":33}")
        .contains("\"gates\":{\"independence\":\"passed\"}");
  }

  @Test
  void commentsAndLayoutOfTheRulebookDoNotChangeItsDigest() throws Exception {
    String yaml = Programmes.resource("small-rulebook.yaml");
    Rulebook rulebook = Rulebook.parse(yaml);
    assertThat(Rulebook.parse("# a comment\n\n" + yaml).digest()).isEqualTo(rulebook.digest());
    assertThat(Rulebook.parse(new String(rulebook.canonicalJson(), StandardCharsets.UTF_8)))
        .isEqualTo(rulebook);
    assertThat(Rulebook.parse(yaml.replace("to: 2", "to: 1")).digest())
        .isNotEqualTo(rulebook.digest());
  }

  private static Verdict verdict() throws Exception {
    Rulebook rulebook = Rulebook.parse(Programmes.resource("small-rulebook.yaml"));
    return Verdicts.decide(
        rulebook, Scores.parse(Programmes.resource("small-scores.yaml"), rulebook));
  }
}

package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Reported;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Measurement;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

class ReportedTests {

  private static final String RATIO =
      "{kind: target-ratio, benchmarks: 1, cap: 1, runs: {count: 2, aggregate: {rule: mean}}}";

  @Test
  void theRuleForTeamsOwnRunsIsReadWhole() throws Exception {
    var rulebook = Rulebook.parse(Programmes.resource("reported-rulebook.yaml"));
    assertThat(rulebook.item("index").orElseThrow().evidence().reported())
        .isEqualTo(
            new Reported(
                1,
                5,
                null,
                new BigDecimal("0.02"),
                false,
                Reported.Counting.OURS,
                Reported.Counting.DECLARED));
    assertThat(rulebook.item("users").orElseThrow().evidence().reported()).isNull();
  }

  @Test
  void aRuleThatIsAbsentChangesNoDigest() throws Exception {
    String small = Programmes.resource("small-rulebook.yaml");
    String reported = Programmes.resource("reported-rulebook.yaml");
    assertThat(Rulebook.parse(reported).digest()).isNotEqualTo(Rulebook.parse(small).digest());
    assertThat(Rulebook.parse(small).canonicalJson())
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .doesNotContain("reported");
  }

  @Test
  void aTeamsOwnScoreBesideATargetMayBeCounted() throws Exception {
    String yaml =
        Programmes.resource("small-rulebook.yaml")
            .replaceFirst("\\{kind: index}", RATIO)
            .replaceFirst("missing: refuse", "missing: zero");
    var rulebook = Rulebook.parse(yaml);
    String scores =
        Programmes.resource("small-scores.yaml")
            .replaceFirst(
                "(?s)  index:.*?\n(?=  [a-z])",
                "  index: {a: [{benchmark: sums, own: [{correct: 2, of: 3}, 60], target:"
                    + " 80}]}\n");
    var measured = Scores.parse(scores, rulebook).measurement("index", "a").orElseThrow();
    assertThat(((Measurement.Targets) measured).targets().getFirst().own().getFirst().value())
        .isEqualTo(Fraction.of(200).dividedBy(Fraction.of(3)));
  }
}

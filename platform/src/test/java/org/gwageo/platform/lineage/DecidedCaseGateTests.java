package org.gwageo.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.gwageo.bundle.evidence.EvidenceScores;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.decision.EvidenceDesk;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Visitors.class)
class DecidedCaseGateTests {

  @Autowired private Visitors visitors;
  @Autowired private Cases cases;
  @Autowired private Screens screens;
  @Autowired private EvidenceDesk desk;
  @Autowired private Rulebooks rulebooks;
  @Autowired private Clock clock;

  @Test
  void aDecidedCaseStandsInTheScoresInsteadOfTheComparison() throws Exception {
    visitors.submit();
    byte[] report =
        "{\"references\":{\"north-star-base\":{\"grade\":\"derivation-established\"}}}"
            .getBytes(StandardCharsets.UTF_8);
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.DERIVATION_ESTABLISHED, report);
    assertThat(scores()).contains("north-star-base: \"derivation-established\"");
    cases.change(
        Visitors.STAGE,
        Visitors.TEAM,
        found -> {
          found.beginReview("l-office", clock);
          found.declareIndependence("l-office", false, "", clock);
          found.declareIndependence("l-second", false, "", clock);
          found.propose("l-office", CaseOutcome.NO_VIOLATION, "an own earlier model", clock);
        });
    assertThat(scores()).as("a proposal decides nothing").doesNotContain("own earlier model");
    cases.change(Visitors.STAGE, Visitors.TEAM, found -> found.confirm("l-second", clock));
    String number = cases.find(Visitors.STAGE, Visitors.TEAM).orElseThrow().number();
    assertThat(scores())
        .contains(number + ": \"not-found\"", "an own earlier model")
        .doesNotContain("derivation-established");
  }

  private String scores() throws Exception {
    var rulebook = rulebooks.inForce(Visitors.STAGE).orElseThrow().rulebook();
    String yaml = EvidenceScores.yaml(rulebook, desk.gather(Visitors.STAGE));
    assertThat(Scores.parse(yaml, rulebook)).isNotNull();
    return yaml;
  }
}

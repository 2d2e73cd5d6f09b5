package org.gwageo.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.ApplicationTest;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageGuard.Condition;
import org.gwageo.platform.programme.StagePublished;
import org.gwageo.platform.programme.UnmetConditionsException;
import org.gwageo.platform.web.Moments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ApplicationTest
@Import(Visitors.class)
class SettledCasesTests {

  private static final byte[] REPORT =
      "{\"references\":{\"north-star-base\":{\"grade\":\"derivation-established\"}}}"
          .getBytes(StandardCharsets.UTF_8);

  @Autowired private Visitors visitors;
  @Autowired private Cases cases;
  @Autowired private Screens screens;
  @Autowired private StageControl control;
  @Autowired private Clock clock;

  @BeforeEach
  void submit() {
    visitors.submit();
  }

  @Test
  void nothingFoundAndNothingAskedNeedsNobody() {
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.NOT_FOUND, REPORT);
    assertThat(conditions(StageAction.DECIDE)).contains(Condition.of("cases-settled", true));
    cases.change(
        Visitors.STAGE, Visitors.TEAM, found -> found.ask("Why?", soon(), "l-office", clock));
    assertThat(conditions(StageAction.DECIDE)).contains(open());
  }

  @Test
  void aTraceKeepsTheStageFromBeingDecidedAndPublishedUntilTwoPeopleHaveDecided() throws Exception {
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.INDICATED, REPORT);
    assertThat(conditions(StageAction.DECIDE)).contains(open());
    assertThat(conditions(StageAction.PUBLISH)).contains(open());
    assertThatThrownBy(
            () -> control.perform(Visitors.STAGE, StageAction.DECIDE, "l-office", "too early"))
        .isInstanceOf(UnmetConditionsException.class)
        .hasMessageContaining("cases-open [1, %s (gan-ui)]".formatted(number()));
    assertThat(visitors.open("l-office", "/en/office/programmes/rehearsal/stages/stage-1").body())
        .contains("1 verification case waits for a decision by two people", number());
    decide(CaseOutcome.VIOLATION);
    assertThat(conditions(StageAction.DECIDE)).contains(Condition.of("cases-settled", true));
  }

  @Test
  void whatIsDecidedBecomesPublicWithTheStage() {
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.INDICATED, REPORT);
    decide(CaseOutcome.NO_VIOLATION);
    assertThat(found().publicDecision()).isEmpty();
    cases.publishDecided(new StagePublished(Visitors.STAGE));
    assertThat(found().state()).isEqualTo(CaseState.PUBLISHED);
    assertThat(found().publicDecision()).isPresent();
    cases.publishDecided(new StagePublished(Visitors.STAGE));
    assertThat(found().history().stream().filter(e -> e.kind() == CaseEvent.Kind.PUBLISHED))
        .as("published once")
        .hasSize(1);
  }

  @Test
  void thePublishedHistoryIsWholeAndNamesNobody() throws Exception {
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.INDICATED, REPORT);
    decide(CaseOutcome.VIOLATION);
    byte[] json = found().file().toJson();
    var file = CaseFile.parse("cases/gan-ui.json", json);
    assertThat(file.firstBreak()).isEmpty();
    assertThat(file.head()).isEqualTo(found().head());
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains("from our own model", "a copy, they said")
        .doesNotContain("l-office", "l-second", "l-team", "a former colleague", "what I think");
    assertThat(file.decision())
        .contains(
            new CaseFile.Decision("VIOLATION", "derivation-established", "a copy, they said"));
    var hands =
        file.events().stream()
            .filter(event -> List.of("PROPOSED", "CONFIRMED").contains(event.kind()))
            .map(CaseFile.Event::by)
            .toList();
    assertThat(hands).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void anEventThatIsChangedInTheDatabaseIsNotBelieved() {
    screens.put(Visitors.STAGE, Visitors.TEAM, Grade.INDICATED, REPORT);
    decide(CaseOutcome.VIOLATION);
    int changed =
        visitors
            .database()
            .sql(
                """
                update lineage.case_event
                set data = replace(data, 'from our own model', 'from another model')
                where kind = 'REPLIED'
                """)
            .update();
    assertThat(changed).isEqualTo(1);
    assertThatThrownBy(this::found)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("event 4 of case GC-[0-9A-F]+ was changed after it was stored");
  }

  private void decide(CaseOutcome outcome) {
    cases.change(
        Visitors.STAGE,
        Visitors.TEAM,
        found -> {
          found.ask("Where from?", soon(), "l-office", clock);
          found.reply("1", "It is from our own model.", "l-team", clock);
          found.beginReview("l-office", clock);
          found.declareIndependence("l-reviewer", true, "a former colleague", clock);
          found.declareIndependence("l-third", false, "", clock);
          found.advise("l-third", outcome, "what I think", clock);
          found.declareIndependence("l-office", false, "", clock);
          found.declareIndependence("l-second", false, "", clock);
          found.propose("l-office", outcome, "a copy, they said", clock);
          found.confirm("l-second", clock);
        });
  }

  private Deadline soon() {
    return new Deadline(clock.instant().plus(Duration.ofHours(1)), Moments.SEOUL);
  }

  private List<Condition> conditions(StageAction action) {
    return control.conditions(Visitors.STAGE, action);
  }

  private Condition open() {
    return Condition.of("cases-open", false, 1, number() + " (gan-ui)");
  }

  private VerificationCase found() {
    return cases.find(Visitors.STAGE, Visitors.TEAM).orElseThrow();
  }

  private String number() {
    return found().number();
  }
}

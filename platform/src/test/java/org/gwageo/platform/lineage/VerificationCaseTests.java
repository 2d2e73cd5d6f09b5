package org.gwageo.platform.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.web.Moments;
import org.junit.jupiter.api.Test;

class VerificationCaseTests {

  private static final Instant NOON = Instant.parse("2026-11-23T03:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, Moments.SEOUL);
  private static final Deadline SOON = new Deadline(NOON.plusSeconds(60), Moments.SEOUL);
  private static final StageId STAGE = new StageId("rehearsal", "stage-1");

  private final VerificationCase one =
      new VerificationCase("GC-1", STAGE, "gan-ui", "s", List.of());

  @Test
  void opensOnTheSubmissionAndWaitsForTheComparison() {
    one.open("GW-1", CLOCK);
    assertThat(one.state()).isEqualTo(CaseState.SCREENING);
    one.open("GW-2", CLOCK);
    assertThat(one.submission()).as("the newest submission counts").isEqualTo("GW-2");
    assertThatThrownBy(() -> one.ask("why?", SOON, "office", CLOCK))
        .isInstanceOf(IllegalStateException.class);
    one.screened(Grade.INDICATED, "sha256:00", CLOCK);
    assertThat(one.state()).isEqualTo(CaseState.QUESTIONS);
    assertThat(one.grade()).contains(Grade.INDICATED);
  }

  @Test
  void isNotReviewedWhileTheTeamMayStillReply() {
    screened();
    one.ask("why?", SOON, "office", CLOCK);
    assertThatThrownBy(() -> one.beginReview("office", CLOCK))
        .hasMessage("the team may reply to question 1 until 2026-11-23T12:01+09:00");
    one.beginReview("office", after(Duration.ofSeconds(61)));
    assertThat(one.state()).isEqualTo(CaseState.REVIEW);
  }

  @Test
  void takesALateReplyUntilTheDecisionAndMarksIt() {
    screened();
    one.ask("why?", SOON, "office", CLOCK);
    one.ask("and why?", SOON, "office", CLOCK);
    one.reply("1", "because", "team", CLOCK);
    assertThat(one.state()).isEqualTo(CaseState.REPLY);
    one.reply("2", "so", "team", after(Duration.ofHours(1)));
    assertThat(one.questions()).extracting(q -> q.late()).containsExactly(false, true);
    assertThat(one.state()).isEqualTo(CaseState.QUESTIONS);
    assertThatThrownBy(() -> one.reply("1", "again", "team", CLOCK))
        .hasMessage("question 1 has its reply");
    assertThatThrownBy(() -> one.reply("9", "what", "team", CLOCK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asksOnlyForWhatCanStillBeAnswered() {
    screened();
    var gone = new Deadline(NOON.minusSeconds(1), Moments.SEOUL);
    assertThatThrownBy(() -> one.ask("why?", gone, "office", CLOCK))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isDecidedByTwoPeopleWithoutAConflict() {
    reviewed();
    assertThatThrownBy(() -> one.propose("a", CaseOutcome.VIOLATION, "derived", CLOCK))
        .hasMessage("a has not declared whether there is a conflict");
    one.declareIndependence("a", false, "", CLOCK);
    one.propose("a", CaseOutcome.VIOLATION, "derived", CLOCK);
    assertThatThrownBy(() -> one.confirm("a", CLOCK)).hasMessageContaining("a second person");
    one.declareIndependence("b", true, "kin", CLOCK);
    assertThatThrownBy(() -> one.confirm("b", CLOCK))
        .hasMessage("b has a conflict of interest in case GC-1");
    one.declareIndependence("c", false, "", CLOCK);
    one.confirm("c", CLOCK);
    assertThat(one.state()).isEqualTo(CaseState.DECIDED);
    assertThat(one.decision().orElseThrow().outcome().grade())
        .isEqualTo(Grade.DERIVATION_ESTABLISHED);
    assertThatThrownBy(() -> one.reply("1", "late", "team", CLOCK))
        .hasMessage("case GC-1 is decided; it is too late to reply");
    one.publish("a", CLOCK);
    assertThatThrownBy(() -> one.publish("a", CLOCK)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoDeclaresAConflictTakesAdviceAndProposalBack() {
    reviewed();
    one.declareIndependence("a", false, "", CLOCK);
    one.advise("a", CaseOutcome.NO_VIOLATION, "fine", CLOCK);
    one.propose("a", CaseOutcome.NO_VIOLATION, "fine", CLOCK);
    one.declareIndependence("a", true, "a former employer", CLOCK);
    assertThat(one.advice()).isEmpty();
    assertThat(one.proposal()).isEmpty();
  }

  @Test
  void aFurtherQuestionEndsTheReviewAndTheProposal() {
    reviewed();
    one.declareIndependence("a", false, "", CLOCK);
    one.propose("a", CaseOutcome.VIOLATION, "derived", CLOCK);
    one.ask("one more", SOON, "office", CLOCK);
    assertThat(one.proposal()).isEmpty();
    assertThat(one.state()).isEqualTo(CaseState.REPLY);
  }

  @Test
  void findsNoViolationOfATeamThatWasNeverAsked() {
    screened();
    one.beginReview("office", CLOCK);
    one.declareIndependence("a", false, "", CLOCK);
    assertThatThrownBy(() -> one.propose("a", CaseOutcome.VIOLATION, "derived", CLOCK))
        .hasMessageContaining("case GC-1 has no question");
    one.propose("a", CaseOutcome.NO_VIOLATION, "nothing found", CLOCK);
    assertThat(one.proposal()).isPresent();
  }

  @Test
  void keepsTheNewestDeclarationAndHandsOutAReceipt() {
    screened();
    var own = new ComponentOrigin("tokenizer", ComponentOrigin.Kind.OWN, "", "");
    var earlier =
        new ComponentOrigin("language-model", ComponentOrigin.Kind.OWN_EARLIER, "base-1", "");
    String first = one.declare(List.of(own), "team", CLOCK);
    String second = one.declare(List.of(earlier), "team", CLOCK);
    assertThat(first).startsWith("GC-1-").isNotEqualTo(second);
    assertThat(one.origins()).containsExactly(earlier);
    assertThatThrownBy(
            () -> new ComponentOrigin("tokenizer", ComponentOrigin.Kind.PUBLIC, "o200k", " "))
        .hasMessage("component tokenizer names no licence");
  }

  @Test
  void followsFromItsEventsAlone() {
    reviewed();
    one.declareIndependence("a", false, "", CLOCK);
    one.propose("a", CaseOutcome.UNDETERMINED, "too little", CLOCK);
    var again = new VerificationCase("GC-1", STAGE, "gan-ui", "s", one.history());
    assertThat(again.state()).isEqualTo(one.state());
    assertThat(again.proposal()).isEqualTo(one.proposal());
    assertThat(again.questions()).isEqualTo(one.questions());
    assertThat(again.unstored()).isEmpty();
    assertThat(one.history()).extracting(CaseEvent::digest).doesNotHaveDuplicates();
  }

  @Test
  void aDecisionStandsWhileTheCaseIsReopened() {
    assertThatThrownBy(() -> one.reopen("new files", "office", CLOCK))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("what is decided can be re-opened");
    decided(CaseOutcome.NO_VIOLATION);
    one.publish("a", CLOCK);
    var shown = one.head();
    assertThatThrownBy(() -> one.reopen(" ", "office", CLOCK))
        .hasMessage("a case is re-opened for a reason");
    one.reopen("new files", "office", CLOCK);
    assertThat(one.state()).isEqualTo(CaseState.QUESTIONS);
    assertThat(one.reopened()).isTrue();
    assertThat(one.settled()).as("people have to decide again").isFalse();
    assertThat(one.proposal()).isEmpty();
    assertThat(one.decision().orElseThrow().outcome()).isEqualTo(CaseOutcome.NO_VIOLATION);
    assertThat(one.publicDecision()).isPresent();
    assertThat(one.asPublished().orElseThrow().head()).isEqualTo(shown);
    one.beginReview("office", CLOCK);
    assertThatThrownBy(() -> one.propose("a", CaseOutcome.VIOLATION, "derived", CLOCK))
        .as("the team is heard about what is new")
        .hasMessage(
            "a violation is decided after the team was asked; case GC-1 has no question since it was"
                + " re-opened");
    one.ask("what is in these files?", SOON, "office", CLOCK);
    one.reply("2", "our own", "team", CLOCK);
    one.beginReview("office", CLOCK);
    one.propose("a", CaseOutcome.VIOLATION, "a copy after all", CLOCK);
    one.confirm("c", CLOCK);
    assertThat(one.decision().orElseThrow().outcome()).isEqualTo(CaseOutcome.VIOLATION);
    assertThat(one.publicDecision().orElseThrow().outcome())
        .as("public is what was published")
        .isEqualTo(CaseOutcome.NO_VIOLATION);
    one.publish("a", CLOCK);
    assertThat(one.publicDecision().orElseThrow().outcome()).isEqualTo(CaseOutcome.VIOLATION);
    assertThat(one.at(shown.toString()).decision().orElseThrow().outcome())
        .isEqualTo(CaseOutcome.NO_VIOLATION);
    assertThatThrownBy(() -> one.at("sha256:" + "0".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(one.file().firstBreak()).isEmpty();
  }

  private void decided(CaseOutcome outcome) {
    reviewed();
    one.declareIndependence("a", false, "", CLOCK);
    one.declareIndependence("c", false, "", CLOCK);
    one.propose("a", outcome, "fine", CLOCK);
    one.confirm("c", CLOCK);
  }

  private void screened() {
    one.open("GW-1", CLOCK);
    one.screened(Grade.DERIVATION_ESTABLISHED, "sha256:00", CLOCK);
  }

  private void reviewed() {
    screened();
    one.ask("why?", SOON, "office", CLOCK);
    one.reply("1", "because", "team", CLOCK);
    one.beginReview("office", CLOCK);
  }

  private static Clock after(Duration duration) {
    return Clock.offset(CLOCK, duration);
  }
}

package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.gwageo.platform.lineage.CaseOutcome;
import org.gwageo.platform.lineage.CaseState;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.VerificationCase.Question;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.Stages;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Plays the verification cases that wait for people: the office asks, the team replies, and two
 * people without a conflict decide, all with invented words.
 */
@Component
class PracticeHearing {

  private static final Duration TIME_TO_REPLY = Duration.ofDays(7);

  private final Cases cases;
  private final Stages stages;
  private final Clock clock;
  private final Path folder;

  PracticeHearing(
      Cases cases, Stages stages, Clock clock, @Value("${gwageo.programmes}") Path programmes) {
    this.cases = cases;
    this.stages = stages;
    this.clock = clock;
    this.folder = programmes.resolve(Rehearsal.STAGE.programme()).resolve("case");
  }

  /** Decides every case that waits; one that was begun in an earlier run goes on. */
  void settle(Consumer<String> out) throws IOException {
    String question = text("question");
    String reply = text("reply");
    String reason = text("reason");
    for (VerificationCase waiting : cases.of(Rehearsal.STAGE)) {
      if (!waiting.settled()) {
        cases.change(
            waiting.stage(), waiting.team(), found -> hear(found, question, reply, reason));
        out.accept(
            "  ✓ case        %-10s asked, answered, and decided by two people: %s"
                .formatted(waiting.team(), waiting.number()));
      }
    }
  }

  private void hear(VerificationCase found, String question, String reply, String reason) {
    if (found.questions().isEmpty()) {
      var until =
          new Deadline(clock.instant().plus(TIME_TO_REPLY), stages.get(found.stage()).zone());
      found.ask(question, until, Cast.OFFICE, clock);
    }
    for (Question asked : found.questions()) {
      if (asked.reply() == null) {
        found.reply(asked.id(), reply, Cast.ASKED_TEAM, clock);
      }
    }
    if (found.state() != CaseState.REVIEW) {
      found.beginReview(Cast.OFFICE, clock);
    }
    found.declareIndependence(Cast.OFFICE, false, "", clock);
    found.declareIndependence(Cast.SECOND_OFFICE, false, "", clock);
    found.propose(Cast.OFFICE, CaseOutcome.VIOLATION, reason, clock);
    found.confirm(Cast.SECOND_OFFICE, clock);
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".txt")).strip();
  }
}

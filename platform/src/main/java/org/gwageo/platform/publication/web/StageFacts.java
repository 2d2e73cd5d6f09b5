package org.gwageo.platform.publication.web;

import java.time.Instant;
import java.util.List;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Transition;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.verdict.DisclosedVerdict;
import org.jspecify.annotations.Nullable;

/**
 * A stage with all that anyone may know about its course.
 *
 * @param id which one
 * @param definition what the programme's files say of it
 * @param entrants ids of those who take part, guests last
 * @param state where it stands
 * @param opensAt when submissions open; {@code null} when not announced
 * @param closesAt until when teams may submit; {@code null} when not announced
 * @param frozenRules the version of the rules that applies; {@code null} before they are frozen
 * @param history what has been done to it, the oldest first
 * @param verdict what the public may see of the verdict; {@code null} until it is published
 */
record StageFacts(
    StageId id,
    StageDefinition definition,
    List<String> entrants,
    StageState state,
    @Nullable Instant opensAt,
    @Nullable Instant closesAt,
    @Nullable Integer frozenRules,
    List<Transition> history,
    @Nullable DisclosedVerdict verdict) {

  StageFacts {
    entrants = List.copyOf(entrants);
    history = List.copyOf(history);
  }

  /** Returns whether the stage is run on this server, and not only known from public records. */
  boolean runHere() {
    return state != StageState.RECORDED;
  }

  /** Returns whether the stage has come to its end. */
  boolean concluded() {
    return runHere()
        ? state == StageState.PUBLISHED
        : definition.status() == StageDefinition.Status.CONCLUDED;
  }

  /** Returns whether the stage has begun and not ended. */
  boolean underWay() {
    return runHere()
        ? state.compareTo(StageState.FROZEN) >= 0 && state != StageState.PUBLISHED
        : definition.status() == StageDefinition.Status.RUNNING;
  }

  /** Returns whether it is known which models were handed in, and nobody can react to it. */
  boolean submissionsClosed() {
    return runHere() && state.compareTo(StageState.EVALUATING) >= 0;
  }

  /** Returns the address of the stage's page. */
  String path() {
    return "/programmes/" + id.programme() + "/stages/" + id.stage();
  }

  /** Returns how the team, guest or applicant stands in this stage. */
  Standing standing(String entrant) {
    if (!entrants.contains(entrant)) {
      return Standing.ABSENT;
    }
    if (!runHere()) {
      return definition.outcomes().stream()
          .filter(outcome -> outcome.entrant().equals(entrant))
          .findFirst()
          .map(outcome -> Standing.of(outcome.result()))
          .orElse(Standing.UNDECIDED);
    }
    return verdict == null
        ? Standing.UNDECIDED
        : verdict.team(entrant).map(t -> Standing.of(t.outcome())).orElse(Standing.UNDECIDED);
  }
}

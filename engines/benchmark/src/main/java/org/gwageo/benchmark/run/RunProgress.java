package org.gwageo.benchmark.run;

import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.journal.FailureClass;

/**
 * How far a run has come.
 *
 * @param total questions of the task
 * @param done questions that are settled or given up, those of earlier sessions included
 * @param scored questions of {@code done} that count in the score
 * @param correct questions of {@code scored} that are answered correctly
 * @param unanswered questions of {@code done} without an answer, by class
 * @param failedAttempts failed attempts of this session by class, those that were repeated included
 * @param requests attempts of this session
 * @param inFlight requests under way
 * @param limit how many may be under way
 * @param adaptations the changes that the endpoint needs to accept requests
 * @param load how busy this side is
 */
public record RunProgress(
    long total,
    long done,
    long scored,
    long correct,
    Map<FailureClass, Long> unanswered,
    Map<FailureClass, Long> failedAttempts,
    long requests,
    int inFlight,
    int limit,
    Set<Adaptation> adaptations,
    ClientLoad load) {

  /** Copies the collections. */
  public RunProgress {
    unanswered = Map.copyOf(unanswered);
    failedAttempts = Map.copyOf(failedAttempts);
    adaptations = Set.copyOf(adaptations);
  }

  /** Returns the share of correct replies so far, 0 to 1; not a number before the first counts. */
  public double runningScore() {
    return (double) correct / scored;
  }
}

package org.gwageo.platform.reproduction;

import java.time.Instant;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * A team's benchmark that the lot chose to be repeated.
 *
 * @param stage in which stage
 * @param team the team's slug
 * @param task the task's name
 * @param version which of the team's bundles
 * @param draw what of it is repeated
 * @param standing how far it has come
 * @param record what the comparison found; null before, or when the runs cannot be compared
 * @param recordedAt when it was compared
 * @param problem why our runs cannot be compared with the team's; null if they can
 * @param attempts how often a worker has begun to compare
 * @param failure what last kept a comparison from being made; null if nothing did
 */
public record Repetition(
    StageId stage,
    String team,
    String task,
    int version,
    BundleDraw draw,
    Standing standing,
    @Nullable Finding record,
    @Nullable Instant recordedAt,
    @Nullable Problem problem,
    int attempts,
    @Nullable Failure failure) {

  /**
   * What kept a comparison from being made. It is tried again.
   *
   * @param cause one sentence
   * @param at when that was
   */
  public record Failure(String cause, Instant at) {}

  /** Returns whether the comparison has come to an end, with a record or without one. */
  boolean isSettled() {
    return record != null || problem != null;
  }

  /** Returns this repetition as it stands. */
  Repetition at(Standing now) {
    return new Repetition(
        stage, team, task, version, draw, now, record, recordedAt, problem, attempts, failure);
  }
}

package org.gwageo.platform.evaluation;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark task to be run against one team's endpoint.
 *
 * @param id names the job in the queue and in the journal
 * @param stage for which stage
 * @param team the team's slug
 * @param task the task's name
 * @param endpoint the base address of the OpenAI interface
 * @param model the name under which the endpoint serves the model
 * @param revision the state of the model, by digest
 * @param state where the job stands
 * @param cause why it failed or was put back, if it was
 * @param attempts how often a worker has started it
 * @param worker the worker that has it or had it last
 * @param heartbeatAt when the worker last said that it is alive
 * @param total how many questions the task has
 * @param done how many are settled
 * @param correct how many of these are right
 * @param failures questions without an answer, by class, as canonical JSON
 * @param queuedAt when it was queued
 * @param startedAt when the latest worker started it
 * @param finishedAt when it was done or failed
 */
public record Job(
    UUID id,
    StageId stage,
    String team,
    String task,
    URI endpoint,
    String model,
    String revision,
    State state,
    @Nullable String cause,
    int attempts,
    @Nullable String worker,
    @Nullable Instant heartbeatAt,
    int total,
    int done,
    int correct,
    String failures,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Where a job stands. */
  public enum State {
    /** Waits for a worker. */
    QUEUED,
    /** A worker has it. */
    RUNNING,
    /** Ended without a result; {@link Job#cause} says why, and the office may queue it again. */
    FAILED,
    /** Has a result. */
    DONE
  }
}

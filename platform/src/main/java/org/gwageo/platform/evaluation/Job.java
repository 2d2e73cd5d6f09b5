package org.gwageo.platform.evaluation;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * One run of one benchmark task against one entrant's endpoint.
 *
 * @param id names the job in the queue and in the journal
 * @param stage for which stage, or for which season: a season's id stands in the place of a stage's
 * @param team the entrant's slug
 * @param task the task's name
 * @param run which of the task's runs this is, from 1
 * @param turn the job's place in the order in which workers take jobs
 * @param endpoint the base address of the OpenAI interface
 * @param model the name under which the endpoint serves the model
 * @param revision the state of the model, by digest
 * @param taskDigest the digest of the task as it was queued
 * @param state where the job stands
 * @param cause why it failed or was put back, if it was
 * @param attempts how often a worker has taken it
 * @param worker the worker that has it or had it last
 * @param heartbeatAt when the worker last said that it is alive
 * @param count how far it has come
 * @param queuedAt when it was queued
 * @param startedAt when the latest worker took it
 * @param finishedAt when it was done, failed or cancelled
 */
public record Job(
    UUID id,
    StageId stage,
    String team,
    String task,
    int run,
    int turn,
    URI endpoint,
    String model,
    String revision,
    String taskDigest,
    State state,
    @Nullable String cause,
    int attempts,
    @Nullable String worker,
    @Nullable Instant heartbeatAt,
    Count count,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Where a job stands. */
  public enum State {
    /** Waits for a worker. */
    QUEUED,
    /** A worker has it and looks at the endpoint and at what is answered already. */
    LEASED,
    /** A worker asks. */
    RUNNING,
    /** Ended without a result; {@link Job#cause} says why, and the office may queue it again. */
    FAILED,
    /** Ended by the office; {@link Job#cause} is its reason. */
    CANCELLED,
    /** Has a result. */
    DONE;

    /** Returns whether a worker has the job. */
    public boolean isHeld() {
      return this == LEASED || this == RUNNING;
    }

    /** Returns whether the job goes on without the office. */
    public boolean isPending() {
      return this == QUEUED || isHeld();
    }
  }

  /**
   * How far a job has come.
   *
   * @param total how many questions the task has
   * @param done how many are settled or given up
   * @param doneBefore how many of these the latest worker found settled
   * @param scored how many of {@code done} count
   * @param correct how many of these are fully right
   * @param failures questions without an answer, by class, as canonical JSON
   * @param failedAttempts attempts of the latest worker that failed, by class, as canonical JSON
   * @param requests attempts of the latest worker
   * @param inFlight questions under way
   * @param limit how many may be under way
   * @param askingSince when the latest worker began to ask; null before that
   */
  public record Count(
      int total,
      int done,
      int doneBefore,
      int scored,
      int correct,
      String failures,
      String failedAttempts,
      long requests,
      int inFlight,
      int limit,
      @Nullable Instant askingSince) {

    /** Returns the count of a job that nobody has taken yet. */
    static Count of(int total) {
      return new Count(total, 0, 0, 0, 0, "{}", "{}", 0, 0, 0, null);
    }
  }
}

package org.gwageo.platform.evaluation;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.run.RunProgress;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.platform.evaluation.JobEvent.Kind;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All benchmark jobs. */
@Repository
public class Jobs {

  private final JdbcClient database;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Jobs(JdbcClient database, ApplicationEventPublisher events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  /** Returns the jobs of a stage or season in the order in which workers take them. */
  public List<Job> of(StageId stage) {
    return database
        .sql(
            """
            select * from evaluation.job where programme = :programme and stage = :stage
            order by turn, queued_at, task, team
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Jobs::read)
        .list();
  }

  /** Returns the stages and seasons in which a task of a programme has jobs. */
  List<StageId> stagesWith(String programme, String task) {
    return database
        .sql(
            """
            select distinct stage from evaluation.job
            where programme = :programme and task = :task order by stage
            """)
        .param("programme", programme)
        .param("task", task)
        .query((row, index) -> new StageId(programme, row.getString("stage")))
        .list();
  }

  /** Returns the job of that id, if there is one. */
  public Optional<Job> find(UUID id) {
    return database
        .sql("select * from evaluation.job where id = :id")
        .param("id", id)
        .query(Jobs::read)
        .optional();
  }

  /** Returns what happened to a job, the oldest first. */
  public List<JobEvent> events(UUID job) {
    return database
        .sql(
            "select at, kind, actor, remark from evaluation.job_event where job = :job order by id")
        .param("job", job)
        .query(
            (row, index) ->
                new JobEvent(
                    row.getTimestamp("at").toInstant(),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("actor"),
                    row.getString("remark")))
        .list();
  }

  /** Adds a job; one for the same run of the same entrant and task stays as it is. */
  @Transactional
  boolean add(Job job, String actor) {
    int added =
        database
            .sql(
                """
                insert into evaluation.job (id, programme, stage, team, task, task_digest, run,
                  turn, endpoint, model, revision, state, attempts, total, done, correct, failures,
                  queued_at)
                values (:id, :programme, :stage, :team, :task, :digest, :run, :turn, :endpoint,
                  :model, :revision, 'QUEUED', 0, :total, 0, 0, '{}', :at)
                on conflict (programme, stage, team, task, run) do nothing
                """)
            .param("id", job.id())
            .param("programme", job.stage().programme())
            .param("stage", job.stage().stage())
            .param("team", job.team())
            .param("task", job.task())
            .param("digest", job.taskDigest())
            .param("run", job.run())
            .param("turn", job.turn())
            .param("endpoint", job.endpoint().toString())
            .param("model", job.model())
            .param("revision", job.revision())
            .param("total", job.count().total())
            .param("at", Timestamp.from(job.queuedAt()))
            .update();
    if (added == 1) {
      note(job.id(), Kind.QUEUED, actor, null);
    }
    return added == 1;
  }

  /** Returns the jobs that wait, and those whose worker has been silent since {@code before}. */
  List<Job> waitingOrSilent(Instant before) {
    return database
        .sql(
            """
            select * from evaluation.job
            where state = 'QUEUED' or (state in ('LEASED', 'RUNNING') and heartbeat_at < :before)
            order by turn
            """)
        .param("before", Timestamp.from(before))
        .query(Jobs::read)
        .list();
  }

  /** Returns the jobs of a wave in the order of their turns. */
  List<Job> of(Wave wave) {
    return wave("", wave);
  }

  private List<Job> wave(String rest, Wave wave) {
    return database
        .sql(
            """
            select * from evaluation.job
            where programme = :programme and stage = :stage and task = :task and run = :run
            order by turn, id
            """
                + rest)
        .param("programme", wave.season().programme())
        .param("stage", wave.season().stage())
        .param("task", wave.task())
        .param("run", wave.run())
        .query(Jobs::read)
        .list();
  }

  /** Returns how often the tasks of a stage or season are run, at most; 0 if none is. */
  public int runs(StageId stage) {
    return database
        .sql(
            """
            select coalesce(max(run), 0) from evaluation.job
            where programme = :programme and stage = :stage
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Integer.class)
        .single();
  }

  /**
   * A job that a worker holds.
   *
   * @param lease the hold
   * @param job the job as it was before
   */
  record Held(Lease lease, Job job) {}

  /** Gives those jobs of a wave to a worker that are not over. */
  @Transactional
  List<Held> lease(Wave wave, String worker) {
    var held = new ArrayList<Held>();
    for (Job job : wave("for update", wave)) {
      if (job.state().isPending()) {
        held.add(new Held(lease(job, worker), job));
      }
    }
    return held;
  }

  private Lease lease(Job job, String worker) {
    UUID id = job.id();
    int attempt = job.attempts() + 1;
    database
        .sql(
            """
            update evaluation.job set state = 'LEASED', worker = :worker, cause = null,
              attempts = :attempt, started_at = :now, heartbeat_at = :now, finished_at = null,
              asking_since = null, requests = 0, failed_attempts = '{}', in_flight = 0
            where id = :id
            """)
        .param("worker", worker)
        .param("attempt", attempt)
        .param("now", now())
        .param("id", id)
        .update();
    note(
        id,
        job.state().isHeld() ? Kind.TAKEN_OVER : Kind.LEASED,
        worker,
        job.state().isHeld() ? job.worker() : null);
    return new Lease(id, worker, attempt);
  }

  /** Writes how far the run is; false if the lease is lost or the job was cancelled. */
  boolean progress(Lease lease, RunProgress progress) {
    return database
            .sql(
                """
                update evaluation.job set done = :done, scored = :scored, correct = :correct,
                  failures = :failures, failed_attempts = :failed, requests = :requests,
                  in_flight = :flight, in_flight_limit = :most, heartbeat_at = :now,
                  done_before = case when asking_since is null then :done else done_before end,
                  asking_since = coalesce(asking_since, :now), state = 'RUNNING'
                where id = :id and worker = :worker and attempts = :attempt
                  and state in ('LEASED', 'RUNNING')
                """)
            .param("done", Math.toIntExact(progress.done()))
            .param("scored", Math.toIntExact(progress.scored()))
            .param("correct", Math.toIntExact(progress.correct()))
            .param("failures", CanonicalJson.string(byCode(progress.unanswered())))
            .param("failed", CanonicalJson.string(byCode(progress.failedAttempts())))
            .param("requests", progress.requests())
            .param("flight", progress.inFlight())
            .param("most", progress.limit())
            .param("now", now())
            .param("id", lease.job())
            .param("worker", lease.worker())
            .param("attempt", lease.attempt())
            .update()
        == 1;
  }

  private static Map<String, Object> byCode(Map<FailureClass, Long> failures) {
    var byCode = new TreeMap<String, Object>();
    failures.forEach((failure, count) -> byCode.put(failure.code(), count));
    return byCode;
  }

  /** Ends or puts back the job of a lease; false if the lease is lost. */
  @Transactional
  boolean release(Lease lease, Job.State state, @Nullable String cause) {
    int changed =
        database
            .sql(
                """
                update evaluation.job set state = :state, cause = :cause, heartbeat_at = :now,
                  finished_at = case when :state = 'QUEUED' then null else :now::timestamptz end,
                  in_flight = 0
                where id = :id and worker = :worker and attempts = :attempt
                  and state in ('LEASED', 'RUNNING')
                """)
            .param("state", state.name())
            .param("cause", cause)
            .param("now", now())
            .param("id", lease.job())
            .param("worker", lease.worker())
            .param("attempt", lease.attempt())
            .update();
    if (changed == 1) {
      note(
          lease.job(),
          switch (state) {
            case DONE -> Kind.DONE;
            case FAILED -> Kind.FAILED;
            case QUEUED, LEASED, RUNNING, CANCELLED -> Kind.PUT_BACK;
          },
          lease.worker(),
          cause);
      if (state == Job.State.DONE) {
        Job done = find(lease.job()).orElseThrow();
        events.publishEvent(new RunDone(done.stage(), done.team(), done.task(), done.run()));
      }
    }
    return changed == 1;
  }

  /**
   * Lets the office move a job from one of several states to another.
   *
   * @throws IllegalStateException if the job is in none of them
   */
  @Transactional
  Job change(UUID id, List<Job.State> from, Job.State to, String actor, String reason) {
    Job job = lock(id).orElseThrow(() -> new IllegalArgumentException("no job " + id));
    if (!from.contains(job.state())) {
      throw new IllegalStateException(
          "job %s is %s, not one of %s".formatted(id, job.state(), from));
    }
    boolean cancel = to == Job.State.CANCELLED;
    database
        .sql(
            """
            update evaluation.job set state = :state, cause = :cause, in_flight = 0,
              finished_at = case when :cancel then :now::timestamptz end
            where id = :id
            """)
        .param("state", to.name())
        .param("cause", cancel ? reason : null)
        .param("cancel", cancel)
        .param("now", now())
        .param("id", id)
        .update();
    note(id, cancel ? Kind.CANCELLED : Kind.RETRIED, actor, reason);
    return job;
  }

  private Optional<Job> lock(UUID id) {
    return database
        .sql("select * from evaluation.job where id = :id for update")
        .param("id", id)
        .query(Jobs::read)
        .optional();
  }

  private void note(UUID job, Kind kind, String actor, @Nullable String remark) {
    database
        .sql(
            """
            insert into evaluation.job_event (job, at, kind, actor, remark)
            values (:job, :at, :kind, :actor, :remark)
            """)
        .param("job", job)
        .param("at", now())
        .param("kind", kind.name())
        .param("actor", actor)
        .param("remark", remark)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Job read(ResultSet row, int index) throws SQLException {
    return new Job(
        row.getObject("id", UUID.class),
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getString("team"),
        row.getString("task"),
        row.getInt("run"),
        row.getInt("turn"),
        URI.create(row.getString("endpoint")),
        row.getString("model"),
        row.getString("revision"),
        row.getString("task_digest"),
        Job.State.valueOf(row.getString("state")),
        row.getString("cause"),
        row.getInt("attempts"),
        row.getString("worker"),
        instant(row.getTimestamp("heartbeat_at")),
        new Job.Count(
            row.getInt("total"),
            row.getInt("done"),
            row.getInt("done_before"),
            row.getInt("scored"),
            row.getInt("correct"),
            row.getString("failures"),
            row.getString("failed_attempts"),
            row.getLong("requests"),
            row.getInt("in_flight"),
            row.getInt("in_flight_limit"),
            instant(row.getTimestamp("asking_since"))),
        row.getTimestamp("queued_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("finished_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}

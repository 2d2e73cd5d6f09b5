package org.gwageo.platform.evaluation;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All benchmark jobs. */
@Repository
public class Jobs {

  private final JdbcClient database;
  private final Clock clock;

  Jobs(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns the jobs of a stage in the order in which they were queued. */
  public List<Job> of(StageId stage) {
    return database
        .sql(
            """
            select * from evaluation.job where programme = :programme and stage = :stage
            order by queued_at, task, team
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Jobs::read)
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

  /** Adds a job; one for the same team and task of the stage stays as it is. */
  boolean add(Job job, String taskDigest) {
    return database
            .sql(
                """
                insert into evaluation.job (id, programme, stage, team, task, task_digest, endpoint,
                  model, revision, state, attempts, total, done, correct, failures, queued_at)
                values (:id, :programme, :stage, :team, :task, :digest, :endpoint, :model,
                  :revision, :state, 0, :total, 0, 0, '{}', :at)
                on conflict (programme, stage, team, task) do nothing
                """)
            .param("id", job.id())
            .param("programme", job.stage().programme())
            .param("stage", job.stage().stage())
            .param("team", job.team())
            .param("task", job.task())
            .param("digest", taskDigest)
            .param("endpoint", job.endpoint().toString())
            .param("model", job.model())
            .param("revision", job.revision())
            .param("state", Job.State.QUEUED.name())
            .param("total", job.total())
            .param("at", Timestamp.from(job.queuedAt()))
            .update()
        == 1;
  }

  void start(UUID id, String worker) {
    database
        .sql(
            """
            update evaluation.job set state = 'RUNNING', worker = :worker, cause = null,
              attempts = attempts + 1, started_at = :now, heartbeat_at = :now, finished_at = null
            where id = :id
            """)
        .param("worker", worker)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
  }

  void progress(UUID id, int done, int correct, String failures) {
    database
        .sql(
            """
            update evaluation.job set done = :done, correct = :correct, failures = :failures,
              heartbeat_at = :now
            where id = :id
            """)
        .param("done", done)
        .param("correct", correct)
        .param("failures", failures)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
  }

  void finish(UUID id, Job.State state, @Nullable String cause) {
    database
        .sql(
            """
            update evaluation.job set state = :state, cause = :cause, finished_at = :now,
              heartbeat_at = :now
            where id = :id
            """)
        .param("state", state.name())
        .param("cause", cause)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .update();
  }

  void queueAgain(UUID id, @Nullable String cause) {
    database
        .sql("update evaluation.job set state = 'QUEUED', cause = :cause where id = :id")
        .param("cause", cause)
        .param("id", id)
        .update();
  }

  private static Job read(ResultSet row, int index) throws SQLException {
    return new Job(
        row.getObject("id", UUID.class),
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getString("team"),
        row.getString("task"),
        URI.create(row.getString("endpoint")),
        row.getString("model"),
        row.getString("revision"),
        Job.State.valueOf(row.getString("state")),
        row.getString("cause"),
        row.getInt("attempts"),
        row.getString("worker"),
        instant(row.getTimestamp("heartbeat_at")),
        row.getInt("total"),
        row.getInt("done"),
        row.getInt("correct"),
        row.getString("failures"),
        row.getTimestamp("queued_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("finished_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}

package org.gwageo.platform.reproduction;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the lot chose in all stages, and what the comparison with our runs of it found. */
@Repository
public class Repetitions {

  /** Names one repetition. */
  private static final String ONE =
      " where programme = :programme and stage = :stage and team = :team and task = :task ";

  private static final String OPEN = " record is null and problem is null ";

  private final JdbcClient database;
  private final Jobs jobs;
  private final Clock clock;

  Repetitions(JdbcClient database, Jobs jobs, Clock clock) {
    this.database = database;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Returns what was chosen in a stage, by team and task, as far as it has come. */
  public List<Repetition> of(StageId stage) {
    List<Job> all = jobs.of(stage);
    return database
        .sql(
            """
            select * from reproduction.repetition
            where programme = :programme and stage = :stage order by team, task
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Repetitions::read)
        .list()
        .stream()
        .map(one -> one.isSettled() ? one : one.at(standing(runs(one, all))))
        .toList();
  }

  /** Returns a team's repetition of a task. */
  public Optional<Repetition> find(StageId stage, String team, String task) {
    return of(stage).stream()
        .filter(one -> one.team().equals(team) && one.task().equals(task))
        .findFirst();
  }

  /** Returns our runs of a repetition that have a result, in their order. */
  public List<Job> runs(Repetition one) {
    return runs(one, jobs.of(one.stage())).stream()
        .filter(job -> job.state() == Job.State.DONE)
        .toList();
  }

  private static List<Job> runs(Repetition one, List<Job> all) {
    return all.stream()
        .filter(job -> job.team().equals(one.team()) && job.task().equals(one.task()))
        .sorted(Comparator.comparingInt(Job::run))
        .toList();
  }

  private static Standing standing(List<Job> ours) {
    if (!ours.isEmpty() && ours.stream().allMatch(job -> job.state() == Job.State.DONE)) {
      return Standing.COMPARING;
    }
    return ours.stream()
            .allMatch(job -> job.state() == Job.State.DONE || job.state() == Job.State.CANCELLED)
        ? Standing.ENDED
        : Standing.RUNNING;
  }

  /** Returns all repetitions whose runs are done and which have not been compared. */
  List<Repetition> toCompare() {
    return database
        .sql("select distinct programme, stage from reproduction.repetition where " + OPEN)
        .query((row, index) -> new StageId(row.getString("programme"), row.getString("stage")))
        .list()
        .stream()
        .flatMap(stage -> of(stage).stream())
        .filter(one -> one.standing() == Standing.COMPARING)
        .toList();
  }

  /**
   * Holds a repetition until the transaction ends, so that of two runs that end at the same time
   * the second sees the first; false if there is no such repetition.
   */
  boolean lock(StageId stage, String team, String task) {
    return database
        .sql("select 1 from reproduction.repetition" + ONE + "for update")
        .params(key(stage, team, task))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  void add(StageId stage, String team, String task, int version, BundleDraw draw) {
    database
        .sql(
            """
            insert into reproduction.repetition (programme, stage, team, task, version, draw)
            values (:programme, :stage, :team, :task, :version, :draw)
            """)
        .params(key(stage, team, task))
        .param("version", version)
        .param("draw", new String(draw.toJson(), StandardCharsets.UTF_8))
        .update();
  }

  /** Counts that a worker begins to compare. */
  void begin(Repetition one) {
    database
        .sql("update reproduction.repetition set attempts = attempts + 1" + ONE + "and" + OPEN)
        .params(key(one))
        .update();
  }

  /** Keeps the record of a comparison; one that is there already stays. */
  void compared(Repetition one, byte[] record) {
    settle(one, new String(record, StandardCharsets.UTF_8), null);
  }

  /** Keeps why a comparison is impossible; an outcome that is there already stays. */
  void incomparable(Repetition one, Problem problem) {
    settle(one, null, problem);
  }

  private void settle(Repetition one, @Nullable String record, @Nullable Problem problem) {
    database
        .sql(
            """
            update reproduction.repetition set record = :record, problem = :problem,
              problem_ko = :korean, recorded_at = :at, failure = null, failed_at = null
            """
                + ONE
                + "and"
                + OPEN)
        .param("record", record)
        .param("problem", problem == null ? null : problem.english())
        .param("korean", problem == null ? null : problem.korean())
        .param("at", Timestamp.from(clock.instant()))
        .params(key(one))
        .update();
  }

  /** Keeps what kept a comparison from being made. */
  void failed(Repetition one, String cause) {
    database
        .sql(
            "update reproduction.repetition set failure = :cause, failed_at = :at"
                + ONE
                + "and"
                + OPEN)
        .param("cause", cause)
        .param("at", Timestamp.from(clock.instant()))
        .params(key(one))
        .update();
  }

  private static Map<String, Object> key(Repetition one) {
    return key(one.stage(), one.team(), one.task());
  }

  private static Map<String, Object> key(StageId stage, String team, String task) {
    return new TreeMap<>(
        Map.of("programme", stage.programme(), "stage", stage.stage(), "team", team, "task", task));
  }

  private static Repetition read(ResultSet row, int index) throws SQLException {
    String record = row.getString("record");
    String problem = row.getString("problem");
    String korean = row.getString("problem_ko");
    String failure = row.getString("failure");
    Instant failedAt = instant(row.getTimestamp("failed_at"));
    return new Repetition(
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getString("team"),
        row.getString("task"),
        row.getInt("version"),
        draw(row.getString("draw")),
        record != null
            ? Standing.COMPARED
            : problem != null ? Standing.INCOMPARABLE : Standing.RUNNING,
        record == null ? null : Finding.of(record),
        instant(row.getTimestamp("recorded_at")),
        problem == null
            ? null
            : new Problem(RunBundle.FILE, korean == null ? problem : korean, problem),
        row.getInt("attempts"),
        failure == null || failedAt == null ? null : new Repetition.Failure(failure, failedAt));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static BundleDraw draw(@Nullable String json) {
    try {
      return BundleDraw.parse(String.valueOf(json).getBytes(StandardCharsets.UTF_8));
    } catch (BundleException e) {
      throw new IllegalStateException("a stored draw cannot be read", e);
    }
  }
}

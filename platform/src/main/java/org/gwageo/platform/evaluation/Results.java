package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the jobs found: results, and behind each the journal from which it can be scored again. */
@Repository
public class Results {

  private final JdbcClient database;
  private final DataSource connections;
  private final TaskLibrary tasks;
  private final Clock clock;

  Results(JdbcClient database, DataSource connections, TaskLibrary tasks, Clock clock) {
    this.database = database;
    this.connections = connections;
    this.tasks = tasks;
    this.clock = clock;
  }

  /** Returns the result of a finished job as the engine wrote it. */
  public byte[] json(Job job) {
    return database
        .sql("select result from evaluation.result where job = :job")
        .param("job", job.id())
        .query(String.class)
        .single()
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Returns the attempts of a job as lines of canonical JSON, in the order in which they ended. */
  public List<String> journal(Job job) {
    return database
        .sql("select record from evaluation.attempt where job = :job order by id")
        .param("job", job.id())
        .query((row, index) -> row.getString("record"))
        .list();
  }

  /** Returns the job's journal scored by the engine; the same journal gives the same result. */
  public BenchmarkResult score(Job job) {
    return score(job, new ArrayList<>());
  }

  /** Returns the score of each question of a job, in the order of the task's items. */
  public List<QuestionScore> questions(Job job) {
    var questions = new ArrayList<QuestionScore>();
    score(job, questions);
    questions.sort(
        java.util.Comparator.comparingInt(QuestionScore::ordinal)
            .thenComparingInt(QuestionScore::repeat));
    return questions;
  }

  /** Returns the attempt that settled the question of that key in a job, if one did. */
  public java.util.Optional<Attempt> settled(Job job, Digest key) {
    return database
        .sql("select record from evaluation.attempt where job = :job and key = :key and answered")
        .param("job", job.id())
        .param("key", key.toString())
        .query(String.class)
        .optional()
        .map(Results::parse);
  }

  void put(UUID job, BenchmarkResult result) {
    database
        .sql(
            """
            insert into evaluation.result (job, result, digest, scored_at)
            values (:job, :result, :digest, :at)
            on conflict (job) do update set result = excluded.result, digest = excluded.digest,
              scored_at = excluded.scored_at
            """)
        .param("job", job)
        .param("result", new String(result.toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .param("digest", result.digest().toString())
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  static Subject subject(Job job) {
    return new Subject(job.model(), job.revision(), season(job.stage()));
  }

  private static String season(StageId stage) {
    return stage.toString();
  }

  private BenchmarkResult score(Job job, List<QuestionScore> questions) {
    var task = tasks.get(job.stage().programme(), job.task());
    try {
      return BenchmarkScoring.score(
          task, subject(job), new JobJournal(connections, job.id()), questions::add);
    } catch (IOException e) {
      throw new UncheckedIOException("the journal of job " + job.id() + " cannot be read", e);
    } catch (TaskException e) {
      throw new IllegalStateException("task " + job.task() + " has changed", e);
    }
  }

  private static Attempt parse(String line) {
    try {
      return Attempt.parse(line);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored attempt cannot be read", e);
    }
  }
}

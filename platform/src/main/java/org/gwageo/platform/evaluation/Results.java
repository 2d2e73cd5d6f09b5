package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the jobs found: results, and behind each the journal from which it can be scored again. */
@Repository
public class Results {

  private final JdbcClient database;
  private final DataSource connections;
  private final TaskLibrary tasks;
  private final SealedTasks sealed;
  private final Clock clock;

  Results(
      JdbcClient database,
      DataSource connections,
      TaskLibrary tasks,
      SealedTasks sealed,
      Clock clock) {
    this.database = database;
    this.connections = connections;
    this.tasks = tasks;
    this.sealed = sealed;
    this.clock = clock;
  }

  /**
   * Writes the attempts of a job as lines of canonical JSON, in the order in which they ended; one
   * portion of them is held at a time.
   *
   * @throws IOException if the file cannot be written or the attempts cannot be read
   */
  public void writeJournal(Job job, Path file) throws IOException {
    new JobJournal(connections, job.id()).writeTo(file);
  }

  /** Returns the attempts of a job as they are read from the database, portion by portion. */
  public Attempts attempts(Job job) {
    return new JobJournal(connections, job.id());
  }

  /**
   * Returns the result of a finished job as it was stored; for one that was finished by an earlier
   * version, scored from its journal and stored.
   *
   * @throws IllegalStateException if the job has no result
   */
  public BenchmarkResult of(Job job) {
    if (job.state() != Job.State.DONE) {
      throw new IllegalStateException("job %s is %s, not done".formatted(job.id(), job.state()));
    }
    return stored(job).orElseGet(() -> keep(job, task(job)));
  }

  private Optional<BenchmarkResult> stored(Job job) {
    return database
        .sql(
            """
            select result, beside from evaluation.result
            where job = :job and beside is not null
            """)
        .param("job", job.id())
        .query((row, index) -> StoredResult.read(row.getString("result"), row.getString("beside")))
        .optional();
  }

  /** Returns the job's journal scored by the engine; the same journal gives the same result. */
  public BenchmarkResult score(Job job) {
    var task = task(job);
    try {
      return BenchmarkScoring.score(task, subject(job), new JobJournal(connections, job.id()));
    } catch (IOException e) {
      throw unreadable(job, e);
    } catch (TaskException e) {
      throw changed(job, e);
    }
  }

  /**
   * Returns what the replies of a finished job took and how many tokens they had; measured from its
   * journal and stored if it was not before.
   *
   * @throws IllegalStateException if the job has no result
   */
  public LatencySummary.Recorder latency(Job job) {
    of(job);
    return database
        .sql("select latency from evaluation.result where job = :job and latency is not null")
        .param("job", job.id())
        .query(String.class)
        .optional()
        .map(LatencySummary.Recorder::parse)
        .orElseGet(() -> keepLatency(job));
  }

  private LatencySummary.Recorder keepLatency(Job job) {
    try {
      var recorder =
          LatencySummary.Recorder.of(
              new JobJournal(connections, job.id()), task(job).digest(), subject(job));
      database
          .sql("update evaluation.result set latency = :latency where job = :job")
          .param("latency", recorder.toJson())
          .param("job", job.id())
          .update();
      return recorder;
    } catch (IOException e) {
      throw unreadable(job, e);
    }
  }

  /** Returns the task of a job as its run asks its entrant; sealed items stay closed. */
  public BenchmarkTask task(Job job) {
    return new SeasonRun(job.run()).of(tasks.asked(job.stage(), job.task(), job.team()));
  }

  /**
   * Returns the task of a job for a worker, sealed items opened.
   *
   * @throws TaskException if sealed items are not the committed ones, or their key is not here, or
   *     the task is not the one that was queued
   */
  BenchmarkTask opened(Job job) throws IOException, TaskException {
    BenchmarkTask task = new SeasonRun(job.run()).of(sealed.open(job));
    if (!task.digest().toString().equals(job.taskDigest())) {
      throw new TaskException(
          job.task(),
          0,
          "the job was queued for the task %s, but the task is now %s"
              .formatted(job.taskDigest(), task.digest()));
    }
    return task;
  }

  /** Returns whether nobody but a worker may read the questions and answers of a job's task. */
  public boolean isClosed(Job job) {
    return task(job).items().isClosed();
  }

  /** Returns whom a job asks; the season names the run where there are several. */
  public static Subject subject(Job job) {
    return new SeasonRun(job.run())
        .of(new Subject(job.model(), job.revision(), job.stage().toString()));
  }

  /** Scores a journal that is complete, and stores result, questions and latencies. */
  BenchmarkResult keep(Job job, BenchmarkTask task) {
    var result = keepQuestions(job, task);
    database
        .sql(
            """
            insert into evaluation.result (job, result, digest, scored_at, beside)
            values (:job, :result, :digest, :at, :beside)
            on conflict (job) do update set result = excluded.result, digest = excluded.digest,
              scored_at = excluded.scored_at, beside = excluded.beside
            """)
        .param("job", job.id())
        .param("result", new String(result.toJson(), StandardCharsets.UTF_8))
        .param("digest", result.digest().toString())
        .param("at", Timestamp.from(clock.instant()))
        .param("beside", StoredResult.beside(result))
        .update();
    keepLatency(job);
    return result;
  }

  /** Scores a journal and stores what became of each question. */
  BenchmarkResult keepQuestions(Job job, BenchmarkTask task) {
    try (var sheet = QuestionSheet.open(connections, job, task, isClosed(job))) {
      var result =
          BenchmarkScoring.score(
              task, subject(job), new JobJournal(connections, job.id()), sheet::add);
      sheet.finish();
      return result;
    } catch (IOException e) {
      throw unreadable(job, e);
    } catch (TaskException e) {
      throw changed(job, e);
    }
  }

  private static UncheckedIOException unreadable(Job job, IOException cause) {
    return new UncheckedIOException("the journal of job " + job.id() + " cannot be read", cause);
  }

  private static IllegalStateException changed(Job job, TaskException cause) {
    return new IllegalStateException("task " + job.task() + " has changed", cause);
  }
}

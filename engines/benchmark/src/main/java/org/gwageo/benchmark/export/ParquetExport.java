package org.gwageo.benchmark.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** Writes a run as a Parquet file with one row for each question, filter and metric. */
public final class ParquetExport {

  private static final String TABLE =
      """
      create table row (
        task varchar, model varchar, revision varchar, season varchar,
        ordinal integer, item varchar, repeat integer, prompt varchar, reply varchar,
        reasoning varchar, finish varchar, failure varchar, attempts integer,
        filter varchar, extracted varchar, gold varchar, correct boolean,
        metric varchar, value double,
        prompt_tokens bigint, completion_tokens bigint,
        sent_at varchar, queued_us bigint, connect_us bigint, first_token_us bigint, total_us bigint)
      """;

  private final ExportedRun run;
  private final DuckDBAppender rows;

  private ParquetExport(ExportedRun run, DuckDBAppender rows) {
    this.run = run;
    this.rows = rows;
  }

  /**
   * Writes {@code file}, replacing what is there.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if the run cannot be read or the file cannot be written
   */
  public static void write(ExportedRun run, Path file) throws IOException, TaskException {
    Path folder = Files.createTempDirectory("parquet");
    Path database = folder.resolve("rows.duckdb");
    var properties = new Properties();
    properties.setProperty("threads", "1");
    try (var connection =
        (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + database, properties)) {
      try (var statement = connection.createStatement()) {
        statement.execute(TABLE);
        try (DuckDBAppender rows = connection.createAppender("main", "row")) {
          var export = new ParquetExport(run, rows);
          run.settle(export::question);
        }
        statement.execute(
            "copy (select * from row order by ordinal, repeat, filter, metric) to '"
                + file.toAbsolutePath().toString().replace("'", "''")
                + "' (format parquet, compression zstd)");
      }
    } catch (SQLException e) {
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(database);
      Files.deleteIfExists(folder.resolve("rows.duckdb.wal"));
      Files.deleteIfExists(folder);
    }
  }

  private void question(
      Question question, QuestionScore score, List<? extends @Nullable Attempt> decisive)
      throws IOException {
    try {
      if (score.readings().isEmpty()) {
        row(question, score, decisive, null, null, null);
      }
      for (Reading reading : score.readings()) {
        for (var value : reading.values().entrySet()) {
          row(question, score, decisive, reading, value.getKey(), value.getValue());
        }
      }
    } catch (SQLException e) {
      throw new IOException("a row cannot be written: " + e.getMessage(), e);
    }
  }

  private void row(
      Question question,
      QuestionScore score,
      List<? extends @Nullable Attempt> decisive,
      @Nullable Reading reading,
      @Nullable String metric,
      @Nullable Value value)
      throws SQLException {
    List<Reply> replies = ExportedRun.replies(decisive);
    Reply reply = replies.isEmpty() ? null : replies.getFirst();
    rows.beginRow();
    rows.append(run.task().id());
    rows.append(run.subject().model());
    rows.append(run.subject().revision());
    rows.append(run.subject().season());
    rows.append(score.ordinal());
    rows.append(score.item());
    rows.append(score.repeat());
    rows.append(ExportedRun.prompt(question.requests().getFirst()));
    text(reply == null ? null : texts(replies));
    text(reply == null ? null : reply.reasoning());
    text(reply == null ? null : reply.finish());
    text(score.failure() == null ? null : score.failure().code());
    rows.append(score.attempts());
    text(reading == null ? null : reading.filter());
    text(reading == null ? null : reading.extracted());
    rows.append(score.gold());
    if (reading == null) {
      rows.appendNull();
    } else {
      rows.append(reading.correct());
    }
    text(metric);
    if (value instanceof Value.Score(double number)) {
      rows.append(number);
    } else {
      rows.appendNull();
    }
    number(reply == null ? null : reply.usage().prompt());
    number(reply == null ? null : reply.usage().completion());
    times(decisive.isEmpty() ? null : decisive.getFirst());
    rows.endRow();
  }

  private static String texts(List<Reply> replies) {
    return replies.stream()
        .map(
            reply ->
                reply.likelihood() == null
                    ? reply.text()
                    : Double.toString(reply.likelihood().sum()))
        .collect(Collectors.joining("\n"));
  }

  private void times(@Nullable Attempt attempt) throws SQLException {
    Timing timing = attempt == null ? null : attempt.timing();
    text(attempt == null ? null : attempt.sentAt().toString());
    number(timing == null ? null : timing.queued());
    number(timing == null ? null : timing.connect());
    number(timing == null ? null : timing.firstToken());
    number(timing == null ? null : timing.total());
  }

  private void text(@Nullable String text) throws SQLException {
    if (text == null) {
      rows.appendNull();
    } else {
      rows.append(text);
    }
  }

  private void number(@Nullable Long number) throws SQLException {
    if (number == null) {
      rows.appendNull();
    } else {
      rows.append(number.longValue());
    }
  }
}

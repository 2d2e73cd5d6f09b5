package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of each question of a run, all of them or none. Of sealed items that are not
 * revealed, neither question nor right answer nor the answer that was read are written.
 */
final class QuestionSheet implements AutoCloseable {

  private static final int PORTION = 1000;
  private static final Subject ANYBODY = new Subject("model", "", "");

  private final Connection connection;
  private final PreparedStatement insert;
  private final UUID job;
  private final String entrant;
  private final boolean closed;
  private final Metric headline;
  private final int[] clusters;
  private int waiting;

  private QuestionSheet(Connection connection, Job job, BenchmarkTask task, boolean closed)
      throws SQLException, IOException, TaskException {
    this.connection = connection;
    this.job = job.id();
    this.entrant = task.items().file().equals(DataSets.REVEALED) ? job.team() : "";
    this.closed = closed;
    this.headline = task.judging().metrics().getFirst();
    connection.setAutoCommit(false);
    this.clusters = keepItems(task);
    try (var delete =
        connection.prepareStatement("delete from evaluation.question_score where job = ?")) {
      delete.setObject(1, this.job);
      delete.executeUpdate();
    }
    this.insert =
        connection.prepareStatement(
            """
            insert into evaluation.question_score (job, ordinal, repeat, item, key, attempts,
              correct, scored, failure, score, cluster, extracted, gold)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
  }

  /** Begins a sheet that replaces the job's former one. */
  static QuestionSheet open(DataSource connections, Job job, BenchmarkTask task, boolean closed)
      throws IOException, TaskException {
    Connection connection = null;
    try {
      connection = connections.getConnection();
      return new QuestionSheet(connection, job, task, closed);
    } catch (SQLException | IOException | TaskException | RuntimeException e) {
      abandon(connection);
      if (e instanceof SQLException) {
        throw unwritable(job.id(), e);
      }
      throw e instanceof RuntimeException unchecked ? unchecked : rethrown(e);
    }
  }

  private static RuntimeException rethrown(Exception e) throws IOException, TaskException {
    switch (e) {
      case IOException io -> throw io;
      case TaskException task -> throw task;
      default -> throw new IllegalStateException(e);
    }
  }

  private static void abandon(@Nullable Connection connection) {
    if (connection != null) {
      try (connection) {
        connection.rollback();
      } catch (SQLException e) {
        // The connection is broken; what it held is gone with it.
      }
    }
  }

  /** Adds one question. */
  void add(QuestionScore score) {
    try {
      insert.setObject(1, job);
      insert.setInt(2, score.ordinal());
      insert.setInt(3, score.repeat());
      insert.setString(4, storable(score.item()));
      insert.setString(5, score.key().toString());
      insert.setInt(6, score.attempts());
      insert.setBoolean(7, score.correct());
      insert.setBoolean(8, score.isScored());
      insert.setString(9, score.failure() == null ? null : score.failure().code());
      Value value =
          score.readings().isEmpty()
              ? null
              : score.readings().getFirst().values().get(headline.value());
      if (value instanceof Value.Score(double number)) {
        insert.setDouble(10, number);
      } else {
        insert.setNull(10, Types.DOUBLE);
      }
      insert.setInt(11, clusters[score.ordinal()]);
      insert.setString(
          12, closed || score.extracted() == null ? null : storable(score.extracted()));
      insert.setString(13, closed ? "" : storable(score.gold()));
      insert.addBatch();
      if (++waiting == PORTION) {
        insert.executeBatch();
        waiting = 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the questions of job " + job + " cannot be written", e);
    }
  }

  /** Makes all that was added durable. */
  void finish() throws IOException {
    try {
      insert.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw unwritable(job, e);
    }
  }

  @Override
  public void close() {
    abandon(connection);
  }

  /** Stores the items unless a run of the same task has; returns each item's cluster. */
  private int[] keepItems(BenchmarkTask task) throws SQLException, IOException, TaskException {
    boolean known = closed || isKnown(task);
    String cluster = task.description().cluster();
    var numbers = new HashMap<String, Integer>();
    int[] clusters = new int[task.items().count()];
    try (ItemReader items = task.items().open();
        PreparedStatement keep =
            connection.prepareStatement(
                """
                insert into evaluation.item
                  (task_digest, ordinal, item, fields, question, search, entrant)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)) {
      int held = 0;
      for (Item item = items.next(); item != null; item = items.next()) {
        clusters[item.ordinal()] =
            cluster == null
                ? item.ordinal()
                : numbers.computeIfAbsent(item.text(cluster), name -> numbers.size());
        if (!known) {
          keep(keep, task, item);
          held++;
          if (held % PORTION == 0) {
            keep.executeBatch();
          }
        }
      }
      keep.executeBatch();
    }
    return clusters;
  }

  private boolean isKnown(BenchmarkTask task) throws SQLException {
    try (var count =
        connection.prepareStatement(
            "select count(*) from evaluation.item where task_digest = ? and entrant = ?")) {
      count.setString(1, task.digest().toString());
      count.setString(2, entrant);
      try (var row = count.executeQuery()) {
        row.next();
        return row.getInt(1) == task.items().count();
      }
    }
  }

  private void keep(PreparedStatement keep, BenchmarkTask task, Item item)
      throws SQLException, TaskException {
    String text = PromptText.question(task.question(item, 0, ANYBODY));
    keep.setString(1, task.digest().toString());
    keep.setInt(2, item.ordinal());
    keep.setString(3, storable(item.id()));
    keep.setString(4, CanonicalJson.string(item.fields()));
    keep.setString(5, storable(text));
    keep.setString(6, SearchText.fold(item.id()) + "\n" + SearchText.fold(text));
    keep.setString(7, entrant);
    keep.addBatch();
  }

  /** PostgreSQL holds every character but one. */
  private static String storable(String text) {
    return text.replace("\0", "\uFFFD");
  }

  private static IOException unwritable(UUID job, Exception cause) {
    return new IOException("the questions of job " + job + " cannot be written", cause);
  }
}

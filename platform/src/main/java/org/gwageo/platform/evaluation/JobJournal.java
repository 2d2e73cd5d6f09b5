package org.gwageo.platform.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Journal;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one job in PostgreSQL. A batch of attempts is one transaction; a second settled
 * attempt at the same question is not stored, so that a worker whose lease ran out unnoticed cannot
 * double an answer.
 */
final class JobJournal implements Journal {

  private static final int FETCH = 500;

  private final DataSource database;
  private final UUID job;

  JobJournal(DataSource database, UUID job) {
    this.database = database;
    this.job = job;
  }

  @Override
  public void append(List<Attempt> attempts) throws IOException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into evaluation.attempt
                  (job, key, item, answered, record, ordinal, repeat, search)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (job, key) where answered do nothing
                """)) {
      connection.setAutoCommit(false);
      for (Attempt attempt : attempts) {
        insert.setObject(1, job);
        insert.setString(2, attempt.key().toString());
        insert.setString(3, attempt.item());
        insert.setBoolean(4, attempt.outcome().isSettled());
        insert.setString(5, attempt.toJson());
        insert.setInt(6, attempt.ordinal());
        insert.setInt(7, attempt.repeat());
        insert.setString(8, search(attempt));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      throw new IOException("the journal of job " + job + " cannot be written", e);
    }
  }

  private static @Nullable String search(Attempt attempt) {
    return attempt.outcome() instanceof Answered(Reply reply)
        ? SearchText.fold(reply.text())
        : null;
  }

  @Override
  public Cursor read() throws IOException {
    try {
      return new Rows(database.getConnection(), job);
    } catch (SQLException e) {
      throw unreadable(job, e);
    }
  }

  /** Writes the attempts to a file, one a line. */
  void writeTo(Path file) throws IOException {
    try (BufferedWriter lines = Files.newBufferedWriter(file);
        Cursor attempts = read()) {
      for (Attempt one = attempts.next(); one != null; one = attempts.next()) {
        lines.write(one.toJson());
        lines.write('\n');
      }
    }
  }

  private static IOException unreadable(UUID job, SQLException cause) {
    return new IOException("the journal of job " + job + " cannot be read", cause);
  }

  /** The stored attempts, fetched in portions. */
  private static final class Rows implements Cursor {

    private final Connection connection;
    private final PreparedStatement select;
    private final ResultSet rows;
    private final UUID job;

    Rows(Connection connection, UUID job) throws SQLException {
      this.connection = connection;
      this.job = job;
      // The driver fetches in portions only within a transaction.
      connection.setAutoCommit(false);
      this.select =
          connection.prepareStatement(
              "select record from evaluation.attempt where job = ? order by id");
      select.setFetchSize(FETCH);
      select.setObject(1, job);
      this.rows = select.executeQuery();
    }

    @Override
    public @Nullable Attempt next() throws IOException {
      try {
        return rows.next() ? Attempt.parse(rows.getString(1)) : null;
      } catch (SQLException e) {
        throw unreadable(job, e);
      }
    }

    @Override
    public void close() throws IOException {
      try (connection;
          select;
          rows) {
        connection.rollback();
      } catch (SQLException e) {
        throw unreadable(job, e);
      }
    }
  }
}

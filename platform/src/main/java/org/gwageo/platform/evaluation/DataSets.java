package org.gwageo.platform.evaluation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.platform.evaluation.DataSet.Asked;
import org.gwageo.platform.evaluation.DataSet.Origin;
import org.gwageo.platform.evaluation.DataSet.Sealing;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * All data sets that the office brought in, and where their files are: one folder for all processes
 * that share the database.
 */
@Repository
public class DataSets {

  static final String TASK = "task.yaml";
  static final String ITEMS = "items.jsonl";
  static final String SEALED = "items.sealed";
  static final String REVEALED = "items.revealed";

  private final JdbcClient database;
  private final Clock clock;
  private final Path root;

  DataSets(JdbcClient database, Clock clock, @Value("${gwageo.evaluation.data-sets}") Path root) {
    this.database = database;
    this.clock = clock;
    this.root = root;
  }

  /** Returns the data sets of a programme by the names of their tasks. */
  public List<DataSet> of(String programme) {
    return database
        .sql("select * from evaluation.data_set where programme = :programme order by task")
        .param("programme", programme)
        .query(DataSets::read)
        .list();
  }

  /** Returns the data set of a task, if the office brought it in. */
  public Optional<DataSet> find(String programme, String task) {
    return database
        .sql("select * from evaluation.data_set where programme = :programme and task = :task")
        .param("programme", programme)
        .param("task", task)
        .query(DataSets::read)
        .optional();
  }

  /** Returns the folder with the files of a data set. */
  Path folder(String programme, String task) {
    return root.resolve(programme).resolve("tasks").resolve(task);
  }

  /** Returns the folder with the suites that the office made for a programme. */
  Path suites(String programme) {
    return root.resolve(programme).resolve("suites");
  }

  /** Returns the file with the items that were drawn for an entrant, which may not be there. */
  Path drawn(StageId season, String task, String entrant) {
    return root.resolve(season.programme())
        .resolve("drawn")
        .resolve(season.stage())
        .resolve(task)
        .resolve(entrant)
        .resolve(ITEMS);
  }

  /** Returns the folder in which operators put files that are too long for an upload. */
  Path inbox() {
    return root.resolve("inbox");
  }

  void add(DataSet set) {
    Sealing sealing = set.sealing();
    database
        .sql(
            """
            insert into evaluation.data_set (programme, task, origin, file_name, file_digest, items,
              licence, redistribution, commercial, derivatives, terms, source, imported_by,
              imported_at, commitment, withheld)
            values (:programme, :task, :origin, :file, :digest, :items, :licence, :redistribution,
              :commercial, :derivatives, :terms, :source, :by, :at, :commitment, :withheld)
            """)
        .param("programme", set.programme())
        .param("task", set.task())
        .param("origin", set.origin().name())
        .param("file", set.fileName())
        .param("digest", set.fileDigest())
        .param("items", set.items())
        .param("licence", set.terms().licence())
        .param("redistribution", set.terms().redistribution())
        .param("commercial", set.terms().commercial())
        .param("derivatives", set.terms().derivatives())
        .param("terms", set.terms().note())
        .param("source", set.source())
        .param("by", set.importedBy())
        .param("at", Timestamp.from(set.importedAt()))
        .param(
            "commitment",
            sealing == null
                ? null
                : new String(sealing.commitment().toJson(), StandardCharsets.UTF_8))
        .param("withheld", sealing != null && sealing.withheld())
        .update();
  }

  /** Notes the wish to reveal the items of a data set; a former problem is forgotten. */
  void askReveal(String programme, String task, String actor, String reason) {
    database
        .sql(
            """
            update evaluation.data_set set reveal_by = :by, reveal_reason = :reason,
              reveal_asked_at = :at, reveal_problem = null
            where programme = :programme and task = :task and revealed_at is null
            """)
        .param("by", actor)
        .param("reason", reason)
        .param("at", Timestamp.from(clock.instant()))
        .param("programme", programme)
        .param("task", task)
        .update();
  }

  /** Notes that the items of a data set are revealed, or why they could not be. */
  void revealed(String programme, String task, @Nullable String problem) {
    database
        .sql(
            """
            update evaluation.data_set set reveal_problem = :problem,
              revealed_at = case when :problem::text is null then :at::timestamptz end
            where programme = :programme and task = :task and revealed_at is null
            """)
        .param("problem", problem)
        .param("at", Timestamp.from(clock.instant()))
        .param("programme", programme)
        .param("task", task)
        .update();
  }

  private static DataSet read(ResultSet row, int index) throws SQLException {
    return new DataSet(
        row.getString("programme"),
        row.getString("task"),
        Origin.valueOf(row.getString("origin")),
        row.getString("file_name"),
        row.getString("file_digest"),
        row.getInt("items"),
        new Terms(
            row.getString("licence"),
            row.getBoolean("redistribution"),
            row.getBoolean("commercial"),
            row.getBoolean("derivatives"),
            row.getString("terms")),
        row.getString("source"),
        row.getString("imported_by"),
        row.getTimestamp("imported_at").toInstant(),
        sealing(row));
  }

  private static @Nullable Sealing sealing(ResultSet row) throws SQLException {
    String commitment = row.getString("commitment");
    if (commitment == null) {
      return null;
    }
    String by = row.getString("reveal_by");
    try {
      return new Sealing(
          Commitment.parse(row.getString("task"), commitment.getBytes(StandardCharsets.UTF_8)),
          row.getBoolean("withheld"),
          by == null
              ? null
              : new Asked(
                  by,
                  row.getString("reveal_reason"),
                  row.getTimestamp("reveal_asked_at").toInstant(),
                  row.getString("reveal_problem")),
          instant(row.getTimestamp("revealed_at")));
    } catch (SealedException e) {
      throw new IllegalStateException("a stored commitment cannot be read", e);
    }
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}

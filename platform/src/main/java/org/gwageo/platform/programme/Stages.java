package org.gwageo.platform.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All stages. */
@Repository
public class Stages {

  private static final String COLUMNS =
      "programme, stage, number, state, opens_at, closes_at, zone, rulebook_version";

  private final JdbcClient database;

  Stages(JdbcClient database) {
    this.database = database;
  }

  /** Returns the stage, if there is one of that name. */
  public Optional<Stage> find(StageId id) {
    return select(id, "").optional();
  }

  /**
   * Returns the stage.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Stage get(StageId id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no stage " + id));
  }

  /** Returns a programme's stages in their order. */
  public List<Stage> of(String programme) {
    return database
        .sql(
            "select %s from programme.stage where programme = :programme order by number, stage"
                .formatted(COLUMNS))
        .param("programme", programme)
        .query(Stages::read)
        .list();
  }

  /** Returns the stage and keeps others from changing it until the transaction ends. */
  public Stage lock(StageId id) {
    return select(id, "for update")
        .optional()
        .orElseThrow(() -> new IllegalArgumentException("no stage " + id));
  }

  void add(Stage stage) {
    var closes = stage.submissions();
    database
        .sql(
            """
            insert into programme.stage
              (programme, stage, number, state, opens_at, closes_at, zone, rulebook_version)
            values (:programme, :stage, :number, :state, :opens, :closes, :zone, :version)
            """)
        .param("programme", stage.id().programme())
        .param("stage", stage.id().stage())
        .param("number", stage.number())
        .param("state", stage.state().name())
        .param("opens", timestamp(stage.opensAt()))
        .param("closes", timestamp(closes == null ? null : closes.at()))
        .param("zone", stage.zone().getId())
        .param("version", stage.rulebookVersion())
        .update();
  }

  void save(Stage stage) {
    database
        .sql(
            """
            update programme.stage set state = :state, rulebook_version = :version
            where programme = :programme and stage = :stage
            """)
        .param("state", stage.state().name())
        .param("version", stage.rulebookVersion())
        .param("programme", stage.id().programme())
        .param("stage", stage.id().stage())
        .update();
  }

  private JdbcClient.MappedQuerySpec<Stage> select(StageId id, String lock) {
    return database
        .sql(
            """
            select %s from programme.stage
            where programme = :programme and stage = :stage %s
            """
                .formatted(COLUMNS, lock))
        .param("programme", id.programme())
        .param("stage", id.stage())
        .query(Stages::read);
  }

  private static Stage read(ResultSet row, int index) throws SQLException {
    int version = row.getInt("rulebook_version");
    Integer frozen = row.wasNull() ? null : Integer.valueOf(version);
    return new Stage(
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getInt("number"),
        StageState.valueOf(row.getString("state")),
        instant(row.getTimestamp("opens_at")),
        instant(row.getTimestamp("closes_at")),
        ZoneId.of(row.getString("zone")),
        frozen);
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}

package org.gwageo.platform.reproduction;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.StageDraw;
import org.gwageo.benchmark.statistics.ReproductionDraw;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The draws of all stages. Nothing but this class reads a seed before it is drawn with. */
@Repository
public class Draws {

  private final JdbcClient database;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Draws(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns the draw of a stage; none for one in which teams report nothing. */
  public Optional<Draw> find(StageId stage) {
    return database
        .sql("select * from reproduction.draw where programme = :programme and stage = :stage")
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Draws::read)
        .optional();
  }

  /** Draws a secret seed and commits to it; a stage that has one keeps it. */
  void commit(StageId stage) {
    byte[] seed = new byte[ReproductionDraw.SEED_BYTES];
    random.nextBytes(seed);
    String digits = HexFormat.of().formatHex(seed);
    database
        .sql(
            """
            insert into reproduction.draw (programme, stage, seed, commitment, committed_at)
            values (:programme, :stage, :seed, :commitment, :at)
            on conflict (programme, stage) do nothing
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("seed", digits)
        .param("commitment", StageDraw.commitment(stage.toString(), digits).toString())
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** Draws among the bundles that count. */
  StageDraw draw(StageId stage, List<StageDraw.Received> received) {
    String seed =
        database
            .sql(
                """
                select seed from reproduction.draw
                where programme = :programme and stage = :stage and document is null
                """)
            .param("programme", stage.programme())
            .param("stage", stage.stage())
            .query(String.class)
            .single();
    var draw = new StageDraw(stage.toString(), seed, received);
    database
        .sql(
            """
            update reproduction.draw set document = :document, drawn_at = :at
            where programme = :programme and stage = :stage
            """)
        .param("document", new String(draw.toJson(), StandardCharsets.UTF_8))
        .param("at", Timestamp.from(clock.instant()))
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .update();
    return draw;
  }

  private static Draw read(ResultSet row, int index) throws SQLException {
    String document = row.getString("document");
    Timestamp drawnAt = row.getTimestamp("drawn_at");
    return new Draw(
        new StageId(row.getString("programme"), row.getString("stage")),
        Digest.parse(row.getString("commitment")),
        row.getTimestamp("committed_at").toInstant(),
        document == null ? null : parse(document),
        drawnAt == null ? null : drawnAt.toInstant());
  }

  private static @Nullable StageDraw parse(String document) {
    try {
      return StageDraw.parse(document.getBytes(StandardCharsets.UTF_8));
    } catch (BundleException e) {
      throw new IllegalStateException("a stored draw cannot be read", e);
    }
  }
}

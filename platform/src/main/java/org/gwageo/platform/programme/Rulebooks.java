package org.gwageo.platform.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rules of all stages in all their versions. */
@Repository
public class Rulebooks {

  private final JdbcClient database;
  private final Stages stages;
  private final Clock clock;

  Rulebooks(JdbcClient database, Stages stages, Clock clock) {
    this.database = database;
    this.stages = stages;
    this.clock = clock;
  }

  /** Returns all versions, the newest first. */
  public List<RulebookVersion> versions(StageId stage) {
    return database
        .sql(
            """
            select programme, stage, version, yaml, author, reason, written_at
            from programme.rulebook
            where programme = :programme and stage = :stage
            order by version desc
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Rulebooks::read)
        .list();
  }

  /** Returns the frozen version, or before that the newest; empty when there are no rules yet. */
  public Optional<RulebookVersion> inForce(StageId stage) {
    Integer frozen = stages.get(stage).rulebookVersion();
    return versions(stage).stream()
        .filter(rules -> frozen == null || rules.version() == frozen)
        .findFirst();
  }

  /** Returns whether the rules in force let teams run benchmarks themselves. */
  public boolean haveReports(StageId stage) {
    return inForce(stage)
        .map(rules -> rules.rulebook().items().anyMatch(item -> item.evidence().reported() != null))
        .orElse(false);
  }

  /** Returns whether the rules in force let teams propose the common benchmarks. */
  public boolean haveProposals(StageId stage) {
    return inForce(stage)
        .map(
            rules ->
                rules
                    .rulebook()
                    .items()
                    .anyMatch(
                        item ->
                            item.input() instanceof Input.CommonBenchmarks common
                                && common.selection() instanceof Input.Selection.ProposedBy))
        .orElse(false);
  }

  /**
   * Writes a further version.
   *
   * @throws RulebookException if the document is not a rulebook
   * @throws IllegalStateException if the stage's rules are frozen
   */
  @Transactional(rollbackFor = RulebookException.class)
  public RulebookVersion write(StageId id, String yaml, String author, String reason)
      throws RulebookException {
    var rulebook = Rulebook.parse(yaml);
    var stage = stages.lock(id);
    if (stage.state() != StageState.DRAFT && stage.state() != StageState.RECORDED) {
      throw new WrongMomentException(
          "refusal.stage.rules-frozen", id, Objects.requireNonNull(stage.rulebookVersion()));
    }
    int version = versions(id).stream().mapToInt(RulebookVersion::version).max().orElse(0) + 1;
    var written = clock.instant();
    database
        .sql(
            """
            insert into programme.rulebook
              (programme, stage, version, yaml, digest, author, reason, written_at)
            values (:programme, :stage, :version, :yaml, :digest, :author, :reason, :at)
            """)
        .param("programme", id.programme())
        .param("stage", id.stage())
        .param("version", version)
        .param("yaml", yaml)
        .param("digest", rulebook.digest().toString())
        .param("author", author)
        .param("reason", reason)
        .param("at", Timestamp.from(written))
        .update();
    return new RulebookVersion(id, version, yaml, rulebook, author, reason, written);
  }

  private static RulebookVersion read(ResultSet row, int index) throws SQLException {
    var stage = new StageId(row.getString("programme"), row.getString("stage"));
    String yaml = row.getString("yaml");
    try {
      return new RulebookVersion(
          stage,
          row.getInt("version"),
          yaml,
          Rulebook.parse(yaml),
          row.getString("author"),
          row.getString("reason"),
          row.getTimestamp("written_at").toInstant());
    } catch (RulebookException e) {
      throw new IllegalStateException("the stored rules of " + stage + " cannot be read", e);
    }
  }
}

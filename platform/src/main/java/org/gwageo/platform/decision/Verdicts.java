package org.gwageo.platform.decision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.platform.decision.VerdictVersion.Confirmation;
import org.gwageo.platform.programme.StageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The stored verdicts: the scores they follow from and the bytes that were confirmed. */
@Repository
class Verdicts {

  /** A stored version, still as text. */
  record Stored(
      StageId stage,
      int version,
      String scores,
      String verdict,
      String digest,
      String draftedBy,
      Instant draftedAt,
      Optional<Instant> issuedAt,
      Optional<String> correction,
      SortedMap<String, String> cases) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient database;

  Verdicts(JdbcClient database) {
    this.database = database;
  }

  /** Returns the versions of a stage's verdict, the newest first. */
  List<Stored> of(StageId stage) {
    return database
        .sql(
            """
            select * from decision.verdict where programme = :programme and stage = :stage
            order by version desc
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Verdicts::read)
        .list();
  }

  /** Keeps others from drafting, confirming and issuing until the transaction ends. */
  void lock(StageId stage) {
    database
        .sql(
            """
            select version from decision.verdict where programme = :programme and stage = :stage
            order by version for update
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(Integer.class)
        .list();
  }

  void add(Stored verdict) {
    database
        .sql(
            """
            insert into decision.verdict
              (programme, stage, version, scores, verdict, digest, drafted_by, drafted_at, correction)
            values
              (:programme, :stage, :version, :scores, :verdict, :digest, :by, :at, :correction)
            """)
        .param("programme", verdict.stage().programme())
        .param("stage", verdict.stage().stage())
        .param("version", verdict.version())
        .param("scores", verdict.scores())
        .param("verdict", verdict.verdict())
        .param("digest", verdict.digest())
        .param("by", verdict.draftedBy())
        .param("at", Timestamp.from(verdict.draftedAt()))
        .param("correction", verdict.correction().orElse(null))
        .update();
  }

  List<Confirmation> confirmations(StageId stage, int version) {
    return database
        .sql(
            """
            select account, confirmed_at from decision.confirmation
            where programme = :programme and stage = :stage and version = :version
            order by confirmed_at
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("version", version)
        .query(
            (row, index) ->
                new Confirmation(
                    row.getString("account"), row.getTimestamp("confirmed_at").toInstant()))
        .list();
  }

  void confirm(StageId stage, int version, String digest, Confirmation confirmation) {
    database
        .sql(
            """
            insert into decision.confirmation
              (programme, stage, version, account, digest, confirmed_at)
            values (:programme, :stage, :version, :account, :digest, :at)
            on conflict do nothing
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("version", version)
        .param("account", confirmation.account())
        .param("digest", digest)
        .param("at", Timestamp.from(confirmation.at()))
        .update();
  }

  /**
   * Notes that a version is issued.
   *
   * @param cases the digest of the newest event of each verification case, by team
   */
  void issue(StageId stage, int version, Instant at, Map<String, String> cases) {
    database
        .sql(
            """
            update decision.verdict set issued_at = :at, cases = :cases
            where programme = :programme and stage = :stage and version = :version
            """)
        .param("at", Timestamp.from(at))
        .param("cases", CanonicalJson.string(new TreeMap<>(cases)))
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("version", version)
        .update();
  }

  private static SortedMap<String, String> cases(String json) {
    var cases = new TreeMap<String, String>();
    JSON.readTree(json)
        .properties()
        .forEach(entry -> cases.put(entry.getKey(), entry.getValue().asString("")));
    return cases;
  }

  private static Stored read(ResultSet row, int index) throws SQLException {
    return new Stored(
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getInt("version"),
        row.getString("scores"),
        row.getString("verdict"),
        row.getString("digest"),
        row.getString("drafted_by"),
        row.getTimestamp("drafted_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("issued_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("correction")),
        cases(row.getString("cases")));
  }
}

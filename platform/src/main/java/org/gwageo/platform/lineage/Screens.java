package org.gwageo.platform.lineage;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.programme.StageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The screens of all stages. */
@Repository
public class Screens {

  private final JdbcClient database;
  private final Cases cases;
  private final Clock clock;

  Screens(JdbcClient database, Cases cases, Clock clock) {
    this.database = database;
    this.cases = cases;
    this.clock = clock;
  }

  /** Returns the screens of a stage, by team. */
  public List<Screen> of(StageId stage) {
    return database
        .sql(
            """
            select team, grade, report, digest, made_at from lineage.screen
            where programme = :programme and stage = :stage order by team
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(
            (row, index) ->
                new Screen(
                    stage,
                    row.getString("team"),
                    Grade.parse(row.getString("grade")),
                    row.getString("report"),
                    row.getString("digest"),
                    row.getTimestamp("made_at").toInstant()))
        .list();
  }

  /** Returns why screens could not be made, by team. */
  public Map<String, String> failures(StageId stage) {
    return database
        .sql(
            """
            select team, cause from lineage.failure
            where programme = :programme and stage = :stage order by team
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query((row, index) -> Map.entry(row.getString("team"), row.getString("cause")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Transactional
  void put(StageId stage, String team, Grade grade, byte[] report) {
    database
        .sql(
            """
            insert into lineage.screen (programme, stage, team, grade, report, digest, made_at)
            values (:programme, :stage, :team, :grade, :report, :digest, :at)
            on conflict (programme, stage, team) do update set grade = excluded.grade,
              report = excluded.report, digest = excluded.digest, made_at = excluded.made_at
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("team", team)
        .param("grade", grade.id())
        .param("report", new String(report, java.nio.charset.StandardCharsets.UTF_8))
        .param("digest", Digest.of(report).toString())
        .param("at", Timestamp.from(clock.instant()))
        .update();
    database
        .sql(
            """
            delete from lineage.failure
            where programme = :programme and stage = :stage and team = :team
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("team", team)
        .update();
    cases.screened(stage, team, grade, Digest.of(report).toString());
  }

  @Transactional
  void putFailure(StageId stage, String team, String cause) {
    database
        .sql(
            """
            insert into lineage.failure (programme, stage, team, cause, at)
            values (:programme, :stage, :team, :cause, :at)
            on conflict (programme, stage, team) do update set
              cause = excluded.cause, at = excluded.at
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("team", team)
        .param("cause", cause)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    cases.screenFailed(stage, team, cause);
  }
}

package org.gwageo.platform.evaluation;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.Season.Opening;
import org.gwageo.platform.evaluation.Season.Participant;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.definition.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All seasons. */
@Repository
public class Seasons {

  private static final int MOST_ENTRANTS = 50;

  private final JdbcClient database;
  private final Stages stages;
  private final Suites suites;
  private final Queueing queueing;
  private final Clock clock;

  Seasons(JdbcClient database, Stages stages, Suites suites, Queueing queueing, Clock clock) {
    this.database = database;
    this.stages = stages;
    this.suites = suites;
    this.queueing = queueing;
    this.clock = clock;
  }

  /** Returns the seasons of a programme, the latest first. */
  public List<Season> of(String programme) {
    return database
        .sql(
            "select * from evaluation.season where programme = :programme order by opens_at desc,"
                + " id")
        .param("programme", programme)
        .query(this::read)
        .list();
  }

  /** Returns the season, if there is one. */
  public Optional<Season> find(StageId id) {
    return database
        .sql("select * from evaluation.season where programme = :programme and id = :id")
        .param("programme", id.programme())
        .param("id", id.stage())
        .query(this::read)
        .optional();
  }

  /**
   * Plans a season.
   *
   * @param runs how often each task is run
   * @throws IllegalArgumentException if the id is taken by a stage or a season, the window has no
   *     length, or there cannot be so many runs
   * @throws SuiteException if the suite cannot be read
   */
  @Transactional
  public void plan(
      StageId id,
      Bilingual title,
      String suite,
      int runs,
      Instant opensAt,
      Instant closesAt,
      String actor)
      throws SuiteException {
    if (runs < 1 || runs > SeasonRun.MOST) {
      throw new IllegalArgumentException(
          "a season has 1 to %d runs of each task, not %d".formatted(SeasonRun.MOST, runs));
    }
    if (stages.find(id).isPresent() || find(id).isPresent()) {
      throw new IllegalArgumentException("a stage or season is called " + id + " already");
    }
    if (!opensAt.isBefore(closesAt)) {
      throw new IllegalArgumentException(
          "season %s opens at %s and closes at %s".formatted(id, opensAt, closesAt));
    }
    var read = suites.get(id.programme(), suite);
    database
        .sql(
            """
            insert into evaluation.season (programme, id, title_ko, title_en, suite, suite_digest,
              runs, opens_at, closes_at, planned_by, planned_at)
            values (:programme, :id, :ko, :en, :suite, :digest, :runs, :opens, :closes, :by, :at)
            """)
        .param("programme", id.programme())
        .param("id", id.stage())
        .param("ko", title.ko())
        .param("en", title.en())
        .param("suite", suite)
        .param("digest", read.digest().toString())
        .param("runs", runs)
        .param("opens", Timestamp.from(opensAt))
        .param("closes", Timestamp.from(closesAt))
        .param("by", actor)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /**
   * Enters somebody into a planned season.
   *
   * @throws IllegalStateException if the season is open already
   * @throws IllegalArgumentException if it is full
   */
  @Transactional
  public void enter(StageId id, String name, String entrant, URI endpoint, String model) {
    var season = requirePlanned(id);
    if (season.entrants().size() >= MOST_ENTRANTS) {
      throw new IllegalArgumentException("a season has at most " + MOST_ENTRANTS + " entrants");
    }
    database
        .sql(
            """
            insert into evaluation.season_entrant
              (programme, season, entrant, name, endpoint, model, revision)
            values (:programme, :season, :entrant, :name, :endpoint, :model, :revision)
            on conflict (programme, season, entrant) do update set name = excluded.name,
              endpoint = excluded.endpoint, model = excluded.model, revision = excluded.revision
            """)
        .param("programme", id.programme())
        .param("season", id.stage())
        .param("entrant", entrant)
        .param("name", name)
        .param("endpoint", endpoint.toString())
        .param("model", model)
        .param("revision", Digest.ofJson(List.of(endpoint.toString(), model)).toString())
        .update();
  }

  /**
   * Opens a season and queues its jobs, entrants together; they begin with its window.
   *
   * @throws IllegalStateException if it is open already, over, without entrants, or its suite has
   *     changed since it was planned
   * @throws SuiteException if the suite cannot be read
   */
  @Transactional(rollbackFor = Exception.class)
  public void open(StageId id, String actor, String reason) throws SuiteException {
    var season = requirePlanned(id);
    var now = clock.instant();
    if (!now.isBefore(season.closesAt())) {
      throw new IllegalStateException("season %s closed at %s".formatted(id, season.closesAt()));
    }
    if (season.entrants().isEmpty()) {
      throw new IllegalStateException("season " + id + " has no entrants");
    }
    var suite = suites.get(id.programme(), season.suite());
    if (!suite.digest().toString().equals(season.suiteDigest())) {
      throw new IllegalStateException(
          "suite " + season.suite() + " has changed since season " + id + " was planned");
    }
    database
        .sql(
            """
            update evaluation.season set opened_by = :by, opened_at = :at, reason = :reason
            where programme = :programme and id = :id
            """)
        .param("by", actor)
        .param("at", Timestamp.from(now))
        .param("reason", reason)
        .param("programme", id.programme())
        .param("id", id.stage())
        .update();
    var runs = new LinkedHashMap<String, Integer>();
    suite.tasks().forEach(task -> runs.put(task, season.runs()));
    queueing.queue(
        id,
        runs,
        season.entrants().stream().map(Participant::entrant).toList(),
        season.opensAt().isAfter(now) ? season.opensAt() : now,
        actor);
  }

  private Season requirePlanned(StageId id) {
    var season =
        database
            .sql(
                """
                select * from evaluation.season where programme = :programme and id = :id
                for update
                """)
            .param("programme", id.programme())
            .param("id", id.stage())
            .query(this::read)
            .optional()
            .orElseThrow(() -> new IllegalArgumentException("no season " + id));
    if (season.opened() != null) {
      throw new IllegalStateException("season " + id + " is open already");
    }
    return season;
  }

  private Season read(ResultSet row, int index) throws SQLException {
    var id = new StageId(row.getString("programme"), row.getString("id"));
    String by = row.getString("opened_by");
    return new Season(
        id,
        new Bilingual(row.getString("title_ko"), row.getString("title_en")),
        row.getString("suite"),
        row.getString("suite_digest"),
        row.getInt("runs"),
        row.getTimestamp("opens_at").toInstant(),
        row.getTimestamp("closes_at").toInstant(),
        entrants(id),
        by == null
            ? null
            : new Opening(by, row.getTimestamp("opened_at").toInstant(), row.getString("reason")));
  }

  private List<Participant> entrants(StageId id) {
    return database
        .sql(
            """
            select * from evaluation.season_entrant
            where programme = :programme and season = :season order by entrant
            """)
        .param("programme", id.programme())
        .param("season", id.stage())
        .query(
            (row, index) ->
                new Participant(
                    row.getString("name"),
                    new Entrant(
                        row.getString("entrant"),
                        URI.create(row.getString("endpoint")),
                        row.getString("model"),
                        row.getString("revision"))))
        .list();
  }
}

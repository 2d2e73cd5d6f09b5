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
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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
  private final DataSets dataSets;
  private final Jobs jobs;
  private final Queueing queueing;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Seasons(
      JdbcClient database,
      Stages stages,
      Suites suites,
      DataSets dataSets,
      Jobs jobs,
      Queueing queueing,
      ApplicationEventPublisher events,
      Clock clock) {
    this.database = database;
    this.stages = stages;
    this.suites = suites;
    this.dataSets = dataSets;
    this.jobs = jobs;
    this.queueing = queueing;
    this.events = events;
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
   * @param purpose {@link Season#NONCOMMERCIAL}, or empty
   * @throws IllegalArgumentException if the id is taken by a stage or a season, the window has no
   *     length, or there cannot be so many runs
   * @throws SuiteException if the suite cannot be read, items of it were sealed for another season,
   *     or a licence does not allow the purpose
   */
  @Transactional
  public void plan(
      StageId id,
      Bilingual title,
      String suite,
      int runs,
      Instant opensAt,
      Instant closesAt,
      String purpose,
      String actor)
      throws SuiteException {
    if (runs < 1 || runs > SeasonRun.MOST) {
      throw new WrongValueException("refusal.season.runs", SeasonRun.MOST, runs);
    }
    if (stages.find(id).isPresent() || find(id).isPresent()) {
      throw new WrongValueException("refusal.season.taken", id);
    }
    if (!opensAt.isBefore(closesAt)) {
      throw new WrongValueException("refusal.season.window", id, opensAt, closesAt);
    }
    var read = suites.get(id.programme(), suite);
    for (DataSet set : sets(id, read)) {
      refuseOtherSeason(set, id);
      if (!set.terms().commercial() && !purpose.equals(Season.NONCOMMERCIAL)) {
        throw new SuiteException(
            new WrongValueException(
                "refusal.season.noncommercial", set.terms().licence(), set.task()));
      }
    }
    database
        .sql(
            """
            insert into evaluation.season (programme, id, title_ko, title_en, suite, suite_digest,
              runs, opens_at, closes_at, planned_by, planned_at, purpose)
            values (:programme, :id, :ko, :en, :suite, :digest, :runs, :opens, :closes, :by, :at,
              :purpose)
            """)
        .param("purpose", purpose)
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

  /** Returns the data sets among the tasks of a suite. */
  public List<DataSet> sets(StageId season, Suite suite) {
    return suite.tasks().stream()
        .map(task -> dataSets.find(season.programme(), task))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Sealed items are bound to a season by name, so that nobody asks them a second time. */
  private static void refuseOtherSeason(DataSet set, StageId id) throws SuiteException {
    DataSet.Sealing sealing = set.sealing();
    if (sealing == null) {
      return;
    }
    String bound = sealing.commitment().header().season();
    if (!bound.equals(id.stage()) && !bound.equals(id.toString())) {
      throw new SuiteException(
          new WrongValueException(
              "refusal.season.sealed-elsewhere", set.task(), bound, id.stage()));
    }
    if (!set.isClosed()) {
      throw new SuiteException(new WrongValueException("refusal.season.revealed", set.task()));
    }
  }

  /**
   * Shows a planned season with its commitments to everybody.
   *
   * @throws IllegalStateException if it is open already
   */
  @Transactional
  public void announce(StageId id, String actor) {
    requirePlanned(id);
    database
        .sql(
            """
            update evaluation.season set announced_by = :by, announced_at = :at
            where programme = :programme and id = :id and announced_at is null
            """)
        .param("by", actor)
        .param("at", Timestamp.from(clock.instant()))
        .param("programme", id.programme())
        .param("id", id.stage())
        .update();
  }

  /**
   * Publishes the results of a season that is over.
   *
   * @throws IllegalStateException if it is not over, is published already, a job of it goes on, or
   *     sealed items that were not announced to stay so are not revealed
   * @throws SuiteException if the suite cannot be read
   */
  @Transactional(rollbackFor = Exception.class)
  public void publish(StageId id, String actor) throws SuiteException {
    var season = lock(id);
    var now = clock.instant();
    if (season.opened() == null || now.isBefore(season.closesAt())) {
      throw new WrongMomentException("refusal.season.open-still", id, season.closesAt());
    }
    if (season.publishedAt() != null) {
      throw new WrongMomentException("refusal.season.published", id);
    }
    long pending = jobs.of(id).stream().filter(job -> job.state().isPending()).count();
    if (pending > 0) {
      throw new WrongMomentException("refusal.season.jobs-open", pending, id);
    }
    for (DataSet set : sets(id, suites.get(id.programme(), season.suite()))) {
      DataSet.Sealing sealing = set.sealing();
      if (sealing != null && set.isClosed() && !sealing.withheld()) {
        throw new WrongMomentException("refusal.season.sealed", set.task());
      }
    }
    database
        .sql(
            """
            update evaluation.season set published_by = :by, published_at = :at
            where programme = :programme and id = :id
            """)
        .param("by", actor)
        .param("at", Timestamp.from(now))
        .param("programme", id.programme())
        .param("id", id.stage())
        .update();
    events.publishEvent(new SeasonPublished(id));
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
      throw new WrongValueException("refusal.season.entrants", MOST_ENTRANTS);
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
   * @throws IllegalStateException if it is open already, over, without entrants, its suite has
   *     changed since it was planned, or it has sealed items and was not announced
   * @throws SuiteException if the suite cannot be read
   */
  @Transactional(rollbackFor = Exception.class)
  public void open(StageId id, String actor, String reason) throws SuiteException {
    var season = requirePlanned(id);
    var now = clock.instant();
    if (!now.isBefore(season.closesAt())) {
      throw new WrongMomentException("refusal.season.over", id, season.closesAt());
    }
    if (season.entrants().isEmpty()) {
      throw new WrongMomentException("refusal.season.no-entrants", id);
    }
    var suite = suites.get(id.programme(), season.suite());
    if (!suite.digest().toString().equals(season.suiteDigest())) {
      throw new WrongMomentException("refusal.season.suite-changed", season.suite(), id);
    }
    if (season.announcedAt() == null && sets(id, suite).stream().anyMatch(DataSet::isClosed)) {
      throw new WrongMomentException("refusal.season.unannounced", id);
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

  private Season lock(StageId id) {
    return database
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
  }

  private Season requirePlanned(StageId id) {
    var season = lock(id);
    if (season.opened() != null) {
      throw new WrongMomentException("refusal.season.open", id);
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
            : new Opening(by, row.getTimestamp("opened_at").toInstant(), row.getString("reason")),
        row.getString("purpose"),
        instant(row.getTimestamp("announced_at")),
        instant(row.getTimestamp("published_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
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

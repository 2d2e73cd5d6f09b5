package org.gwageo.platform.lineage;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.CaseEvent.Kind;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StagePublished;
import org.gwageo.platform.submission.SubmissionReceived;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** All verification cases. */
@Repository
public class Cases {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient database;
  private final Clock clock;

  Cases(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Opens a case on a first submission; a further one is noted in it. */
  @EventListener
  void open(SubmissionReceived event) {
    open(event.stage(), event.team(), event.receipt());
  }

  @Transactional
  void open(StageId stage, String team, String receipt) {
    String number = number(stage, team);
    database
        .sql(
            """
            insert into lineage.verification_case (number, programme, stage, team, opened_at)
            values (:number, :programme, :stage, :team, :at) on conflict do nothing
            """)
        .param("number", number)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("team", team)
        .param("at", Timestamp.from(clock.instant()))
        .update();
    change(stage, team, found -> found.open(receipt, clock));
  }

  /** Returns the case of a team in a stage, if the team has submitted. */
  @Transactional(readOnly = true)
  public Optional<VerificationCase> find(StageId stage, String team) {
    return read("where programme = :programme and stage = :stage and team = :team", stage, team, "")
        .stream()
        .findFirst();
  }

  /** Returns the case with that number. */
  @Transactional(readOnly = true)
  public Optional<VerificationCase> find(String number) {
    return read("where number = :number", null, "", number).stream().findFirst();
  }

  /** Returns the cases of a stage, by team. */
  @Transactional(readOnly = true)
  public List<VerificationCase> of(StageId stage) {
    return read("where programme = :programme and stage = :stage order by team", stage, "", "");
  }

  /** Returns the cases that are public, the newest first. */
  @Transactional(readOnly = true)
  public List<VerificationCase> published() {
    return read(
        """
        where exists (select 1 from lineage.case_event e
          where e.number = lineage.verification_case.number and e.kind = 'PUBLISHED')
        order by opened_at desc, number limit 200
        """,
        null,
        "",
        "");
  }

  /** Makes the decided cases of a stage public together with its verdict, before the bundle. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @Transactional
  public void publishDecided(StagePublished event) {
    publishDecided(event.stage());
  }

  /** Makes the decided cases of a stage public; those that are public already stay as they are. */
  @Transactional
  public void publishDecided(StageId stage) {
    for (VerificationCase one : of(stage)) {
      if (one.state() == CaseState.DECIDED) {
        change(one.stage(), one.team(), found -> found.publish(CaseEvent.SYSTEM, clock));
      }
    }
  }

  /**
   * Lets {@code action} change the case of a team, alone.
   *
   * @throws IllegalStateException if there is no such case, or the action does not fit the moment
   */
  @Transactional
  public <T> T let(StageId stage, String team, Function<VerificationCase, T> action) {
    database
        .sql(
            """
            select number from lineage.verification_case
            where programme = :programme and stage = :stage and team = :team for update
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("team", team)
        .query(String.class)
        .optional();
    var found =
        find(stage, team)
            .orElseThrow(
                () ->
                    new IllegalStateException("stage %s has no case of %s".formatted(stage, team)));
    T result = action.apply(found);
    int place = found.stored();
    for (CaseEvent event : found.unstored()) {
      append(found.number(), place++, event);
    }
    return result;
  }

  /** Lets {@code action} change the case of a team, alone. See {@link #let}. */
  @Transactional
  public void change(StageId stage, String team, Consumer<VerificationCase> action) {
    let(
        stage,
        team,
        found -> {
          action.accept(found);
          return found;
        });
  }

  @Transactional
  void screened(StageId stage, String team, Grade grade, String digest) {
    if (find(stage, team).isPresent()) {
      change(stage, team, found -> found.screened(grade, digest, clock));
    }
  }

  @Transactional
  void screenFailed(StageId stage, String team, String cause) {
    if (find(stage, team).isPresent()) {
      change(stage, team, found -> found.screenFailed(cause, clock));
    }
  }

  private void append(String number, int place, CaseEvent event) {
    database
        .sql(
            """
            insert into lineage.case_event
              (number, place, kind, actor, pseudonym, at, data, salt, digest)
            values (:number, :place, :kind, :actor, :by, :at, :data, :salt, :digest)
            """)
        .param("number", number)
        .param("place", place)
        .param("kind", event.kind().name())
        .param("actor", event.actor())
        .param("by", event.by())
        .param("salt", event.salt())
        .param("at", Timestamp.from(event.at()))
        .param("data", CanonicalJson.string(event.data()))
        .param("digest", event.digest())
        .update();
  }

  private List<VerificationCase> read(
      String where, @Nullable StageId stage, String team, String number) {
    var statement = database.sql("select * from lineage.verification_case " + where);
    if (where.contains(":programme") && stage != null) {
      statement = statement.param("programme", stage.programme()).param("stage", stage.stage());
    }
    if (where.contains(":team")) {
      statement = statement.param("team", team);
    }
    if (where.contains(":number")) {
      statement = statement.param("number", number);
    }
    return statement
        .query(
            (row, index) ->
                new VerificationCase(
                    row.getString("number"),
                    new StageId(row.getString("programme"), row.getString("stage")),
                    row.getString("team"),
                    row.getString("secret"),
                    events(row.getString("number"))))
        .list();
  }

  private List<CaseEvent> events(String number) {
    return database
        .sql("select * from lineage.case_event where number = :number order by place")
        .param("number", number)
        .query(
            (row, index) ->
                new CaseEvent(
                    Kind.valueOf(row.getString("kind")),
                    row.getString("actor"),
                    row.getString("pseudonym"),
                    row.getTimestamp("at").toInstant(),
                    data(row.getString("data")),
                    row.getString("salt"),
                    row.getString("digest")))
        .list();
  }

  private static SortedMap<String, String> data(String json) {
    var data = new TreeMap<String, String>();
    JSON.readTree(json)
        .properties()
        .forEach(entry -> data.put(entry.getKey(), entry.getValue().asString("")));
    return data;
  }

  private static String number(StageId stage, String team) {
    var digest = Digest.ofJson(List.of("case", stage.toString(), team));
    return "GC-" + digest.shortHex().toUpperCase(Locale.ROOT);
  }

  /**
   * Returns what two people have decided, by team, in the form in which the scores of a stage take
   * it: the case's number, the grade that the independence gate reads instead of the comparison's,
   * and the reason.
   */
  @Transactional(readOnly = true)
  public SequencedMap<String, Object> decisions(StageId stage) {
    return decisions(of(stage));
  }

  /** Returns what is decided in {@code cases}, by team, in the form of {@link #decisions}. */
  public static SequencedMap<String, Object> decisions(List<VerificationCase> cases) {
    var byTeam = new TreeMap<String, Object>();
    for (VerificationCase one : cases) {
      one.decision()
          .ifPresent(
              decided ->
                  byTeam.put(
                      one.team(),
                      new TreeMap<String, Object>(
                          Map.of(
                              "case", one.number(),
                              "grade", decided.outcome().grade().id(),
                              "reason", decided.reason()))));
    }
    return byTeam;
  }

  /** Returns the digest of the newest event of each case of a stage, by team. */
  @Transactional(readOnly = true)
  public SortedMap<String, String> heads(StageId stage) {
    var heads = new TreeMap<String, String>();
    of(stage).forEach(one -> heads.put(one.team(), one.head().toString()));
    return heads;
  }

  /**
   * Returns the cases of a stage as they were, by team.
   *
   * @param heads the digest of the newest event that counts, by team; a team without one is left
   *     out
   */
  @Transactional(readOnly = true)
  public List<VerificationCase> at(StageId stage, Map<String, String> heads) {
    return of(stage).stream()
        .filter(one -> heads.containsKey(one.team()))
        .map(one -> one.at(String.valueOf(heads.get(one.team()))))
        .toList();
  }
}

package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.AskedQuestion.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The questions of runs that are over, page by page. */
@Repository
public class Questions {

  private static final String FROM = " from evaluation.question_score q ";

  private static final String WITH_ITEM =
      """
        left join evaluation.item i on i.task_digest = :digest and i.ordinal = q.ordinal
          and i.entrant in ('', :entrant)
      """;

  private static final String WITH =
      """
        join evaluation.question_score o
          on o.job = :other and o.ordinal = q.ordinal and o.repeat = q.repeat
      """;

  private static final String COLUMNS =
      """
      select q.ordinal, q.repeat, q.item, q.key, q.attempts, q.correct, q.scored, q.failure,
        q.score, q.extracted, q.gold, coalesce(i.question, '') as question
      """;

  private final JdbcClient database;

  Questions(JdbcClient database) {
    this.database = database;
  }

  /**
   * Questions of a run, or of two runs at the same task.
   *
   * @param job the run
   * @param other the run beside it; null for none
   * @param part which questions of the run
   * @param pairing which questions of the two; not looked at without another run
   * @param search words that question or reply hold; blank for any
   */
  public record Wish(Job job, @Nullable Job other, Part part, Pairing pairing, String search) {

    /** Returns the wish for all questions of a run. */
    public static Wish all(Job job) {
      return new Wish(job, null, Part.ALL, Pairing.ALL, "");
    }
  }

  /** Returns whether the scores of the run's questions are there. */
  public boolean has(Job job) {
    return database
        .sql("select exists (select 1 from evaluation.question_score where job = :job)")
        .param("job", job.id())
        .query(Boolean.class)
        .single();
  }

  /** Returns how many questions of a run belong to each part. */
  public Map<Part, Long> counts(Job job) {
    String columns =
        Arrays.stream(Part.values())
            .map(
                part ->
                    "count(*) filter (where %s) as %s_n".formatted(part.condition(), part.key()))
            .collect(Collectors.joining(", "));
    return database
        .sql("select " + columns + " from evaluation.question_score q where job = :job")
        .param("job", job.id())
        .query(
            (row, index) -> {
              var counts = new EnumMap<Part, Long>(Part.class);
              for (Part part : Part.values()) {
                counts.put(part, row.getLong(part.key() + "_n"));
              }
              return counts;
            })
        .single();
  }

  /** Returns how many questions of two runs belong to each pairing. */
  public Map<Pairing, Long> counts(Job first, Job second) {
    String columns =
        Arrays.stream(Pairing.values())
            .map(one -> "count(*) filter (where %s) as %s_n".formatted(one.condition(), one.key()))
            .collect(Collectors.joining(", "));
    return database
        .sql(
            "select "
                + columns
                + " from evaluation.question_score q "
                + WITH
                + "where q.job = :job")
        .param("job", first.id())
        .param("other", second.id())
        .query(
            (row, index) -> {
              var counts = new EnumMap<Pairing, Long>(Pairing.class);
              for (Pairing one : Pairing.values()) {
                counts.put(one, row.getLong(one.key() + "_n"));
              }
              return counts;
            })
        .single();
  }

  /** Returns how many questions fit a wish. */
  public long count(Wish wish) {
    return statement("select count(*) ", wish, "").query(Long.class).single();
  }

  /** Returns questions that fit a wish, in the order of the items. */
  public List<AskedQuestion> page(Wish wish, long offset, int limit) {
    String portion = " order by q.ordinal, q.repeat limit " + limit + " offset " + offset;
    if (!wish.search().isBlank()) {
      return statement(COLUMNS, wish, portion).query(Questions::read).list();
    }
    List<Place> places =
        statement("select q.ordinal, q.repeat ", wish, portion)
            .query((row, index) -> new Place(row.getInt("ordinal"), row.getInt("repeat")))
            .list();
    var found = at(wish.job(), places);
    return places.stream().map(found::get).flatMap(Stream::ofNullable).toList();
  }

  /** Returns the questions of another run at the same places. */
  public Map<Place, AskedQuestion> at(Job job, List<Place> places) {
    var found = new HashMap<Place, AskedQuestion>();
    if (!places.isEmpty()) {
      database
          .sql(
              COLUMNS
                  + FROM
                  + WITH_ITEM
                  + """
                  where q.job = :job and (q.ordinal, q.repeat) in
                    (select * from unnest(:ordinals::int[], :repeats::int[]))
                  """)
          .param("job", job.id())
          .param("digest", job.taskDigest())
          .param("entrant", job.team())
          .param("ordinals", places.stream().map(Place::ordinal).toArray(Integer[]::new))
          .param("repeats", places.stream().map(Place::repeat).toArray(Integer[]::new))
          .query(Questions::read)
          .list()
          .forEach(question -> found.put(question.place(), question));
    }
    return found;
  }

  /** Returns one question of a run, if it is scored. */
  public Optional<AskedQuestion> find(Job job, Place place) {
    return Optional.ofNullable(at(job, List.of(place)).get(place));
  }

  /** Returns the first question that fits a wish after a place, or the last before it. */
  public Optional<Place> beside(Wish wish, Place place, boolean after) {
    String condition =
        after
            ? " and (q.ordinal, q.repeat) > (:ordinal, :repeat) order by q.ordinal, q.repeat"
            : " and (q.ordinal, q.repeat) < (:ordinal, :repeat)"
                + " order by q.ordinal desc, q.repeat desc";
    return statement("select q.ordinal, q.repeat ", wish, condition + " limit 1")
        .param("ordinal", place.ordinal())
        .param("repeat", place.repeat())
        .query((row, index) -> new Place(row.getInt("ordinal"), row.getInt("repeat")))
        .optional();
  }

  /** Returns all attempts at a question, in the order in which they ended. */
  public List<Attempt> attempts(Job job, Place place) {
    return database
        .sql(
            """
            select record from evaluation.attempt
            where job = :job and ordinal = :ordinal and repeat = :repeat order by id
            """)
        .param("job", job.id())
        .param("ordinal", place.ordinal())
        .param("repeat", place.repeat())
        .query(Questions::attempt)
        .list();
  }

  /** Returns the last settled attempt at each of several questions. */
  public Map<Place, Attempt> settled(Job job, List<Place> places) {
    var settled = new HashMap<Place, Attempt>();
    if (!places.isEmpty()) {
      database
          .sql(
              """
              select record from evaluation.attempt
              where job = :job and answered and (ordinal, repeat) in
                (select * from unnest(:ordinals::int[], :repeats::int[]))
              order by id
              """)
          .param("job", job.id())
          .param("ordinals", places.stream().map(Place::ordinal).toArray(Integer[]::new))
          .param("repeats", places.stream().map(Place::repeat).toArray(Integer[]::new))
          .query(Questions::attempt)
          .list()
          .forEach(attempt -> settled.put(new Place(attempt.ordinal(), attempt.repeat()), attempt));
    }
    return settled;
  }

  /** Returns the scores of two runs at the items that count for both, repeats averaged. */
  public PairedScores paired(Job first, Job second) {
    var rows =
        database
            .sql(
                """
                select q.cluster, avg(coalesce(q.score, q.correct::int)) as a,
                  avg(coalesce(o.score, o.correct::int)) as b
                from evaluation.question_score q
                  join evaluation.question_score o
                    on o.job = :other and o.ordinal = q.ordinal and o.repeat = q.repeat
                where q.job = :job and q.scored and o.scored
                group by q.ordinal, q.cluster order by q.ordinal
                """)
            .param("job", first.id())
            .param("other", second.id())
            .query(
                (row, index) ->
                    new double[] {row.getInt("cluster"), row.getDouble("a"), row.getDouble("b")})
            .list();
    return new PairedScores(
        rows.stream().mapToDouble(row -> row[1]).toArray(),
        rows.stream().mapToDouble(row -> row[2]).toArray(),
        rows.stream().mapToInt(row -> (int) row[0]).toArray());
  }

  private JdbcClient.StatementSpec statement(String select, Wish wish, String rest) {
    var sql = new StringBuilder(select).append(FROM);
    if (!wish.search().isBlank()) {
      sql.append(WITH_ITEM);
    }
    Job other = wish.other();
    if (other != null) {
      sql.append(WITH);
    }
    sql.append("where q.job = :job and (").append(wish.part().condition()).append(')');
    if (other != null) {
      sql.append(" and (").append(wish.pairing().condition()).append(')');
    }
    var words = new ArrayList<String>();
    if (!wish.search().isBlank()) {
      words.addAll(SearchText.patterns(wish.search()));
      sql.append(words.isEmpty() ? " and false" : "");
    }
    for (int n = 0; n < words.size(); n++) {
      String found = SearchText.isPlain(words.get(n)) ? "strpos(%s, :w%d) > 0" : "%s ~ :w%d";
      sql.append(" and (").append(found.formatted("i.search", n));
      sql.append(" or (q.ordinal, q.repeat) in (select a.ordinal, a.repeat")
          .append(" from evaluation.attempt a where a.job = :job and a.answered and ")
          .append(found.formatted("a.search", n))
          .append("))");
    }
    var statement =
        database
            .sql(sql.append(rest).toString())
            .param("job", wish.job().id())
            .param("digest", wish.job().taskDigest())
            .param("entrant", wish.job().team());
    if (other != null) {
      statement = statement.param("other", other.id());
    }
    for (int n = 0; n < words.size(); n++) {
      statement = statement.param("w" + n, words.get(n));
    }
    return statement;
  }

  private static AskedQuestion read(ResultSet row, int index) throws SQLException {
    String failure = row.getString("failure");
    double number = row.getDouble("score");
    Double score = row.wasNull() ? null : number;
    return new AskedQuestion(
        new Place(row.getInt("ordinal"), row.getInt("repeat")),
        row.getString("item"),
        Digest.parse(row.getString("key")),
        row.getInt("attempts"),
        row.getBoolean("correct"),
        row.getBoolean("scored"),
        failure == null ? null : FailureClass.withCode(failure).orElse(null),
        score,
        row.getString("extracted"),
        row.getString("gold"),
        row.getString("question"));
  }

  private static Attempt attempt(ResultSet row, int index) throws SQLException {
    try {
      return Attempt.parse(row.getString("record"));
    } catch (IOException e) {
      throw new UncheckedIOException("a stored attempt cannot be read", e);
    }
  }
}

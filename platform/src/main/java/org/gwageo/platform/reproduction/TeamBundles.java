package org.gwageo.platform.reproduction;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All bundles that teams have handed in. The newest of a team in good form is the one that counts.
 */
@Repository
public class TeamBundles {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient database;

  TeamBundles(JdbcClient database) {
    this.database = database;
  }

  /** Returns all bundles of a stage by team, task and version, the newest version first. */
  public List<TeamBundle> of(StageId stage) {
    return database
        .sql(
            """
            select * from reproduction.bundle where programme = :programme and stage = :stage
            order by team, task, version desc
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(TeamBundles::read)
        .list();
  }

  /** Returns a team's bundles for a stage by task, the newest version first. */
  public List<TeamBundle> of(StageId stage, String team) {
    return of(stage).stream().filter(bundle -> bundle.team().equals(team)).toList();
  }

  /** Returns one version of a team's bundle. */
  public Optional<TeamBundle> find(StageId stage, String team, String task, int version) {
    return of(stage, team).stream()
        .filter(bundle -> bundle.task().equals(task) && bundle.version() == version)
        .findFirst();
  }

  /** Returns the bundles that count, one for each team and task that has one in good form. */
  public List<TeamBundle> counting(StageId stage) {
    var counting = new LinkedHashMap<List<String>, TeamBundle>();
    for (TeamBundle bundle : of(stage)) {
      if (bundle.isInGoodForm()) {
        counting.putIfAbsent(List.of(bundle.team(), bundle.task()), bundle);
      }
    }
    return List.copyOf(counting.values());
  }

  /** Returns a team's bundle for a task that counts. */
  public Optional<TeamBundle> counting(StageId stage, String team, String task) {
    return counting(stage).stream()
        .filter(bundle -> bundle.team().equals(team) && bundle.task().equals(task))
        .findFirst();
  }

  /** Adds a bundle; its version has to be the next one. */
  void add(TeamBundle bundle) {
    TeamBundle.Target target = bundle.target();
    database
        .sql(
            """
            insert into reproduction.bundle (programme, stage, team, task, version, file_name,
              archive, bytes, bundle, problems, counts, score, spread, hardware, target_model,
              target_score, target_source, handed_in_by, handed_in_at)
            values (:programme, :stage, :team, :task, :version, :name, :archive, :bytes, :bundle,
              :problems, :counts, :score, :spread, :hardware, :model, :target, :source, :by, :at)
            """)
        .param("programme", bundle.stage().programme())
        .param("stage", bundle.stage().stage())
        .param("team", bundle.team())
        .param("task", bundle.task())
        .param("version", bundle.version())
        .param("name", bundle.fileName())
        .param("archive", bundle.archive().toString())
        .param("bytes", bundle.bytes())
        .param("bundle", bundle.bundle() == null ? null : bundle.bundle().toString())
        .param("problems", json(bundle.problems()))
        .param("counts", counts(bundle.counts()))
        .param("score", bundle.score())
        .param("spread", bundle.spread())
        .param("hardware", bundle.hardware())
        .param("model", target == null ? null : target.model())
        .param("target", target == null ? null : target.score())
        .param("source", target == null ? null : target.source())
        .param("by", bundle.by())
        .param("at", Timestamp.from(bundle.at()))
        .update();
  }

  private static String json(List<Problem> problems) {
    return CanonicalJson.string(
        problems.stream()
            .map(one -> Map.of("file", one.file(), "ko", one.korean(), "en", one.english()))
            .toList());
  }

  private static List<Problem> problems(String json) {
    var problems = new ArrayList<Problem>();
    for (JsonNode one : JSON.readTree(json)) {
      problems.add(
          new Problem(
              one.path("file").stringValue(),
              one.path("ko").stringValue(),
              one.path("en").stringValue()));
    }
    return problems;
  }

  private static String counts(List<BenchmarkCount> counts) {
    var rows = new ArrayList<Object>();
    for (BenchmarkCount count : counts) {
      var row = new TreeMap<String, Object>();
      row.put("correct", count.correct());
      row.put("asked", count.asked());
      if (count.share() != null) {
        row.put("share", count.share().toPlainString());
      }
      rows.add(row);
    }
    return CanonicalJson.string(rows);
  }

  private static List<BenchmarkCount> counts(String team, String task, String json) {
    var counts = new ArrayList<BenchmarkCount>();
    for (JsonNode one : JSON.readTree(json)) {
      counts.add(
          new BenchmarkCount(
              team,
              task,
              counts.size() + 1,
              one.path("correct").longValue(),
              one.path("asked").longValue(),
              one.has("share") ? new BigDecimal(one.path("share").stringValue()) : null));
    }
    return counts;
  }

  private static TeamBundle read(ResultSet row, int index) throws SQLException {
    String bundle = row.getString("bundle");
    String model = row.getString("target_model");
    return new TeamBundle(
        new StageId(row.getString("programme"), row.getString("stage")),
        row.getString("team"),
        row.getString("task"),
        row.getInt("version"),
        row.getString("file_name"),
        Digest.parse(row.getString("archive")),
        row.getLong("bytes"),
        bundle == null ? null : Digest.parse(bundle),
        problems(row.getString("problems")),
        counts(row.getString("team"), row.getString("task"), row.getString("counts")),
        number(row, "score"),
        number(row, "spread"),
        row.getString("hardware"),
        model == null
            ? null
            : new TeamBundle.Target(
                model, row.getBigDecimal("target_score"), row.getString("target_source")),
        row.getString("handed_in_by"),
        row.getTimestamp("handed_in_at").toInstant());
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : Double.valueOf(value);
  }
}

package org.gwageo.platform.proposal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.bundle.proposal.ProposalWindow;
import org.gwageo.bundle.proposal.Ruling;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was proposed, announced and ruled. Rows are added and never changed. */
@Repository
class Proposals {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient database;

  Proposals(JdbcClient database) {
    this.database = database;
  }

  static Proposal.Place place(StageId stage, String item) {
    return new Proposal.Place(stage.programme(), stage.stage(), item);
  }

  /** Returns everything about an item. */
  ItemProposals of(StageId stage, String item) {
    return new ItemProposals(
        place(stage, item),
        windows(stage, item),
        lists(stage, item),
        rulings(stage, item),
        fixing(stage, item).map(Fixing::at).orElse(null));
  }

  /**
   * A selection that no longer changes.
   *
   * @param digest of the item's {@code selection.json}
   * @param by the account that fixed it
   * @param at when
   */
  record Fixing(Digest digest, String by, Instant at) {}

  Optional<Fixing> fixing(StageId stage, String item) {
    return at(stage, item, "select * from proposal.fixing where %s")
        .query(
            (row, index) ->
                new Fixing(
                    Digest.parse(row.getString("digest")),
                    row.getString("fixed_by"),
                    row.getTimestamp("fixed_at").toInstant()))
        .optional();
  }

  /** Returns when each team was last reminded. */
  SortedMap<String, Instant> reminders(StageId stage, String item) {
    var last = new TreeMap<String, Instant>();
    at(stage, item, "select * from proposal.reminder where %s order by id")
        .query(
            row -> {
              last.put(row.getString("team"), row.getTimestamp("reminded_at").toInstant());
            });
    return last;
  }

  /** Returns who handed in each version of a team's list, the oldest first. */
  List<String> authors(StageId stage, String item, String team) {
    return at(
            stage,
            item,
            "select handed_in_by from proposal.list where %s and team = :team order by version")
        .param("team", team)
        .query((row, index) -> row.getString("handed_in_by"))
        .list();
  }

  private List<ProposalWindow> windows(StageId stage, String item) {
    return at(stage, item, "select * from proposal.announcement where %s order by number")
        .query(
            (row, index) ->
                new ProposalWindow(
                    row.getTimestamp("announced_at").toInstant(),
                    row.getTimestamp("closes_at").toInstant(),
                    row.getString("reason")))
        .list();
  }

  private SortedMap<String, List<Proposal>> lists(StageId stage, String item) {
    var byTeam = new TreeMap<String, List<Proposal>>();
    at(stage, item, "select * from proposal.list where %s order by team, version")
        .query(Proposals::list)
        .list()
        .forEach(one -> byTeam.computeIfAbsent(one.team(), any -> new ArrayList<>()).add(one));
    return byTeam;
  }

  private List<Ruling> rulings(StageId stage, String item) {
    var newest = new LinkedHashMap<String, Ruling>();
    at(stage, item, "select * from proposal.ruling where %s order by id")
        .query(
            (row, index) ->
                new Ruling(
                    row.getString("name"),
                    row.getString("benchmark"),
                    row.getString("reason"),
                    row.getTimestamp("ruled_at").toInstant()))
        .list()
        .forEach(ruling -> newest.put(NewBenchmark.key(ruling.name()), ruling));
    return List.copyOf(newest.values());
  }

  void announce(StageId stage, String item, int number, ProposalWindow window, String by) {
    into(
            stage,
            item,
            """
            insert into proposal.announcement
              (programme, stage, item, number, announced_at, closes_at, reason, announced_by)
            values (:programme, :stage, :item, :number, :at, :closes, :reason, :by)
            """)
        .param("number", number)
        .param("at", Timestamp.from(window.at()))
        .param("closes", Timestamp.from(window.closesAt()))
        .param("reason", window.reason())
        .param("by", by)
        .update();
  }

  void add(StageId stage, String item, Proposal list, String by) {
    into(
            stage,
            item,
            """
            insert into proposal.list (programme, stage, item, team, version, benchmarks, others,
              digest, handed_in_by, handed_in_at)
            values (:programme, :stage, :item, :team, :version, :benchmarks, :others, :digest, :by,
              :at)
            """)
        .param("team", list.team())
        .param("version", list.version())
        .param("benchmarks", CanonicalJson.string(list.benchmarks()))
        .param("others", json(list.others()))
        .param("digest", list.digest().toString())
        .param("by", by)
        .param("at", Timestamp.from(list.at()))
        .update();
  }

  void rule(StageId stage, String item, Ruling ruling, String by) {
    into(
            stage,
            item,
            """
            insert into proposal.ruling
              (programme, stage, item, key, name, benchmark, reason, ruled_by, ruled_at)
            values (:programme, :stage, :item, :key, :name, :benchmark, :reason, :by, :at)
            """)
        .param("key", NewBenchmark.key(ruling.name()))
        .param("name", ruling.name())
        .param("benchmark", ruling.benchmark())
        .param("reason", ruling.reason())
        .param("by", by)
        .param("at", Timestamp.from(ruling.at()))
        .update();
  }

  void fix(StageId stage, String item, Fixing fixing) {
    into(
            stage,
            item,
            """
            insert into proposal.fixing (programme, stage, item, digest, fixed_by, fixed_at)
            values (:programme, :stage, :item, :digest, :by, :at)
            """)
        .param("digest", fixing.digest().toString())
        .param("by", fixing.by())
        .param("at", Timestamp.from(fixing.at()))
        .update();
  }

  void remind(StageId stage, String item, String team, String by, Instant at) {
    into(
            stage,
            item,
            """
            insert into proposal.reminder (programme, stage, item, team, reminded_by, reminded_at)
            values (:programme, :stage, :item, :team, :by, :at)
            """)
        .param("team", team)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  private StatementSpec at(StageId stage, String item, String statement) {
    return into(
        stage,
        item,
        statement.formatted("programme = :programme and stage = :stage and item = :item"));
  }

  private StatementSpec into(StageId stage, String item, String statement) {
    return database
        .sql(statement)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .param("item", item);
  }

  private static String json(List<NewBenchmark> others) {
    return CanonicalJson.string(
        others.stream()
            .map(
                other ->
                    Map.of(
                        "name", other.name(), "source", other.source(), "licence", other.licence()))
            .toList());
  }

  private static Proposal list(ResultSet row, int index) throws SQLException {
    var benchmarks = new ArrayList<String>();
    JSON.readTree(row.getString("benchmarks")).forEach(id -> benchmarks.add(id.stringValue()));
    var others = new ArrayList<NewBenchmark>();
    for (JsonNode other : JSON.readTree(row.getString("others"))) {
      others.add(
          new NewBenchmark(
              other.path("name").stringValue(),
              other.path("source").stringValue(),
              other.path("licence").stringValue()));
    }
    return new Proposal(
        row.getString("team"),
        row.getInt("version"),
        row.getTimestamp("handed_in_at").toInstant(),
        benchmarks,
        others,
        Digest.parse(row.getString("digest")));
  }
}

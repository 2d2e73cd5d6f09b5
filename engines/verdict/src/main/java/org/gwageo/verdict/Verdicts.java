package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import org.gwageo.verdict.GateResult.Status;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Places;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.Team;

/** Applies a rulebook to scores. */
public final class Verdicts {

  private final Rulebook rulebook;
  private final Scores scores;
  private final SortedMap<String, Scoring.Scored> scored;
  private final List<Ranking.Group> groups;
  private final Map<String, List<GateResult>> gates = new HashMap<>();
  private final Map<String, Integer> ranks = new LinkedHashMap<>();
  private final Placing placing;

  private Verdicts(Rulebook rulebook, Scores scores) {
    this.rulebook = rulebook;
    this.scores = scores;
    this.scored = new Scoring(rulebook, scores).all();
    this.groups = Ranking.groups(scored.values(), rulebook.places().ties(), scores);
    var judge = new Gates(rulebook, scores);
    scored.forEach((team, points) -> gates.put(team, judge.judge(points)));
    Set<String> passed = new LinkedHashSet<>();
    for (Ranking.Group group : groups) {
      for (String team : group.teams()) {
        ranks.put(team, group.rank());
        if (failed(team).isEmpty()) {
          passed.add(team);
        }
      }
    }
    this.placing = Placing.of(rulebook.places(), groups, passed);
  }

  /**
   * Returns the verdict on all teams. The same rulebook and scores give the same verdict, to the
   * byte of {@link Verdict#toJson}.
   *
   * @throws IllegalArgumentException if {@code scores} were checked against another rulebook
   */
  public static Verdict decide(Rulebook rulebook, Scores scores) {
    if (!scores.rulebookDigest().equals(rulebook.digest())) {
      throw new IllegalArgumentException(
          "the scores belong to the rulebook "
              + scores.rulebookDigest()
              + ", not to "
              + rulebook.digest());
    }
    return new Verdicts(rulebook, scores).verdict();
  }

  private Verdict verdict() {
    List<TeamResult> results = new ArrayList<>();
    ranks.keySet().forEach(team -> results.add(result(team)));
    for (Team team : scores.teams()) {
      if (team.withdrawn() != null) {
        results.add(withdrawn(team, team.withdrawn()));
      }
    }
    Places places = rulebook.places();
    int entered = scores.teams().size();
    int announced = places.from() == null ? Math.max(entered, places.to()) : places.from();
    var cut =
        new Cut(
            new Cut.Side(announced, places.to()),
            new Cut.Side(entered, placing.advancing().size()),
            new CutReasons(rulebook, scores, placing, ranks).reasons());
    return new Verdict(
        rulebook, results, cut, new Holds(rulebook, scores, gates, placing).reasons());
  }

  private List<String> failed(String team) {
    return gates.getOrDefault(team, List.of()).stream()
        .filter(gate -> gate.status() == Status.FAILED)
        .map(GateResult::gate)
        .toList();
  }

  private TeamResult result(String id) {
    Scoring.Scored points = scored.get(id);
    Team team = scores.team(id);
    Integer rank = ranks.get(id);
    if (points == null || team == null || rank == null) {
      throw new IllegalStateException("the team " + id + " has no points");
    }
    Outcome outcome = outcome(id, rank);
    SequencedMap<String, BigDecimal> blocks = new LinkedHashMap<>();
    SequencedMap<String, BigDecimal> items = new LinkedHashMap<>();
    for (Block block : rulebook.blocks()) {
      blocks.put(block.id(), value(points, block.id()));
      if (block.evaluatorTotals() == null) {
        for (Item item : block.items()) {
          items.put(item.id(), value(points, item.id()));
        }
      }
    }
    List<GateResult> judged = gates.getOrDefault(id, List.of());
    return new TeamResult(
        id,
        team.name(),
        outcome,
        rank,
        points.total().value(),
        blocks,
        items,
        judged,
        new TeamReasons(rulebook, scores).reasons(id, outcome, rank, points, judged, groups),
        points.total());
  }

  private Outcome outcome(String team, int rank) {
    List<String> failed = failed(team);
    if (!failed.isEmpty()) {
      return new Outcome.GateFailed(failed);
    }
    return placing.advancing().contains(team)
        ? new Outcome.Advances(rank)
        : new Outcome.OutOfPlaces(rank, rulebook.places().to());
  }

  private static BigDecimal value(Scoring.Scored points, String id) {
    Derivation derivation = points.points().get(id);
    return derivation == null ? BigDecimal.ZERO : derivation.value();
  }

  private static TeamResult withdrawn(Team team, Bilingual reason) {
    return new TeamResult(
        team.id(),
        team.name(),
        new Outcome.Withdrawn(reason),
        null,
        null,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        List.of(),
        List.of(new Reason("withdrawn", List.of(team.id()), reason)),
        null);
  }
}

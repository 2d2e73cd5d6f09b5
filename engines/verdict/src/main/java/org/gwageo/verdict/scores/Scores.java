package org.gwageo.verdict.scores;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/**
 * The raw input of one stage, checked against its rulebook.
 *
 * <p>Nothing in here depends on the order of the document: teams, evaluators and raters are kept
 * sorted by their ids.
 */
public final class Scores {

  /** The value of the key {@code format}. */
  public static final String FORMAT = "gwageo-scores/1";

  private final Digest rulebookDigest;
  private final ScoresParts parts;

  Scores(Digest rulebookDigest, ScoresParts parts) {
    this.rulebookDigest = rulebookDigest;
    this.parts = parts;
  }

  /**
   * Reads scores for a rulebook.
   *
   * @throws ScoresException naming every line that does not fit, and why
   */
  public static Scores parse(String yaml, Rulebook rulebook) throws ScoresException {
    return ScoresReader.read(yaml, rulebook);
  }

  /** Returns the digest of the rulebook that the scores were checked against. */
  public Digest rulebookDigest() {
    return rulebookDigest;
  }

  /** Returns all teams, ordered by id. */
  public List<Team> teams() {
    return parts.teams();
  }

  /** Returns the ids of the teams that take part to the end, in order. */
  public List<String> participants() {
    return parts.teams().stream().filter(Team::takesPart).map(Team::id).toList();
  }

  /** Returns what was entered for an item of a team; sheets are kept in {@link #panel}. */
  public Optional<Measurement> measurement(String item, String team) {
    return Optional.ofNullable(parts.measurements().getOrDefault(item, Map.of()).get(team));
  }

  /** Returns the benchmarks that each team proposed for an item, the teams in order. */
  public SortedMap<String, List<String>> proposals(String item) {
    return parts.proposals().getOrDefault(item, Collections.emptySortedMap());
  }

  /** Returns what a panel handed in. */
  public PanelSheets panel(String panel) {
    return parts
        .panels()
        .getOrDefault(panel, new PanelSheets(new TreeMap<>(), new TreeMap<>(), new TreeMap<>()));
  }

  /** Returns the declared conflicts. */
  public List<Conflict> conflicts() {
    return parts.conflicts();
  }

  /** Returns the conflict for which {@code who} is left out for {@code team}, if there is one. */
  public Optional<Conflict> leftOut(Rulebook rulebook, String in, String who, String team) {
    return parts.conflicts().stream()
        .filter(c -> c.in().equals(in) && c.who().equals(who) && c.team().equals(team))
        .filter(c -> rulebook.conflicts().leavesOut().contains(c.kind()))
        .findFirst();
  }

  /** Returns what was found about a team for a gate. */
  public Finding finding(String gate, String team) {
    return parts.findings().getOrDefault(gate, Map.of()).getOrDefault(team, Finding.NONE);
  }

  /** Returns the office's decision among exactly {@code teams}, if there is one. */
  public Optional<TieDecision> tieDecision(List<String> teams) {
    List<String> wanted = teams.stream().sorted().toList();
    return parts.tieDecisions().stream()
        .filter(decision -> decision.order().stream().sorted().toList().equals(wanted))
        .findFirst();
  }

  /** Returns the team of that id. */
  public @Nullable Team team(String id) {
    return parts.teams().stream().filter(team -> team.id().equals(id)).findFirst().orElse(null);
  }
}

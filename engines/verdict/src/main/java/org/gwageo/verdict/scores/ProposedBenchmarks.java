package org.gwageo.verdict.scores;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gwageo.verdict.rules.Input;

/**
 * What the teams proposed as common benchmarks (공통 벤치마크) of an item, and which of it counts for all
 * teams: every benchmark that enough teams proposed.
 *
 * <p>A team that proposed one twice counts once. A team that withdrew afterwards still counts: what
 * the others are measured with does not change when somebody leaves.
 *
 * @param rule how many teams are enough
 * @param byTeam what each team proposed; a team that proposed nothing is not in it, or has an empty
 *     list
 */
public record ProposedBenchmarks(
    Input.Selection.ProposedBy rule, SortedMap<String, List<String>> byTeam) {

  /** Copies the lists. */
  public ProposedBenchmarks {
    var copy = new TreeMap<String, List<String>>();
    byTeam.forEach((team, proposed) -> copy.put(team, List.copyOf(proposed)));
    byTeam = copy;
  }

  /**
   * A benchmark that somebody proposed.
   *
   * @param benchmark its name
   * @param teams who proposed it, at least one
   * @param needed how many teams are enough
   */
  public record Proposed(String benchmark, SortedSet<String> teams, int needed) {

    /** Copies the teams. */
    public Proposed {
      teams = new TreeSet<>(teams);
    }

    /** Returns whether it counts for all teams. */
    public boolean qualifies() {
      return teams.size() >= needed;
    }

    /** Returns how many more teams would have had to propose it; 0 for one that qualifies. */
    public int lacks() {
      return Math.max(0, needed - teams.size());
    }
  }

  /** Returns everything that was proposed, by name. */
  public List<Proposed> all() {
    var teams = new TreeMap<String, SortedSet<String>>();
    byTeam.forEach(
        (team, proposed) ->
            proposed.forEach(
                benchmark -> teams.computeIfAbsent(benchmark, any -> new TreeSet<>()).add(team)));
    return teams.entrySet().stream()
        .map(entry -> new Proposed(entry.getKey(), entry.getValue(), rule.teams()))
        .toList();
  }

  /** Returns the names of the benchmarks that count, in order. */
  public List<String> selected() {
    return all().stream().filter(Proposed::qualifies).map(Proposed::benchmark).toList();
  }
}

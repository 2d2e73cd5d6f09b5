package org.gwageo.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Places;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.TieDecision;

/** Puts teams in order by their totals and separates equal ones by the rulebook's rules. */
final class Ranking {

  private Ranking() {}

  /**
   * Teams that share a rank.
   *
   * @param rank the rank of all of them, from 1: one more than the number of better teams
   * @param teams their ids, in order; one team unless nothing separates them
   * @param decided the office's decision that gave the rank, if there was one
   */
  record Group(int rank, List<String> teams, Optional<TieDecision> decided) {}

  static List<Group> groups(Collection<Scoring.Scored> scored, Places.Ties ties, Scores scores) {
    Comparator<Scoring.Scored> better =
        Comparator.comparing((Scoring.Scored team) -> team.total().result()).reversed();
    for (String key : ties.order()) {
      better =
          better.thenComparing(
              Comparator.comparing((Scoring.Scored team) -> compared(team, key)).reversed());
    }
    List<Scoring.Scored> order =
        scored.stream().sorted(better.thenComparing(Scoring.Scored::team)).toList();
    List<Group> groups = new ArrayList<>();
    for (int start = 0; start < order.size(); ) {
      int end = start + 1;
      while (end < order.size() && better.compare(order.get(start), order.get(end)) == 0) {
        end++;
      }
      List<String> equal = order.subList(start, end).stream().map(Scoring.Scored::team).toList();
      groups.addAll(separated(start + 1, equal, ties, scores));
      start = end;
    }
    return groups;
  }

  private static Fraction compared(Scoring.Scored team, String key) {
    return key.equals(Places.Ties.EXACT_TOTAL) ? team.total().exact() : team.result(key);
  }

  private static List<Group> separated(
      int rank, List<String> equal, Places.Ties ties, Scores scores) {
    if (equal.size() > 1 && ties.otherwise() == Places.Remaining.OFFICE) {
      Optional<TieDecision> decision = scores.tieDecision(equal);
      if (decision.isPresent()) {
        List<Group> groups = new ArrayList<>();
        for (String team : decision.get().order()) {
          groups.add(new Group(rank + groups.size(), List.of(team), decision));
        }
        return groups;
      }
    }
    return List.of(new Group(rank, equal, Optional.empty()));
  }
}

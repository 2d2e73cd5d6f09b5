package org.gwageo.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gwageo.verdict.rules.Places;

/**
 * Gives the places to the teams, from the best rank down.
 *
 * @param advancing the teams that go on
 * @param vacated teams within the places by score that failed a gate
 * @param fillers teams outside the places by score that took the place of one that failed a gate
 * @param sharing equal teams that all go on although there are fewer places
 * @param undecided equal teams between which the office has to decide first
 */
record Placing(
    Set<String> advancing,
    Set<String> vacated,
    Set<String> fillers,
    Set<String> sharing,
    Set<String> undecided) {

  /**
   * Places teams.
   *
   * @param passed the teams that failed no gate
   */
  static Placing of(Places places, List<Ranking.Group> groups, Set<String> passed) {
    var placing =
        new Placing(
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>());
    int left = places.to();
    for (Ranking.Group group : groups) {
      if (left <= 0) {
        break;
      }
      List<String> passing = group.teams().stream().filter(passed::contains).toList();
      if (passing.size() > left) {
        boolean decides = places.ties().otherwise() == Places.Remaining.OFFICE;
        (decides ? placing.undecided : placing.sharing).addAll(passing);
      }
      placing.advancing.addAll(passing);
      left -= places.fillVacated() ? passing.size() : group.teams().size();
    }
    placing.nameVacated(places, groups, passed);
    return placing;
  }

  private void nameVacated(Places places, List<Ranking.Group> groups, Set<String> passed) {
    List<String> order = new ArrayList<>();
    for (Ranking.Group group : groups) {
      // Among equal teams one that failed a gate takes no place from one that passed.
      group.teams().stream().filter(passed::contains).forEach(order::add);
      group.teams().stream().filter(team -> !passed.contains(team)).forEach(order::add);
    }
    for (int i = 0; i < order.size(); i++) {
      String team = order.get(i);
      if (i < places.to() && !passed.contains(team)) {
        vacated.add(team);
      } else if (i >= places.to() && advancing.contains(team) && !sharing.contains(team)) {
        fillers.add(team);
      }
    }
    fillers.removeAll(undecided);
  }
}

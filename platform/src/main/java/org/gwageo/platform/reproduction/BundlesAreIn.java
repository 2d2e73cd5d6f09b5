package org.gwageo.platform.reproduction;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.springframework.stereotype.Component;

/**
 * Where teams run benchmarks themselves, a stage is closed when every team has handed in its
 * bundles in good form or the deadline has gone by.
 */
@Component
class BundlesAreIn implements StageGuard {

  private final Intake intake;
  private final TeamBundles bundles;
  private final Teams teams;
  private final Clock clock;

  BundlesAreIn(Intake intake, TeamBundles bundles, Teams teams, Clock clock) {
    this.intake = intake;
    this.bundles = bundles;
    this.teams = teams;
    this.clock = clock;
  }

  @Override
  public StageAction action() {
    return StageAction.CLOSE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    intake.wanted(stage.id()).forEach(one -> wanted.put(one.item(), one.choice()));
    if (wanted.isEmpty()) {
      return List.of();
    }
    int each = wanted.values().stream().mapToInt(Integer::intValue).sum();
    List<TeamBundle> counting = bundles.counting(stage.id());
    List<Team> entrants = teams.in(stage.id());
    long complete =
        entrants.stream()
            .filter(
                team -> counting.stream().filter(b -> b.team().equals(team.id())).count() >= each)
            .count();
    var deadline = stage.submissions();
    boolean over = deadline != null && deadline.isOver(clock);
    return List.of(
        Condition.of(
            "bundles-complete",
            over || complete == entrants.size(),
            complete,
            entrants.size(),
            each));
  }
}

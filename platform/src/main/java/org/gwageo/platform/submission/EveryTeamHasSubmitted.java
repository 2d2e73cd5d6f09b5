package org.gwageo.platform.submission;

import java.util.List;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.platform.team.Teams;
import org.springframework.stereotype.Component;

/** A stage is closed when every team has submitted or the deadline has gone by. */
@Component
class EveryTeamHasSubmitted implements StageGuard {

  private final Submissions submissions;
  private final Teams teams;
  private final java.time.Clock clock;

  EveryTeamHasSubmitted(Submissions submissions, Teams teams, java.time.Clock clock) {
    this.submissions = submissions;
    this.teams = teams;
    this.clock = clock;
  }

  @Override
  public StageAction action() {
    return StageAction.CLOSE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var submitted = submissions.counting(stage.id()).stream().map(Submission::team).toList();
    var entrants = teams.in(stage.id());
    var deadline = stage.submissions();
    boolean over = deadline != null && deadline.isOver(clock);
    boolean all = entrants.stream().allMatch(team -> submitted.contains(team.id()));
    return List.of(
        Condition.of("submissions-complete", all || over, submitted.size(), entrants.size()));
  }
}

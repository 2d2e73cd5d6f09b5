package org.gwageo.platform.contest;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.platform.team.Teams;
import org.springframework.stereotype.Component;

/** A stage is decided when every user group has rated every team. */
@Component
class RatingsAreIn implements StageGuard {

  private final Ratings ratings;
  private final Teams teams;

  RatingsAreIn(Ratings ratings, Teams teams) {
    this.ratings = ratings;
    this.teams = teams;
  }

  @Override
  public StageAction action() {
    return StageAction.DECIDE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var entered = ratings.of(stage.id());
    int entrants = teams.competing(stage.id()).size();
    var conditions = new ArrayList<Condition>();
    for (String group : ratings.groups(stage.id()).keySet()) {
      var own = entered.stream().filter(rating -> rating.panel().equals(group)).toList();
      long rated = own.stream().map(rating -> rating.team()).distinct().count();
      long raters = own.stream().map(rating -> rating.rater()).distinct().count();
      conditions.add(Condition.of("ratings-in", rated == entrants, group, raters, rated, entrants));
    }
    return conditions;
  }
}

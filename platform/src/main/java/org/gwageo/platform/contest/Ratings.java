package org.gwageo.platform.contest;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Word;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.gwageo.verdict.rules.Input;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All ratings: one of a rater for a team, where a later one replaces it. */
@Repository
public class Ratings {

  private final JdbcClient database;
  private final Stages stages;
  private final Rulebooks rulebooks;
  private final Teams teams;
  private final Clock clock;

  Ratings(JdbcClient database, Stages stages, Rulebooks rulebooks, Teams teams, Clock clock) {
    this.database = database;
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.teams = teams;
    this.clock = clock;
  }

  /** Returns the ratings of a stage, by panel, rater and team. */
  public List<UserRating> of(StageId stage) {
    return database
        .sql(
            """
            select panel, rater, team, rating, position, seconds from contest.rating
            where programme = :programme and stage = :stage order by panel, rater, team
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(
            (row, index) ->
                new UserRating(
                    row.getString("panel"),
                    row.getString("rater"),
                    row.getString("team"),
                    row.getInt("rating"),
                    row.getObject("position", Integer.class),
                    row.getObject("seconds", Integer.class)))
        .list();
  }

  /** Returns the user groups that the stage's rules know, in their order, with their scales. */
  public Map<String, Input.Ratings> groups(StageId stage) {
    return rulebooks.inForce(stage).map(rules -> UserGroups.of(rules.rulebook())).orElse(Map.of());
  }

  /**
   * Enters ratings, all of them or none.
   *
   * @throws IllegalStateException if the stage is not being evaluated
   * @throws IllegalArgumentException if a rating names no user group or team of the stage
   */
  @Transactional
  public void enter(StageId id, List<UserRating> ratings, String enteredBy) {
    var stage = stages.get(id);
    if (stage.state() != StageState.EVALUATING) {
      throw new WrongMomentException(
          "refusal.rating.not-evaluating", id, Word.of("office.state", stage.state()));
    }
    var groups = groups(id);
    var teamIds = teams.competing(id).stream().map(Team::id).toList();
    for (var rating : ratings) {
      if (!groups.containsKey(rating.panel())) {
        throw new WrongValueException("refusal.rating.no-group", id, rating.panel());
      }
      if (!teamIds.contains(rating.team())) {
        throw new WrongValueException("refusal.stage.no-team", id, rating.team());
      }
      requireWithin(groups.get(rating.panel()), rating);
      put(id, rating, enteredBy);
    }
  }

  private static void requireWithin(Input.Ratings scale, UserRating rating) {
    var given = BigDecimal.valueOf(rating.rating());
    if (given.compareTo(scale.min()) < 0 || given.compareTo(scale.max()) > 0) {
      throw new WrongValueException(
          "refusal.rating.range",
          rating.rater(),
          rating.team(),
          given.toPlainString(),
          scale.min().toPlainString(),
          scale.max().toPlainString());
    }
  }

  private void put(StageId id, UserRating rating, String enteredBy) {
    database
        .sql(
            """
            insert into contest.rating (programme, stage, panel, rater, team, rating, position,
              seconds, entered_by, entered_at)
            values (:programme, :stage, :panel, :rater, :team, :rating, :position, :seconds,
              :by, :at)
            on conflict (programme, stage, panel, rater, team) do update set
              rating = excluded.rating, position = excluded.position, seconds = excluded.seconds,
              entered_by = excluded.entered_by, entered_at = excluded.entered_at
            """)
        .param("programme", id.programme())
        .param("stage", id.stage())
        .param("panel", rating.panel())
        .param("rater", rating.rater())
        .param("team", rating.team())
        .param("rating", rating.rating())
        .param("position", rating.position())
        .param("seconds", rating.seconds())
        .param("by", enteredBy)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }
}

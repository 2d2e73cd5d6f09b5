package org.gwageo.platform.review;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
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

/** The sheets of all panels. What is entered again replaces the sheet's line; both are kept. */
@Repository
public class Sheets {

  private final JdbcClient database;
  private final Stages stages;
  private final Rulebooks rulebooks;
  private final Teams teams;
  private final Clock clock;

  Sheets(JdbcClient database, Stages stages, Rulebooks rulebooks, Teams teams, Clock clock) {
    this.database = database;
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.teams = teams;
    this.clock = clock;
  }

  /** Returns the lines that count, by evaluator, team and item. */
  public List<PanelScore> scores(StageId stage) {
    return database
        .sql(
            """
            select distinct on (evaluator, team, item) evaluator, team, item, points, reason
            from review.score where programme = :programme and stage = :stage
            order by evaluator, team, item, id desc
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(
            (row, index) ->
                new PanelScore(
                    row.getString("evaluator"),
                    row.getString("team"),
                    row.getString("item"),
                    row.getBigDecimal("points"),
                    row.getString("reason")))
        .list();
  }

  /** Returns the marks that stand, by evaluator, team and kind. */
  public List<PanelMark> marks(StageId stage) {
    return database
        .sql(
            """
            select evaluator, team, kind, reason from (
              select distinct on (evaluator, team, kind) evaluator, team, kind, reason, value
              from review.mark where programme = :programme and stage = :stage
              order by evaluator, team, kind, id desc) newest
            where value
            """)
        .param("programme", stage.programme())
        .param("stage", stage.stage())
        .query(
            (row, index) ->
                new PanelMark(
                    row.getString("evaluator"),
                    row.getString("team"),
                    row.getString("kind"),
                    row.getString("reason")))
        .list();
  }

  /**
   * Enters lines, all of them or none.
   *
   * @throws IllegalStateException if the stage is not being evaluated
   * @throws IllegalArgumentException if a line names no team or item of the stage, or has more
   *     points than the item
   */
  @Transactional
  public void enter(StageId id, List<PanelScore> scores, String enteredBy) {
    requireEvaluation(id);
    var ranges = panelItems(id);
    var teamIds = teams.competing(id).stream().map(Team::id).toList();
    for (var score : scores) {
      Input.Sheets range = ranges.get(score.item());
      if (range == null) {
        throw new WrongValueException("refusal.sheet.no-item", id, score.item());
      }
      requireTeam(id, teamIds, score.team());
      requireWithin(range, score);
      insert(id, score, enteredBy);
    }
  }

  /** Enters marks that stand from here on; see {@link #enter}. */
  @Transactional
  public void mark(StageId id, List<PanelMark> marks, String enteredBy) {
    marks.forEach(mark -> mark(id, mark, true, enteredBy));
  }

  /**
   * Sets or takes back one mark.
   *
   * @throws IllegalStateException if the stage is not being evaluated
   * @throws IllegalArgumentException if the mark names no team of the stage
   */
  @Transactional
  public void mark(StageId id, PanelMark mark, boolean stands, String enteredBy) {
    requireEvaluation(id);
    requireTeam(id, teams.competing(id).stream().map(Team::id).toList(), mark.team());
    database
        .sql(
            """
            insert into review.mark
              (programme, stage, evaluator, team, kind, value, reason, entered_by, entered_at)
            values
              (:programme, :stage, :evaluator, :team, :kind, :value, :reason, :by, :at)
            """)
        .param("programme", id.programme())
        .param("stage", id.stage())
        .param("evaluator", mark.evaluator())
        .param("team", mark.team())
        .param("kind", mark.mark())
        .param("value", stands)
        .param("reason", mark.reason())
        .param("by", enteredBy)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** Returns the items that the panel marks, in the rulebook's order, with their ranges. */
  public Map<String, Input.Sheets> panelItems(StageId id) {
    return rulebooks.inForce(id).map(rules -> PanelItems.of(rules.rulebook())).orElse(Map.of());
  }

  /** Returns the evaluators who have entered anything. */
  public List<String> evaluators(StageId stage) {
    return scores(stage).stream().map(PanelScore::evaluator).distinct().sorted().toList();
  }

  private void insert(StageId id, PanelScore score, String enteredBy) {
    database
        .sql(
            """
            insert into review.score
              (programme, stage, evaluator, team, item, points, reason, entered_by, entered_at)
            values
              (:programme, :stage, :evaluator, :team, :item, :points, :reason, :by, :at)
            """)
        .param("programme", id.programme())
        .param("stage", id.stage())
        .param("evaluator", score.evaluator())
        .param("team", score.team())
        .param("item", score.item())
        .param("points", score.points())
        .param("reason", score.reason())
        .param("by", enteredBy)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  private void requireEvaluation(StageId id) {
    Stage stage = stages.get(id);
    if (stage.state() != StageState.EVALUATING) {
      throw new WrongMomentException(
          "refusal.sheet.not-evaluating", id, Word.of("office.state", stage.state()));
    }
  }

  private static void requireWithin(Input.Sheets range, PanelScore score) {
    if (score.points().compareTo(range.min()) < 0 || score.points().compareTo(range.max()) > 0) {
      throw new WrongValueException(
          "refusal.sheet.range",
          score.evaluator(),
          score.team(),
          score.points().toPlainString(),
          score.item(),
          range.min().toPlainString(),
          range.max().toPlainString());
    }
  }

  private static void requireTeam(StageId id, List<String> teamIds, String team) {
    if (!teamIds.contains(team)) {
      throw new WrongValueException("refusal.stage.no-team", id, team);
    }
  }
}

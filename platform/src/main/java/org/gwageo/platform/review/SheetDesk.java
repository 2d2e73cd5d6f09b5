package org.gwageo.platform.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.GateTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes one evaluator's sheet for one team as a whole. */
@Service
public class SheetDesk {

  private final JdbcClient database;
  private final Sheets sheets;
  private final Rulebooks rulebooks;

  SheetDesk(JdbcClient database, Sheets sheets, Rulebooks rulebooks) {
    this.database = database;
    this.sheets = sheets;
    this.rulebooks = rulebooks;
  }

  /** What an evaluator has said about a conflict of interest with a team. */
  public enum Declaration {
    /** Nothing yet. */
    OPEN,
    /** There is none. */
    NO_CONFLICT,
    /** There is one, so the evaluator does not judge the team. */
    CONFLICT
  }

  /** Returns the newest declaration of an evaluator for a team. */
  public Declaration declaration(StageId stage, String evaluator, String team) {
    Optional<Boolean> newest =
        database
            .sql(
                """
                select value from review.mark
                where programme = :programme and stage = :stage and evaluator = :evaluator
                  and team = :team and kind = :kind
                order by id desc limit 1
                """)
            .param("programme", stage.programme())
            .param("stage", stage.stage())
            .param("evaluator", evaluator)
            .param("team", team)
            .param("kind", PanelMark.CONFLICT)
            .query(Boolean.class)
            .optional();
    return newest
        .map(conflict -> conflict ? Declaration.CONFLICT : Declaration.NO_CONFLICT)
        .orElse(Declaration.OPEN);
  }

  /** Returns the gates on which evaluators tick that a requirement is not met. */
  public List<Gate> tickGates(StageId stage) {
    return rulebooks
        .inForce(stage)
        .map(
            rules ->
                rules.rulebook().gates().stream()
                    .filter(g -> g.tests().stream().anyMatch(t -> t instanceof GateTest.Ticks))
                    .toList())
        .orElse(List.of());
  }

  /**
   * Enters the lines and marks that differ from the sheet as it is, all of them or none.
   *
   * @param marks each with whether it stands
   * @throws IllegalStateException if the stage is not being evaluated
   * @throws IllegalArgumentException if a line does not fit the rules, or names no team
   */
  @Transactional
  public void save(
      StageId stage, List<PanelScore> scores, Map<PanelMark, Boolean> marks, String enteredBy) {
    var present = sheets.scores(stage);
    sheets.enter(
        stage, scores.stream().filter(score -> !present.contains(score)).toList(), enteredBy);
    var standing = sheets.marks(stage);
    marks.forEach(
        (mark, stands) -> {
          boolean unchanged =
              stands
                  ? standing.contains(mark)
                  : standing.stream().noneMatch(other -> same(other, mark));
          if (!unchanged || mark.mark().equals(PanelMark.CONFLICT)) {
            sheets.mark(stage, mark, stands, enteredBy);
          }
        });
  }

  private static boolean same(PanelMark one, PanelMark other) {
    return one.evaluator().equals(other.evaluator())
        && one.team().equals(other.team())
        && one.mark().equals(other.mark());
  }
}

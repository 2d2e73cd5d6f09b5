package org.gwageo.platform.review;

import java.util.HashSet;
import java.util.List;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageGuard;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.springframework.stereotype.Component;

/**
 * A stage is decided when every evaluator has scored every item of every team without a conflict.
 */
@Component
class SheetsAreComplete implements StageGuard {

  private final Sheets sheets;
  private final Teams teams;

  SheetsAreComplete(Sheets sheets, Teams teams) {
    this.sheets = sheets;
    this.teams = teams;
  }

  @Override
  public StageAction action() {
    return StageAction.DECIDE;
  }

  @Override
  public List<Condition> check(Stage stage) {
    var items = sheets.panelItems(stage.id()).keySet();
    if (items.isEmpty()) {
      return List.of();
    }
    var evaluators = sheets.evaluators(stage.id());
    var entered = new HashSet<List<String>>();
    sheets.scores(stage.id()).forEach(s -> entered.add(List.of(s.evaluator(), s.team(), s.item())));
    var conflicts = new HashSet<List<String>>();
    sheets.marks(stage.id()).stream()
        .filter(mark -> mark.mark().equals(PanelMark.CONFLICT))
        .forEach(mark -> conflicts.add(List.of(mark.evaluator(), mark.team())));
    int expected = 0;
    int done = 0;
    for (String evaluator : evaluators) {
      for (Team team : teams.competing(stage.id())) {
        if (!conflicts.contains(List.of(evaluator, team.id()))) {
          for (String item : items) {
            expected++;
            done += entered.contains(List.of(evaluator, team.id(), item)) ? 1 : 0;
          }
        }
      }
    }
    return List.of(
        Condition.of(
            "sheets-complete",
            expected > 0 && done == expected,
            done,
            expected,
            evaluators.size()));
  }
}

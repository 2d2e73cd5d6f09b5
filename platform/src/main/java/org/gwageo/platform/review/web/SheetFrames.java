package org.gwageo.platform.review.web;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.review.SheetDesk;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.Bilingual;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Makes the frames of sheets from the rules of a stage. */
@Component
class SheetFrames {

  private final Sheets sheets;
  private final SheetDesk desk;
  private final Rulebooks rulebooks;
  private final Teams teams;

  SheetFrames(Sheets sheets, SheetDesk desk, Rulebooks rulebooks, Teams teams) {
    this.sheets = sheets;
    this.desk = desk;
    this.rulebooks = rulebooks;
    this.teams = teams;
  }

  /**
   * Returns what the sheet for {@code team} asks.
   *
   * @throws ResponseStatusException 404 if the team does not compete in the stage
   */
  SheetFrame of(Page page, StageId stage, String team) {
    Team found =
        teams.competing(stage).stream()
            .filter(t -> t.id().equals(team))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new SheetFrame(
        team,
        page.pick(found.name().ko(), found.name().en()),
        items(page, stage),
        desk.tickGates(stage).stream()
            .map(gate -> new SheetFrame.Ticked(gate.id(), pick(page, gate.title())))
            .toList());
  }

  /** Returns what is scored in a stage. */
  List<SheetFrame.Asked> items(Page page, StageId stage) {
    var rules = rulebooks.inForce(stage);
    var items = new ArrayList<SheetFrame.Asked>();
    sheets
        .panelItems(stage)
        .forEach(
            (id, range) -> {
              String title =
                  rules
                      .flatMap(version -> version.rulebook().item(id))
                      .map(item -> pick(page, item.title()))
                      .orElse(id);
              items.add(new SheetFrame.Asked(id, title, range.min(), range.max()));
            });
    return items;
  }

  private static String pick(Page page, Bilingual text) {
    return page.pick(text.ko(), text.en());
  }
}

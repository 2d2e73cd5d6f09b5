package org.gwageo.platform.programme.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Makes the headings of stages. */
@Component
public class StageHeadings {

  private final Programmes programmes;
  private final Stages stages;
  private final Rulebooks rulebooks;

  StageHeadings(Programmes programmes, Stages stages, Rulebooks rulebooks) {
    this.programmes = programmes;
    this.stages = stages;
    this.rulebooks = rulebooks;
  }

  /**
   * Returns the heading of a stage named by an address.
   *
   * @throws ResponseStatusException 404 if there is no such stage
   */
  public StageHeading of(Page page, String programme, String stage) {
    return id(programme, stage)
        .flatMap(stages::find)
        .map(found -> of(page, found))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** Returns the heading of {@code stage}. */
  public StageHeading of(Page page, Stage stage) {
    var programme = programmes.get(stage.id().programme());
    var definition = programmes.stage(stage.id());
    var badges = new ArrayList<Badge>(List.of(state(page, stage.state())));
    if (programme.rehearsal()) {
      badges.add(new Badge(Tone.WARNING, page.t("office.rehearsal")));
    }
    return new StageHeading(
        stage.id(),
        title(page, programme),
        page.pick(definition.title().ko(), definition.title().en()),
        stage.state(),
        badges,
        rulebooks.haveReports(stage.id()),
        rulebooks.haveProposals(stage.id()));
  }

  private static String title(Page page, ProgrammeDefinition programme) {
    return page.pick(programme.title().ko(), programme.title().en());
  }

  private static Optional<StageId> id(String programme, String stage) {
    try {
      return Optional.of(new StageId(programme, stage));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Badge state(Page page, StageState state) {
    Tone tone =
        switch (state) {
          case RECORDED, DRAFT -> Tone.NEUTRAL;
          case FROZEN -> Tone.INFORMATION;
          case OPEN, EVALUATING -> Tone.PRIMARY;
          case DECIDED, PUBLISHED -> Tone.SUCCESS;
        };
    return new Badge(tone, page.t("office.state." + state.name().toLowerCase(Locale.ROOT)));
  }
}

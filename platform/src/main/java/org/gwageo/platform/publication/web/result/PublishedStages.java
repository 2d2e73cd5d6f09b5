package org.gwageo.platform.publication.web.result;

import java.util.Optional;
import java.util.function.Function;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.Disclosure;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Finds stages for the pages of this package, cut down to what the public may see. */
@Component
class PublishedStages {

  private final Programmes programmes;
  private final Stages stages;
  private final Rulebooks rulebooks;
  private final Decisions decisions;
  private final Bundles bundles;
  private final Teams teams;

  PublishedStages(
      Programmes programmes,
      Stages stages,
      Rulebooks rulebooks,
      Decisions decisions,
      Bundles bundles,
      Teams teams) {
    this.programmes = programmes;
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.decisions = decisions;
    this.bundles = bundles;
    this.teams = teams;
  }

  /** Returns a sentence for an address that leads nowhere. */
  static ResponseStatusException none(String what) {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "no " + what);
  }

  /**
   * Returns where the stage stands.
   *
   * @throws ResponseStatusException with status 404 if there is no such stage
   */
  Standing find(String programme, String stage) {
    var definition = programmes.find(programme).orElseThrow(() -> none("programme " + programme));
    var defined = definition.stage(stage).orElseThrow(() -> none("stage " + stage));
    var found =
        stages.find(new StageId(programme, stage)).orElseThrow(() -> none("stage " + stage));
    var head = head(definition, defined, found);
    if (found.state() == StageState.RECORDED) {
      return new Standing.Recorded(head);
    }
    if (found.state() != StageState.PUBLISHED) {
      var deadline = found.submissions();
      return new Standing.Awaited(head, deadline == null ? null : deadline.at());
    }
    return new Standing.Published(published(head));
  }

  /**
   * Returns the published stage.
   *
   * @throws ResponseStatusException with status 404 if there is none, or none yet
   */
  PublishedStage published(String programme, String stage) {
    return switch (find(programme, stage)) {
      case Standing.Published(PublishedStage published) -> published;
      case Standing.Recorded ignored -> throw none("verdict made here");
      case Standing.Awaited ignored -> throw none("verdict yet");
    };
  }

  /**
   * Returns the template that {@code show} names for a published stage; for another stage the page
   * that says when the verdict comes, or a redirection to the page of the record.
   */
  String show(
      String programme,
      String stage,
      Page page,
      Model model,
      Function<PublishedStage, String> show) {
    return switch (find(programme, stage)) {
      case Standing.Published(PublishedStage published) -> show.apply(published);
      case Standing.Recorded(StageHead head) -> "redirect:" + head.path();
      case Standing.Awaited awaited -> {
        model.addAttribute("awaited", AwaitedPage.of(page, awaited));
        yield "publication/result/awaited";
      }
    };
  }

  /**
   * Returns a stage as one of its teams sees it; nothing before the verdict is issued.
   *
   * @throws ResponseStatusException with status 404 if there is no such stage
   */
  Optional<PublishedStage> forTeam(String programme, String stage, String team) {
    var head = find(programme, stage).head();
    return decisions
        .issued(head.id())
        .map(verdict -> stage(head, verdict, new Audience.OneTeam(team)));
  }

  private PublishedStage published(StageHead head) {
    return stage(head, decisions.issued(head.id()).orElseThrow(), new Audience.Public());
  }

  private PublishedStage stage(StageHead head, VerdictVersion verdict, Audience reader) {
    var rules = rulebooks.inForce(head.id()).orElseThrow();
    return new PublishedStage(
        head,
        rules.rulebook(),
        rules.version(),
        issued(verdict, reader),
        teams.in(head.id()),
        reader,
        head.state() == StageState.PUBLISHED ? bundles.newest(head.id()).orElseThrow() : null);
  }

  private static IssuedVerdict issued(VerdictVersion verdict, Audience reader) {
    var issuedAt = verdict.issuedAt();
    if (issuedAt == null) {
      throw new IllegalStateException("the verdict of " + verdict.stage() + " is not issued");
    }
    return new IssuedVerdict(
        verdict.version(),
        verdict.digest(),
        issuedAt,
        verdict.confirmations(),
        Disclosure.view(verdict.verdict(), reader));
  }

  private static StageHead head(
      ProgrammeDefinition programme, StageDefinition defined, Stage stage) {
    return new StageHead(
        stage.id(), programme.title(), defined.title(), programme.rehearsal(), stage.state());
  }
}

package org.gwageo.platform.publication.web.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.gwageo.bundle.evidence.CorrectionFile.DecidedCase;
import org.gwageo.platform.decision.Corrections;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.VerificationCase;
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
import org.jspecify.annotations.Nullable;
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
  private final Corrections corrections;
  private final Cases cases;
  private final Bundles bundles;
  private final Teams teams;

  PublishedStages(
      Programmes programmes,
      Stages stages,
      Rulebooks rulebooks,
      Decisions decisions,
      Corrections corrections,
      Cases cases,
      Bundles bundles,
      Teams teams) {
    this.programmes = programmes;
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.decisions = decisions;
    this.corrections = corrections;
    this.cases = cases;
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
    return published(programme, stage, null);
  }

  /**
   * Returns the published stage with one version of its verdict.
   *
   * @param version which; null for the one in force
   * @throws ResponseStatusException with status 404 if there is none, or none yet
   */
  PublishedStage published(String programme, String stage, @Nullable Integer version) {
    return switch (find(programme, stage)) {
      case Standing.Published(PublishedStage published) -> in(published, version);
      case Standing.Recorded ignored -> throw none("verdict made here");
      case Standing.Awaited ignored -> throw none("verdict yet");
    };
  }

  private PublishedStage in(PublishedStage published, @Nullable Integer version) {
    if (version == null) {
      return published;
    }
    return decisions.allIssued(published.head().id()).stream()
        .filter(issued -> issued.version() == version)
        .findFirst()
        .map(issued -> stage(published.head().of(version), issued, new Audience.Public()))
        .orElseThrow(() -> none("version " + version + " of the verdict"));
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
    return show(programme, stage, null, page, model, show);
  }

  /**
   * Returns the template that {@code show} names for one version of the verdict, which is the one
   * in force if {@code version} is null, with the notices about it in the model.
   */
  String show(
      String programme,
      String stage,
      @Nullable Integer version,
      Page page,
      Model model,
      Function<PublishedStage, String> show) {
    return switch (find(programme, stage)) {
      case Standing.Published(PublishedStage published) -> {
        var shown = in(published, version);
        model.addAttribute("notices", CorrectionNotice.of(page, shown));
        yield show.apply(shown);
      }
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
        head.state() == StageState.PUBLISHED
            ? bundles.version(head.id(), verdict.version()).orElseThrow()
            : null,
        versions(head, verdict, reader));
  }

  private Versions versions(StageHead head, VerdictVersion verdict, Audience reader) {
    var inForce = decisions.issued(head.id()).orElseThrow();
    boolean old = inForce.version() != verdict.version();
    return new Versions(
        correction(verdict, reader),
        old
            ? new Versions.Later(inForce.version(), Objects.requireNonNull(inForce.issuedAt()))
            : null,
        old ? List.of() : pending(head),
        bundles.all(head.id()));
  }

  private Versions.@Nullable Correction correction(VerdictVersion verdict, Audience reader) {
    var file = verdict.correction();
    if (file == null) {
      return null;
    }
    var difference = corrections.difference(verdict);
    return new Versions.Correction(
        file,
        verdict.confirmations(),
        Disclosure.view(corrections.superseded(verdict).verdict(), reader),
        difference.changes().stream()
            .allMatch(change -> change.keepsPoints() && change.keepsRank()),
        corrections.laterStages(verdict.stage(), difference));
  }

  /** What is decided and not public yet is nobody's business but the office's and the team's. */
  private List<DecidedCase> pending(StageHead head) {
    return corrections.due(head.id()).stream()
        .filter(
            one ->
                cases
                    .find(head.id(), one.team())
                    .flatMap(VerificationCase::publicDecision)
                    .filter(decided -> decided.reason().equals(one.reason()))
                    .isPresent())
        .toList();
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

package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.gwageo.bundle.sheets.SheetException;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.team.Teams;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Plays every part of the practice stages, from the freeze to the re-check of what was published.
 *
 * <p>Each step looks at where the stage stands, so that a rehearsal that was interrupted goes on.
 */
@Component
public class Rehearsal implements AutoCloseable {

  /** The practice stage. */
  public static final StageId STAGE = new StageId("rehearsal", "stage-1");

  private final Programmes programmes;
  private final Stages stages;
  private final Steps steps;
  private final Teams teams;
  private final Submissions submissions;
  private final Sheets sheets;
  private final Ratings ratings;
  private final Decisions decisions;
  private final Bundles bundles;
  private final Cast cast;
  private final Watch watch;
  private final PracticeSheets practice;
  private final PracticeHearing hearing;
  private final PracticeRuns runs;
  private final String demoFolder;
  private @Nullable NanoEndpoints endpoints;

  Rehearsal(
      Programmes programmes,
      Stages stages,
      Steps steps,
      Teams teams,
      Submissions submissions,
      Sheets sheets,
      Ratings ratings,
      Decisions decisions,
      Bundles bundles,
      Cast cast,
      Watch watch,
      PracticeSheets practice,
      PracticeHearing hearing,
      PracticeRuns runs,
      @Value("${gwageo.rehearsal.folder:}") String demoFolder) {
    this.programmes = programmes;
    this.stages = stages;
    this.steps = steps;
    this.teams = teams;
    this.submissions = submissions;
    this.sheets = sheets;
    this.ratings = ratings;
    this.decisions = decisions;
    this.bundles = bundles;
    this.cast = cast;
    this.watch = watch;
    this.practice = practice;
    this.hearing = hearing;
    this.runs = runs;
    this.demoFolder = demoFolder;
  }

  /**
   * Runs what is left of the rehearsal and returns whether the published bundles were verified.
   *
   * @param guests endpoints entered beside the tiny models
   * @param port where the pages are
   * @param out takes the lines that tell what happens
   */
  public boolean run(DemoFolder folder, List<Guest> guests, int port, Consumer<String> out)
      throws IOException, InterruptedException, SheetException {
    var programme = programmes.get(STAGE.programme());
    var serving = Objects.requireNonNull(endpoints, "the endpoints start with the application");
    cast.enter(folder);
    out.accept("");
    out.accept("  Gwageo rehearsal · http://127.0.0.1:%d/programmes/rehearsal".formatted(port));
    out.accept("");
    steps.take(STAGE, StageAction.FREEZE, "the rehearsal's rules are complete", out);
    steps.take(STAGE, StageAction.OPEN, "the practice round begins", out);
    submit(programme, serving.addresses(), guests, out);
    steps.take(STAGE, StageAction.CLOSE, "all practice submissions are in", out);
    enterSheets(out);
    watch.untilMeasured(STAGE, out);
    decide(out);
    steps.take(STAGE, StageAction.PUBLISH, "the verdict is confirmed", out);
    var bundle = bundles.file(bundles.newest(STAGE).orElseThrow());
    boolean verified = Recheck.print(bundle, cast.modelFolder(), out);
    Outcome.print(decisions.issued(STAGE).orElseThrow(), teams, out);
    verified &= runs.run(folder, serving.addresses(), out);
    folder.finished();
    out.accept("");
    Outcome.printAddresses(folder, port, serving.addresses(), bundle, out);
    return verified;
  }

  /**
   * Starts the endpoints of the tiny models before any worker of this process is ready, so that
   * jobs of an interrupted rehearsal find them where they were submitted.
   */
  @EventListener(ApplicationStartedEvent.class)
  void serveModels() throws IOException {
    if (!demoFolder.isEmpty()) {
      endpoints =
          NanoEndpoints.start(
              Path.of(demoFolder),
              cast.models(
                  programmes.get(STAGE.programme()),
                  programmes.get(PracticeRuns.STAGE.programme())));
    }
  }

  /** Ends the endpoints of the tiny models. */
  @Override
  public void close() {
    var serving = endpoints;
    if (serving != null) {
      serving.close();
    }
  }

  private void submit(
      ProgrammeDefinition programme,
      Map<String, URI> addresses,
      List<Guest> guests,
      Consumer<String> out) {
    if (stages.get(STAGE).nextAction().orElse(null) != StageAction.CLOSE) {
      return;
    }
    for (var declared : programme.submissions()) {
      if (submissions.counting(STAGE, declared.team()).isEmpty()) {
        String weights = String.valueOf(Path.of(declared.folder()).getFileName());
        var entry =
            new Entry(
                declared.model(),
                Objects.requireNonNull(addresses.get(declared.team())),
                weights,
                declared.licence(),
                declared.commercialUse(),
                declared.components());
        var received = submissions.receive(STAGE, declared.team(), entry, Cast.OFFICE);
        out.accept(
            "  ✓ submitted   %-10s receipt %s".formatted(declared.team(), received.receipt()));
      }
    }
    for (var guest : guests) {
      var team = teams.enterGuest(STAGE.programme(), guest.name(), Cast.OFFICE);
      if (submissions.counting(STAGE, team.id()).isEmpty()) {
        submissions.receive(
            STAGE,
            team.id(),
            new Entry(guest.model(), guest.endpoint(), null, null, false, List.of()),
            Cast.OFFICE);
        out.accept("  ✓ submitted   %-10s %s, as a guest".formatted(team.id(), guest.model()));
      }
    }
  }

  private void enterSheets(Consumer<String> out) throws IOException, SheetException {
    if (stages.get(STAGE).nextAction().orElse(null) != StageAction.DECIDE) {
      return;
    }
    if (sheets.scores(STAGE).isEmpty()) {
      sheets.enter(STAGE, practice.scores(), Cast.OFFICE);
    }
    if (sheets.marks(STAGE).isEmpty()) {
      sheets.mark(STAGE, practice.marks(), Cast.OFFICE);
    }
    if (ratings.of(STAGE).isEmpty()) {
      ratings.enter(STAGE, practice.ratings(), Cast.OFFICE);
    }
    out.accept(
        "  ✓ sheets      %d lines of the panel, %d user ratings (rehearsal data)"
            .formatted(sheets.scores(STAGE).size(), ratings.of(STAGE).size()));
  }

  private void decide(Consumer<String> out) throws IOException {
    if (stages.get(STAGE).nextAction().orElse(null) != StageAction.DECIDE) {
      return;
    }
    hearing.settle(out);
    var draft = decisions.draft(STAGE, Cast.OFFICE);
    decisions.confirm(STAGE, draft.digest(), Cast.OFFICE);
    decisions.confirm(STAGE, draft.digest(), Cast.SECOND_OFFICE);
    steps.take(STAGE, StageAction.DECIDE, "two people have confirmed the verdict", out);
  }
}

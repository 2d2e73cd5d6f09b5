package org.gwageo.platform.season;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.SheetException;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.lineage.CaseOutcome;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.review.Sheets;
import org.springframework.boot.test.context.TestComponent;

/** Does for a practice stage what two people of the office do beside its benchmarks. */
@TestComponent
class PracticeOffice {

  static final String FIRST = "office";
  static final String SECOND = "office-second";

  private final Sheets sheets;
  private final Ratings ratings;
  private final Jobs jobs;
  private final Screens screens;
  private final Cases cases;
  private final Decisions decisions;
  private final StageControl control;
  private final Clock clock;

  PracticeOffice(
      Sheets sheets,
      Ratings ratings,
      Jobs jobs,
      Screens screens,
      Cases cases,
      Decisions decisions,
      StageControl control,
      Clock clock) {
    this.sheets = sheets;
    this.ratings = ratings;
    this.jobs = jobs;
    this.screens = screens;
    this.cases = cases;
    this.decisions = decisions;
    this.control = control;
    this.clock = clock;
  }

  /** Enters the sheets, marks and ratings of the rehearsal. */
  void enterSheets(StageId stage) throws IOException, SheetException {
    sheets.enter(stage, PanelScore.read(text("panel/sheets.csv")), FIRST);
    sheets.mark(stage, PanelMark.read(text("panel/marks.csv")), FIRST);
    for (String group : List.of("professional", "citizens")) {
      ratings.enter(stage, UserRating.read(text("ratings/" + group + ".csv")), FIRST);
    }
  }

  /** Returns whether no job goes on and the weights of that many teams are compared. */
  boolean isMeasured(StageId stage, int teams) {
    return jobs.of(stage).stream().noneMatch(job -> job.state().isPending())
        && screens.of(stage).size() == teams;
  }

  /** Hears what the screens found in the practice models, as must be before a verdict. */
  void decideCases(StageId stage) {
    for (VerificationCase waiting : cases.of(stage)) {
      if (!waiting.settled()) {
        cases.change(stage, waiting.team(), this::hear);
      }
    }
  }

  private void hear(VerificationCase found) {
    var until = new Deadline(clock.instant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
    found.ask("Where do the weights come from?", until, FIRST, clock);
    found.reply("1", "From our own earlier model.", "team", clock);
    found.beginReview(FIRST, clock);
    found.declareIndependence(FIRST, false, "", clock);
    found.declareIndependence(SECOND, false, "", clock);
    found.propose(FIRST, CaseOutcome.VIOLATION, "They were not declared.", clock);
    found.confirm(SECOND, clock);
  }

  /** Confirms a draft as two people and issues it. */
  void issue(VerdictVersion draft) {
    decisions.confirm(draft.stage(), draft.digest(), FIRST);
    decisions.confirm(draft.stage(), draft.digest(), SECOND);
    control.perform(draft.stage(), StageAction.DECIDE, FIRST, "two people have confirmed");
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of("../programmes/rehearsal").resolve(file));
  }
}

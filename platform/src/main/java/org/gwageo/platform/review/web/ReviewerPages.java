package org.gwageo.platform.review.web;

import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.review.SheetDesk;
import org.gwageo.platform.review.SheetDesk.Declaration;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The signed-in reviewer's own sheets. Lines of other evaluators never reach these pages. */
@Controller
@RequestMapping("/reviewer")
class ReviewerPages {

  private final Accounts accounts;
  private final Stages stages;
  private final Teams teams;
  private final Sheets sheets;
  private final SheetDesk desk;
  private final SheetFrames frames;
  private final StageHeadings headings;

  ReviewerPages(
      Accounts accounts,
      Stages stages,
      Teams teams,
      Sheets sheets,
      SheetDesk desk,
      SheetFrames frames,
      StageHeadings headings) {
    this.accounts = accounts;
    this.stages = stages;
    this.teams = teams;
    this.sheets = sheets;
    this.desk = desk;
    this.frames = frames;
    this.headings = headings;
  }

  /** Who reviews what: the programme, and the pseudonym under which lines are kept. */
  private record Reviewer(String programme, String pseudonym) {}

  @GetMapping
  ModelAndView queue(Page page, Principal principal) {
    var reviewer = reviewer(principal);
    var queues = new ArrayList<ReviewQueue>();
    for (Stage stage : stages.of(reviewer.programme())) {
      if (stage.state() != StageState.RECORDED && !sheets.panelItems(stage.id()).isEmpty()) {
        queues.add(queue(page, stage, reviewer));
      }
    }
    return new ModelAndView("review/queue")
        .addObject("pseudonym", reviewer.pseudonym())
        .addObject("queues", queues);
  }

  @GetMapping("/stages/{stage}/teams/{team}")
  ModelAndView sheet(
      @PathVariable String stage,
      @PathVariable String team,
      @RequestParam(defaultValue = "") String saved,
      Page page,
      Principal principal) {
    var reviewer = reviewer(principal);
    var heading = headings.of(page, reviewer.programme(), stage);
    var form = SheetForm.of(scores(heading, reviewer, team), marks(heading, reviewer, team));
    return view(page, heading, reviewer, team, form, FormErrors.NONE)
        .addObject("saved", List.of("sheet", "conflict").contains(saved) ? saved : "");
  }

  @PostMapping("/stages/{stage}/teams/{team}")
  ModelAndView save(
      @PathVariable String stage,
      @PathVariable String team,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var reviewer = reviewer(principal);
    var heading = headings.of(page, reviewer.programme(), stage);
    var frame = frames.of(page, heading.id(), team);
    var form = new SheetForm(fields);
    var errors = new LinkedHashMap<String, String>();
    var scores = form.scores(page, frame, reviewer.pseudonym(), errors);
    var ticks = form.ticks(page, frame, reviewer.pseudonym(), errors);
    if (desk.declaration(heading.id(), reviewer.pseudonym(), team) != Declaration.NO_CONFLICT) {
      errors.put("conflict", page.t("review.conflict.first"));
    }
    return settle(page, heading, reviewer, team, form, errors, scores, ticks, principal, "sheet");
  }

  @PostMapping("/stages/{stage}/teams/{team}/conflict")
  ModelAndView declare(
      @PathVariable String stage,
      @PathVariable String team,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var reviewer = reviewer(principal);
    var heading = headings.of(page, reviewer.programme(), stage);
    var form =
        SheetForm.of(scores(heading, reviewer, team), marks(heading, reviewer, team)).with(fields);
    var errors = new LinkedHashMap<String, String>();
    String answer = form.value("conflict");
    String reason = form.value("conflict-reason");
    boolean conflict = answer.equals("yes");
    if (!conflict && !answer.equals("no")) {
      errors.put("conflict", page.t("review.conflict.missing"));
    } else if (conflict && reason.length() < SheetForm.SHORTEST_REASON) {
      errors.put(
          "conflict-reason",
          page.t("review.reason.short", page.t("review.conflict"), SheetForm.SHORTEST_REASON));
    }
    var mark = new PanelMark(reviewer.pseudonym(), team, PanelMark.CONFLICT, reason);
    return settle(
        page,
        heading,
        reviewer,
        team,
        form,
        errors,
        List.of(),
        Map.of(mark, conflict),
        principal,
        "conflict");
  }

  private ModelAndView settle(
      Page page,
      StageHeading heading,
      Reviewer reviewer,
      String team,
      SheetForm form,
      Map<String, String> errors,
      List<PanelScore> scores,
      Map<PanelMark, Boolean> marks,
      Principal principal,
      String what) {
    if (!heading.evaluating()) {
      errors.put("sheet", page.t("review.closed", heading.badges().getFirst().word()));
    }
    if (errors.isEmpty()) {
      try {
        desk.save(heading.id(), scores, marks, principal.getName());
        return new ModelAndView(
            "redirect:/reviewer/stages/%s/teams/%s?saved=%s"
                .formatted(heading.id().stage(), team, what));
      } catch (IllegalStateException | IllegalArgumentException e) {
        errors.put("sheet", page.refusal(e));
      }
    }
    var view = view(page, heading, reviewer, team, form, new FormErrors(errors));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(
      Page page,
      StageHeading heading,
      Reviewer reviewer,
      String team,
      SheetForm form,
      FormErrors errors) {
    var frame = frames.of(page, heading.id(), team);
    return new ModelAndView("review/sheet")
        .addObject("heading", heading)
        .addObject("frame", frame)
        .addObject("declaration", desk.declaration(heading.id(), reviewer.pseudonym(), team))
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject(
            "entered",
            EnteredLines.table(
                page, frame, scores(heading, reviewer, team), marks(heading, reviewer, team)));
  }

  private ReviewQueue queue(Page page, Stage stage, Reviewer reviewer) {
    var heading = headings.of(page, stage);
    int items = sheets.panelItems(stage.id()).size();
    var rows = new ArrayList<ReviewQueue.Row>();
    for (Team team : teams.competing(stage.id())) {
      int done = scores(heading, reviewer, team.id()).size();
      rows.add(
          new ReviewQueue.Row(
              page.pick(team.name().ko(), team.name().en()),
              "/reviewer/stages/" + stage.id().stage() + "/teams/" + team.id(),
              badge(
                  page, desk.declaration(stage.id(), reviewer.pseudonym(), team.id()), done, items),
              done,
              items));
    }
    return new ReviewQueue(heading, rows);
  }

  private static Badge badge(Page page, Declaration declaration, int done, int items) {
    if (declaration == Declaration.CONFLICT) {
      return new Badge(Tone.WARNING, page.t("review.state.recused"));
    }
    if (done == items) {
      return new Badge(Tone.SUCCESS, page.t("review.state.complete"));
    }
    return declaration == Declaration.OPEN && done == 0
        ? new Badge(Tone.NEUTRAL, page.t("review.state.open"))
        : new Badge(Tone.PRIMARY, page.t("review.state.begun"));
  }

  private List<PanelScore> scores(StageHeading heading, Reviewer reviewer, String team) {
    return sheets.scores(heading.id()).stream()
        .filter(s -> s.evaluator().equals(reviewer.pseudonym()) && s.team().equals(team))
        .toList();
  }

  private List<PanelMark> marks(StageHeading heading, Reviewer reviewer, String team) {
    return sheets.marks(heading.id()).stream()
        .filter(m -> m.evaluator().equals(reviewer.pseudonym()) && m.team().equals(team))
        .toList();
  }

  private Reviewer reviewer(Principal principal) {
    return accounts
        .find(principal.getName())
        .flatMap(ReviewerPages::reviewer)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }

  private static Optional<Reviewer> reviewer(Account account) {
    String programme = account.programme();
    String subject = account.subject();
    return programme == null || subject == null
        ? Optional.empty()
        : Optional.of(new Reviewer(programme, subject));
  }
}

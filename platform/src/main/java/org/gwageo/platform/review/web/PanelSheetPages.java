package org.gwageo.platform.review.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.review.SheetDesk;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The office's entry of one evaluator's sheet for one team, from paper. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/panel/sheet")
class PanelSheetPages {

  private final Sheets sheets;
  private final SheetDesk desk;
  private final SheetFrames frames;
  private final StageHeadings headings;

  PanelSheetPages(Sheets sheets, SheetDesk desk, SheetFrames frames, StageHeadings headings) {
    this.sheets = sheets;
    this.desk = desk;
    this.frames = frames;
    this.headings = headings;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam String evaluator,
      @RequestParam String team,
      Page page) {
    var heading = headings.of(page, programme, stage);
    var form = SheetForm.of(scores(heading, evaluator, team), marks(heading, evaluator, team));
    return view(page, heading, evaluator, team, form, FormErrors.NONE);
  }

  @PostMapping
  ModelAndView save(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var form = new SheetForm(fields);
    String evaluator = form.value("evaluator");
    String team = form.value("team");
    var frame = frames.of(page, heading.id(), team);
    var errors = new LinkedHashMap<String, String>();
    boolean conflict = form.ticked(PanelMark.CONFLICT);
    List<PanelScore> scores = conflict ? List.of() : form.scores(page, frame, evaluator, errors);
    var marks = new LinkedHashMap<>(form.ticks(page, frame, evaluator, errors));
    String reason = form.value("tick-reason-" + PanelMark.CONFLICT);
    if (conflict && reason.length() < SheetForm.SHORTEST_REASON) {
      errors.put(
          "tick-reason-" + PanelMark.CONFLICT,
          page.t("review.reason.short", page.t("review.conflict"), SheetForm.SHORTEST_REASON));
    }
    marks.put(new PanelMark(evaluator, team, PanelMark.CONFLICT, reason), conflict);
    if (!heading.evaluating()) {
      errors.put("sheet", page.t("review.closed", heading.badges().getFirst().word()));
    }
    if (errors.isEmpty()) {
      try {
        desk.save(heading.id(), scores, marks, principal.getName());
        return new ModelAndView("redirect:" + heading.path("panel") + "?entered=" + scores.size());
      } catch (IllegalStateException | IllegalArgumentException e) {
        errors.put("sheet", page.refusal(e));
      }
    }
    var view = view(page, heading, evaluator, team, form, new FormErrors(errors));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(
      Page page,
      StageHeading heading,
      String evaluator,
      String team,
      SheetForm form,
      FormErrors errors) {
    if (!PanelPages.PSEUDONYM.matcher(evaluator).matches()) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    var frame = frames.of(page, heading.id(), team);
    return new ModelAndView("review/panel-sheet")
        .addObject("heading", heading)
        .addObject("evaluator", evaluator)
        .addObject("frame", frame)
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject(
            "entered",
            EnteredLines.table(
                page, frame, scores(heading, evaluator, team), marks(heading, evaluator, team)));
  }

  private List<PanelScore> scores(StageHeading heading, String evaluator, String team) {
    return sheets.scores(heading.id()).stream()
        .filter(s -> s.evaluator().equals(evaluator) && s.team().equals(team))
        .toList();
  }

  private List<PanelMark> marks(StageHeading heading, String evaluator, String team) {
    return sheets.marks(heading.id()).stream()
        .filter(m -> m.evaluator().equals(evaluator) && m.team().equals(team))
        .toList();
  }
}

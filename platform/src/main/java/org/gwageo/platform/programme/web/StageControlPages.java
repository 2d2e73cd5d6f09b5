package org.gwageo.platform.programme.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageControl;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.UnmetConditionsException;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The control of one stage: where it stands, what must hold before the next step, the step. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}")
class StageControlPages {

  private static final int SHORTEST_REASON = 5;

  private final Stages stages;
  private final StageControl control;
  private final StageHeadings headings;

  StageControlPages(Stages stages, StageControl control, StageHeadings headings) {
    this.stages = stages;
    this.control = control;
    this.headings = headings;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(required = false) @Nullable String done,
      Page page) {
    var heading = headings.of(page, programme, stage);
    return view(page, heading, StageForm.EMPTY, FormErrors.NONE, HttpStatus.OK)
        .addObject("done", done == null ? "" : StageView.known(done));
  }

  @PostMapping
  ModelAndView perform(
      @PathVariable String programme,
      @PathVariable String stage,
      StageForm form,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var errors = check(page, heading, form);
    if (errors.isEmpty()) {
      try {
        var action = StageAction.valueOf(form.action());
        control.perform(heading.id(), action, principal.getName(), form.reason().strip());
        return new ModelAndView("redirect:" + heading.path() + "?done=" + StageView.key(action));
      } catch (UnmetConditionsException e) {
        errors.put("submit", page.t("office.action.unmet", e.unmet().size()));
      } catch (IllegalStateException | IllegalArgumentException e) {
        errors.put("submit", page.refusal(e));
      }
    }
    var current = headings.of(page, programme, stage);
    return view(page, current, form, new FormErrors(errors), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private Map<String, String> check(Page page, StageHeading heading, StageForm form) {
    var errors = new LinkedHashMap<String, String>();
    var next = stages.get(heading.id()).nextAction();
    if (next.isEmpty() || !next.get().name().equals(form.action())) {
      errors.put("submit", page.t("office.action.moved", heading.badges().getFirst().word()));
      return errors;
    }
    if (form.reason().strip().length() < SHORTEST_REASON) {
      errors.put("reason", page.t("office.reason.missing", SHORTEST_REASON));
    }
    if (StageView.irreversible(next.get())
        && !form.confirmation().strip().equals(heading.id().stage())) {
      errors.put("confirmation", page.t("office.confirmation.wrong", heading.id().stage()));
    }
    return errors;
  }

  private ModelAndView view(
      Page page, StageHeading heading, StageForm form, FormErrors errors, HttpStatus status) {
    var view = new ModelAndView("programme/control", status);
    var stage = stages.get(heading.id());
    var conditions =
        stage.nextAction().map(action -> control.conditions(stage.id(), action)).orElse(null);
    return view.addObject("heading", heading)
        .addObject("stage", StageView.of(page, stage, conditions, control.history(heading.id())))
        .addObject("form", form)
        .addObject("errors", errors);
  }
}

package org.gwageo.platform.decision.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The verdict desk: compute the verdict from the evidence, read it, confirm exactly these bytes.
 */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/verdict")
class VerdictDeskPages {

  private final Decisions decisions;
  private final StageHeadings headings;

  VerdictDeskPages(Decisions decisions, StageHeadings headings) {
    this.decisions = decisions;
    this.headings = headings;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String done,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    return view(page, heading, principal, FormErrors.NONE)
        .addObject("drafted", List.of("draft", "confirm").contains(done) ? done : "");
  }

  @PostMapping("/draft")
  ModelAndView draft(
      @PathVariable String programme, @PathVariable String stage, Page page, Principal principal) {
    var heading = headings.of(page, programme, stage);
    if (!heading.evaluating()) {
      return refused(
          page,
          heading,
          principal,
          "draft",
          page.t("office.verdict.closed", heading.badges().getFirst().word()));
    }
    try {
      decisions.draft(heading.id(), principal.getName());
      return new ModelAndView("redirect:" + heading.path("verdict") + "?done=draft");
    } catch (IllegalStateException e) {
      return refused(page, heading, principal, "draft", page.refusal(e));
    }
  }

  @PostMapping("/confirm")
  ModelAndView confirm(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String digest,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var newest = decisions.newest(heading.id());
    if (newest.isEmpty() || !newest.get().digest().equals(digest)) {
      return refused(page, heading, principal, "confirm", page.t("office.verdict.other-digest"));
    }
    boolean current = decisions.isCurrent(newest.get());
    String blocked = DraftView.of(page, newest.get(), current, principal.getName()).blocked();
    if (blocked != null) {
      return refused(page, heading, principal, "confirm", blocked);
    }
    try {
      decisions.confirm(heading.id(), digest, principal.getName());
      return new ModelAndView("redirect:" + heading.path("verdict") + "?done=confirm");
    } catch (IllegalStateException e) {
      return refused(page, heading, principal, "confirm", page.refusal(e));
    }
  }

  private ModelAndView refused(
      Page page, StageHeading heading, Principal principal, String field, String sentence) {
    var view = view(page, heading, principal, new FormErrors(Map.of(field, sentence)));
    view.addObject("drafted", "").setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(
      Page page, StageHeading heading, Principal principal, FormErrors errors) {
    var view = new ModelAndView("decision/desk");
    var shown = heading.decided() ? decisions.issued(heading.id()) : decisions.newest(heading.id());
    shown.ifPresent(
        newest -> {
          boolean current = newest.issuedAt() != null || decisions.isCurrent(newest);
          view.addObject("draft", DraftView.of(page, newest, current, principal.getName()));
        });
    return view.addObject("heading", heading).addObject("errors", errors);
  }
}

package org.gwageo.platform.decision.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gwageo.platform.decision.Corrections;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.decision.VerdictVersion;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.programme.StageState;
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
 * The desk at which an issued verdict is corrected: re-open it for a reason, read what changes,
 * confirm exactly these bytes, issue the new version.
 */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/correction")
class CorrectionPages {

  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 2000;

  private final Corrections corrections;
  private final Decisions decisions;
  private final StageHeadings headings;

  CorrectionPages(Corrections corrections, Decisions decisions, StageHeadings headings) {
    this.corrections = corrections;
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
    return view(page, heading, principal, "", FormErrors.NONE)
        .addObject("done", List.of("reopen", "confirm", "issue").contains(done) ? done : "");
  }

  @PostMapping("/reopen")
  ModelAndView reopen(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String reason,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    int length = reason.strip().length();
    if (length < SHORTEST_REASON || length > LONGEST_REASON) {
      return refused(
          page,
          heading,
          principal,
          reason,
          "reason",
          page.t("office.correction.reason.length", SHORTEST_REASON, LONGEST_REASON));
    }
    return answer(
        page,
        heading,
        principal,
        reason,
        "reopen",
        account -> corrections.reopen(heading.id(), reason, account));
  }

  @PostMapping("/confirm")
  ModelAndView confirm(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String digest,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    return answer(
        page,
        heading,
        principal,
        "",
        "confirm",
        account -> corrections.confirm(heading.id(), digest, account));
  }

  @PostMapping("/issue")
  ModelAndView issue(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String digest,
      @RequestParam(defaultValue = "") String confirmation,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    if (!confirmation.strip().equals(heading.id().stage())) {
      return refused(
          page,
          heading,
          principal,
          "",
          "confirmation",
          page.t("office.confirmation.wrong", heading.id().stage()));
    }
    return answer(
        page, heading, principal, "", "issue", account -> corrections.issue(heading.id(), digest));
  }

  private ModelAndView answer(
      Page page,
      StageHeading heading,
      Principal principal,
      String reason,
      String step,
      Consumer<String> action) {
    try {
      action.accept(principal.getName());
      return new ModelAndView("redirect:" + heading.path("correction") + "?done=" + step);
    } catch (IllegalStateException e) {
      return refused(page, heading, principal, reason, step, page.refusal(e));
    }
  }

  private ModelAndView refused(
      Page page,
      StageHeading heading,
      Principal principal,
      String reason,
      String field,
      String sentence) {
    var view = view(page, heading, principal, reason, new FormErrors(Map.of(field, sentence)));
    view.addObject("done", "").setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(
      Page page, StageHeading heading, Principal principal, String reason, FormErrors errors) {
    var id = heading.id();
    var view = new ModelAndView("decision/correction");
    var issued = decisions.issued(id);
    var draft = corrections.draft(id).or(() -> issued.filter(one -> one.correction() != null));
    draft.ifPresent(
        version -> view.addObject("correction", correction(page, version, principal.getName())));
    return view.addObject("heading", heading)
        .addObject("issued", issued.map(VerdictVersion::version).orElse(0))
        .addObject("published", heading.state() == StageState.PUBLISHED)
        .addObject(
            "due",
            corrections.due(id).stream().map(one -> CorrectionView.decided(page, one)).toList())
        .addObject("open", corrections.open(id).stream().map(CorrectionPages::named).toList())
        .addObject("reason", reason)
        .addObject("errors", errors);
  }

  private CorrectionView correction(Page page, VerdictVersion version, String account) {
    var difference = corrections.difference(version);
    return CorrectionView.of(
        page,
        version,
        java.util.Objects.requireNonNull(version.correction()),
        difference,
        corrections.laterStages(version.stage(), difference),
        corrections.isCurrent(version),
        account);
  }

  private static String named(VerificationCase one) {
    return "%s (%s)".formatted(one.number(), one.team());
  }
}

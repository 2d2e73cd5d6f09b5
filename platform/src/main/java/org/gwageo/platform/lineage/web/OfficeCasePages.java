package org.gwageo.platform.lineage.web;

import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import org.gwageo.platform.lineage.CaseOutcome;
import org.gwageo.platform.lineage.CaseState;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.Visibility;
import org.gwageo.platform.programme.Deadline;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Moments;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.WrongMomentException;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The office's page of one verification case. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/lineage/cases/{team}")
class OfficeCasePages {

  private final Cases cases;
  private final CaseViews views;
  private final Uploads uploads;
  private final StageHeadings headings;
  private final Clock clock;

  OfficeCasePages(
      Cases cases, CaseViews views, Uploads uploads, StageHeadings headings, Clock clock) {
    this.cases = cases;
    this.views = views;
    this.uploads = uploads;
    this.headings = headings;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    return view(page, heading, found(heading, team), principal, Map.of(), FormErrors.NONE);
  }

  @PostMapping("/{step:ask|review|independence|proposal|confirmation|publication|reopening}")
  ModelAndView step(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String step,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var before = found(heading, team);
    String account = principal.getName();
    var errors =
        Refusals.of(
            page,
            step,
            () -> cases.change(heading.id(), team, one -> perform(one, step, fields, account)));
    return answer(page, heading, before, principal, fields, errors);
  }

  @PostMapping("/evidence")
  ModelAndView addEvidence(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var of = found(heading, team);
    var errors =
        Refusals.of(
            page,
            "evidence-name",
            () ->
                uploads.add(
                    of,
                    file,
                    fields.getOrDefault("evidence-name", ""),
                    fields.getOrDefault("evidence-digest", ""),
                    fields.getOrDefault("evidence-bytes", ""),
                    Visibility.valueOf(fields.getOrDefault("visibility", "PANEL")),
                    principal.getName()));
    return answer(page, heading, of, principal, fields, errors);
  }

  @GetMapping("/evidence/{digest}")
  ResponseEntity<byte[]> evidence(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String digest,
      Page page) {
    var heading = headings.of(page, programme, stage);
    return uploads.download(found(heading, team), digest, Visibility.PANEL);
  }

  private void perform(
      VerificationCase one, String step, Map<String, String> fields, String account) {
    switch (step) {
      case "ask" -> {
        String text = fields.getOrDefault("ask", "");
        if (text.isBlank()) {
          throw new WrongValueException("refusal.case.question-missing");
        }
        one.ask(text, deadline(fields.getOrDefault("until", "")), account, clock);
      }
      case "review" -> one.beginReview(account, clock);
      case "independence" ->
          one.declareIndependence(
              account,
              "yes".equals(fields.get("independence")),
              fields.getOrDefault("independence-reason", ""),
              clock);
      case "proposal" ->
          one.propose(account, outcome(fields), fields.getOrDefault("proposal-reason", ""), clock);
      case "confirmation" -> {
        String read = one.proposal().map(made -> made.outcome() + " " + made.reason()).orElse("");
        if (!read.equals(fields.get("read"))) {
          throw new WrongMomentException("refusal.case.other-proposal");
        }
        one.confirm(account, clock);
      }
      case "publication" -> one.publish(account, clock);
      case "reopening" -> one.reopen(fields.getOrDefault("reopening-reason", ""), account, clock);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }

  static CaseOutcome outcome(Map<String, String> fields) {
    return CaseOutcome.valueOf(fields.getOrDefault("outcome", ""));
  }

  private static Deadline deadline(String date) {
    try {
      return new Deadline(
          LocalDate.parse(date.strip())
              .atTime(LocalTime.of(23, 59, 59))
              .atZone(Moments.SEOUL)
              .toInstant(),
          Moments.SEOUL);
    } catch (DateTimeException e) {
      throw new WrongValueException("refusal.case.until");
    }
  }

  private ModelAndView answer(
      Page page,
      StageHeading heading,
      VerificationCase of,
      Principal principal,
      Map<String, String> fields,
      FormErrors errors) {
    if (errors.isEmpty()) {
      return new ModelAndView("redirect:" + path(heading, of.team()));
    }
    var view = view(page, heading, found(heading, of.team()), principal, fields, errors);
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(
      Page page,
      StageHeading heading,
      VerificationCase of,
      Principal principal,
      Map<String, String> fields,
      FormErrors errors) {
    String path = path(heading, of.team());
    var proposal = of.proposal();
    boolean independent =
        of.independence(principal.getName()).map(one -> !one.conflict()).orElse(false);
    return new ModelAndView("lineage/office-case")
        .addObject("heading", heading)
        .addObject("path", path)
        .addObject("view", views.of(page, of, Visibility.PANEL, path))
        .addObject("state", of.state())
        .addObject("asks", of.state().asks())
        .addObject("decides", of.state() == CaseState.REVIEW)
        .addObject("independent", independent)
        .addObject("proposed", proposal.map(one -> one.outcome() + " " + one.reason()).orElse(""))
        .addObject(
            "own", proposal.map(one -> one.account().equals(principal.getName())).orElse(false))
        .addObject(
            "until",
            fields.getOrDefault(
                "until", page.now().atZone(Moments.SEOUL).toLocalDate().plusDays(7).toString()))
        .addObject("fields", Map.copyOf(fields))
        .addObject("errors", errors);
  }

  private VerificationCase found(StageHeading heading, String team) {
    return cases
        .find(heading.id(), team)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  static String path(StageHeading heading, String team) {
    return heading.path("lineage/cases/" + team);
  }
}

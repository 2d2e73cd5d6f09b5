package org.gwageo.platform.lineage.web;

import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.lineage.CaseState;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.Visibility;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A reviewer's pages of verification cases: declare independence, read, advise. */
@Controller
@RequestMapping("/reviewer/lineage")
class ReviewerCasePages {

  private final Accounts accounts;
  private final Cases cases;
  private final CaseViews views;
  private final Uploads uploads;
  private final Stages stages;
  private final Clock clock;

  ReviewerCasePages(
      Accounts accounts,
      Cases cases,
      CaseViews views,
      Uploads uploads,
      Stages stages,
      Clock clock) {
    this.accounts = accounts;
    this.cases = cases;
    this.views = views;
    this.uploads = uploads;
    this.stages = stages;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView list(Page page, Principal principal) {
    String programme = programme(principal);
    var cards = new ArrayList<Card>();
    for (Stage stage : stages.of(programme)) {
      for (VerificationCase one : cases.of(stage.id())) {
        cards.add(
            new Card(
                List.of(CaseViews.badge(page, one), views.next(page, one).badge()),
                one.number() + " · " + views.team(page, programme, one.team()),
                path(one),
                views.next(page, one).text(),
                List.of()));
      }
    }
    return new ModelAndView("lineage/reviewer-cases").addObject("cards", cards);
  }

  @GetMapping("/{stage}/{team}")
  ModelAndView show(
      @PathVariable String stage, @PathVariable String team, Page page, Principal principal) {
    return view(page, found(stage, team, principal), principal, Map.of(), FormErrors.NONE);
  }

  @PostMapping("/{stage}/{team}/{step:independence|advice}")
  ModelAndView step(
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String step,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var found = found(stage, team, principal);
    String account = principal.getName();
    var errors =
        Refusals.of(
            page,
            step,
            () ->
                cases.change(
                    found.stage(),
                    found.team(),
                    one -> {
                      if (step.equals("independence")) {
                        one.declareIndependence(
                            account,
                            "yes".equals(fields.get("independence")),
                            fields.getOrDefault("independence-reason", ""),
                            clock);
                      } else {
                        one.advise(
                            account,
                            OfficeCasePages.outcome(fields),
                            fields.getOrDefault("advice-reason", ""),
                            clock);
                      }
                    }));
    if (errors.isEmpty()) {
      return new ModelAndView("redirect:" + path(found));
    }
    var view = view(page, found, principal, fields, errors);
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  @GetMapping("/{stage}/{team}/evidence/{digest}")
  ResponseEntity<byte[]> evidence(
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String digest,
      Principal principal) {
    var found = found(stage, team, principal);
    boolean independent =
        found.independence(principal.getName()).map(one -> !one.conflict()).orElse(false);
    return uploads.download(found, digest, independent ? Visibility.PANEL : Visibility.PUBLIC);
  }

  private ModelAndView view(
      Page page,
      VerificationCase of,
      Principal principal,
      Map<String, String> fields,
      FormErrors errors) {
    boolean independent =
        of.independence(principal.getName()).map(one -> !one.conflict()).orElse(false);
    // Without a declaration a reviewer reads what everybody will.
    var level = independent ? Visibility.PANEL : Visibility.PUBLIC;
    return new ModelAndView("lineage/reviewer-case")
        .addObject("path", path(of))
        .addObject("view", views.of(page, of, level, path(of)))
        .addObject("independent", independent)
        .addObject("open", !of.state().decided())
        .addObject("advises", of.state() == CaseState.REVIEW && independent)
        .addObject("fields", Map.copyOf(fields))
        .addObject("errors", errors);
  }

  private VerificationCase found(String stage, String team, Principal principal) {
    try {
      return cases
          .find(new StageId(programme(principal), stage), team)
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
    }
  }

  private static String path(VerificationCase of) {
    return "/reviewer/lineage/" + of.stage().stage() + "/" + of.team();
  }

  private String programme(Principal principal) {
    return accounts
        .find(principal.getName())
        .map(account -> account.programme())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }
}

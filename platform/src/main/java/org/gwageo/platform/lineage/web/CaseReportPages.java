package org.gwageo.platform.lineage.web;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The whole comparison that a case is about: for the office, for reviewers without a conflict, for
 * the team that has to reply, and for everybody once the case is published.
 */
@Controller
class CaseReportPages {

  private static final String OFFICE =
      "/office/programmes/{programme}/stages/{stage}/lineage/cases/{team}/report";
  private static final String REVIEWER = "/reviewer/lineage/{stage}/{team}/report";
  private static final String TEAM = "/my-team/lineage/{stage}/report";
  private static final String PUBLIC = "/lineage/cases/{number:GC-[0-9A-Z]+}/report";
  private static final String FILE = ".{ending:json|html|pdf}";

  private final Accounts accounts;
  private final Cases cases;
  private final CaseViews views;
  private final Screens screens;
  private final Reports reports;

  CaseReportPages(
      Accounts accounts, Cases cases, CaseViews views, Screens screens, Reports reports) {
    this.accounts = accounts;
    this.cases = cases;
    this.views = views;
    this.screens = screens;
    this.reports = reports;
  }

  @GetMapping(OFFICE)
  ModelAndView forOffice(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      Page page) {
    return show(page, one(programme, stage, team), parent(page));
  }

  @GetMapping(OFFICE + FILE)
  ResponseEntity<byte[]> fileForOffice(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String ending,
      Page page) {
    return file(page, one(programme, stage, team), ending);
  }

  @GetMapping(REVIEWER)
  ModelAndView forReviewer(
      @PathVariable String stage, @PathVariable String team, Page page, Principal principal) {
    return show(page, independent(stage, team, principal), parent(page));
  }

  @GetMapping(REVIEWER + FILE)
  ResponseEntity<byte[]> fileForReviewer(
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String ending,
      Page page,
      Principal principal) {
    return file(page, independent(stage, team, principal), ending);
  }

  @GetMapping(TEAM)
  ModelAndView forTeam(@PathVariable String stage, Page page, Principal principal) {
    return show(page, own(stage, principal), parent(page));
  }

  @GetMapping(TEAM + FILE)
  ResponseEntity<byte[]> fileForTeam(
      @PathVariable String stage, @PathVariable String ending, Page page, Principal principal) {
    return file(page, own(stage, principal), ending);
  }

  @GetMapping(PUBLIC)
  ModelAndView forEverybody(@PathVariable String number, Page page) {
    return show(page, published(number), parent(page));
  }

  @GetMapping(PUBLIC + FILE)
  ResponseEntity<byte[]> fileForEverybody(
      @PathVariable String number, @PathVariable String ending, Page page) {
    return file(page, published(number), ending);
  }

  /** The history as others check it; the same file is in the bundle of the stage. */
  @GetMapping("/lineage/cases/{number:GC-[0-9A-Z]+}/case.json")
  ResponseEntity<byte[]> history(@PathVariable String number) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(number + ".json").build().toString())
        .body(published(number).file().toJson());
  }

  private ModelAndView show(Page page, VerificationCase of, String parent) {
    String team = views.team(page, of.stage().programme(), of.team());
    return new ModelAndView("lineage/report")
        .addObject("title", page.t("lineage.report.title", team))
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("lineage.case.title", team), parent),
                Crumb.here(page.t("lineage.report"))))
        .addObject("report", reports.view(page, report(of), team, parent));
  }

  private ResponseEntity<byte[]> file(Page page, VerificationCase of, String ending) {
    return reports.file(
        page,
        report(of),
        views.team(page, of.stage().programme(), of.team()),
        ending,
        String.join(
            "-", List.of("lineage", of.stage().programme(), of.stage().stage(), of.team())));
  }

  private String report(VerificationCase of) {
    return screens.of(of.stage()).stream()
        .filter(screen -> screen.team().equals(of.team()))
        .findFirst()
        .orElseThrow(CaseReportPages::none)
        .report();
  }

  /** Returns the address of the case's page, whose last part here is the report's. */
  private static String parent(Page page) {
    return page.path().substring(0, page.path().lastIndexOf('/'));
  }

  private VerificationCase one(String programme, String stage, String team) {
    try {
      return cases.find(new StageId(programme, stage), team).orElseThrow(CaseReportPages::none);
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
    }
  }

  private VerificationCase independent(String stage, String team, Principal principal) {
    var found = one(programme(principal), stage, team);
    if (found.independence(principal.getName()).filter(one -> !one.conflict()).isEmpty()) {
      throw none();
    }
    return found;
  }

  private VerificationCase own(String stage, Principal principal) {
    return one(
        programme(principal),
        stage,
        account(principal).map(Account::subject).orElseThrow(CaseReportPages::none));
  }

  private VerificationCase published(String number) {
    return cases
        .find(number)
        .flatMap(VerificationCase::asPublished)
        .orElseThrow(CaseReportPages::none);
  }

  private String programme(Principal principal) {
    return account(principal).map(Account::programme).orElseThrow(CaseReportPages::none);
  }

  private Optional<Account> account(Principal principal) {
    return accounts.find(principal.getName());
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}

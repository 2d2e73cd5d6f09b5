package org.gwageo.platform.lineage.web;

import java.security.Principal;
import java.util.List;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.lineage.Claim;
import org.gwageo.platform.lineage.Claims;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The whole comparison that a claim led to: for everybody once the claim is shown, and before that
 * for the office and for the team that may reply.
 */
@Controller
class ClaimReportPages {

  private static final String NUMBER = "{number:GL-[0-9A-Z]+}/report";
  private static final String PUBLIC = "/lineage/claims/" + NUMBER;
  private static final String OFFICE = "/office/lineage/claims/" + NUMBER;
  private static final String TEAM = "/my-team/lineage/claims/" + NUMBER;
  private static final String FILE = ".{ending:json|html|pdf}";

  private final Accounts accounts;
  private final Claims claims;
  private final CaseViews views;
  private final Reports reports;

  ClaimReportPages(Accounts accounts, Claims claims, CaseViews views, Reports reports) {
    this.accounts = accounts;
    this.claims = claims;
    this.views = views;
    this.reports = reports;
  }

  @GetMapping(PUBLIC)
  ModelAndView forEverybody(@PathVariable String number, Page page) {
    return show(page, shown(number), "/lineage/claims/" + number);
  }

  @GetMapping(PUBLIC + FILE)
  ResponseEntity<byte[]> fileForEverybody(
      @PathVariable String number, @PathVariable String ending, Page page) {
    return file(page, shown(number), ending);
  }

  @GetMapping(OFFICE)
  ModelAndView forOffice(@PathVariable String number, Page page) {
    return show(page, one(number), "/office/lineage/claims");
  }

  @GetMapping(OFFICE + FILE)
  ResponseEntity<byte[]> fileForOffice(
      @PathVariable String number, @PathVariable String ending, Page page) {
    return file(page, one(number), ending);
  }

  @GetMapping(TEAM)
  ModelAndView forTeam(@PathVariable String number, Page page, Principal principal) {
    var own = own(number, principal);
    return show(page, own, "/my-team/lineage/" + own.stage().stage());
  }

  @GetMapping(TEAM + FILE)
  ResponseEntity<byte[]> fileForTeam(
      @PathVariable String number, @PathVariable String ending, Page page, Principal principal) {
    return file(page, own(number, principal), ending);
  }

  private ModelAndView show(Page page, Claim claim, String parent) {
    String files = page.path().substring(0, page.path().lastIndexOf('/'));
    return new ModelAndView("lineage/report")
        .addObject("title", page.t("lineage.report.of-claim", claim.number()))
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("lineage.claim.title", claim.number()), parent),
                Crumb.here(page.t("lineage.report"))))
        .addObject("report", reports.view(page, report(claim), team(page, claim), files));
  }

  private ResponseEntity<byte[]> file(Page page, Claim claim, String ending) {
    return reports.file(
        page, report(claim), team(page, claim), ending, "lineage-claim-" + claim.number());
  }

  private String team(Page page, Claim claim) {
    return views.team(page, claim.stage().programme(), claim.team());
  }

  private static String report(Claim claim) {
    return claim.comparison().orElseThrow(ClaimReportPages::none).report();
  }

  private Claim one(String number) {
    return claims.find(number).orElseThrow(ClaimReportPages::none);
  }

  private Claim shown(String number) {
    return claims.find(number).filter(claims::isShown).orElseThrow(ClaimReportPages::none);
  }

  private Claim own(String number, Principal principal) {
    var claim = one(number);
    boolean own =
        accounts.find(principal.getName()).filter(account -> isOf(account, claim)).isPresent();
    if (!own) {
      throw none();
    }
    return claim;
  }

  private static boolean isOf(Account account, Claim claim) {
    return claim.stage().programme().equals(account.programme())
        && claim.team().equals(account.subject());
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}

package org.gwageo.platform.lineage.web;

import java.security.Principal;
import java.util.Map;
import org.gwageo.platform.lineage.Claims;
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

/** The office's view of all claims, in which it keeps an abusive one from the public. */
@Controller
@RequestMapping("/office/lineage/claims")
class OfficeClaimPages {

  private final Claims claims;
  private final ClaimViews views;

  OfficeClaimPages(Claims claims, ClaimViews views) {
    this.claims = claims;
    this.views = views;
  }

  @GetMapping
  ModelAndView list(Page page) {
    return view(page, FormErrors.NONE);
  }

  @PostMapping("/{number}/withholding")
  ModelAndView withhold(
      @PathVariable String number,
      @RequestParam(defaultValue = "") String reason,
      Page page,
      Principal principal) {
    if (claims.find(number).isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    if (reason.isBlank()) {
      var view =
          view(
              page,
              new FormErrors(Map.of("reason-" + number, page.t("lineage.claim.withhold.missing"))));
      view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return view;
    }
    claims.withhold(number, reason, principal.getName());
    return new ModelAndView("redirect:/office/lineage/claims");
  }

  private ModelAndView view(Page page, FormErrors errors) {
    return new ModelAndView("lineage/office-claims")
        .addObject(
            "claims", claims.all().stream().map(claim -> views.of(page, claim, true)).toList())
        .addObject("errors", errors);
  }
}

package org.gwageo.platform.lineage.web;

import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.Visibility;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A decided case that was published, as everybody sees it. */
@Controller
@RequestMapping("/lineage/cases/{number:GC-[0-9A-Z]+}")
class PublishedCasePages {

  private final Cases cases;
  private final CaseViews views;
  private final Uploads uploads;

  PublishedCasePages(Cases cases, CaseViews views, Uploads uploads) {
    this.cases = cases;
    this.views = views;
    this.uploads = uploads;
  }

  @GetMapping
  ModelAndView show(@PathVariable String number, Page page) {
    return new ModelAndView("lineage/published-case")
        .addObject("reopened", cases.find(number).map(VerificationCase::reopened).orElse(false))
        .addObject(
            "view",
            views.of(page, published(number), Visibility.PUBLIC, "/lineage/cases/" + number));
  }

  @GetMapping("/evidence/{digest}")
  ResponseEntity<byte[]> evidence(@PathVariable String number, @PathVariable String digest) {
    return uploads.download(published(number), digest, Visibility.PUBLIC);
  }

  private VerificationCase published(String number) {
    return cases
        .find(number)
        .flatMap(VerificationCase::asPublished)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}

package org.gwageo.platform.proposal.web;

import java.util.List;
import org.gwageo.bundle.evidence.ProposalFiles;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.proposal.ProposedItem;
import org.gwageo.platform.proposal.Proposing;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Who proposed which common benchmarks, and which were selected; sealed until the deadline. */
@Controller
@RequestMapping("/programmes/{programme}/stages/{stage}/proposals")
class PublicProposalPages {

  private final StageHeadings headings;
  private final Proposing proposing;
  private final SelectionViews views;

  PublicProposalPages(StageHeadings headings, Proposing proposing, SelectionViews views) {
    this.headings = headings;
    this.proposing = proposing;
    this.views = views;
  }

  @GetMapping
  ModelAndView show(@PathVariable String programme, @PathVariable String stage, Page page) {
    var heading = heading(page, programme, stage);
    return new ModelAndView("proposal/public")
        .addObject("heading", heading)
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(heading.programme(), "/programmes/" + programme),
                Crumb.to(heading.title(), "/programmes/" + programme + "/stages/" + stage),
                Crumb.here(page.t("proposal.title"))))
        .addObject(
            "items",
            proposing.items(heading.id()).stream()
                .map(item -> views.of(page, heading.id(), item))
                .toList());
  }

  /** A file of a fixed selection, byte for byte as the bundle of the stage will hold it. */
  @GetMapping({"/{item}/{file:selection}.json", "/{item}/teams/{file}.json"})
  ResponseEntity<byte[]> file(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String item,
      @PathVariable String file,
      Page page) {
    var heading = heading(page, programme, stage);
    ProposedItem proposed =
        proposing.items(heading.id()).stream()
            .filter(one -> one.id().equals(item))
            .findFirst()
            .orElseThrow(PublicProposalPages::unknown);
    ItemProposals all = proposing.all(heading.id(), item);
    if (all.fixedAt() == null) {
      throw unknown();
    }
    String path =
        page.path().endsWith("/selection.json")
            ? ProposalFiles.selection(item)
            : ProposalFiles.list(item, file);
    byte[] bytes = ProposalFiles.write(all, proposed.rule()).get(path);
    if (bytes == null) {
      throw unknown();
    }
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bytes);
  }

  private StageHeading heading(Page page, String programme, String stage) {
    var heading = headings.of(page, programme, stage);
    if (!heading.proposes() || heading.state().compareTo(StageState.FROZEN) < 0) {
      throw unknown();
    }
    return heading;
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}

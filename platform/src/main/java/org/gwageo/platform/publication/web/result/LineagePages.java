package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.lineage.web.Reports;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The whole comparison of one team's weights with the references, as a page and as files. */
@Controller
@RequestMapping("/programmes/{programme}/stages/{stage}/lineage/{team}")
class LineagePages {

  private final PublishedStages stages;
  private final Screens screens;
  private final Reports reports;

  LineagePages(PublishedStages stages, Screens screens, Reports reports) {
    this.stages = stages;
    this.screens = screens;
    this.reports = reports;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      Page page) {
    var published = open(programme, stage);
    var screen = screen(published, team);
    var head = published.head();
    return new ModelAndView("lineage/report")
        .addObject("title", page.t("results.lineage.title", published.name(page, team)))
        .addObject(
            "crumbs",
            head.crumbs(
                page,
                Crumb.to(page.t("results.evidence.crumb"), head.path("evidence")),
                Crumb.here(published.shortName(page, team))))
        .addObject(
            "report",
            reports.view(
                page,
                screen.report(),
                published.shortName(page, team),
                head.path("lineage/" + team)));
  }

  @GetMapping("/report.{ending:json|html|pdf}")
  ResponseEntity<byte[]> file(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String ending,
      Page page) {
    var published = open(programme, stage);
    var screen = screen(published, team);
    return reports.file(
        page,
        screen.report(),
        published.shortName(page, team),
        ending,
        String.join("-", List.of("lineage", programme, stage, team)));
  }

  private PublishedStage open(String programme, String stage) {
    var published = stages.published(programme, stage);
    if (!published.shows(Level.GATES) || !published.shows(Level.RAW)) {
      throw PublishedStages.none("lineage report for the public");
    }
    return published;
  }

  private Screen screen(PublishedStage published, String team) {
    return screens.of(published.head().id()).stream()
        .filter(one -> one.team().equals(team))
        .findFirst()
        .orElseThrow(() -> PublishedStages.none("lineage report of this team"));
  }
}

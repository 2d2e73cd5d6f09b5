package org.gwageo.platform.reproduction.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.reproduction.Intake;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.reproduction.TeamBundles;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What teams have handed in for a stage, what the lot chose, and what our runs found. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/reproduction")
class OfficeRunPages {

  private final StageHeadings headings;
  private final Teams teams;
  private final TeamBundles bundles;
  private final Intake intake;
  private final RunsView views;

  OfficeRunPages(
      StageHeadings headings, Teams teams, TeamBundles bundles, Intake intake, RunsView views) {
    this.headings = headings;
    this.teams = teams;
    this.bundles = bundles;
    this.intake = intake;
    this.views = views;
  }

  @GetMapping
  ModelAndView list(@PathVariable String programme, @PathVariable String stage, Page page) {
    var heading = heading(page, programme, stage);
    var runs = new ArrayList<TeamRuns>();
    for (Team team : teams.in(heading.id())) {
      runs.add(
          new TeamRuns(
              team.id(),
              page.pick(team.name().ko(), team.name().en()),
              views.of(
                  page,
                  heading.id(),
                  team.id(),
                  base(heading, team.id()),
                  RunsView.Reader.OFFICE)));
    }
    return new ModelAndView("reproduction/office")
        .addObject("heading", heading)
        .addObject("draw", views.draw(page, heading.id()))
        .addObject("teams", runs);
  }

  private static String base(StageHeading heading, String team) {
    return heading.path("reproduction") + "/" + team;
  }

  @GetMapping("/{team}/{task}/{version}")
  ModelAndView version(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String task,
      @PathVariable int version,
      Page page) {
    var heading = heading(page, programme, stage);
    TeamBundle bundle = bundle(heading, team, task, version);
    return new ModelAndView("reproduction/bundle")
        .addObject(
            "title", page.t("reproduction.version.of", name(page, heading, team), task, version))
        .addObject("badges", heading.badges())
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("frame.menu.office"), "/office"),
                Crumb.to(heading.programme() + " · " + heading.title(), heading.path()),
                Crumb.to(page.t("office.menu.reproduction"), heading.path("reproduction")),
                Crumb.here(page.t("reproduction.version", version))))
        .addObject("view", BundleView.of(page, bundle))
        .addObject("received", false)
        .addObject("back", heading.path("reproduction"))
        .addObject("download", base(heading, team) + "/" + task + "/" + version + "/bundle.zip");
  }

  private String name(Page page, StageHeading heading, String id) {
    return teams.in(heading.id()).stream()
        .filter(team -> team.id().equals(id))
        .findFirst()
        .map(team -> page.pick(team.name().ko(), team.name().en()))
        .orElse(id);
  }

  @GetMapping("/{team}/{task}/{version}/bundle.zip")
  ResponseEntity<Resource> archive(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String team,
      @PathVariable String task,
      @PathVariable int version,
      Page page) {
    var heading = heading(page, programme, stage);
    Path file = intake.archive(bundle(heading, team, task, version));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s-%s-v%d.zip\"".formatted(team, task, version))
        .body(new FileSystemResource(file));
  }

  private TeamBundle bundle(StageHeading heading, String team, String task, int version) {
    return bundles
        .find(heading.id(), team, task, version)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private StageHeading heading(Page page, String programme, String stage) {
    var heading = headings.of(page, programme, stage);
    if (!heading.reports()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return heading;
  }
}

package org.gwageo.platform.publication.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.DisclosurePolicy.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The teams of a programme. */
@Controller
class TeamPages {

  private final PublicRecord record;
  private final Teams teams;
  private final Submissions submissions;
  private final Screens screens;
  private final Rulebooks rulebooks;

  TeamPages(
      PublicRecord record,
      Teams teams,
      Submissions submissions,
      Screens screens,
      Rulebooks rulebooks) {
    this.record = record;
    this.teams = teams;
    this.submissions = submissions;
    this.screens = screens;
    this.rulebooks = rulebooks;
  }

  @GetMapping("/programmes/{programme}/teams")
  String teams(@PathVariable String programme, Page page, Model model) {
    var facts = record.programme(programme);
    model.addAttribute("programme", new ProgrammeOverview(page, facts).view());
    model.addAttribute("teams", cards(page, facts, false));
    model.addAttribute("guests", cards(page, facts, true));
    return "programme/teams";
  }

  @GetMapping("/programmes/{programme}/teams/{team}")
  String team(@PathVariable String programme, @PathVariable String team, Page page, Model model) {
    var facts = record.programme(programme);
    var found = teams.find(programme, team).orElseThrow(PublicRecord::unknown);
    model.addAttribute(
        "view",
        new TeamOverview(page, facts, found, handedIn(facts, team), screens(facts, team)).view());
    return "programme/team";
  }

  private List<Card> cards(Page page, ProgrammeFacts facts, boolean guests) {
    var citing = new Citing(page, facts);
    var cards = new ArrayList<Card>();
    for (Team team : teams.of(facts.definition().id())) {
      if (team.guest() != guests) {
        continue;
      }
      var lines = new ArrayList<Fact>();
      team.consortium()
          .ifPresent(
              consortium -> {
                lines.add(
                    Fact.of(page.t("overview.team.lead"), citing.text(consortium.lead().name())));
                Integer stated = consortium.bodies();
                int members =
                    stated == null ? consortium.members().size() : Math.max(0, stated - 1);
                if (members > 0) {
                  lines.add(
                      Fact.of(page.t("overview.team.members"), page.t("overview.bodies", members)));
                }
              });
      var badges =
          facts.stages().stream()
              .filter(stage -> stage.standing(team.id()) != Standing.ABSENT)
              .reduce((earlier, later) -> later)
              .map(stage -> stage.standing(team.id()).badge(page))
              .stream()
              .toList();
      facts.stages().stream()
          .filter(stage -> stage.standing(team.id()) != Standing.ABSENT)
          .reduce((earlier, later) -> later)
          .ifPresent(
              stage ->
                  lines.add(
                      new Fact(
                          page.t("overview.team.latest"),
                          citing.text(stage.definition().title()),
                          stage.path())));
      cards.add(new Card(badges, citing.text(team.name()), facts.teamPath(team.id()), null, lines));
    }
    return cards;
  }

  /** Before the submissions are closed nobody may learn who has handed in what. */
  private List<Submission> handedIn(ProgrammeFacts facts, String team) {
    return submissions.of(facts.definition().id(), team).stream()
        .filter(
            submission ->
                facts
                    .stage(submission.stage().stage())
                    .filter(StageFacts::submissionsClosed)
                    .isPresent())
        .toList();
  }

  private Map<String, Screen> screens(ProgrammeFacts facts, String team) {
    var published = new LinkedHashMap<String, Screen>();
    for (StageFacts stage : facts.stages()) {
      if (stage.verdict() != null && showsGates(stage)) {
        screens.of(stage.id()).stream()
            .filter(screen -> screen.team().equals(team))
            .forEach(screen -> published.put(stage.id().stage(), screen));
      }
    }
    return published;
  }

  private boolean showsGates(StageFacts stage) {
    return rulebooks
        .inForce(stage.id())
        .filter(rules -> rules.rulebook().disclosure().shown(Viewer.PUBLIC).shows(Level.GATES))
        .isPresent();
  }
}

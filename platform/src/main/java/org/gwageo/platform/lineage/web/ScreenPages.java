package org.gwageo.platform.lineage.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.lineage.Screens;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the comparison of each team's weights with the references found. */
@Controller
class ScreenPages {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Screens screens;
  private final Cases cases;
  private final CaseViews views;
  private final Submissions submissions;
  private final Teams teams;
  private final StageHeadings headings;

  ScreenPages(
      Screens screens,
      Cases cases,
      CaseViews views,
      Submissions submissions,
      Teams teams,
      StageHeadings headings) {
    this.screens = screens;
    this.cases = cases;
    this.views = views;
    this.submissions = submissions;
    this.teams = teams;
    this.headings = headings;
  }

  @GetMapping("/office/programmes/{programme}/stages/{stage}/lineage")
  ModelAndView show(@PathVariable String programme, @PathVariable String stage, Page page) {
    var heading = headings.of(page, programme, stage);
    var made = screens.of(heading.id());
    var failures = screens.failures(heading.id());
    var handedIn =
        submissions.counting(heading.id()).stream()
            .filter(submission -> submission.weights() != null)
            .map(submission -> submission.team())
            .toList();
    var rows = new ArrayList<ScreenRow>();
    for (Team team : teams.in(heading.id())) {
      var row = row(page, team, made, failures, handedIn.contains(team.id()));
      rows.add(
          cases
              .find(heading.id(), team.id())
              .map(
                  found ->
                      row.withCase(
                          OfficeCasePages.path(heading, team.id()),
                          found.number(),
                          views.next(page, found)))
              .orElse(row));
    }
    return new ModelAndView("lineage/screens")
        .addObject("heading", heading)
        .addObject("rows", rows);
  }

  private static ScreenRow row(
      Page page, Team team, List<Screen> made, Map<String, String> failures, boolean handedIn) {
    String name = page.pick(team.shortName().ko(), team.shortName().en());
    String failure = failures.get(team.id());
    var screen = made.stream().filter(s -> s.team().equals(team.id())).findFirst();
    if (screen.isPresent()) {
      return new ScreenRow(
          name,
          new Badge(tone(screen.get().grade()), word(page, screen.get().grade())),
          sentences(page, screen.get()),
          screen.get().digest(),
          page.time(screen.get().madeAt()),
          "",
          "",
          null);
    }
    if (failure != null) {
      return new ScreenRow(
          name,
          new Badge(Tone.DANGER, page.t("office.screen.failed")),
          List.of(page.t("office.screen.cause", page.english(failure))),
          "",
          "",
          "",
          "",
          null);
    }
    return new ScreenRow(
        name,
        new Badge(Tone.NEUTRAL, page.t(handedIn ? "office.screen.waiting" : "office.screen.none")),
        List.of(),
        "",
        "",
        "",
        "",
        null);
  }

  private static List<String> sentences(Page page, Screen screen) {
    var sentences = new ArrayList<String>();
    for (var reference : JSON.readTree(screen.report()).path("references").properties()) {
      JsonNode sentence = reference.getValue().path("sentence");
      String found =
          page.pick(sentence.path("ko").stringValue(""), sentence.path("en").stringValue(""));
      Grade grade = Grade.parse(reference.getValue().path("grade").stringValue());
      sentences.add(
          page.t("office.screen.reference", reference.getKey(), word(page, grade), found));
    }
    return sentences;
  }

  private static String word(Page page, Grade grade) {
    return page.t("office.screen.grade." + grade.id());
  }

  private static Tone tone(Grade grade) {
    return switch (grade) {
      case IDENTICAL, DERIVATION_ESTABLISHED -> Tone.DANGER;
      case INDICATED, UNTESTABLE -> Tone.WARNING;
      case NOT_FOUND -> Tone.SUCCESS;
    };
  }
}

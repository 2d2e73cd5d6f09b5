package org.gwageo.platform.reproduction.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.web.ReportedSentences;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.reproduction.Finding;
import org.gwageo.platform.reproduction.Intake;
import org.gwageo.platform.reproduction.Repetition;
import org.gwageo.platform.reproduction.Repetitions;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.reproduction.TeamBundles;
import org.gwageo.platform.reproduction.Wanted;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Which benchmarks teams run themselves, what was committed to for the draw, and after publication
 * what our runs found.
 */
@Controller
class PublicRunPages {

  private final StageHeadings headings;
  private final Teams teams;
  private final Intake intake;
  private final TeamBundles bundles;
  private final Repetitions repetitions;
  private final RunsView views;

  PublicRunPages(
      StageHeadings headings,
      Teams teams,
      Intake intake,
      TeamBundles bundles,
      Repetitions repetitions,
      RunsView views) {
    this.headings = headings;
    this.teams = teams;
    this.intake = intake;
    this.bundles = bundles;
    this.repetitions = repetitions;
    this.views = views;
  }

  @GetMapping("/programmes/{programme}/stages/{stage}/reproduction")
  ModelAndView show(@PathVariable String programme, @PathVariable String stage, Page page) {
    var heading = headings.of(page, programme, stage);
    if (!heading.reports() || heading.state().compareTo(StageState.FROZEN) < 0) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    boolean published = heading.state() == StageState.PUBLISHED;
    String path = "/programmes/" + programme + "/stages/" + stage;
    return new ModelAndView("reproduction/public")
        .addObject("heading", heading)
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(heading.programme(), "/programmes/" + programme),
                Crumb.to(heading.title(), path),
                Crumb.here(page.t("reproduction.title"))))
        .addObject("rules", rules(page, intake.wanted(heading.id())))
        .addObject("draw", views.draw(page, heading.id()))
        .addObject("table", published ? table(page, heading.id()) : null)
        .addObject("sentences", published ? sentences(page, heading.id()) : List.of());
  }

  /** The benchmarks by the item that they are for. */
  private static List<RuleView> rules(Page page, List<Wanted> wanted) {
    var byItem = new LinkedHashMap<String, List<Wanted>>();
    wanted.forEach(one -> byItem.computeIfAbsent(one.item(), any -> new ArrayList<>()).add(one));
    var rules = new ArrayList<RuleView>();
    for (List<Wanted> of : byItem.values()) {
      Wanted first = of.getFirst();
      var sentences = new ArrayList<String>();
      sentences.add(
          page.t(
              "reproduction.wanted.sentence",
              first.choice(),
              String.join(", ", of.stream().map(Wanted::task).toList()),
              first.runs()));
      sentences.addAll(ReportedSentences.of(page, first.rule()));
      rules.add(new RuleView(page.pick(first.title().ko(), first.title().en()), sentences));
    }
    return rules;
  }

  private DataTable table(Page page, StageId stage) {
    List<Repetition> drawn = repetitions.of(stage);
    var rows = new ArrayList<List<String>>();
    for (TeamBundle bundle : bundles.counting(stage)) {
      Repetition repetition =
          drawn.stream()
              .filter(one -> one.team().equals(bundle.team()) && one.task().equals(bundle.task()))
              .findFirst()
              .orElse(null);
      Finding found = repetition == null ? null : repetition.record();
      rows.add(
          List.of(
              name(page, stage, bundle.team()),
              bundle.task(),
              BundleView.score(page, bundle),
              BundleView.outcome(page, repetition).word(),
              found == null ? page.t("reproduction.none") : BundleView.percent(found.ours()),
              difference(page, found)));
    }
    return new DataTable(
        page.t("reproduction.table"),
        List.of(
            Column.words(page.t("overview.matrix.team")),
            Column.words(page.t("office.job.task")),
            Column.numbers(page.t("reproduction.declared")),
            Column.words(page.t("reproduction.outcome")),
            Column.numbers(page.t("reproduction.ours")),
            Column.words(page.t("reproduction.difference"))),
        rows);
  }

  private static String difference(Page page, @Nullable Finding found) {
    return found == null ? page.t("reproduction.none") : BundleView.difference(page, found);
  }

  private List<Fact> sentences(Page page, StageId stage) {
    var sentences = new ArrayList<Fact>();
    for (Repetition one : repetitions.of(stage)) {
      Finding found = one.record();
      if (found != null) {
        sentences.add(
            Fact.of(
                name(page, stage, one.team()) + " · " + one.task(),
                page.pick(found.korean(), found.english())));
      }
    }
    return sentences;
  }

  private String name(Page page, StageId stage, String id) {
    return teams.in(stage).stream()
        .filter(team -> team.id().equals(id))
        .findFirst()
        .map((Team team) -> page.pick(team.shortName().ko(), team.shortName().en()))
        .orElse(id);
  }
}

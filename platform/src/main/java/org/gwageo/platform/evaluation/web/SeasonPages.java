package org.gwageo.platform.evaluation.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.Principal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Prices;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.evaluation.Seasons;
import org.gwageo.platform.evaluation.Suite;
import org.gwageo.platform.evaluation.SuiteException;
import org.gwageo.platform.evaluation.Suites;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The seasons of a programme: planned, entered, opened, read. */
@Controller
@RequestMapping("/office/programmes/{programme}/seasons")
class SeasonPages {

  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST = 100;
  private static final int SHORTEST_REASON = 5;

  private final Seasons seasons;
  private final Suites suites;
  private final TaskLibrary tasks;
  private final Jobs jobs;
  private final Results results;
  private final Prices prices;
  private final JobsPlaces places;

  SeasonPages(
      Seasons seasons,
      Suites suites,
      TaskLibrary tasks,
      Jobs jobs,
      Results results,
      Prices prices,
      JobsPlaces places) {
    this.seasons = seasons;
    this.suites = suites;
    this.tasks = tasks;
    this.jobs = jobs;
    this.results = results;
    this.prices = prices;
    this.places = places;
  }

  @GetMapping
  ModelAndView list(@PathVariable String programme, Page page) {
    return list(page, programme, SeasonForm.EMPTY, FormErrors.NONE, HttpStatus.OK);
  }

  @PostMapping
  ModelAndView plan(
      @PathVariable String programme,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    places.programme(page, programme);
    var form = new SeasonForm(fields);
    var errors = new LinkedHashMap<String, String>();
    var runs = form.whole("runs", SeasonRun.MOST);
    if (runs.isEmpty()) {
      errors.put("runs", page.t("season.runs.wrong", SeasonRun.MOST));
    }
    for (String field : List.of("id", "title-ko", "title-en")) {
      String value = form.value(field);
      if (value.isEmpty() || value.length() > LONGEST) {
        errors.put(field, page.t("season.missing", LONGEST));
      }
    }
    if (!errors.containsKey("id") && !SLUG.matcher(form.value("id")).matches()) {
      errors.put("id", page.t("season.id.wrong"));
    }
    var opens = form.moment("opens");
    var closes = form.moment("closes");
    if (opens.isEmpty()) {
      errors.put("opens", page.t("season.moment.wrong"));
    }
    if (closes.isEmpty() || (opens.isPresent() && !opens.get().isBefore(closes.get()))) {
      errors.put("closes", page.t("season.window.wrong"));
    }
    if (errors.isEmpty()) {
      try {
        var id = new StageId(programme, form.value("id"));
        seasons.plan(
            id,
            new Bilingual(form.value("title-ko"), form.value("title-en")),
            form.value("suite"),
            runs.orElseThrow(),
            opens.orElseThrow(),
            closes.orElseThrow(),
            form.value("purpose"),
            principal.getName());
        return new ModelAndView("redirect:" + JobsPlaces.path(id));
      } catch (SuiteException e) {
        errors.put("suite", page.refusal(e));
      } catch (IllegalArgumentException e) {
        errors.put("id", page.refusal(e));
      }
    }
    return list(page, programme, form, new FormErrors(errors), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @GetMapping("/{season}")
  ModelAndView season(@PathVariable String programme, @PathVariable String season, Page page) {
    return view(
        page, places.season(programme, season), SeasonForm.EMPTY, FormErrors.NONE, HttpStatus.OK);
  }

  @PostMapping("/{season}/entrants")
  ModelAndView enter(
      @PathVariable String programme,
      @PathVariable String season,
      @RequestParam Map<String, String> fields,
      Page page) {
    var planned = places.season(programme, season);
    var form = new SeasonForm(fields);
    var errors = new LinkedHashMap<String, String>();
    for (String field : List.of("name", "model")) {
      String value = form.value(field);
      if (value.isEmpty() || value.length() > LONGEST) {
        errors.put(field, page.t("season.missing", LONGEST));
      }
    }
    if (!SLUG.matcher(form.value("entrant")).matches()) {
      errors.put("entrant", page.t("season.id.wrong"));
    }
    URI endpoint = endpoint(form.value("endpoint"));
    if (endpoint == null) {
      errors.put("endpoint", page.t("my-team.endpoint.wrong"));
    }
    if (errors.isEmpty() && endpoint != null) {
      try {
        seasons.enter(
            planned.id(), form.value("name"), form.value("entrant"), endpoint, form.value("model"));
        return new ModelAndView("redirect:" + JobsPlaces.path(planned.id()));
      } catch (IllegalStateException | IllegalArgumentException e) {
        errors.put("name", page.refusal(e));
      }
    }
    return view(page, planned, form, new FormErrors(errors), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @PostMapping("/{season}/open")
  ModelAndView open(
      @PathVariable String programme,
      @PathVariable String season,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var planned = places.season(programme, season);
    var form = new SeasonForm(fields);
    String problem;
    if (form.value("reason").length() < SHORTEST_REASON) {
      problem = page.t("office.reason.missing", SHORTEST_REASON);
    } else {
      try {
        seasons.open(planned.id(), principal.getName(), form.value("reason"));
        return new ModelAndView("redirect:" + JobsPlaces.path(planned.id()) + "/jobs");
      } catch (IllegalStateException | SuiteException e) {
        problem = page.refusal(e);
      }
    }
    return view(
        page,
        planned,
        form,
        new FormErrors(Map.of("reason", problem)),
        HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @PostMapping("/{season}/{action:announce|publish}")
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String season,
      @PathVariable String action,
      Page page,
      Principal principal) {
    var known = places.season(programme, season);
    String problem;
    try {
      if (action.equals("announce")) {
        seasons.announce(known.id(), principal.getName());
      } else {
        seasons.publish(known.id(), principal.getName());
      }
      return new ModelAndView("redirect:" + JobsPlaces.path(known.id()));
    } catch (IllegalStateException | SuiteException e) {
      problem = page.refusal(e);
    }
    return view(
        page,
        known,
        SeasonForm.EMPTY,
        new FormErrors(Map.of(action, problem)),
        HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static @Nullable URI endpoint(String text) {
    try {
      var uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getPath().endsWith("/v1") ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private ModelAndView list(
      Page page, String programme, SeasonForm form, FormErrors errors, HttpStatus status) {
    String title = places.programme(page, programme);
    var cards =
        seasons.of(programme).stream()
            .map(
                season ->
                    new Card(
                        List.of(places.badge(page, season)),
                        page.pick(season.title().ko(), season.title().en()),
                        JobsPlaces.path(season.id()),
                        null,
                        List.of(
                            Fact.of(page.t("season.opens"), page.time(season.opensAt())),
                            Fact.of(page.t("season.closes"), page.time(season.closesAt())))))
            .toList();
    return new ModelAndView("evaluation/seasons", status)
        .addObject("title", page.t("season.list.title", title))
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("frame.menu.office"), "/office"),
                Crumb.here(page.t("season.list.title", title))))
        .addObject("action", JobsPlaces.list(programme))
        .addObject("dataSets", DataSetPages.path(programme))
        .addObject("seasons", cards)
        .addObject(
            "suites", suites.names(programme).stream().map(name -> Choice.of(name, name)).toList())
        .addObject("form", form)
        .addObject("errors", errors);
  }

  private ModelAndView view(
      Page page, Season season, SeasonForm form, FormErrors errors, HttpStatus status) {
    Suite suite = null;
    List<DataSet> sets = List.of();
    String problem = "";
    var known = new HashMap<String, BenchmarkTask>();
    try {
      suite = suites.get(season.id().programme(), season.suite());
      sets = seasons.sets(season.id(), suite);
      for (String task : suite.tasks()) {
        known.put(task, tasks.get(season.id().programme(), task));
      }
    } catch (SuiteException e) {
      problem = page.reason(e);
    }
    var done = jobs.of(season.id()).stream().filter(job -> job.state() == Job.State.DONE).toList();
    return new ModelAndView("evaluation/season", status)
        .addObject("place", places.season(page, season))
        .addObject(
            "season",
            SeasonView.of(
                page,
                season,
                suite,
                problem,
                sets,
                known,
                SeasonView.scores(done, results),
                Speeds.of(page, places.season(page, season), done, results, prices)))
        .addObject("form", form)
        .addObject("errors", errors);
  }
}

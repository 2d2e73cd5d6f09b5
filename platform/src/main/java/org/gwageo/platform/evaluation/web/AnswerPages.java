package org.gwageo.platform.evaluation.web;

import java.util.List;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Questions;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.web.RunGallery.Shown;
import org.gwageo.platform.evaluation.web.Viewer.Asked;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The questions of the runs of a stage or season, for the office. */
@Controller
@RequestMapping(
    "/office/programmes/{programme}/{kind:stages|seasons}/{stage}/answers/{task}/{entrant}")
class AnswerPages {

  private final Jobs jobs;
  private final Results results;
  private final Questions questions;
  private final JobsPlaces places;
  private final Viewer viewer;

  AnswerPages(Jobs jobs, Results results, Questions questions, JobsPlaces places, Viewer viewer) {
    this.jobs = jobs;
    this.results = results;
    this.questions = questions;
    this.places = places;
    this.viewer = viewer;
  }

  @GetMapping({"", "/{run:run-[0-9]{1,3}}"})
  ModelAndView answers(
      @PathVariable String programme,
      @PathVariable String kind,
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable String entrant,
      @PathVariable(required = false) @Nullable String run,
      Asked asked,
      Page page) {
    var gallery = gallery(page, places.of(page, programme, kind, stage), task);
    if (gallery.task().items().isClosed()) {
      return new ModelAndView("evaluation/viewer/sealed")
          .addObject("sealed", SealedAnswers.of(page, gallery, entrant, questions));
    }
    return new ModelAndView("evaluation/viewer/answers")
        .addObject("answers", viewer.answers(page, gallery, entrant, run, asked));
  }

  @GetMapping({"/{question:[0-9][0-9-]*}", "/{run:run-[0-9]{1,3}}/{question:[0-9][0-9-]*}"})
  ModelAndView question(
      @PathVariable String programme,
      @PathVariable String kind,
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable String entrant,
      @PathVariable(required = false) @Nullable String run,
      @PathVariable String question,
      Page page) {
    var gallery = gallery(page, places.of(page, programme, kind, stage), task);
    if (gallery.task().items().isClosed()) {
      throw JobsPlaces.none();
    }
    return new ModelAndView("evaluation/viewer/question")
        .addObject("question", viewer.question(page, gallery, entrant, run, question));
  }

  private RunGallery gallery(Page page, JobsPlace place, String task) {
    List<Job> runs =
        jobs.of(place.id()).stream()
            .filter(job -> job.task().equals(task))
            .filter(job -> !job.state().isPending() && questions.has(job))
            .toList();
    if (runs.isEmpty()) {
      throw JobsPlaces.none();
    }
    return RunGallery.of(
        page,
        results.task(runs.getFirst()),
        runs.stream().map(job -> new Shown(job.team(), place.name(job.team()), job)).toList(),
        place.path("answers/" + task),
        place.crumbs(Crumb.to(page.t("office.menu.jobs"), place.path("jobs"))),
        place.badges(),
        null);
  }
}

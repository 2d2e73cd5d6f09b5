package org.gwageo.platform.publication.web.result;

import org.gwageo.platform.evaluation.web.RunGallery;
import org.gwageo.platform.evaluation.web.Viewer;
import org.gwageo.platform.evaluation.web.Viewer.Asked;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** One benchmark, and what each model answered. */
@Controller
@RequestMapping("/programmes/{programme}/stages/{stage}/benchmarks/{task}")
class BenchmarkPages {

  private final PublishedStages stages;
  private final Measurements measurements;
  private final Viewer viewer;

  BenchmarkPages(PublishedStages stages, Measurements measurements, Viewer viewer) {
    this.stages = stages;
    this.measurements = measurements;
    this.viewer = viewer;
  }

  @GetMapping
  String task(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String task,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        page,
        model,
        published -> {
          var measured = measured(published, task);
          String sample = published.shows(Level.RAW) ? Viewer.sample(measured.task()) : null;
          model.addAttribute("task", TaskWriter.write(page, published, measured, sample));
          return "publication/result/task";
        });
  }

  @GetMapping({"/{team}", "/{team}/{run:run-[0-9]{1,3}}"})
  String answers(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable String team,
      @PathVariable(required = false) @Nullable String run,
      Asked asked,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        page,
        model,
        published -> {
          model.addAttribute(
              "answers", viewer.answers(page, gallery(page, published, task), team, run, asked));
          return "evaluation/viewer/answers";
        });
  }

  @GetMapping({
    "/{team}/{question:[0-9][0-9-]*}",
    "/{team}/{run:run-[0-9]{1,3}}/{question:[0-9][0-9-]*}"
  })
  String question(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable String team,
      @PathVariable(required = false) @Nullable String run,
      @PathVariable String question,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        page,
        model,
        published -> {
          model.addAttribute(
              "question",
              viewer.question(page, gallery(page, published, task), team, run, question));
          return "evaluation/viewer/question";
        });
  }

  private RunGallery gallery(Page page, PublishedStage stage, String task) {
    if (!stage.shows(Level.RAW)) {
      throw PublishedStages.none("answers for the public");
    }
    var measured = measured(stage, task);
    String path = stage.head().path("benchmarks/" + task);
    return measured.gallery(
        page,
        stage,
        path,
        stage
            .head()
            .crumbs(
                page,
                Crumb.to(page.t("results.crumb"), stage.head().path("results")),
                Crumb.to(measured.title(page), path)));
  }

  private Measured measured(PublishedStage stage, String task) {
    return measurements
        .of(stage, task)
        .orElseThrow(() -> PublishedStages.none("benchmark " + task));
  }
}

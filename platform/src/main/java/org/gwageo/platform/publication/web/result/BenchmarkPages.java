package org.gwageo.platform.publication.web.result;

import java.util.Set;
import org.gwageo.platform.publication.web.result.Measured.Run;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One benchmark, and what each model answered. */
@Controller
@RequestMapping("/programmes/{programme}/stages/{stage}/benchmarks/{task}")
class BenchmarkPages {

  private final PublishedStages stages;
  private final Measurements measurements;
  private final Answers answers;

  BenchmarkPages(PublishedStages stages, Measurements measurements, Answers answers) {
    this.stages = stages;
    this.measurements = measurements;
    this.answers = answers;
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
          String sample =
              published.shows(Level.RAW)
                  ? Answers.questions(measured.task(), Set.of(0)).get(0)
                  : null;
          model.addAttribute("task", TaskWriter.write(page, published, measured, sample));
          return "publication/result/task";
        });
  }

  @GetMapping("/{team}")
  String answers(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable String team,
      @RequestParam(defaultValue = "all") String show,
      @RequestParam(required = false) @Nullable String with,
      @RequestParam(name = "page", defaultValue = "1") int number,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        page,
        model,
        published -> {
          if (!published.shows(Level.RAW)) {
            throw PublishedStages.none("answers for the public");
          }
          var measured = measured(published, task);
          var wish =
              new AnswersWriter.Wish(
                  run(measured, team),
                  with == null ? null : run(measured, with),
                  Part.of(show),
                  number);
          model.addAttribute(
              "answers", AnswersWriter.write(page, published, measured, answers, wish));
          return "publication/result/answers";
        });
  }

  private Measured measured(PublishedStage stage, String task) {
    return measurements
        .of(stage, task)
        .orElseThrow(() -> PublishedStages.none("benchmark " + task));
  }

  private static Run run(Measured measured, String team) {
    return measured
        .run(team)
        .orElseThrow(() -> PublishedStages.none("answers of the team " + team));
  }
}

package org.gwageo.platform.publication.web.result;

import java.util.List;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The verdict of a stage, the letters to its teams, and comparisons of two teams. */
@Controller
@RequestMapping({
  "/programmes/{programme}/stages/{stage}/verdict",
  "/programmes/{programme}/stages/{stage}/versions/{version:[0-9]{1,6}}/verdict"
})
class VerdictPages {

  private final PublishedStages stages;
  private final Remarks remarks;

  VerdictPages(PublishedStages stages, Remarks remarks) {
    this.stages = stages;
    this.remarks = remarks;
  }

  @GetMapping
  String verdict(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable(required = false) @Nullable Integer version,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        version,
        page,
        model,
        published -> {
          model.addAttribute("verdict", VerdictPage.of(page, published));
          return "publication/result/verdict";
        });
  }

  @GetMapping("/{team}")
  String letter(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable(required = false) @Nullable Integer version,
      @PathVariable String team,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        version,
        page,
        model,
        published -> {
          var addressee = team(published, team);
          model.addAttribute(
              "letter",
              LetterWriter.write(
                  page, published, addressee, remarks.of(page, published, team), List.of()));
          return "publication/result/letter";
        });
  }

  @GetMapping("/{team}/compare/{other}")
  String comparison(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable(required = false) @Nullable Integer version,
      @PathVariable String team,
      @PathVariable String other,
      Page page,
      Model model) {
    return stages.show(
        programme,
        stage,
        version,
        page,
        model,
        published -> {
          if (team.equals(other)) {
            throw PublishedStages.none("comparison of a team with itself");
          }
          model.addAttribute(
              "comparison",
              ComparisonPage.of(page, published, team(published, team), team(published, other)));
          return "publication/result/comparison";
        });
  }

  private static DisclosedTeam team(PublishedStage stage, String team) {
    return stage.shown().team(team).orElseThrow(() -> PublishedStages.none("team " + team));
  }
}

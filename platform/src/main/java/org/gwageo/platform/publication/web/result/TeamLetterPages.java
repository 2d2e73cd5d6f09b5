package org.gwageo.platform.publication.web.result;

import java.security.Principal;
import java.util.Optional;
import org.gwageo.platform.evaluation.StageTasks;
import org.gwageo.platform.evaluation.web.RunGallery;
import org.gwageo.platform.evaluation.web.Viewer;
import org.gwageo.platform.evaluation.web.Viewer.Asked;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A team's own letter, and what its model answered, from the moment the verdict is issued. */
@Controller
@RequestMapping("/my-team/stages/{stage}")
class TeamLetterPages {

  private final Accounts accounts;
  private final PublishedStages stages;
  private final StageHeadings headings;
  private final Remarks remarks;
  private final Measurements measurements;
  private final Viewer viewer;
  private final StageTasks tasks;

  TeamLetterPages(
      Accounts accounts,
      PublishedStages stages,
      StageHeadings headings,
      Remarks remarks,
      Measurements measurements,
      Viewer viewer,
      StageTasks tasks) {
    this.accounts = accounts;
    this.stages = stages;
    this.headings = headings;
    this.remarks = remarks;
    this.measurements = measurements;
    this.viewer = viewer;
    this.tasks = tasks;
  }

  @GetMapping("/result")
  ModelAndView letter(@PathVariable String stage, Page page, Principal principal) {
    var team = Speaker.of(accounts, principal);
    var heading = headings.of(page, team.programme(), stage);
    var issued = stages.forTeam(team.programme(), stage, team.id());
    return issued
        .flatMap(
            own ->
                own.shown()
                    .team(team.id())
                    .map(
                        shown ->
                            new ModelAndView("publication/result/letter")
                                .addObject("notices", CorrectionNotice.of(page, own))
                                .addObject(
                                    "letter",
                                    LetterWriter.write(
                                        page,
                                        own,
                                        shown,
                                        remarks.of(page, own, team.id()),
                                        tasks.of(own.head().id())))))
        .orElseGet(
            () ->
                new ModelAndView("publication/result/team-awaited").addObject("heading", heading));
  }

  @GetMapping({"/answers/{task}/{entrant}", "/answers/{task}/{entrant}/{run:run-[0-9]{1,3}}"})
  ModelAndView answers(
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable String entrant,
      @PathVariable(required = false) @Nullable String run,
      Asked asked,
      Page page,
      Principal principal) {
    return new ModelAndView("evaluation/viewer/answers")
        .addObject(
            "answers",
            viewer.answers(page, gallery(page, principal, stage, task), entrant, run, asked));
  }

  @GetMapping({
    "/answers/{task}/{entrant}/{question:[0-9][0-9-]*}",
    "/answers/{task}/{entrant}/{run:run-[0-9]{1,3}}/{question:[0-9][0-9-]*}"
  })
  ModelAndView question(
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable String entrant,
      @PathVariable(required = false) @Nullable String run,
      @PathVariable String question,
      Page page,
      Principal principal) {
    return new ModelAndView("evaluation/viewer/question")
        .addObject(
            "question",
            viewer.question(page, gallery(page, principal, stage, task), entrant, run, question));
  }

  private RunGallery gallery(Page page, Principal principal, String stage, String task) {
    var team = Speaker.of(accounts, principal);
    var own =
        stages
            .forTeam(team.programme(), stage, team.id())
            .orElseThrow(() -> PublishedStages.none("verdict yet"));
    var measured =
        measurements
            .of(own, task)
            .orElseThrow(() -> PublishedStages.none("benchmark " + task + " for the team"));
    return measured.gallery(
        page,
        own,
        "/my-team/stages/%s/answers/%s".formatted(stage, task),
        java.util.List.of(
            Crumb.to(page.t("frame.menu.team"), "/my-team"),
            Crumb.to(
                page.t("my-team.result.title", own.head().title(page)),
                "/my-team/stages/" + stage + "/result")));
  }

  /** The team that an account speaks for. */
  private record Speaker(String programme, String id) {

    static Speaker of(Accounts accounts, Principal principal) {
      Optional<Account> account = accounts.find(principal.getName());
      return new Speaker(
          required(principal, account.map(Account::programme).orElse(null)),
          required(principal, account.map(Account::subject).orElse(null)));
    }

    private static String required(Principal principal, @Nullable String value) {
      if (value == null) {
        throw new ResponseStatusException(
            HttpStatus.FORBIDDEN, "account " + principal.getName() + " speaks for no team");
      }
      return value;
    }
  }
}

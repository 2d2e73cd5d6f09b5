package org.gwageo.platform.submission.web;

import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.submission.ModelStore;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A team's own pages: its stages, its submissions with receipts, the form for a further one. */
@Controller
@RequestMapping("/my-team")
class MyTeamPages {

  private final Accounts accounts;
  private final Teams teams;
  private final Stages stages;
  private final Submissions submissions;
  private final ModelStore models;
  private final StageHeadings headings;
  private final Rulebooks rulebooks;
  private final Clock clock;

  MyTeamPages(
      Accounts accounts,
      Teams teams,
      Stages stages,
      Submissions submissions,
      ModelStore models,
      StageHeadings headings,
      Rulebooks rulebooks,
      Clock clock) {
    this.accounts = accounts;
    this.teams = teams;
    this.stages = stages;
    this.submissions = submissions;
    this.models = models;
    this.headings = headings;
    this.rulebooks = rulebooks;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView overview(Page page, Principal principal) {
    var team = team(principal);
    var own = submissions.of(team.programme(), team.id());
    var cards =
        stages.of(team.programme()).stream()
            .filter(stage -> takesPart(team, stage))
            .map(stage -> card(page, stage, own))
            .toList();
    return new ModelAndView("submission/my-team")
        .addObject("name", page.pick(team.name().ko(), team.name().en()))
        .addObject("stages", cards)
        .addObject("submissions", own);
  }

  @GetMapping("/submissions/{receipt}")
  ModelAndView receipt(@PathVariable String receipt, Page page, Principal principal) {
    var team = team(principal);
    var submission =
        submissions.of(team.programme(), team.id()).stream()
            .filter(s -> s.receipt().equals(receipt))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    var stage = headings.of(page, stages.get(submission.stage()));
    boolean counts =
        submissions
            .counting(submission.stage(), team.id())
            .map(s -> s.receipt().equals(receipt))
            .orElse(false);
    return new ModelAndView("submission/receipt")
        .addObject("heading", stage)
        .addObject(
            "submission",
            SubmissionView.of(page, submission, page.pick(team.name().ko(), team.name().en())))
        .addObject("counts", counts);
  }

  @GetMapping("/stages/{stage}/submission")
  ModelAndView form(@PathVariable String stage, Page page, Principal principal) {
    var team = team(principal);
    var heading = heading(page, team, stage);
    var form =
        submissions.of(team.programme(), team.id()).stream()
            .findFirst()
            .map(EntryForm::of)
            .orElseGet(() -> new EntryForm(Map.of()));
    return view(page, heading, form, FormErrors.NONE);
  }

  @PostMapping("/stages/{stage}/submission")
  ModelAndView submit(
      @PathVariable String stage,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var team = team(principal);
    var heading = heading(page, team, stage);
    var form = new EntryForm(fields);
    var errors = new LinkedHashMap<String, String>();
    String closed = closed(page, heading);
    if (!closed.isEmpty()) {
      errors.put("model", closed);
    }
    checkWeights(page, form, errors);
    var entry = form.read(page, errors);
    if (entry.isPresent()) {
      try {
        var received =
            submissions.receive(heading.id(), team.id(), entry.get(), principal.getName());
        return new ModelAndView("redirect:/my-team/submissions/" + received.receipt());
      } catch (IllegalStateException | IllegalArgumentException e) {
        errors.put("model", page.refusal(e));
      }
    }
    var view = view(page, heading, form, new FormErrors(errors));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private void checkWeights(Page page, EntryForm form, Map<String, String> errors) {
    String weights = form.value("weights");
    if (!weights.isEmpty()) {
      try {
        models.folder(weights);
      } catch (IllegalArgumentException e) {
        errors.put("weights", page.t("my-team.weights.unknown", weights));
      }
    }
  }

  /** Returns why the stage takes no submission, or an empty text when it does. */
  private String closed(Page page, StageHeading heading) {
    if (!heading.open()) {
      return page.t("my-team.closed", heading.badges().getFirst().word());
    }
    var deadline = stages.get(heading.id()).submissions();
    return deadline != null && deadline.isOver(clock)
        ? page.t("my-team.late", page.time(deadline.at()))
        : "";
  }

  private ModelAndView view(Page page, StageHeading heading, EntryForm form, FormErrors errors) {
    var deadline = stages.get(heading.id()).submissions();
    return new ModelAndView("submission/entry")
        .addObject("heading", heading)
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject("closed", closed(page, heading))
        .addObject("deadline", deadline == null ? "" : page.time(deadline.at()));
  }

  private StageHeading heading(Page page, Team team, String stage) {
    var heading = headings.of(page, team.programme(), stage);
    if (!takesPart(team, stages.get(heading.id()))) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return heading;
  }

  private boolean takesPart(Team team, Stage stage) {
    return stage.state() != StageState.RECORDED
        && teams.in(stage.id()).stream().anyMatch(t -> t.id().equals(team.id()));
  }

  private Card card(Page page, Stage stage, List<Submission> own) {
    var heading = headings.of(page, stage);
    var facts = new ArrayList<Fact>();
    var deadline = stage.submissions();
    if (deadline != null) {
      facts.add(Fact.of(page.t("office.deadline"), page.time(deadline.at())));
    }
    own.stream()
        .filter(submission -> submission.stage().equals(stage.id()))
        .findFirst()
        .ifPresent(
            submission ->
                facts.add(
                    new Fact(
                        page.t("my-team.receipt"),
                        submission.receipt(),
                        "/my-team/submissions/" + submission.receipt())));
    String base = "/my-team/stages/" + stage.id().stage();
    if (heading.open()) {
      facts.add(new Fact(page.t("my-team.now"), page.t("my-team.submit"), base + "/submission"));
    }
    if (rulebooks.haveProposals(stage.id()) && stage.state().compareTo(StageState.FROZEN) >= 0) {
      facts.add(
          new Fact(
              page.t("my-team.proposals"), page.t("my-team.proposals.open"), base + "/proposals"));
    }
    if (rulebooks.haveReports(stage.id())) {
      facts.add(new Fact(page.t("my-team.runs"), page.t("my-team.runs.open"), base + "/runs"));
    }
    if (stage.state() == StageState.DECIDED || stage.state() == StageState.PUBLISHED) {
      facts.add(new Fact(page.t("my-team.now"), page.t("my-team.result"), base + "/result"));
    }
    return new Card(
        heading.badges(), heading.programme() + " · " + heading.title(), null, null, facts);
  }

  private Team team(Principal principal) {
    return accounts
        .find(principal.getName())
        .flatMap(this::team)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }

  private Optional<Team> team(Account account) {
    String programme = account.programme();
    String subject = account.subject();
    return programme == null || subject == null ? Optional.empty() : teams.find(programme, subject);
  }
}

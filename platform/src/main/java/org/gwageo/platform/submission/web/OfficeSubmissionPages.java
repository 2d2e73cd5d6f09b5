package org.gwageo.platform.submission.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The office's list of what was submitted to a stage, and the form that enters a guest. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/submissions")
class OfficeSubmissionPages {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");

  private final Submissions submissions;
  private final Teams teams;
  private final StageHeadings headings;
  private final TransactionTemplate transaction;

  OfficeSubmissionPages(
      Submissions submissions,
      Teams teams,
      StageHeadings headings,
      TransactionTemplate transaction) {
    this.submissions = submissions;
    this.teams = teams;
    this.headings = headings;
    this.transaction = transaction;
  }

  @GetMapping
  ModelAndView list(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String entered,
      Page page) {
    var heading = headings.of(page, programme, stage);
    boolean known =
        submissions.counting(heading.id()).stream().anyMatch(s -> s.receipt().equals(entered));
    return view(page, heading, GuestForm.EMPTY, FormErrors.NONE)
        .addObject("entered", known ? entered : "");
  }

  @PostMapping("/guests")
  ModelAndView enterGuest(
      @PathVariable String programme,
      @PathVariable String stage,
      GuestForm form,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var errors = check(page, heading, form);
    if (errors.isEmpty()) {
      try {
        var receipt = transaction.execute(status -> enter(heading.id(), form, principal.getName()));
        return new ModelAndView("redirect:" + heading.path("submissions") + "?entered=" + receipt);
      } catch (IllegalStateException | IllegalArgumentException e) {
        errors.put("name", page.refusal(e));
      }
    }
    var view = view(page, heading, form, new FormErrors(errors));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private String enter(StageId stage, GuestForm form, String account) {
    var team = teams.enterGuest(stage.programme(), form.name(), account);
    var endpoint = EntryForm.endpoint(form.endpoint()).orElseThrow();
    var entry = new Entry(form.model(), endpoint, null, null, false, List.of());
    return submissions.receive(stage, team.id(), entry, account).receipt();
  }

  private Map<String, String> check(Page page, StageHeading heading, GuestForm form) {
    var errors = new LinkedHashMap<String, String>();
    if (!NAME.matcher(form.name()).matches()) {
      errors.put("name", page.t("office.guest.name.wrong"));
    }
    if (EntryForm.endpoint(form.endpoint()).isEmpty()) {
      errors.put("endpoint", page.t("my-team.endpoint.wrong"));
    }
    if (form.model().isEmpty()) {
      errors.put("model", page.t("office.guest.model.missing"));
    }
    if (errors.isEmpty() && !heading.open()) {
      errors.put("name", page.t("office.guest.closed", heading.badges().getFirst().word()));
    }
    return errors;
  }

  private ModelAndView view(Page page, StageHeading heading, GuestForm form, FormErrors errors) {
    var entrants = teams.in(heading.id());
    var counting = submissions.counting(heading.id());
    return new ModelAndView("submission/office")
        .addObject("heading", heading)
        .addObject("table", table(page, entrants, counting))
        .addObject(
            "submissions",
            counting.stream()
                .map(s -> SubmissionView.of(page, s, name(page, entrants, s.team())))
                .toList())
        .addObject("form", form)
        .addObject("errors", errors);
  }

  private static DataTable table(Page page, List<Team> entrants, List<Submission> counting) {
    return new DataTable(
        page.t("office.submissions.caption"),
        List.of(
            Column.words(page.t("office.team")),
            Column.words(page.t("my-team.model")),
            Column.words(page.t("my-team.endpoint")),
            Column.words(page.t("my-team.weights")),
            Column.words(page.t("my-team.receipt")),
            Column.words(page.t("my-team.at"))),
        entrants.stream().map(team -> row(page, team, counting)).toList());
  }

  private static List<String> row(Page page, Team team, List<Submission> counting) {
    String name =
        page.pick(team.shortName().ko(), team.shortName().en())
            + (team.guest() ? " " + page.t("office.guest.mark") : "");
    return counting.stream()
        .filter(submission -> submission.team().equals(team.id()))
        .findFirst()
        .map(
            submission -> {
              String weights = submission.weights();
              return List.of(
                  name,
                  submission.model(),
                  submission.endpoint().toString(),
                  weights == null ? page.t("my-team.none") : weights,
                  submission.receipt(),
                  page.time(submission.submittedAt()));
            })
        .orElseGet(() -> List.of(name, page.t("office.submissions.missing"), "–", "–", "–", "–"));
  }

  private static String name(Page page, List<Team> entrants, String id) {
    return entrants.stream()
        .filter(team -> team.id().equals(id))
        .findFirst()
        .map(team -> page.pick(team.shortName().ko(), team.shortName().en()))
        .orElse(id);
  }
}

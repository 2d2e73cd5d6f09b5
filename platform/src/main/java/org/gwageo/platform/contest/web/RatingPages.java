package org.gwageo.platform.contest.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.gwageo.bundle.sheets.SheetException;
import org.gwageo.bundle.sheets.UserRating;
import org.gwageo.platform.contest.Ratings;
import org.gwageo.platform.programme.web.SentText;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** What users have rated so far, and the entry of ratings as CSV. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/ratings")
class RatingPages {

  private final Ratings ratings;
  private final Teams teams;
  private final StageHeadings headings;

  RatingPages(Ratings ratings, Teams teams, StageHeadings headings) {
    this.ratings = ratings;
    this.teams = teams;
    this.headings = headings;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "-1") int entered,
      Page page) {
    return view(page, headings.of(page, programme, stage), "", FormErrors.NONE)
        .addObject("lines", entered);
  }

  @PostMapping
  ModelAndView enter(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(name = "ratings-file", required = false) @Nullable MultipartFile file,
      @RequestParam(name = "ratings", defaultValue = "") String typed,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var sent = SentText.of(file, typed);
    var errors = new LinkedHashMap<String, String>();
    if (!heading.evaluating()) {
      errors.put("ratings", page.t("office.ratings.closed", heading.badges().getFirst().word()));
    } else if (!sent.readable()) {
      errors.put("ratings", page.t("office.csv.encoding"));
    } else if (sent.text().isBlank()) {
      errors.put("ratings", page.t("office.csv.missing"));
    } else {
      try {
        var lines = UserRating.read(sent.text());
        ratings.enter(heading.id(), lines, principal.getName());
        return new ModelAndView("redirect:" + heading.path("ratings") + "?entered=" + lines.size());
      } catch (SheetException | IllegalArgumentException | IllegalStateException e) {
        errors.put("ratings", page.t("office.csv.refused", page.reason(e)));
      }
    }
    var view = view(page, heading, sent.text(), new FormErrors(errors));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(Page page, StageHeading heading, String typed, FormErrors errors) {
    var competing = teams.competing(heading.id());
    var entered = ratings.of(heading.id());
    var groups = new ArrayList<DataTable>();
    for (String group : ratings.groups(heading.id()).keySet()) {
      groups.add(table(page, group, competing, entered));
    }
    return new ModelAndView("contest/ratings")
        .addObject("heading", heading)
        .addObject("groups", groups)
        .addObject("typed", typed)
        .addObject("errors", errors);
  }

  private static DataTable table(
      Page page, String group, List<Team> competing, List<UserRating> entered) {
    var own = entered.stream().filter(rating -> rating.panel().equals(group)).toList();
    long raters = own.stream().map(UserRating::rater).distinct().count();
    return new DataTable(
        page.t("office.ratings.group", group, raters, own.size()),
        List.of(
            Column.words(page.t("office.team")),
            Column.numbers(page.t("office.ratings.count")),
            Column.numbers(page.t("office.ratings.mean"))),
        competing.stream().map(team -> row(page, team, own)).toList());
  }

  private static List<String> row(Page page, Team team, List<UserRating> own) {
    var given =
        own.stream()
            .filter(rating -> rating.team().equals(team.id()))
            .map(rating -> BigDecimal.valueOf(rating.rating()))
            .toList();
    String mean =
        given.isEmpty()
            ? "–"
            : given.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(given.size()), 2, RoundingMode.HALF_UP)
                .toPlainString();
    return List.of(
        page.pick(team.shortName().ko(), team.shortName().en()), page.number(given.size()), mean);
  }
}

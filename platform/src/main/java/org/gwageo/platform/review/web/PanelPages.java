package org.gwageo.platform.review.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gwageo.bundle.sheets.PanelMark;
import org.gwageo.bundle.sheets.PanelScore;
import org.gwageo.bundle.sheets.SheetException;
import org.gwageo.platform.programme.web.SentText;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.review.SheetDesk;
import org.gwageo.platform.review.Sheets;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.WrongValueException;
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

/** The office's view of all sheets, and its entry of lines and marks as CSV. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/panel")
class PanelPages {

  static final Pattern PSEUDONYM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");

  private final Sheets sheets;
  private final SheetDesk desk;
  private final Teams teams;
  private final SheetFrames frames;
  private final StageHeadings headings;

  PanelPages(
      Sheets sheets, SheetDesk desk, Teams teams, SheetFrames frames, StageHeadings headings) {
    this.sheets = sheets;
    this.desk = desk;
    this.teams = teams;
    this.frames = frames;
    this.headings = headings;
  }

  /** What a CSV form did: sent lines and how to read them. */
  private interface Entering {
    int enter(String csv) throws SheetException;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "-1") int entered,
      Page page) {
    return view(page, headings.of(page, programme, stage), Map.of(), FormErrors.NONE)
        .addObject("lines", entered);
  }

  @PostMapping("/scores")
  ModelAndView enterScores(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(name = "scores-file", required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String scores,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    return enter(
        page,
        heading,
        "scores",
        SentText.of(file, scores),
        csv -> {
          var lines = PanelScore.read(csv);
          sheets.enter(heading.id(), lines, principal.getName());
          return lines.size();
        });
  }

  @PostMapping("/marks")
  ModelAndView enterMarks(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(name = "marks-file", required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String marks,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    return enter(
        page,
        heading,
        "marks",
        SentText.of(file, marks),
        csv -> {
          var lines = PanelMark.read(csv);
          requireKnown(heading, lines);
          sheets.mark(heading.id(), lines, principal.getName());
          return lines.size();
        });
  }

  private void requireKnown(StageHeading heading, List<PanelMark> marks) {
    var known = new ArrayList<String>(List.of(PanelMark.CONFLICT));
    desk.tickGates(heading.id()).forEach(gate -> known.add(gate.id()));
    for (PanelMark mark : marks) {
      if (!known.contains(mark.mark())) {
        throw new WrongValueException("refusal.sheet.mark", mark.mark(), String.join(", ", known));
      }
    }
  }

  private ModelAndView enter(
      Page page, StageHeading heading, String field, SentText sent, Entering entering) {
    var errors = new LinkedHashMap<String, String>();
    if (!heading.evaluating()) {
      errors.put(field, page.t("review.closed", heading.badges().getFirst().word()));
    } else if (!sent.readable()) {
      errors.put(field, page.t("office.csv.encoding"));
    } else if (sent.text().isBlank()) {
      errors.put(field, page.t("office.csv.missing"));
    } else {
      try {
        int lines = entering.enter(sent.text());
        return new ModelAndView("redirect:" + heading.path("panel") + "?entered=" + lines);
      } catch (SheetException | IllegalArgumentException | IllegalStateException e) {
        errors.put(field, page.t("office.csv.refused", page.reason(e)));
      }
    }
    var view = view(page, heading, Map.of(field, sent.text()), new FormErrors(errors));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(
      Page page, StageHeading heading, Map<String, String> typed, FormErrors errors) {
    var competing = teams.competing(heading.id());
    var items = frames.items(page, heading.id());
    var scores = sheets.scores(heading.id());
    var marks = sheets.marks(heading.id());
    var evaluators = new TreeSet<String>();
    scores.forEach(score -> evaluators.add(score.evaluator()));
    marks.forEach(mark -> evaluators.add(mark.evaluator()));
    var rows = new ArrayList<PanelRow>();
    for (String evaluator : evaluators) {
      var cells = new ArrayList<PanelRow.Cell>();
      for (Team team : competing) {
        cells.add(cell(page, heading, evaluator, team.id(), items.size(), scores, marks));
      }
      rows.add(new PanelRow(evaluator, cells));
    }
    return new ModelAndView("review/panel")
        .addObject("heading", heading)
        .addObject("teams", names(page, competing))
        .addObject("items", items)
        .addObject("rows", rows)
        .addObject("scores", scores.size())
        .addObject("marks", marks.size())
        .addObject("typedScores", typed.getOrDefault("scores", ""))
        .addObject("typedMarks", typed.getOrDefault("marks", ""))
        .addObject("errors", errors);
  }

  static List<Choice> names(Page page, List<Team> teams) {
    return teams.stream()
        .map(team -> Choice.of(team.id(), page.pick(team.shortName().ko(), team.shortName().en())))
        .toList();
  }

  private static PanelRow.Cell cell(
      Page page,
      StageHeading heading,
      String evaluator,
      String team,
      int items,
      List<PanelScore> scores,
      List<PanelMark> marks) {
    long done =
        scores.stream()
            .filter(s -> s.evaluator().equals(evaluator) && s.team().equals(team))
            .count();
    var own =
        marks.stream()
            .filter(m -> m.evaluator().equals(evaluator) && m.team().equals(team))
            .map(PanelMark::mark)
            .toList();
    boolean conflict = own.contains(PanelMark.CONFLICT);
    String text = conflict ? page.t("review.state.recused") : page.t("review.cell", done, items);
    long ticks = own.stream().filter(mark -> !mark.equals(PanelMark.CONFLICT)).count();
    return new PanelRow.Cell(
        ticks == 0 ? text : text + " · " + page.t("review.cell.ticks", ticks),
        heading.path("panel/sheet?evaluator=" + encoded(evaluator) + "&team=" + team));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

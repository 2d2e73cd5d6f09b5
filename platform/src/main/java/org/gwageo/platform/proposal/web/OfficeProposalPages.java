package org.gwageo.platform.proposal.web;

import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.NewBenchmark;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.bundle.proposal.Ruling;
import org.gwageo.platform.evaluation.Imports;
import org.gwageo.platform.evaluation.SuiteException;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.proposal.Catalogue;
import org.gwageo.platform.proposal.ProposedItem;
import org.gwageo.platform.proposal.Proposing;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.Missing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The office's side of proposed benchmarks: the deadline, who has yet to propose, what names count
 * as, and the selection. What a team ticked is not shown before everybody sees it.
 */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/proposals")
class OfficeProposalPages {

  private static final String DECLINE = "decline";

  private final StageHeadings headings;
  private final Stages stages;
  private final Teams teams;
  private final Proposing proposing;
  private final Catalogue catalogue;
  private final Imports imports;
  private final SelectionViews views;
  private final Clock clock;

  OfficeProposalPages(
      StageHeadings headings,
      Stages stages,
      Teams teams,
      Proposing proposing,
      Catalogue catalogue,
      Imports imports,
      SelectionViews views,
      Clock clock) {
    this.headings = headings;
    this.stages = stages;
    this.teams = teams;
    this.proposing = proposing;
    this.catalogue = catalogue;
    this.imports = imports;
    this.views = views;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String done,
      Page page) {
    return view(
        page, heading(page, programme, stage), Map.of(), FormErrors.NONE, done, HttpStatus.OK);
  }

  /** What a form does. */
  private interface Step {
    void take() throws SuiteException;
  }

  @PostMapping("/{item}/deadline")
  ModelAndView announce(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String item,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var heading = heading(page, programme, stage);
    var errors = new LinkedHashMap<String, String>();
    Optional<Instant> closes = moment(heading, fields.getOrDefault("closes", ""));
    if (closes.isEmpty()) {
      errors.put("closes-" + item, page.t("season.moment.wrong"));
    }
    String reason = reason(page, fields, "deadline-reason-" + item, errors);
    return take(
        page,
        heading,
        item,
        fields,
        errors,
        "closes-" + item,
        "deadline",
        () ->
            proposing.announce(
                heading.id(), item, closes.orElseThrow(), reason, principal.getName()));
  }

  @PostMapping("/{item}/reminder")
  ModelAndView remind(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String item,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var heading = heading(page, programme, stage);
    return take(
        page,
        heading,
        item,
        fields,
        new LinkedHashMap<>(),
        "remind-" + item,
        "reminder",
        () -> proposing.remind(heading.id(), item, principal.getName()));
  }

  @PostMapping("/{item}/names")
  ModelAndView rule(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String item,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var heading = heading(page, programme, stage);
    String id = item + "-" + NewBenchmark.key(fields.getOrDefault("name", ""));
    var errors = new LinkedHashMap<String, String>();
    String benchmark = fields.getOrDefault("benchmark", "");
    if (benchmark.isEmpty()) {
      errors.put("benchmark-" + id, page.t("proposal.ruling.missing"));
    }
    String reason = reason(page, fields, "reason-" + id, errors);
    return take(
        page,
        heading,
        item,
        fields,
        errors,
        "benchmark-" + id,
        "ruling",
        () ->
            proposing.rule(
                heading.id(),
                item,
                fields.getOrDefault("name", ""),
                benchmark.equals(DECLINE) ? null : benchmark,
                reason,
                principal.getName()));
  }

  @PostMapping("/{item}/selection")
  ModelAndView fix(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String item,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var heading = heading(page, programme, stage);
    return take(
        page,
        heading,
        item,
        fields,
        new LinkedHashMap<>(),
        "fix-" + item,
        "selection",
        () -> proposing.fix(heading.id(), item, principal.getName()));
  }

  @PostMapping("/{item}/suite")
  ModelAndView suite(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable String item,
      @RequestParam Map<String, String> fields,
      Page page) {
    var heading = heading(page, programme, stage);
    ProposedItem proposed = item(heading, item);
    ItemProposals all = proposing.all(heading.id(), item);
    var errors = new LinkedHashMap<String, String>();
    if (all.fixedAt() == null) {
      errors.put("suite-" + item, page.t("proposal.suite.unfixed"));
    }
    return take(
        page,
        heading,
        item,
        fields,
        errors,
        "suite-" + item,
        "suite",
        () ->
            imports.composeSelected(
                heading.id(),
                item,
                fields.getOrDefault("suite", "").strip(),
                new Bilingual(proposed.title().ko(), proposed.title().en()),
                all.selection(proposed.rule()).selected()));
  }

  private ModelAndView take(
      Page page,
      StageHeading heading,
      String item,
      Map<String, String> fields,
      Map<String, String> errors,
      String field,
      String done,
      Step step) {
    item(heading, item);
    if (errors.isEmpty()) {
      try {
        step.take();
        return new ModelAndView("redirect:" + heading.path("proposals") + "?done=" + done);
      } catch (IllegalStateException | IllegalArgumentException | SuiteException e) {
        errors.put(field, page.refusal(e));
      }
    }
    var typed = new LinkedHashMap<>(fields);
    typed.put("item", item);
    return view(page, heading, typed, new FormErrors(errors), "", HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static String reason(
      Page page, Map<String, String> fields, String field, Map<String, String> errors) {
    String reason = fields.getOrDefault("reason", "").strip();
    if (reason.length() < Proposing.SHORTEST_REASON) {
      errors.put(field, page.t("office.reason.missing", Proposing.SHORTEST_REASON));
    }
    return reason;
  }

  private Optional<Instant> moment(StageHeading heading, String text) {
    try {
      return Optional.of(
          LocalDateTime.parse(text.strip()).atZone(stages.get(heading.id()).zone()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private ModelAndView view(
      Page page,
      StageHeading heading,
      Map<String, String> typed,
      FormErrors errors,
      String done,
      HttpStatus status) {
    return new ModelAndView("proposal/office", status)
        .addObject("heading", heading)
        .addObject(
            "items",
            proposing.items(heading.id()).stream().map(item -> item(page, heading, item)).toList())
        .addObject("form", new OfficeForm(typed))
        .addObject("errors", errors)
        .addObject(
            "done",
            List.of("deadline", "reminder", "ruling", "selection", "suite").contains(done)
                ? done
                : "");
  }

  private OfficeItemView item(Page page, StageHeading heading, ProposedItem item) {
    Instant now = clock.instant();
    ItemProposals all = proposing.all(heading.id(), item.id());
    boolean takes =
        (heading.state() == StageState.FROZEN || heading.state() == StageState.OPEN)
            && all.fixedAt() == null;
    boolean open = takes && all.isOpen(now);
    boolean closed = all.lastClosing(now).isPresent() && !open;
    boolean nothing = all.selection(item.rule()).selected().isEmpty();
    List<Team> competing = teams.competing(heading.id());
    String notYet = notYet(page, item, all, open, closed, nothing);
    return new OfficeItemView(
        views.of(page, heading.id(), item),
        takes && (!closed || nothing),
        !all.windows().isEmpty(),
        open,
        (int) competing.stream().filter(team -> !all.byTeam().containsKey(team.id())).count(),
        standing(page, heading, item, all, competing),
        names(page, item, all),
        choices(page, heading, item),
        takes && notYet.isEmpty(),
        all.fixedAt() == null ? notYet : "",
        all.fixedAt() == null ? "" : heading.id().stage() + "-" + item.id());
  }

  private static String notYet(
      Page page,
      ProposedItem item,
      ItemProposals all,
      boolean open,
      boolean closed,
      boolean nothing) {
    if (!closed) {
      return page.t(open ? "proposal.fix.open" : "proposal.fix.awaited");
    }
    if (!all.unruled().isEmpty()) {
      return page.t("proposal.fix.unruled", all.unruled().size());
    }
    return nothing && item.missing() == Missing.REFUSE
        ? page.t("proposal.advice.refuse", item.rule().teams())
        : "";
  }

  private DataTable standing(
      Page page, StageHeading heading, ProposedItem item, ItemProposals all, List<Team> competing) {
    var reminders = proposing.reminders(heading.id(), item.id());
    var rows = new ArrayList<List<String>>();
    for (Team team : competing) {
      List<Proposal> versions = all.byTeam().getOrDefault(team.id(), List.of());
      Instant reminded = reminders.get(team.id());
      rows.add(
          List.of(
              page.pick(team.name().ko(), team.name().en()),
              page.t(versions.isEmpty() ? "proposal.standing.nothing" : "proposal.standing.in"),
              versions.isEmpty() ? "–" : page.time(versions.getLast().at()),
              page.number(versions.size()),
              reminded == null ? "–" : page.time(reminded)));
    }
    return new DataTable(
        SelectionViews.caption(page, "proposal.standing", item),
        List.of(
            Column.words(page.t("overview.matrix.team")),
            Column.words(page.t("proposal.standing.list")),
            Column.words(page.t("proposal.standing.last")),
            Column.numbers(page.t("proposal.standing.versions")),
            Column.words(page.t("proposal.standing.reminded"))),
        rows);
  }

  private static List<OfficeItemView.Name> names(Page page, ProposedItem item, ItemProposals all) {
    var names = new ArrayList<OfficeItemView.Name>();
    for (var named : all.named().entrySet()) {
      NewBenchmark first = named.getValue().getFirst();
      Ruling ruling = all.ruling(first).orElse(null);
      names.add(
          new OfficeItemView.Name(
              item.id() + "-" + named.getKey(),
              first.name(),
              each(named.getValue(), NewBenchmark::name),
              each(named.getValue(), NewBenchmark::source),
              each(named.getValue(), NewBenchmark::licence),
              ruling == null ? "" : SelectionViews.ruled(page, ruling),
              chosen(ruling)));
    }
    return names;
  }

  private static String chosen(@Nullable Ruling ruling) {
    if (ruling == null) {
      return "";
    }
    String benchmark = ruling.benchmark();
    return benchmark == null ? DECLINE : benchmark;
  }

  private static String each(List<NewBenchmark> spelt, Function<NewBenchmark, String> part) {
    return spelt.stream().map(part).distinct().sorted().collect(Collectors.joining(" / "));
  }

  private List<Choice> choices(Page page, StageHeading heading, ProposedItem item) {
    var choices = new ArrayList<Choice>();
    choices.add(Choice.of("", page.t("proposal.ruling.choose")));
    catalogue
        .countable(heading.id().programme(), item)
        .forEach(
            entry ->
                choices.add(
                    Choice.of(
                        entry.id(),
                        page.t(
                            "proposal.ruling.count-as",
                            entry.id(),
                            page.pick(entry.title().ko(), entry.title().en())))));
    choices.add(Choice.of(DECLINE, page.t("proposal.ruling.decline")));
    return choices;
  }

  private ProposedItem item(StageHeading heading, String item) {
    return proposing.items(heading.id()).stream()
        .filter(one -> one.id().equals(item))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private StageHeading heading(Page page, String programme, String stage) {
    var heading = headings.of(page, programme, stage);
    if (!heading.proposes()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return heading;
  }
}

package org.gwageo.platform.proposal.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.gwageo.bundle.proposal.ItemProposals;
import org.gwageo.bundle.proposal.Proposal;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.proposal.Catalogue;
import org.gwageo.platform.proposal.ProposedItem;
import org.gwageo.platform.proposal.Proposing;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A team's list of benchmarks: put together, handed in, read again. */
@Controller
@RequestMapping("/my-team/stages/{stage}/proposals")
class TeamProposalPages {

  private final Accounts accounts;
  private final Teams teams;
  private final StageHeadings headings;
  private final Proposing proposing;
  private final Catalogue catalogue;
  private final Clock clock;

  TeamProposalPages(
      Accounts accounts,
      Teams teams,
      StageHeadings headings,
      Proposing proposing,
      Catalogue catalogue,
      Clock clock) {
    this.accounts = accounts;
    this.teams = teams;
    this.headings = headings;
    this.proposing = proposing;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  private static String path(StageHeading heading) {
    return "/my-team/stages/" + heading.id().stage() + "/proposals";
  }

  @GetMapping
  String first(@PathVariable String stage, Page page, Principal principal) {
    var heading = heading(page, team(principal), stage);
    return "redirect:" + path(heading) + "/" + proposing.items(heading.id()).getFirst().id();
  }

  @GetMapping("/{item}")
  ModelAndView list(
      @PathVariable String stage,
      @PathVariable String item,
      @RequestParam(required = false) @Nullable String saved,
      Page page,
      Principal principal) {
    var team = team(principal);
    var heading = heading(page, team, stage);
    ProposedItem proposed = item(heading, item);
    List<Proposal> own = proposing.own(heading.id(), item, team.id());
    ListForm form = own.isEmpty() ? ListForm.empty() : ListForm.of(own.getLast());
    return view(page, team, heading, proposed, form, FormErrors.NONE, HttpStatus.OK)
        .addObject("saved", saved != null);
  }

  @PostMapping("/{item}")
  ModelAndView send(
      @PathVariable String stage,
      @PathVariable String item,
      @RequestParam MultiValueMap<String, String> fields,
      Page page,
      Principal principal) {
    var team = team(principal);
    var heading = heading(page, team, stage);
    ProposedItem proposed = item(heading, item);
    ListForm form = ListForm.read(fields, proposed.rule().most() + 1);
    String action = fields.getFirst("do");
    if (!"save".equals(action)) {
      return view(
          page,
          team,
          heading,
          proposed,
          "row".equals(action) ? form.withRow() : form,
          FormErrors.NONE,
          HttpStatus.OK);
    }
    var errors = new LinkedHashMap<String, String>();
    form.check(
        page,
        heading.id(),
        proposed,
        catalogue.of(heading.id().programme(), proposed),
        proposing,
        errors);
    if (errors.isEmpty()) {
      try {
        proposing.handIn(
            heading.id(),
            item,
            team.id(),
            List.copyOf(form.chosen()),
            form.others(),
            principal.getName());
        return new ModelAndView("redirect:" + path(heading) + "/" + item + "?saved");
      } catch (IllegalStateException e) {
        errors.put("count", closed(page, heading, item));
      } catch (IllegalArgumentException e) {
        errors.put("count", page.refusal(e));
      }
    }
    return view(
        page,
        team,
        heading,
        proposed,
        form,
        new FormErrors(errors),
        HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** Returns why no list is taken, or an empty text when one is. */
  private String closed(Page page, StageHeading heading, String item) {
    if (proposing.isOpen(heading.id(), item)) {
      return "";
    }
    ItemProposals all = proposing.all(heading.id(), item);
    return all.lastClosing(clock.instant())
        .map(at -> page.t("proposal.closed", page.time(at)))
        .orElseGet(() -> page.t("proposal.awaited"));
  }

  private ModelAndView view(
      Page page,
      Team team,
      StageHeading heading,
      ProposedItem item,
      ListForm form,
      FormErrors errors,
      HttpStatus status) {
    List<Catalogue.Entry> all = catalogue.of(heading.id().programme(), item);
    List<Proposal> own = proposing.own(heading.id(), item.id(), team.id());
    Instant reminded = proposing.reminders(heading.id(), item.id()).get(team.id());
    var window = proposing.all(heading.id(), item.id()).windowAt(clock.instant());
    return new ModelAndView("proposal/team", status)
        .addObject("heading", heading)
        .addObject("path", path(heading))
        .addObject("item", item.id())
        .addObject("itemTitle", page.pick(item.title().ko(), item.title().en()))
        .addObject("items", proposing.items(heading.id()).stream().map(ProposedItem::id).toList())
        .addObject("rule", SelectionViews.rule(page, item))
        .addObject("most", item.rule().most())
        .addObject("closed", closed(page, heading, item.id()))
        .addObject("deadline", window.map(one -> page.time(one.closesAt())).orElse(""))
        .addObject("reminded", reminded == null || !own.isEmpty() ? "" : page.time(reminded))
        .addObject("total", all.size())
        .addObject("chosen", all.stream().filter(e -> form.chosen().contains(e.id())).toList())
        .addObject(
            "found",
            all.stream()
                .filter(e -> !form.chosen().contains(e.id()) && e.matches(form.words()))
                .toList())
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject("saved", false)
        .addObject("versions", own.isEmpty() ? null : versions(page, heading, item, team, own))
        .addObject(
            "publicPath",
            "/programmes/%s/stages/%s/proposals"
                .formatted(heading.id().programme(), heading.id().stage()));
  }

  private DataTable versions(
      Page page, StageHeading heading, ProposedItem item, Team team, List<Proposal> own) {
    List<String> authors = proposing.authors(heading.id(), item.id(), team.id());
    var rows = new ArrayList<List<String>>();
    for (int i = own.size() - 1; i >= 0; i--) {
      Proposal list = own.get(i);
      rows.add(
          List.of(
              page.t("proposal.version.number", list.version()),
              page.time(list.at()),
              i < authors.size() ? authors.get(i) : "",
              list.size() == 0 ? page.t("proposal.lists.empty") : SelectionViews.words(list),
              list.digest().shortHex()));
    }
    return new DataTable(
        page.t("proposal.team.versions"),
        List.of(
            Column.words(page.t("proposal.version")),
            Column.words(page.t("proposal.at")),
            Column.words(page.t("my-team.by")),
            Column.words(page.t("proposal.lists.benchmarks")),
            Column.words(page.t("proposal.digest"))),
        rows);
  }

  private ProposedItem item(StageHeading heading, String item) {
    return proposing.items(heading.id()).stream()
        .filter(one -> one.id().equals(item))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private StageHeading heading(Page page, Team team, String stage) {
    var heading = headings.of(page, team.programme(), stage);
    boolean competes =
        teams.competing(heading.id()).stream().anyMatch(one -> one.id().equals(team.id()));
    if (!heading.proposes() || !competes || heading.state().compareTo(StageState.FROZEN) < 0) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return heading;
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

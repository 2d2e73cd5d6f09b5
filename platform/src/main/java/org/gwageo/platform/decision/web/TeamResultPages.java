package org.gwageo.platform.decision.web;

import java.security.Principal;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A team's own result in a stage whose verdict is issued. */
@Controller
class TeamResultPages {

  private final Accounts accounts;
  private final Decisions decisions;
  private final StageHeadings headings;

  TeamResultPages(Accounts accounts, Decisions decisions, StageHeadings headings) {
    this.accounts = accounts;
    this.decisions = decisions;
    this.headings = headings;
  }

  @GetMapping("/my-team/stages/{stage}/result")
  ModelAndView show(@PathVariable String stage, Page page, Principal principal) {
    var account =
        accounts
            .find(principal.getName())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    String programme = required(account, account.programme());
    String team = required(account, account.subject());
    var heading = headings.of(page, programme, stage);
    var view = new ModelAndView("decision/my-result").addObject("heading", heading);
    decisions
        .issued(heading.id())
        .flatMap(issued -> TeamResultView.of(page, issued, team))
        .ifPresent(result -> view.addObject("result", result));
    return view;
  }

  private static String required(Account account, @Nullable String value) {
    if (value == null) {
      throw new ResponseStatusException(
          HttpStatus.FORBIDDEN, "account " + account.username() + " speaks for no team");
    }
    return value;
  }
}

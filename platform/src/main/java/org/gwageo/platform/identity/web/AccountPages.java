package org.gwageo.platform.identity.web;

import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** What the signed-in account is and may do. */
@Controller
class AccountPages {

  private final Accounts accounts;

  AccountPages(Accounts accounts) {
    this.accounts = accounts;
  }

  @GetMapping("/account")
  String account(Page page, Principal principal, Model model) {
    var account =
        accounts
            .find(principal.getName())
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
    model.addAttribute("facts", facts(page, account));
    model.addAttribute("duty", duty(page, account.role()));
    return "identity/account";
  }

  private static List<Fact> facts(Page page, Account account) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("account.name"), page.pick(account.nameKo(), account.nameEn())));
    facts.add(Fact.of(page.t("account.username"), account.username()));
    facts.add(
        Fact.of(
            page.t("account.role"),
            page.t("account.role." + account.role().name().toLowerCase(Locale.ROOT))));
    var programme = account.programme();
    if (programme != null) {
      facts.add(new Fact(page.t("account.programme"), programme, "/programmes/" + programme));
    }
    var subject = account.subject();
    if (subject != null) {
      facts.add(
          Fact.of(
              page.t(account.role() == Role.REVIEWER ? "account.pseudonym" : "account.team"),
              subject));
    }
    return facts;
  }

  private static Card duty(Page page, Role role) {
    String key = "account.duty." + role.name().toLowerCase(Locale.ROOT);
    String path =
        switch (role) {
          case OFFICE -> "/office";
          case TEAM -> "/my-team";
          case REVIEWER -> "/reviewer";
        };
    return new Card(List.of(), page.t(key), path, page.t(key + ".text"), List.of());
  }
}

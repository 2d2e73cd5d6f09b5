package org.gwageo.platform.identity.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.identity.Role;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The office's list of accounts, and the form that adds one. */
@Controller
@RequestMapping("/office/people")
class PeoplePages {

  private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9.-]{1,39}");
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}");
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int SHORTEST_PASSWORD = 12;

  private final Accounts accounts;

  PeoplePages(Accounts accounts) {
    this.accounts = accounts;
  }

  @GetMapping
  ModelAndView list(Page page, Optional<String> added) {
    String known = added.filter(name -> accounts.find(name).isPresent()).orElse("");
    return view(page, PeopleForm.EMPTY, FormErrors.NONE).addObject("added", known);
  }

  @PostMapping
  ModelAndView add(Page page, PeopleForm form) {
    var errors = check(page, form);
    if (!errors.isEmpty()) {
      var view = view(page, form, new FormErrors(errors));
      view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return view;
    }
    var role = Role.valueOf(form.role());
    boolean office = role == Role.OFFICE;
    accounts.put(
        new Account(
            form.username(),
            form.nameKo(),
            form.nameEn(),
            role,
            office ? null : form.programme(),
            office ? null : form.subject()),
        form.password());
    return new ModelAndView("redirect:/office/people?added=" + form.username());
  }

  private Map<String, String> check(Page page, PeopleForm form) {
    var errors = new LinkedHashMap<String, String>();
    if (!USERNAME.matcher(form.username()).matches()) {
      errors.put("username", page.t("people.username.wrong"));
    } else if (accounts.find(form.username()).isPresent()) {
      errors.put("username", page.t("people.username.taken", form.username()));
    }
    if (form.nameKo().isEmpty() || form.nameKo().length() > 80) {
      errors.put("nameKo", page.t("people.name.wrong"));
    }
    if (form.nameEn().isEmpty() || form.nameEn().length() > 80) {
      errors.put("nameEn", page.t("people.name.wrong"));
    }
    boolean known = Arrays.stream(Role.values()).anyMatch(r -> r.name().equals(form.role()));
    if (!known) {
      errors.put("role", page.t("people.role.wrong"));
    } else if (!form.role().equals(Role.OFFICE.name())) {
      if (!SLUG.matcher(form.programme()).matches()) {
        errors.put("programme", page.t("people.programme.wrong"));
      }
      if (!SUBJECT.matcher(form.subject()).matches()) {
        errors.put("subject", page.t("people.subject.wrong"));
      }
    }
    if (form.password().length() < SHORTEST_PASSWORD) {
      errors.put("password", page.t("people.password.wrong", SHORTEST_PASSWORD));
    }
    return errors;
  }

  private ModelAndView view(Page page, PeopleForm form, FormErrors errors) {
    return new ModelAndView("identity/people")
        .addObject("table", table(page))
        .addObject("roles", roles(page))
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject("added", "");
  }

  private DataTable table(Page page) {
    var rows =
        Arrays.stream(Role.values())
            .flatMap(role -> accounts.with(role).stream())
            .map(
                account ->
                    List.of(
                        account.username(),
                        page.pick(account.nameKo(), account.nameEn()),
                        page.t(key(account.role())),
                        Optional.ofNullable(account.programme()).orElse("–"),
                        Optional.ofNullable(account.subject()).orElse("–")))
            .toList();
    return new DataTable(
        page.t("people.list"),
        List.of(
            Column.words(page.t("account.username")),
            Column.words(page.t("account.name")),
            Column.words(page.t("account.role")),
            Column.words(page.t("account.programme")),
            Column.words(page.t("people.subject.short"))),
        rows);
  }

  private static List<Choice> roles(Page page) {
    return Arrays.stream(Role.values())
        .map(role -> Choice.of(role.name(), page.t(key(role))))
        .toList();
  }

  private static String key(Role role) {
    return "account.role." + role.name().toLowerCase(Locale.ROOT);
  }
}

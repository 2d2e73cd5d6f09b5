package org.gwageo.platform.evaluation.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.platform.evaluation.Commitments;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.ImportException;
import org.gwageo.platform.evaluation.Imports;
import org.gwageo.platform.evaluation.Reveals;
import org.gwageo.platform.evaluation.SuiteException;
import org.gwageo.platform.evaluation.Suites;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.evaluation.Terms;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Fact;
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

/** The benchmark tasks of a programme: looked at, brought in, put into suites, revealed. */
@Controller
@RequestMapping("/office/programmes/{programme}/tasks")
class DataSetPages {

  private static final int LONGEST = 200;
  private static final int SHORTEST_REASON = 5;

  private final TaskLibrary tasks;
  private final DataSets dataSets;
  private final Imports imports;
  private final Suites suites;
  private final Reveals reveals;
  private final Commitments commitments;
  private final JobsPlaces places;

  DataSetPages(
      TaskLibrary tasks,
      DataSets dataSets,
      Imports imports,
      Suites suites,
      Reveals reveals,
      Commitments commitments,
      JobsPlaces places) {
    this.tasks = tasks;
    this.dataSets = dataSets;
    this.imports = imports;
    this.suites = suites;
    this.reveals = reveals;
    this.commitments = commitments;
    this.places = places;
  }

  static String path(String programme) {
    return "/office/programmes/" + programme + "/tasks";
  }

  @GetMapping
  ModelAndView list(
      @PathVariable String programme,
      @RequestParam(required = false) @Nullable String done,
      Page page) {
    return list(page, programme, SeasonForm.EMPTY, FormErrors.NONE, HttpStatus.OK)
        .addObject("done", done == null ? "" : done);
  }

  @PostMapping
  ModelAndView bring(
      @PathVariable String programme,
      @RequestParam Map<String, String> fields,
      @RequestParam(name = "task-file", required = false) @Nullable MultipartFile task,
      @RequestParam(name = "items-file", required = false) @Nullable MultipartFile items,
      @RequestParam(name = "commitment-file", required = false) @Nullable MultipartFile commitment,
      Page page,
      Principal principal) {
    places.programme(page, programme);
    var form = new SeasonForm(fields);
    var errors = new LinkedHashMap<String, String>();
    String yaml = text(task, form.value("task-text"));
    if (yaml.isEmpty()) {
      errors.put("task-file", page.t("dataset.task.missing"));
    }
    boolean sent = items != null && !items.isEmpty();
    if (!sent && imports.inInbox(form.value("inbox")).isEmpty()) {
      errors.put("items-file", page.t("dataset.items.missing"));
    }
    Optional<Terms> terms = terms(form);
    if (form.value("licence").isEmpty() || form.value("licence").length() > LONGEST) {
      errors.put("licence", page.t("season.missing", LONGEST));
    } else if (terms.isEmpty()) {
      errors.put("terms", page.t("dataset.terms.missing"));
    }
    if (form.value("source").isEmpty() || form.value("source").length() > LONGEST) {
      errors.put("source", page.t("season.missing", LONGEST));
    }
    if (form.value("checked").isEmpty()) {
      errors.put("checked", page.t("dataset.checked.missing"));
    }
    if (errors.isEmpty()) {
      try {
        var set =
            add(
                programme,
                form,
                yaml,
                sent ? items : null,
                commitment,
                terms.orElseThrow(),
                principal.getName());
        return new ModelAndView("redirect:" + path(programme) + "/" + set);
      } catch (ImportException e) {
        errors.put("items-file", page.refusal(e));
      }
    }
    return list(page, programme, form, new FormErrors(errors), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  /** Returns the terms of a known licence, or those that the office read in an unknown one. */
  static Optional<Terms> terms(SeasonForm form) {
    var known = Terms.known(form.value("licence"));
    if (known.isPresent() || form.value("terms").isEmpty()) {
      return known;
    }
    return Optional.of(
        new Terms(
            form.value("licence"),
            !form.value("redistribution").isEmpty(),
            !form.value("commercial").isEmpty(),
            !form.value("derivatives").isEmpty(),
            form.value("terms")));
  }

  private String add(
      String programme,
      SeasonForm form,
      String yaml,
      @Nullable MultipartFile items,
      @Nullable MultipartFile commitment,
      Terms terms,
      String actor)
      throws ImportException {
    Path kept = null;
    try {
      Path file;
      String name;
      if (items == null) {
        name = form.value("inbox");
        file = imports.inInbox(name).orElseThrow();
      } else {
        name = plain(items.getOriginalFilename());
        kept = Files.createTempFile("gwageo-items", ".part");
        items.transferTo(kept);
        file = kept;
      }
      String committed = text(commitment, "");
      return imports
          .add(
              programme,
              new Imports.Handed(
                  yaml,
                  name,
                  file,
                  committed.isEmpty() ? null : committed,
                  terms,
                  form.value("source"),
                  form.value("disclosure").equals("withheld")),
              actor)
          .task();
    } catch (IOException e) {
      throw new UncheckedIOException("an uploaded file cannot be kept", e);
    } finally {
      remove(kept);
    }
  }

  private static void remove(@Nullable Path kept) {
    if (kept != null) {
      try {
        Files.deleteIfExists(kept);
      } catch (IOException e) {
        throw new UncheckedIOException("an uploaded file cannot be removed", e);
      }
    }
  }

  private static String plain(@Nullable String name) {
    String given = name == null ? "" : name;
    return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1).strip();
  }

  private static String text(@Nullable MultipartFile file, String typed) {
    if (file == null || file.isEmpty()) {
      return typed.isEmpty() ? "" : typed.replace("\r\n", "\n") + "\n";
    }
    try {
      return new String(file.getBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("an uploaded file cannot be read", e);
    }
  }

  @PostMapping("/product")
  ModelAndView product(
      @PathVariable String programme,
      @RequestParam(defaultValue = "") String product,
      Page page,
      Principal principal) {
    places.programme(page, programme);
    try {
      imports.addProductSuite(programme, product, principal.getName());
      return new ModelAndView("redirect:" + path(programme) + "?done=product");
    } catch (ImportException e) {
      return list(
          page,
          programme,
          SeasonForm.EMPTY,
          new FormErrors(Map.of("product", page.refusal(e))),
          HttpStatus.UNPROCESSABLE_CONTENT);
    }
  }

  @PostMapping("/suites")
  ModelAndView compose(
      @PathVariable String programme, @RequestParam Map<String, String> fields, Page page) {
    places.programme(page, programme);
    var form = new SeasonForm(fields);
    var errors = new LinkedHashMap<String, String>();
    for (String field : List.of("suite-id", "suite-ko", "suite-en")) {
      if (form.value(field).isEmpty() || form.value(field).length() > LONGEST) {
        errors.put(field, page.t("season.missing", LONGEST));
      }
    }
    var weights = new LinkedHashMap<String, BigDecimal>();
    for (String task : tasks.names(programme)) {
      String weight = form.value("weight-" + task);
      if (!weight.isEmpty()) {
        if (weight.matches("[0-9]{1,4}(\\.[0-9]{1,4})?") && new BigDecimal(weight).signum() > 0) {
          weights.put(task, new BigDecimal(weight));
        } else {
          errors.put("weight-" + task, page.t("suite.weight.wrong"));
        }
      }
    }
    if (errors.isEmpty()) {
      try {
        imports.compose(
            programme,
            form.value("suite-id"),
            new Bilingual(form.value("suite-ko"), form.value("suite-en")),
            weights);
        return new ModelAndView("redirect:" + path(programme) + "?done=suite");
      } catch (SuiteException e) {
        errors.put("suite-id", page.refusal(e));
      }
    }
    return list(page, programme, form, new FormErrors(errors), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  @GetMapping("/{task}")
  ModelAndView task(@PathVariable String programme, @PathVariable String task, Page page) {
    return task(page, programme, task, "", FormErrors.NONE, HttpStatus.OK);
  }

  @PostMapping("/{task}/reveal")
  ModelAndView reveal(
      @PathVariable String programme,
      @PathVariable String task,
      @RequestParam(defaultValue = "") String reason,
      Page page,
      Principal principal) {
    String why = reason.strip();
    String problem;
    if (why.length() < SHORTEST_REASON) {
      problem = page.t("office.reason.missing", SHORTEST_REASON);
    } else {
      try {
        reveals.ask(programme, task, principal.getName(), why);
        return new ModelAndView("redirect:" + path(programme) + "/" + task);
      } catch (IllegalStateException | IllegalArgumentException e) {
        problem = page.refusal(e);
      }
    }
    return task(
        page,
        programme,
        task,
        why,
        new FormErrors(Map.of("reason", problem)),
        HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private ModelAndView task(
      Page page,
      String programme,
      String task,
      String reason,
      FormErrors errors,
      HttpStatus status) {
    String title = places.programme(page, programme);
    if (!tasks.has(programme, task)) {
      throw JobsPlaces.none();
    }
    var set = dataSets.find(programme, task);
    var view =
        DataSetView.of(
            page,
            tasks.get(programme, task),
            set.orElse(null),
            set.flatMap(commitments::publishedAt).orElse(null));
    return new ModelAndView("evaluation/task", status)
        .addObject("view", view)
        .addObject("action", path(programme) + "/" + task)
        .addObject("reason", reason)
        .addObject("errors", errors)
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("frame.menu.office"), "/office"),
                Crumb.to(page.t("dataset.list.title", title), path(programme)),
                Crumb.here(view.title())));
  }

  private ModelAndView list(
      Page page, String programme, SeasonForm form, FormErrors errors, HttpStatus status) {
    String title = page.t("dataset.list.title", places.programme(page, programme));
    var names = tasks.names(programme);
    var cards = new ArrayList<Card>();
    for (String name : names) {
      var task = tasks.get(programme, name);
      var view = DataSetView.of(page, task, dataSets.find(programme, name).orElse(null));
      cards.add(
          new Card(
              view.badges(),
              view.title() + " (" + name + ")",
              path(programme) + "/" + name,
              null,
              view.facts().subList(2, 5)));
    }
    return new ModelAndView("evaluation/tasks", status)
        .addObject("title", title)
        .addObject(
            "crumbs", List.of(Crumb.to(page.t("frame.menu.office"), "/office"), Crumb.here(title)))
        .addObject("action", path(programme))
        .addObject("tasks", cards)
        .addObject("names", names)
        .addObject("suites", suites(page, programme))
        .addObject("product", product(programme))
        .addObject("inbox", inbox(page))
        .addObject("form", form)
        .addObject("errors", errors)
        .addObject("done", "");
  }

  private List<Fact> suites(Page page, String programme) {
    var facts = new ArrayList<Fact>();
    for (String name : suites.names(programme)) {
      try {
        var suite = suites.get(programme, name);
        facts.add(
            Fact.of(
                page.pick(suite.title().ko(), suite.title().en()) + " (" + name + ")",
                page.t("suite.tasks", suite.parts().size())));
      } catch (SuiteException e) {
        facts.add(Fact.of(name, page.reason(e)));
      }
    }
    return facts;
  }

  private List<Choice> product(String programme) {
    var there = suites.names(programme);
    return imports.productSuites().stream()
        .filter(name -> !there.contains(name))
        .map(name -> Choice.of(name, name))
        .toList();
  }

  private List<Choice> inbox(Page page) {
    var files = new ArrayList<Choice>();
    var names = imports.inbox();
    if (!names.isEmpty()) {
      files.add(Choice.of("", page.t("dataset.inbox.none")));
      names.forEach(name -> files.add(Choice.of(name, name)));
    }
    return files;
  }
}

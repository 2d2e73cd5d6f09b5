package org.gwageo.platform.evaluation.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.platform.evaluation.HarnessFound;
import org.gwageo.platform.evaluation.HarnessImports;
import org.gwageo.platform.evaluation.HarnessImports.Manner;
import org.gwageo.platform.evaluation.ImportException;
import org.gwageo.platform.evaluation.Imports;
import org.gwageo.platform.evaluation.Terms;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Crumb;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Tasks of lm-evaluation-harness: an archive is handed in, looked at and taken from. */
@Controller
@RequestMapping("/office/programmes/{programme}/tasks/harness")
class HarnessImportPages {

  private static final int LONGEST = 200;

  private final HarnessImports harness;
  private final Imports imports;
  private final JobsPlaces places;

  HarnessImportPages(HarnessImports harness, Imports imports, JobsPlaces places) {
    this.harness = harness;
    this.imports = imports;
    this.places = places;
  }

  private static String path(String programme) {
    return DataSetPages.path(programme) + "/harness";
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @RequestParam(defaultValue = "") String archive,
      @RequestParam(defaultValue = "official") String mode,
      @RequestParam(defaultValue = "chat") String api,
      Page page) {
    String title = places.programme(page, programme);
    var form = new SeasonForm(Map.of("archive", archive, "mode", mode, "api", api));
    if (!archive.isEmpty() && !harness.isKept(programme, archive)) {
      throw JobsPlaces.none();
    }
    return view(page, programme, title, form, FormErrors.NONE, HttpStatus.OK);
  }

  @PostMapping
  ModelAndView handIn(
      @PathVariable String programme,
      @RequestParam Map<String, String> fields,
      @RequestParam(name = "archive-file", required = false) @Nullable MultipartFile file,
      Page page) {
    String title = places.programme(page, programme);
    var form = new SeasonForm(fields);
    boolean sent = file != null && !file.isEmpty();
    Optional<Path> there = imports.inInbox(form.value("inbox"));
    String problem;
    if (!sent && there.isEmpty()) {
      problem = page.t("harness.archive.missing");
    } else {
      try {
        String kept = kept(programme, sent ? file : null, there.orElse(null));
        return new ModelAndView(
            "redirect:%s?archive=%s&mode=%s&api=%s"
                .formatted(
                    path(programme), kept, manner(form).mode().word(), manner(form).api().word()));
      } catch (ImportException e) {
        problem = page.refusal(e);
      }
    }
    return view(
        page,
        programme,
        title,
        new SeasonForm(Map.of("mode", form.value("mode"), "api", form.value("api"))),
        new FormErrors(Map.of("archive-file", problem)),
        HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private String kept(String programme, @Nullable MultipartFile file, @Nullable Path inbox)
      throws ImportException {
    if (file == null) {
      return harness.keep(programme, java.util.Objects.requireNonNull(inbox));
    }
    Path copy = null;
    try {
      copy = Files.createTempFile("gwageo-harness", ".zip");
      file.transferTo(copy);
      return harness.keep(programme, copy);
    } catch (IOException e) {
      throw new UncheckedIOException("an uploaded file cannot be kept", e);
    } finally {
      remove(copy);
    }
  }

  private static void remove(@Nullable Path copy) {
    if (copy != null) {
      try {
        Files.deleteIfExists(copy);
      } catch (IOException e) {
        throw new UncheckedIOException("an uploaded file cannot be removed", e);
      }
    }
  }

  @PostMapping("/take")
  ModelAndView take(
      @PathVariable String programme,
      @RequestParam MultiValueMap<String, String> fields,
      Page page,
      Principal principal) {
    String title = places.programme(page, programme);
    var form = new SeasonForm(fields.toSingleValueMap());
    List<String> names = fields.getOrDefault("task", List.of());
    if (!harness.isKept(programme, form.value("archive"))) {
      throw JobsPlaces.none();
    }
    var errors = new LinkedHashMap<String, String>();
    if (names.isEmpty()) {
      errors.put("task", page.t("harness.task.missing"));
    }
    for (String field : List.of("licence", "source")) {
      if (form.value(field).isEmpty() || form.value(field).length() > LONGEST) {
        errors.put(field, page.t("season.missing", LONGEST));
      }
    }
    Optional<Terms> terms = DataSetPages.terms(form);
    if (terms.isEmpty() && !errors.containsKey("licence")) {
      errors.put("terms", page.t("dataset.terms.missing"));
    }
    if (form.value("checked").isEmpty()) {
      errors.put("checked", page.t("dataset.checked.missing"));
    }
    if (errors.isEmpty()) {
      for (String name : names) {
        try {
          harness.add(
              programme,
              form.value("archive"),
              name,
              manner(form),
              terms.orElseThrow(),
              form.value("source"),
              principal.getName());
        } catch (ImportException e) {
          errors.put("task", page.refusal(e));
        }
      }
    }
    return errors.isEmpty()
        ? new ModelAndView("redirect:" + DataSetPages.path(programme) + "?done=harness")
        : view(
            page, programme, title, form, new FormErrors(errors), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private static Manner manner(SeasonForm form) {
    return new Manner(
        form.value("mode").equals(Mode.COMPAT.word()) ? Mode.COMPAT : Mode.OFFICIAL,
        form.value("api").equals(Api.COMPLETIONS.word()) ? Api.COMPLETIONS : Api.CHAT);
  }

  private ModelAndView view(
      Page page,
      String programme,
      String title,
      SeasonForm form,
      FormErrors errors,
      HttpStatus status) {
    List<HarnessFound> found = List.of();
    FormErrors shown = errors;
    if (!form.value("archive").isEmpty()) {
      try {
        found = harness.look(programme, form.value("archive"), manner(form));
      } catch (ImportException e) {
        shown = new FormErrors(Map.of("archive-file", page.refusal(e)));
      }
    }
    String here = page.t("harness.title");
    var files = new ArrayList<Choice>();
    for (String name : imports.inbox()) {
      if (name.endsWith(".zip")) {
        files.add(Choice.of(name, name));
      }
    }
    if (!files.isEmpty()) {
      files.addFirst(Choice.of("", page.t("dataset.inbox.none")));
    }
    return new ModelAndView("evaluation/harness", status)
        .addObject("title", here)
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("frame.menu.office"), "/office"),
                Crumb.to(page.t("dataset.list.title", title), DataSetPages.path(programme)),
                Crumb.here(here)))
        .addObject("action", path(programme))
        .addObject("found", found.stream().map(one -> HarnessRow.of(page, one)).toList())
        .addObject("manner", manner(form))
        .addObject("inbox", files)
        .addObject("form", form)
        .addObject("errors", shown);
  }
}

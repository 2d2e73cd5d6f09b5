package org.gwageo.platform.programme.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import org.gwageo.platform.programme.RulebookVersion;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.RulebookException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The rules of one stage: the document, its versions, and a form for the next version. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/rulebook")
class RulebookPages {

  private static final int SHORTEST_REASON = 5;

  private final Rulebooks rulebooks;
  private final StageHeadings headings;

  RulebookPages(Rulebooks rulebooks, StageHeadings headings) {
    this.rulebooks = rulebooks;
    this.headings = headings;
  }

  @GetMapping
  ModelAndView show(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "0") int saved,
      Page page) {
    var heading = headings.of(page, programme, stage);
    var versions = rulebooks.versions(heading.id());
    String yaml = rulebooks.inForce(heading.id()).map(RulebookVersion::yaml).orElse("");
    return view(page, heading, versions, new RulebookDraft(yaml, ""), FormErrors.NONE, List.of())
        .addObject("saved", versions.stream().anyMatch(v -> v.version() == saved) ? saved : 0);
  }

  @PostMapping
  ModelAndView write(
      @PathVariable String programme,
      @PathVariable String stage,
      RulebookDraft draft,
      Page page,
      Principal principal) {
    var heading = headings.of(page, programme, stage);
    var versions = rulebooks.versions(heading.id());
    var errors = new LinkedHashMap<String, String>();
    List<String> problems = List.of();
    if (draft.reason().strip().length() < SHORTEST_REASON) {
      errors.put("reason", page.t("office.reason.missing", SHORTEST_REASON));
    }
    if (heading.state() != StageState.DRAFT) {
      errors.put("yaml", page.t("office.rules.frozen", heading.badges().getFirst().word()));
    } else if (!versions.isEmpty() && versions.getFirst().yaml().equals(draft.document())) {
      errors.put("yaml", page.t("office.rules.unchanged", versions.getFirst().version()));
    }
    if (errors.isEmpty()) {
      try {
        var written =
            rulebooks.write(
                heading.id(), draft.document(), principal.getName(), draft.reason().strip());
        return new ModelAndView(
            "redirect:" + heading.path("rulebook") + "?saved=" + written.version());
      } catch (RulebookException e) {
        problems =
            e.problems().stream()
                .map(
                    p ->
                        page.t(
                            "office.rules.problem", p.line(), p.column(), page.english(p.reason())))
                .toList();
        errors.put("yaml", page.t("office.rules.refused", problems.size()));
      } catch (IllegalStateException e) {
        errors.put("yaml", page.refusal(e));
      }
    }
    var view = view(page, heading, versions, draft, new FormErrors(errors), problems);
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private static ModelAndView view(
      Page page,
      StageHeading heading,
      List<RulebookVersion> versions,
      RulebookDraft draft,
      FormErrors errors,
      List<String> problems) {
    return new ModelAndView("programme/rulebook")
        .addObject("heading", heading)
        .addObject("versions", table(page, versions))
        .addObject("draft", draft)
        .addObject("errors", errors)
        .addObject("problems", problems);
  }

  private static DataTable table(Page page, List<RulebookVersion> versions) {
    return new DataTable(
        page.t("office.rules.versions"),
        List.of(
            Column.numbers(page.t("office.rules.version")),
            Column.words(page.t("office.digest")),
            Column.words(page.t("office.history.actor")),
            Column.words(page.t("office.reason")),
            Column.words(page.t("office.history.at"))),
        versions.stream()
            .map(
                version ->
                    List.of(
                        String.valueOf(version.version()),
                        version.rulebook().digest().toString(),
                        version.author(),
                        version.reason(),
                        page.time(version.writtenAt())))
            .toList());
  }
}

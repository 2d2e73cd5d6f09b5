package org.gwageo.platform.lineage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Claim;
import org.gwageo.platform.lineage.ClaimFiles;
import org.gwageo.platform.lineage.ClaimedStatistic;
import org.gwageo.platform.lineage.Claims;
import org.gwageo.platform.lineage.NewClaim;
import org.gwageo.platform.lineage.References;
import org.gwageo.platform.lineage.TooManyClaimsException;
import org.gwageo.platform.lineage.Visibility;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.submission.Submissions;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What everybody sees and may do: decided cases, claims, and the form that files one. */
@Controller
@RequestMapping("/lineage")
class ClaimPages {

  private static final String ISSUED = "lineage.claim-form";

  /** Nobody fills in the form faster than this. */
  private static final Duration FASTEST = Duration.ofSeconds(3);

  private final Claims claims;
  private final ClaimFiles files;
  private final ClaimViews views;
  private final Cases cases;
  private final CaseViews caseViews;
  private final References references;
  private final Programmes programmes;
  private final Stages stages;
  private final Submissions submissions;
  private final StageHeadings headings;
  private final Clock clock;

  ClaimPages(
      Claims claims,
      ClaimFiles files,
      ClaimViews views,
      Cases cases,
      CaseViews caseViews,
      References references,
      Programmes programmes,
      Stages stages,
      Submissions submissions,
      StageHeadings headings,
      Clock clock) {
    this.claims = claims;
    this.files = files;
    this.views = views;
    this.cases = cases;
    this.caseViews = caseViews;
    this.references = references;
    this.programmes = programmes;
    this.stages = stages;
    this.submissions = submissions;
    this.headings = headings;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView overview(Page page) {
    return overview(page, FormErrors.NONE);
  }

  private ModelAndView overview(Page page, FormErrors errors) {
    return new ModelAndView("lineage/overview")
        .addObject(
            "cases",
            cases.published().stream()
                .map(
                    one ->
                        caseViews.of(
                            page, one, Visibility.PUBLIC, "/lineage/cases/" + one.number()))
                .toList())
        .addObject(
            "claims", claims.shown().stream().map(claim -> views.of(page, claim, false)).toList())
        .addObject("rule", CaseViews.word(claims.rule()))
        .addObject("errors", errors);
  }

  @GetMapping("/claims/new")
  ModelAndView form(Page page, HttpServletRequest request) {
    request.getSession().setAttribute(ISSUED, clock.instant());
    return form(page, Map.of(), FormErrors.NONE);
  }

  @PostMapping("/claims")
  ModelAndView file(
      @RequestParam Map<String, String> fields,
      @RequestParam(required = false) @Nullable MultipartFile file,
      Page page,
      HttpServletRequest request)
      throws IOException {
    var errors = new LinkedHashMap<String, String>();
    requirePerson(page, fields, request, errors);
    var target = target(fields.getOrDefault("submission", ""));
    if (target.isEmpty()) {
      errors.put("submission", page.t("lineage.claim.submission.wrong"));
    }
    String component = fields.getOrDefault("component", "");
    if (!TeamCasePages.COMPONENTS.contains(component)) {
      errors.put("component", page.t("lineage.claim.component.wrong"));
    }
    var value = value(page, fields.getOrDefault("value", ""), errors);
    var statistic = ClaimedStatistic.of(fields.getOrDefault("statistic", "none"));
    if (statistic.isEmpty()) {
      errors.put("statistic", page.t("lineage.claim.statistic.wrong"));
    }
    if (fields.getOrDefault("statement", "").strip().length() < 20) {
      errors.put("statement", page.t("lineage.claim.statement.wrong"));
    }
    if (errors.isEmpty()) {
      try {
        var source = source(fields, file);
        var filed =
            claims.file(
                new NewClaim(
                    target.orElseThrow().stage(),
                    target.orElseThrow().team(),
                    component,
                    fields.getOrDefault("statement", ""),
                    statistic.orElseThrow(),
                    value,
                    source),
                String.valueOf(request.getRemoteAddr()));
        return new ModelAndView("lineage/claim-filed")
            .addObject("number", filed.number())
            .addObject("receipt", filed.receipt());
      } catch (IllegalArgumentException e) {
        errors.put("source", page.refusal(e));
      } catch (TooManyClaimsException e) {
        errors.put("statement", page.t("lineage.claim.too-many"));
        var view = form(page, fields, new FormErrors(errors));
        view.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        return view;
      }
    }
    var view = form(page, fields, new FormErrors(errors));
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  /** A field that people do not see stays empty, and nobody writes a claim within seconds. */
  private void requirePerson(
      Page page,
      Map<String, String> fields,
      HttpServletRequest request,
      Map<String, String> errors) {
    Object issued = request.getSession().getAttribute(ISSUED);
    boolean early = !(issued instanceof Instant at) || clock.instant().isBefore(at.plus(FASTEST));
    if (early || !fields.getOrDefault("website", "").isEmpty()) {
      request.getSession().setAttribute(ISSUED, clock.instant());
      errors.put("statement", page.t("lineage.claim.too-fast"));
    }
  }

  private static @Nullable BigDecimal value(Page page, String text, Map<String, String> errors) {
    if (text.isBlank()) {
      return null;
    }
    if (!text.strip().matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      errors.put("value", page.t("lineage.claim.value.wrong"));
      return null;
    }
    return new BigDecimal(text.strip());
  }

  private Claim.Source source(Map<String, String> fields, @Nullable MultipartFile file)
      throws IOException {
    if (file != null && !file.isEmpty()) {
      String name = String.valueOf(file.getOriginalFilename());
      if (ClaimFiles.format(name).isEmpty()) {
        throw new WrongValueException("refusal.claim.file-kind");
      }
      try (var content = file.getInputStream()) {
        return files.keep(name, content);
      }
    }
    String named = fields.getOrDefault("source", "");
    return references.byName().containsKey(named)
        ? new Claim.Source(Claim.Source.Kind.REFERENCE, named, null)
        : new Claim.Source(Claim.Source.Kind.NONE, "", null);
  }

  private ModelAndView form(Page page, Map<String, String> fields, FormErrors errors) {
    return new ModelAndView("lineage/claim-form")
        .addObject("submissions", targets(page))
        .addObject(
            "components",
            TeamCasePages.COMPONENTS.stream()
                .map(one -> Choice.of(one, page.t("lineage.component." + one)))
                .toList())
        .addObject(
            "statistics",
            Arrays.stream(ClaimedStatistic.values())
                .map(one -> Choice.of(one.id(), page.t("lineage.statistic." + one.id())))
                .toList())
        .addObject("sources", sources(page))
        .addObject("limit", page.number(files.limit().toMegabytes()))
        .addObject("fields", Map.copyOf(fields))
        .addObject("errors", errors);
  }

  private List<Choice> sources(Page page) {
    var sources = new ArrayList<Choice>();
    sources.add(Choice.of("", page.t("lineage.claim.source.choose")));
    references.byName().keySet().forEach(name -> sources.add(Choice.of(name, name)));
    return sources;
  }

  private List<Choice> targets(Page page) {
    return open().stream()
        .map(
            submission ->
                Choice.of(
                    submission.receipt(),
                    caseViews.team(page, submission.stage().programme(), submission.team())
                        + " · "
                        + headings.of(page, stages.get(submission.stage())).title()))
        .toList();
  }

  private Optional<Submission> target(String receipt) {
    return open().stream().filter(one -> one.receipt().equals(receipt)).findFirst();
  }

  /** Returns the submissions that a claim can be about: those that count and came with weights. */
  private List<Submission> open() {
    var open = new ArrayList<Submission>();
    for (var programme : programmes.all()) {
      for (Stage stage : stages.of(programme.id())) {
        if (stage.state().compareTo(StageState.EVALUATING) >= 0) {
          submissions.counting(stage.id()).stream()
              .filter(submission -> submission.weights() != null)
              .forEach(open::add);
        }
      }
    }
    return open;
  }

  @GetMapping("/claims/{number:GL-[0-9A-Z]+}")
  ModelAndView claim(@PathVariable String number, Page page) {
    var claim =
        claims
            .find(number)
            .filter(claims::isShown)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new ModelAndView("lineage/claim").addObject("view", views.of(page, claim, false));
  }

  @PostMapping("/claims/receipt")
  ModelAndView byReceipt(@RequestParam(defaultValue = "") String receipt, Page page) {
    var claim = claims.byReceipt(receipt);
    if (claim.isEmpty()) {
      var view =
          overview(page, new FormErrors(Map.of("receipt", page.t("lineage.claim.receipt.wrong"))));
      view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return view;
    }
    return new ModelAndView("lineage/claim")
        .addObject("view", views.of(page, claim.get(), true))
        .addObject("shown", claims.isShown(claim.get()));
  }
}

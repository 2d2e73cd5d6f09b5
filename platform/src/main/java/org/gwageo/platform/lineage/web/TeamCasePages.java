package org.gwageo.platform.lineage.web;

import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.lineage.Cases;
import org.gwageo.platform.lineage.Claims;
import org.gwageo.platform.lineage.ComponentOrigin;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.lineage.Visibility;
import org.gwageo.platform.programme.Stage;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** A team's own verification cases: declarations, replies, evidence, claims about it. */
@Controller
@RequestMapping("/my-team/lineage")
class TeamCasePages {

  /** The components that are declared one by one. */
  static final List<String> COMPONENTS =
      List.of("language-model", "vision-encoder", "audio-encoder", "tokenizer");

  private final Accounts accounts;
  private final Cases cases;
  private final Claims claims;
  private final CaseViews views;
  private final ClaimViews claimViews;
  private final Uploads uploads;
  private final Stages stages;
  private final StageHeadings headings;
  private final Clock clock;

  TeamCasePages(
      Accounts accounts,
      Cases cases,
      Claims claims,
      CaseViews views,
      ClaimViews claimViews,
      Uploads uploads,
      Stages stages,
      StageHeadings headings,
      Clock clock) {
    this.accounts = accounts;
    this.cases = cases;
    this.claims = claims;
    this.views = views;
    this.claimViews = claimViews;
    this.uploads = uploads;
    this.stages = stages;
    this.headings = headings;
    this.clock = clock;
  }

  @GetMapping
  ModelAndView list(Page page, Principal principal) {
    var account = account(principal);
    var cards = new ArrayList<Card>();
    for (Stage stage : stages.of(String.valueOf(account.programme()))) {
      cases
          .find(stage.id(), String.valueOf(account.subject()))
          .ifPresent(
              found ->
                  cards.add(
                      new Card(
                          List.of(CaseViews.badge(page, found), views.next(page, found).badge()),
                          found.number() + " · " + headings.of(page, stage).title(),
                          "/my-team/lineage/" + stage.id().stage(),
                          views.next(page, found).text(),
                          List.of())));
    }
    return new ModelAndView("lineage/team-cases").addObject("cards", cards);
  }

  @GetMapping("/{stage}")
  ModelAndView show(
      @PathVariable String stage,
      @RequestParam(defaultValue = "") String receipt,
      Page page,
      Principal principal) {
    var found = found(stage, principal);
    boolean own = receipt.startsWith(found.number() + "-");
    return view(page, found, own ? receipt : "", Map.of(), FormErrors.NONE);
  }

  @PostMapping("/{stage}/declaration")
  ModelAndView declare(
      @PathVariable String stage,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var found = found(stage, principal);
    var receipt = new String[] {""};
    var errors =
        Refusals.of(
            page,
            "language-model-kind",
            () ->
                receipt[0] =
                    cases.let(
                        found.stage(),
                        found.team(),
                        one -> one.declare(origins(fields), principal.getName(), clock)));
    return answer(page, found, receipt[0], fields, errors);
  }

  private static List<ComponentOrigin> origins(Map<String, String> fields) {
    var origins = new ArrayList<ComponentOrigin>();
    for (String component : COMPONENTS) {
      String kind = fields.getOrDefault(component + "-kind", "");
      if (!kind.isEmpty()) {
        origins.add(
            new ComponentOrigin(
                component,
                ComponentOrigin.Kind.valueOf(kind),
                fields.getOrDefault(component + "-source", "").replace('\n', ' '),
                fields.getOrDefault(component + "-licence", "").replace('\n', ' ')));
      }
    }
    return origins;
  }

  @PostMapping("/{stage}/reply")
  ModelAndView reply(
      @PathVariable String stage,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var found = found(stage, principal);
    String question = fields.getOrDefault("question", "");
    String text = fields.getOrDefault("reply", "");
    var receipt = new String[] {""};
    var errors =
        Refusals.of(
            page,
            "reply-" + question,
            () -> {
              if (text.isBlank()) {
                throw new WrongValueException("refusal.case.reply-missing");
              }
              receipt[0] =
                  cases.let(
                      found.stage(),
                      found.team(),
                      one -> one.reply(question, text, principal.getName(), clock));
            });
    return answer(page, found, receipt[0], fields, errors);
  }

  @PostMapping("/{stage}/claims/{number}")
  ModelAndView replyToClaim(
      @PathVariable String stage,
      @PathVariable String number,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var found = found(stage, principal);
    boolean own =
        claims.about(found.stage(), found.team()).stream()
            .anyMatch(claim -> claim.number().equals(number));
    if (!own) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    var errors =
        Refusals.of(
            page,
            "claim-" + number,
            () ->
                claims.reply(number, fields.getOrDefault("claim-reply", ""), principal.getName()));
    return answer(page, found, "", fields, errors);
  }

  @PostMapping("/{stage}/evidence")
  ModelAndView addEvidence(
      @PathVariable String stage,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam Map<String, String> fields,
      Page page,
      Principal principal) {
    var found = found(stage, principal);
    // What a team hands in it can read: it is never for the panel alone.
    var visibility =
        "PUBLIC".equals(fields.get("visibility")) ? Visibility.PUBLIC : Visibility.TEAM;
    var errors =
        Refusals.of(
            page,
            "evidence-name",
            () ->
                uploads.add(
                    found,
                    file,
                    fields.getOrDefault("evidence-name", ""),
                    fields.getOrDefault("evidence-digest", ""),
                    fields.getOrDefault("evidence-bytes", ""),
                    visibility,
                    principal.getName()));
    return answer(page, found, "", fields, errors);
  }

  @GetMapping("/{stage}/evidence/{digest}")
  ResponseEntity<byte[]> evidence(
      @PathVariable String stage, @PathVariable String digest, Principal principal) {
    return uploads.download(found(stage, principal), digest, Visibility.TEAM);
  }

  private ModelAndView answer(
      Page page,
      VerificationCase of,
      String receipt,
      Map<String, String> fields,
      FormErrors errors) {
    if (errors.isEmpty()) {
      return new ModelAndView(
          "redirect:/my-team/lineage/"
              + of.stage().stage()
              + (receipt.isEmpty() ? "" : "?receipt=" + receipt));
    }
    var view = view(page, of, "", fields, errors);
    view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return view;
  }

  private ModelAndView view(
      Page page,
      VerificationCase of,
      String receipt,
      Map<String, String> fields,
      FormErrors errors) {
    String path = "/my-team/lineage/" + of.stage().stage();
    return new ModelAndView("lineage/team-case")
        .addObject("path", path)
        .addObject("view", views.of(page, of, Visibility.TEAM, path))
        .addObject("open", !of.state().decided())
        .addObject("receipt", receipt)
        .addObject("form", new OriginForm(of.origins(), fields))
        .addObject(
            "claims",
            claims.about(of.stage(), of.team()).stream()
                .map(claim -> claimViews.of(page, claim, true))
                .toList())
        .addObject("errors", errors);
  }

  private VerificationCase found(String stage, Principal principal) {
    var account = account(principal);
    try {
      return cases
          .find(
              new StageId(String.valueOf(account.programme()), stage),
              String.valueOf(account.subject()))
          .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, e);
    }
  }

  private Account account(Principal principal) {
    return accounts
        .find(principal.getName())
        .filter(account -> account.programme() != null && account.subject() != null)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }
}

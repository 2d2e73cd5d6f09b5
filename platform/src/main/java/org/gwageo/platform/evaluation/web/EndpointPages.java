package org.gwageo.platform.evaluation.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.gwageo.platform.evaluation.Endpoints;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The endpoints that were asked, as they answered last. */
@Controller
class EndpointPages {

  private final Endpoints endpoints;

  EndpointPages(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @GetMapping("/office/endpoints")
  ModelAndView list(Page page) {
    return new ModelAndView("evaluation/endpoints")
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("frame.menu.office"), "/office"),
                Crumb.here(page.t("endpoint.title"))))
        .addObject("endpoints", endpoints.all().stream().map(known -> card(page, known)).toList());
  }

  private static Card card(Page page, Endpoints.Known known) {
    String problem = known.problem();
    Badge state;
    if (problem != null) {
      state = new Badge(Tone.DANGER, page.t("endpoint.silent"));
    } else {
      state =
          known.lists()
              ? new Badge(Tone.SUCCESS, page.t("endpoint.serves"))
              : new Badge(Tone.WARNING, page.t("endpoint.unlisted"));
    }
    Instant answered = known.answeredAt();
    return new Card(
        List.of(state),
        known.model(),
        null,
        problem == null ? null : page.english(problem),
        List.of(
            Fact.of(page.t("run.endpoint"), known.address().toString()),
            Fact.of(page.t("run.revision"), known.revision()),
            Fact.of(
                page.t("endpoint.served"),
                known.served().isEmpty() ? "–" : String.join(", ", known.served())),
            Fact.of(
                page.t("endpoint.adaptations"),
                known.adaptations().isEmpty()
                    ? page.t("endpoint.adaptations.none")
                    : known.adaptations().stream()
                        .map(change -> page.t("endpoint.adaptation." + change.word()))
                        .collect(Collectors.joining("; "))),
            Fact.of(page.t("endpoint.probed"), page.time(known.probedAt())),
            Fact.of(page.t("endpoint.answered"), answered == null ? "–" : page.time(answered)),
            Fact.of(page.t("endpoint.took"), Lasting.micros(known.took().toNanos() / 1000))));
  }
}

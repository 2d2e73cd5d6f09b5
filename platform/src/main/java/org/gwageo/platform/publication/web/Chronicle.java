package org.gwageo.platform.publication.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gwageo.platform.programme.Transition;
import org.gwageo.platform.programme.definition.Event;
import org.gwageo.platform.programme.definition.Period;
import org.gwageo.platform.publication.web.ProgrammeView.Occasion;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Moments;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A programme's timeline: the events of its definition, what was done to the stages that run here,
 * and between past and future the day of the request.
 */
final class Chronicle {

  private record Dated(LocalDate first, Occasion occasion) {}

  private final Page page;
  private final ProgrammeFacts programme;
  private final Citing citing;
  private final LocalDate today;

  Chronicle(Page page, ProgrammeFacts programme) {
    this.page = page;
    this.programme = programme;
    this.citing = new Citing(page, programme);
    this.today = page.now().atZone(Moments.SEOUL).toLocalDate();
  }

  /** Returns the timeline, the oldest first; empty when there is nothing to tell. */
  List<Occasion> occasions() {
    var dated = new ArrayList<Dated>();
    LocalDate reached = LocalDate.MIN;
    for (Event event : programme.definition().events()) {
      // The definition is in order of time; a day known to the month only stays in its place.
      LocalDate first = event.date().first();
      reached = first.isAfter(reached) ? first : reached;
      dated.add(new Dated(reached, occasion(event)));
    }
    for (StageFacts stage : programme.stages()) {
      for (Transition step : stage.history()) {
        dated.add(new Dated(step.at().atZone(Moments.SEOUL).toLocalDate(), occasion(stage, step)));
      }
    }
    if (dated.isEmpty()) {
      return List.of();
    }
    dated.sort(Comparator.comparing(Dated::first));
    var occasions = new ArrayList<Occasion>();
    boolean passed = false;
    for (Dated each : dated) {
      if (!passed && each.first().isAfter(today)) {
        occasions.add(now());
        passed = true;
      }
      occasions.add(each.occasion());
    }
    if (!passed) {
      occasions.add(now());
    }
    return List.copyOf(occasions);
  }

  private Occasion now() {
    return new Occasion(
        page.date(today),
        today.toString(),
        null,
        null,
        page.t("overview.timeline.today"),
        null,
        null,
        programme
            .current()
            .map(
                stage ->
                    page.t(
                        stage.underWay()
                            ? "overview.timeline.under-way"
                            : "overview.timeline.comes-next",
                        citing.text(stage.definition().title())))
            .orElse(null),
        null,
        true);
  }

  private Occasion occasion(Event event) {
    String words = citing.textOrNull(event.when());
    Period actual = event.actual();
    Period planned = event.planned();
    boolean moved = actual != null && planned != null && !actual.equals(planned);
    return new Occasion(
        words == null ? Dates.words(page, event.date()) : words,
        words == null ? Dates.machine(event.date()) : null,
        moved && planned != null ? Dates.words(page, planned) : null,
        citing.textOrNull(event.difference()),
        citing.text(event.title()),
        path(event.stage()),
        badge(event),
        citing.textOrNull(event.detail()),
        citing.cite(event.attribution()),
        false);
  }

  private @Nullable String path(@Nullable String stage) {
    return stage == null ? null : programme.stage(stage).map(StageFacts::path).orElse(null);
  }

  /** An event that has only a plan says so, whether its day has gone by or not. */
  private Badge badge(Event event) {
    if (event.actual() != null) {
      return new Badge(Tone.NEUTRAL, page.t("overview.event." + Citing.word(event.kind())));
    }
    return event.date().last().isBefore(today)
        ? new Badge(Tone.WARNING, page.t("overview.timeline.planned-only"))
        : new Badge(Tone.PRIMARY, page.t("overview.timeline.planned"));
  }

  private Occasion occasion(StageFacts stage, Transition step) {
    return new Occasion(
        page.time(step.at()),
        Moments.machine(step.at()),
        null,
        null,
        citing.text(stage.definition().title())
            + ": "
            + page.t("overview.action." + Citing.word(step.action())),
        stage.path(),
        null,
        null,
        null,
        false);
  }
}

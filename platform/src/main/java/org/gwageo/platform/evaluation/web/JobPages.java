package org.gwageo.platform.evaluation.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.gwageo.platform.evaluation.Evaluation;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Page;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The board of a stage's benchmark jobs, which follows them live while any waits or runs. */
@Controller
@RequestMapping("/office/programmes/{programme}/stages/{stage}/jobs")
class JobPages {

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** A stream ends after this time and the page asks for the next, so that rights are checked. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Jobs jobs;
  private final Evaluation evaluation;
  private final Teams teams;
  private final StageHeadings headings;
  private final TemplateEngine templates;
  private final Clock clock;
  private volatile boolean stopping;

  JobPages(
      Jobs jobs,
      Evaluation evaluation,
      Teams teams,
      StageHeadings headings,
      TemplateEngine templates,
      Clock clock) {
    this.jobs = jobs;
    this.evaluation = evaluation;
    this.teams = teams;
    this.headings = headings;
    this.templates = templates;
    this.clock = clock;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  @GetMapping
  ModelAndView board(
      @PathVariable String programme,
      @PathVariable String stage,
      @RequestParam(defaultValue = "false") boolean queued,
      Page page) {
    return view(page, headings.of(page, programme, stage))
        .addObject("queued", queued)
        .addObject("error", "");
  }

  @PostMapping("/{job}/retry")
  ModelAndView retry(
      @PathVariable String programme,
      @PathVariable String stage,
      @PathVariable UUID job,
      Page page) {
    var heading = headings.of(page, programme, stage);
    var known = jobs.find(job).filter(found -> found.stage().equals(heading.id()));
    if (known.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    try {
      evaluation.retry(job);
      return new ModelAndView("redirect:" + heading.path("jobs") + "?queued=true");
    } catch (IllegalStateException e) {
      var view =
          view(page, heading)
              .addObject("queued", false)
              .addObject(
                  "error", page.t("office.job.not-failed", known.get().task(), known.get().team()));
      view.setStatus(HttpStatus.CONFLICT);
      return view;
    }
  }

  /** Sends the board as HTML each second in which it has changed, and "settled" at the end. */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(
      @PathVariable String programme, @PathVariable String stage, Page page) {
    var heading = headings.of(page, programme, stage);
    var csrf = page.csrf();
    if (csrf != null) {
      // The token is read while there is a request; the board's forms carry it later.
      csrf.getToken();
    }
    var emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("job-board").start(() -> follow(page, heading, emitter));
    return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
  }

  private void follow(Page page, StageHeading heading, SseEmitter emitter) {
    Instant end = clock.instant().plus(LONGEST);
    String sent = "";
    try {
      while (!stopping && clock.instant().isBefore(end)) {
        var board = board(page, heading);
        String html = render(page, board);
        if (!html.equals(sent)) {
          emitter.send(SseEmitter.event().data(html));
          sent = html;
        }
        if (board.settled()) {
          emitter.send(SseEmitter.event().name("settled").data("settled"));
          break;
        }
        Thread.sleep(EVERY);
      }
      emitter.complete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      // The reader has gone away.
      emitter.completeWithError(e);
    }
  }

  private String render(Page page, JobBoard board) {
    var output = new StringOutput();
    templates.render("evaluation/board.jte", Map.of("page", page, "board", board), output);
    return output.toString();
  }

  private ModelAndView view(Page page, StageHeading heading) {
    return new ModelAndView("evaluation/jobs")
        .addObject("heading", heading)
        .addObject("board", board(page, heading));
  }

  private JobBoard board(Page page, StageHeading heading) {
    return JobBoard.of(
        page,
        heading.path("jobs"),
        jobs.of(heading.id()),
        names(page, heading.id()),
        clock.instant());
  }

  private Map<String, String> names(Page page, StageId stage) {
    var names = new LinkedHashMap<String, String>();
    for (var team : teams.in(stage)) {
      names.put(team.id(), page.pick(team.shortName().ko(), team.shortName().en()));
    }
    return names;
  }
}

package org.gwageo.platform.evaluation.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.gwageo.platform.evaluation.Evaluation;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Prices;
import org.gwageo.platform.evaluation.Questions;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.RunArchive;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The board of a stage's or season's jobs and the page of each, live while anything moves. */
@Controller
@RequestMapping("/office/programmes/{programme}/{kind:stages|seasons}/{stage}/jobs")
class JobPages {

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** A stream ends after this time and the page asks for the next, so that rights are checked. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int SHORTEST_REASON = 5;
  private static final int LONGEST_REASON = 1000;

  private final Jobs jobs;
  private final Evaluation evaluation;
  private final Results results;
  private final Questions questions;
  private final Prices prices;
  private final RunArchive archive;
  private final JobsPlaces places;
  private final TemplateEngine templates;
  private final Clock clock;
  private volatile boolean stopping;

  JobPages(
      Jobs jobs,
      Evaluation evaluation,
      Results results,
      Questions questions,
      Prices prices,
      RunArchive archive,
      JobsPlaces places,
      TemplateEngine templates,
      Clock clock) {
    this.jobs = jobs;
    this.evaluation = evaluation;
    this.results = results;
    this.questions = questions;
    this.prices = prices;
    this.archive = archive;
    this.places = places;
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
      @PathVariable String kind,
      @PathVariable String stage,
      Page page) {
    var place = places.of(page, programme, kind, stage);
    var board = board(page, place);
    var view =
        new ModelAndView("evaluation/jobs").addObject("place", place).addObject("board", board);
    // A season shows them on its own page.
    return board.settled() && place.heading() != null
        ? view.addObject("speeds", Speeds.of(page, place, jobs.of(place.id()), results, prices))
        : view;
  }

  @GetMapping("/{job}")
  ModelAndView run(
      @PathVariable String programme,
      @PathVariable String kind,
      @PathVariable String stage,
      @PathVariable UUID job,
      @RequestParam(required = false) @Nullable String done,
      Page page) {
    var place = places.of(page, programme, kind, stage);
    return view(page, place, find(place, job), "", FormErrors.NONE, HttpStatus.OK)
        .addObject("done", done == null ? "" : done);
  }

  @PostMapping("/{job}/{action:retry|cancel}")
  ModelAndView change(
      @PathVariable String programme,
      @PathVariable String kind,
      @PathVariable String stage,
      @PathVariable UUID job,
      @PathVariable String action,
      @RequestParam(defaultValue = "") String reason,
      Page page,
      Principal principal) {
    var place = places.of(page, programme, kind, stage);
    var known = find(place, job);
    String why = reason.strip();
    if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON) {
      var errors =
          new FormErrors(
              Map.of(action + "-reason", page.t("office.reason.missing", SHORTEST_REASON)));
      return view(page, place, known, why, errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    try {
      if (action.equals("retry")) {
        evaluation.retry(job, principal.getName(), why);
      } else {
        evaluation.cancel(job, principal.getName(), why);
      }
      return new ModelAndView("redirect:" + place.path("jobs/" + job) + "?done=" + action);
    } catch (IllegalStateException e) {
      var errors =
          new FormErrors(
              Map.of(
                  action + "-reason",
                  page.t("run." + action + ".refused", known.task(), place.name(known.team()))));
      return view(page, place, find(place, job), why, errors, HttpStatus.CONFLICT);
    }
  }

  /** Hands out a run that is over as the folder that the command line leaves of a run. */
  @GetMapping("/{job}/run.zip")
  void archive(
      @PathVariable String programme,
      @PathVariable String kind,
      @PathVariable String stage,
      @PathVariable UUID job,
      Page page,
      HttpServletResponse response)
      throws IOException {
    var known = find(places.of(page, programme, kind, stage), job);
    if (!archive.has(known)) {
      throw JobsPlaces.none();
    }
    if (known.state().isPending() || !questions.has(known)) {
      throw JobsPlaces.none();
    }
    response.setContentType("application/zip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(RunArchive.name(known) + ".zip")
            .build()
            .toString());
    archive.write(known, response.getOutputStream());
  }

  /** Sends the board as HTML each second in which it has changed, and "settled" at the end. */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(
      @PathVariable String programme,
      @PathVariable String kind,
      @PathVariable String stage,
      Page page) {
    var place = places.of(page, programme, kind, stage);
    return follow(
        page,
        () -> {
          var board = board(page, place);
          return new Shown(
              render("evaluation/board.jte", Map.of("page", page, "board", board)),
              board.settled());
        });
  }

  /** Sends a run as HTML each second in which it has changed, and "settled" at the end. */
  @GetMapping(path = "/{job}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(
      @PathVariable String programme,
      @PathVariable String kind,
      @PathVariable String stage,
      @PathVariable UUID job,
      Page page) {
    var place = places.of(page, programme, kind, stage);
    find(place, job);
    return follow(
        page,
        () -> {
          var run = run(page, place, find(place, job));
          return new Shown(
              render("evaluation/run-live.jte", Map.of("page", page, "run", run)), !run.pending());
        });
  }

  /** What a stream shows, and whether it will not change any more. */
  private record Shown(String html, boolean settled) {}

  private ResponseEntity<SseEmitter> follow(Page page, Supplier<Shown> look) {
    var csrf = page.csrf();
    if (csrf != null) {
      // The token is read while there is a request; forms that are sent later carry it.
      csrf.getToken();
    }
    var emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("job-board").start(() -> follow(look, emitter));
    return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
  }

  private void follow(Supplier<Shown> look, SseEmitter emitter) {
    Instant end = clock.instant().plus(LONGEST);
    String sent = "";
    try {
      while (!stopping && clock.instant().isBefore(end)) {
        Shown shown = look.get();
        if (!shown.html().equals(sent)) {
          emitter.send(SseEmitter.event().data(shown.html()));
          sent = shown.html();
        }
        if (shown.settled()) {
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

  private String render(String template, Map<String, Object> parameters) {
    var output = new StringOutput();
    templates.render(template, parameters, output);
    return output.toString();
  }

  private ModelAndView view(
      Page page, JobsPlace place, Job job, String reason, FormErrors errors, HttpStatus status) {
    return new ModelAndView("evaluation/run", status)
        .addObject("place", place)
        .addObject("run", run(page, place, job))
        .addObject("archive", archive.has(job))
        .addObject("reason", reason)
        .addObject("errors", errors)
        .addObject("done", "");
  }

  private JobBoard board(Page page, JobsPlace place) {
    return JobBoard.of(page, place, jobs.of(place.id()), clock.instant());
  }

  private RunView run(Page page, JobsPlace place, Job job) {
    boolean measured = job.state() == Job.State.DONE;
    var found =
        new RunView.Found(
            results.task(job),
            jobs.runs(job.stage()),
            measured ? results.of(job) : null,
            measured ? results.latency(job) : null,
            prices,
            jobs.events(job.id()),
            !job.state().isPending() && questions.has(job));
    return RunView.of(page, place, job, found, clock.instant());
  }

  private Job find(JobsPlace place, UUID job) {
    return jobs.find(job)
        .filter(found -> found.stage().equals(place.id()))
        .orElseThrow(JobsPlaces::none);
  }
}

package org.gwageo.platform.evaluation.web;

import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.evaluation.AskedQuestion.Place;
import org.gwageo.platform.evaluation.Pairing;
import org.gwageo.platform.evaluation.Part;
import org.gwageo.platform.evaluation.PromptText;
import org.gwageo.platform.evaluation.Prompts;
import org.gwageo.platform.evaluation.Questions;
import org.gwageo.platform.evaluation.web.RunGallery.Shown;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Shows the questions of runs to whoever may look into them. */
@Component
public class Viewer {

  private final Questions questions;
  private final Prompts prompts;

  Viewer(Questions questions, Prompts prompts) {
    this.questions = questions;
    this.prompts = prompts;
  }

  /**
   * What a reader asks for, as the address says it.
   *
   * @param show which part of the questions
   * @param with which run beside it: the entrant, with a dot and the run's number after the first;
   *     null for none
   * @param pair which part of the questions of both
   * @param q what is searched for
   * @param page which page, from 1
   */
  public record Asked(
      @Nullable String show,
      @Nullable String with,
      @Nullable String pair,
      @Nullable String q,
      @Nullable Integer page) {

    Part part() {
      return Part.of(show == null ? "" : show);
    }

    Pairing pairing() {
      return Pairing.of(pair == null ? "" : pair);
    }

    String search() {
      return q == null ? "" : q.strip();
    }

    int number() {
      return page == null ? 1 : page;
    }
  }

  /**
   * Returns a page of a run's questions.
   *
   * @param part the part of the address that names the run, {@code run-2}; null for the first
   * @throws ResponseStatusException 404 if the gallery has no such run of the entrant
   */
  public AnswersView answers(
      Page page, RunGallery gallery, String entrant, @Nullable String part, Asked asked) {
    Shown run = run(gallery, entrant, part);
    String with = asked.with();
    Shown other =
        with == null || with.equals(run.key()) ? null : gallery.run(with).orElseThrow(Viewer::none);
    return new AnswersWriter(page, gallery, run, other, asked, questions).write();
  }

  /**
   * Returns one question of a run.
   *
   * @param part the part of the address that names the run, {@code run-2}; null for the first
   * @param key the question's name in addresses
   * @throws ResponseStatusException 404 if the gallery has no such run or the run no such question
   */
  public QuestionView question(
      Page page, RunGallery gallery, String entrant, @Nullable String part, String key) {
    Shown run = run(gallery, entrant, part);
    Place place;
    try {
      place = Place.of(key);
    } catch (IllegalArgumentException e) {
      throw none();
    }
    return new QuestionWriter(page, gallery, run, questions, prompts)
        .write(place)
        .orElseThrow(Viewer::none);
  }

  /** Returns the first question of a task as a reader sees it. */
  public static String sample(BenchmarkTask task) {
    return PromptText.question(Prompts.sample(task));
  }

  private static Shown run(RunGallery gallery, String entrant, @Nullable String part) {
    try {
      int number = part == null ? 1 : Integer.parseInt(part.substring("run-".length()));
      return gallery.run(entrant, number).orElseThrow(Viewer::none);
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      throw none();
    }
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}

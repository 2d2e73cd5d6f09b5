package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.platform.publication.web.result.AnswersPage.Entry;
import org.gwageo.platform.publication.web.result.AnswersPage.Filter;
import org.gwageo.platform.publication.web.result.AnswersPage.Given;
import org.gwageo.platform.publication.web.result.Measured.Run;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Paging;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/** Writes the page of one team's answers to one benchmark. */
final class AnswersWriter {

  private static final int PER_PAGE = 20;

  private final Page page;
  private final PublishedStage stage;
  private final Measured measured;
  private final Answers answers;
  private final Wish wish;

  /**
   * What a reader asks for.
   *
   * @param run whose answers
   * @param other whose answers beside them; null for nobody's
   * @param part which questions
   * @param number which page, from 1
   */
  record Wish(Run run, @Nullable Run other, Part part, int number) {}

  private AnswersWriter(
      Page page, PublishedStage stage, Measured measured, Answers answers, Wish wish) {
    this.page = page;
    this.stage = stage;
    this.measured = measured;
    this.answers = answers;
    this.wish = wish;
  }

  static AnswersPage write(
      Page page, PublishedStage stage, Measured measured, Answers answers, Wish wish) {
    return new AnswersWriter(page, stage, measured, answers, wish).write();
  }

  private AnswersPage write() {
    List<QuestionScore> all = answers.scores(wish.run());
    List<QuestionScore> chosen = all.stream().filter(wish.part()::holds).toList();
    int last = Math.max(1, (chosen.size() + PER_PAGE - 1) / PER_PAGE);
    int current = Math.clamp(wish.number(), 1, last);
    List<QuestionScore> shown =
        chosen.subList((current - 1) * PER_PAGE, Math.min(current * PER_PAGE, chosen.size()));
    Run other = wish.other();
    return new AnswersPage(
        stage.head(),
        stage.evidence(page),
        taskPath(),
        page.pick(measured.task().title().ko(), measured.task().title().en()),
        stage.shortName(page, wish.run().team()),
        other == null ? null : stage.shortName(page, other.team()),
        filters(all),
        others(),
        page.t("results.answers.count", chosen.size(), all.size()),
        entries(shown),
        new Paging(current, last, address(wish.part(), other) + "&page="));
  }

  private String taskPath() {
    return stage.head().path("benchmarks/" + measured.task().id());
  }

  private String address(Part part, @Nullable Run other) {
    return "%s/%s?show=%s%s"
        .formatted(
            taskPath(),
            wish.run().team(),
            part.key(),
            other == null ? "" : "&with=" + other.team());
  }

  private List<Filter> filters(List<QuestionScore> all) {
    List<Filter> filters = new ArrayList<>();
    for (Part part : Part.values()) {
      long count = all.stream().filter(part::holds).count();
      filters.add(
          new Filter(
              page.t("results.answers.part." + part.key(), count),
              address(part, wish.other()),
              part == wish.part()));
    }
    return filters;
  }

  private List<Fact> others() {
    List<Fact> others = new ArrayList<>();
    for (Run run : measured.runs()) {
      if (!run.team().equals(wish.run().team()) && !run.equals(wish.other())) {
        others.add(
            new Fact(
                page.t("results.answers.with"),
                stage.shortName(page, run.team()),
                address(wish.part(), run)));
      }
    }
    if (wish.other() != null) {
      others.add(
          new Fact(
              page.t("results.answers.with"),
              page.t("results.answers.alone"),
              address(wish.part(), null)));
    }
    return others;
  }

  private List<Entry> entries(List<QuestionScore> shown) {
    Set<Integer> ordinals = new HashSet<>();
    shown.forEach(score -> ordinals.add(score.ordinal()));
    Map<Integer, String> questions = Answers.questions(measured.task(), ordinals);
    Map<String, QuestionScore> beside = beside();
    List<Entry> entries = new ArrayList<>();
    for (QuestionScore score : shown) {
      List<Given> given = new ArrayList<>();
      given.add(given(wish.run(), score));
      QuestionScore same = beside.get(place(score));
      if (same != null && wish.other() != null) {
        given.add(given(wish.other(), same));
      }
      entries.add(
          new Entry(
              score.ordinal() + 1,
              score.item(),
              measured.task().repeats() == 1 ? null : score.repeat() + 1,
              questions.getOrDefault(score.ordinal(), ""),
              score.gold(),
              given));
    }
    return entries;
  }

  private Map<String, QuestionScore> beside() {
    Map<String, QuestionScore> beside = new HashMap<>();
    Run other = wish.other();
    if (other != null) {
      answers.scores(other).forEach(score -> beside.put(place(score), score));
    }
    return beside;
  }

  private static String place(QuestionScore score) {
    return score.ordinal() + "/" + score.repeat();
  }

  private Given given(Run run, QuestionScore score) {
    Outcome outcome =
        answers.settled(run, score.key()).map(attempt -> attempt.outcome()).orElse(null);
    return new Given(
        stage.shortName(page, run.team()),
        verdict(score),
        outcome instanceof Outcome.Answered answered ? answered.reply().text() : null,
        outcome instanceof Outcome.Failed failed ? failed.message() : null,
        score.extracted());
  }

  private Badge verdict(QuestionScore score) {
    if (score.correct()) {
      return new Badge(Tone.SUCCESS, page.t("results.answers.right"));
    }
    var failure = score.failure();
    return failure == null
        ? new Badge(Tone.DANGER, page.t("results.answers.wrong"))
        : new Badge(Tone.WARNING, page.t("results.answers.failure." + failure.code()));
  }
}

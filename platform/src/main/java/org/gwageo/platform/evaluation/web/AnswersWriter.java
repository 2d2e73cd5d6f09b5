package org.gwageo.platform.evaluation.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.statistics.Clusters;
import org.gwageo.benchmark.statistics.Interval;
import org.gwageo.benchmark.statistics.PairedDifference;
import org.gwageo.platform.evaluation.AskedQuestion;
import org.gwageo.platform.evaluation.AskedQuestion.Place;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Pairing;
import org.gwageo.platform.evaluation.Part;
import org.gwageo.platform.evaluation.Questions;
import org.gwageo.platform.evaluation.web.AnswersView.Entry;
import org.gwageo.platform.evaluation.web.AnswersView.Filter;
import org.gwageo.platform.evaluation.web.AnswersView.Given;
import org.gwageo.platform.evaluation.web.RunGallery.Shown;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Paging;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/** Writes a page of a run's questions. */
final class AnswersWriter {

  private static final int PER_PAGE = 20;
  private static final Set<Part> ALWAYS = EnumSet.of(Part.ALL, Part.RIGHT, Part.WRONG);
  private static final double LEVEL = 0.95;
  private static final int FLIPS = 10_000;
  private static final long SEED = 20260801;

  private final Page page;
  private final RunGallery gallery;
  private final Shown run;
  private final @Nullable Shown other;
  private final Viewer.Asked asked;
  private final Questions questions;

  AnswersWriter(
      Page page,
      RunGallery gallery,
      Shown run,
      @Nullable Shown other,
      Viewer.Asked asked,
      Questions questions) {
    this.page = page;
    this.gallery = gallery;
    this.run = run;
    this.other = other;
    this.asked = asked;
    this.questions = questions;
  }

  AnswersView write() {
    Job beside = other == null ? null : other.job();
    var wish = new Questions.Wish(run.job(), beside, asked.part(), asked.pairing(), asked.search());
    Map<Part, Long> counts = questions.counts(run.job());
    long all = Objects.requireNonNullElse(counts.get(Part.ALL), 0L);
    long found = questions.count(wish);
    int last = Math.toIntExact(Math.max(1, (found + PER_PAGE - 1) / PER_PAGE));
    int current = Math.clamp(asked.number(), 1, last);
    var shown = questions.page(wish, (current - 1L) * PER_PAGE, PER_PAGE);
    String title = gallery.title(page);
    return new AnswersView(
        other == null
            ? page.t("results.answers.title", run.name(), title)
            : page.t("results.answers.title-two", run.name(), other.name(), title),
        gallery.crumbs(Crumb.here(run.name())),
        gallery.badges(),
        gallery.evidence(),
        gallery.path(run),
        hidden(),
        asked.search(),
        runs(),
        filters(counts, beside),
        others(),
        beside == null ? List.of() : comparison(beside),
        page.t("results.answers.count", found, all),
        entries(shown),
        new Paging(current, last, address(asked.part(), other, asked.pairing(), true) + "page="));
  }

  private Map<String, String> hidden() {
    var hidden = new LinkedHashMap<String, String>();
    if (asked.part() != Part.ALL) {
      hidden.put("show", asked.part().key());
    }
    if (other != null) {
      hidden.put("with", other.key());
      if (asked.pairing() != Pairing.ALL) {
        hidden.put("pair", asked.pairing().key());
      }
    }
    return hidden;
  }

  /** Returns an address that ends so that another parameter may follow if {@code open}. */
  private String address(Part part, @Nullable Shown with, Pairing pairing, boolean open) {
    var parameters = new ArrayList<String>();
    if (part != Part.ALL) {
      parameters.add("show=" + part.key());
    }
    if (with != null) {
      parameters.add("with=" + with.key());
      if (pairing != Pairing.ALL) {
        parameters.add("pair=" + pairing.key());
      }
    }
    if (!asked.search().isEmpty()) {
      parameters.add("q=" + URLEncoder.encode(asked.search(), StandardCharsets.UTF_8));
    }
    if (open) {
      parameters.add("");
    }
    return gallery.path(run) + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
  }

  private List<Filter> filters(Map<Part, Long> counts, @Nullable Job beside) {
    List<Filter> filters = new ArrayList<>();
    if (beside != null) {
      Map<Pairing, Long> pairs = questions.counts(run.job(), beside);
      for (Pairing pairing : Pairing.values()) {
        filters.add(
            new Filter(
                pairing(pairing, Objects.requireNonNullElse(pairs.get(pairing), 0L)),
                address(Part.ALL, other, pairing, false),
                pairing == asked.pairing()));
      }
      return filters;
    }
    for (Part part : Part.values()) {
      long count = Objects.requireNonNullElse(counts.get(part), 0L);
      if (count > 0 || part == asked.part() || ALWAYS.contains(part)) {
        filters.add(
            new Filter(
                page.t("results.answers.part." + part.key(), count),
                address(part, other, asked.pairing(), false),
                part == asked.part()));
      }
    }
    return filters;
  }

  private String pairing(Pairing pairing, long count) {
    String second = other == null ? "" : other.name();
    return switch (pairing) {
      case ALL -> page.t("viewer.pair.all", count);
      case BOTH -> page.t("viewer.pair.both", count);
      case FIRST -> page.t("viewer.pair.only", run.name(), count);
      case SECOND -> page.t("viewer.pair.only", second, count);
      case NEITHER -> page.t("viewer.pair.neither", count);
      case UNCOUNTED -> page.t("viewer.pair.uncounted", count);
    };
  }

  private List<Fact> others() {
    List<Fact> others = new ArrayList<>();
    for (Shown one : gallery.runs()) {
      // Of others the same run, of the same entrant the other runs.
      boolean near = one.entrant().equals(run.entrant()) != (one.run() == run.run());
      if (near && !one.equals(other)) {
        others.add(
            new Fact(
                page.t("results.answers.with"),
                one.name(),
                address(asked.part(), one, asked.pairing(), false)));
      }
    }
    if (other != null) {
      others.add(
          new Fact(
              page.t("results.answers.with"),
              page.t("results.answers.alone"),
              address(asked.part(), null, asked.pairing(), false)));
    }
    return others;
  }

  /** Returns links to the entrant's runs, each with its share of right answers; none for one. */
  private List<Filter> runs() {
    List<Shown> runs = gallery.runsOf(run.entrant());
    return runs.size() == 1
        ? List.of()
        : runs.stream()
            .map(
                one -> {
                  String score = JobBoard.score(one.job().count());
                  return new Filter(
                      score.isEmpty()
                          ? page.t("viewer.run", one.run())
                          : page.t("viewer.run.score", one.run(), score),
                      gallery.path(one),
                      one.equals(run));
                })
            .toList();
  }

  /** Returns the paired difference with its interval and what a permutation test says. */
  private List<Fact> comparison(Job beside) {
    var paired = questions.paired(run.job(), beside);
    var facts = new ArrayList<Fact>();
    facts.add(
        Fact.of(page.t("viewer.compare.items"), page.t("viewer.compare.items.n", paired.items())));
    var clusters = paired.items() == 0 ? null : Clusters.of(paired.clusters());
    if (clusters == null || clusters.count() < 2) {
      return facts;
    }
    var difference = PairedDifference.of(paired.first(), paired.second(), clusters, FLIPS, SEED);
    Interval interval = difference.difference().interval(LEVEL);
    facts.add(
        Fact.of(
            page.t("viewer.compare.difference", run.name(), other == null ? "" : other.name()),
            page.t(
                "viewer.compare.points",
                signed(difference.difference().mean()),
                signed(interval.low()),
                signed(interval.high()))));
    facts.add(
        Fact.of(
            page.t("viewer.compare.p"),
            page.t(
                "viewer.compare.p.value",
                String.format(Locale.ROOT, "%.4f", difference.permutation().p()))));
    return facts;
  }

  private static String signed(double share) {
    return String.format(Locale.ROOT, "%+.1f", 100 * share).replace('-', '−');
  }

  private List<Entry> entries(List<AskedQuestion> shown) {
    List<Place> places = shown.stream().map(AskedQuestion::place).toList();
    var replies = questions.settled(run.job(), places);
    Map<Place, AskedQuestion> same = other == null ? Map.of() : questions.at(other.job(), places);
    Map<Place, Attempt> itsReplies =
        other == null ? Map.of() : questions.settled(other.job(), places);
    List<Entry> entries = new ArrayList<>();
    for (AskedQuestion question : shown) {
      List<Given> given = new ArrayList<>();
      given.add(given(run, question, replies.get(question.place())));
      AskedQuestion beside = same.get(question.place());
      if (beside != null && other != null) {
        given.add(given(other, beside, itsReplies.get(beside.place())));
      }
      entries.add(
          new Entry(
              question.place().key(),
              title(page, gallery, question.place()),
              question.item(),
              question.text(),
              question.gold(),
              given));
    }
    return entries;
  }

  private Given given(Shown from, AskedQuestion question, @Nullable Attempt attempt) {
    Outcome outcome = attempt == null ? null : attempt.outcome();
    return new Given(
        from.name(),
        gallery.path(from, question.place()),
        verdict(page, question),
        outcome instanceof Outcome.Answered answered ? answered.reply().text() : null,
        outcome instanceof Outcome.Failed failed ? failed.message() : null,
        question.extracted());
  }

  /** Returns the number of a question in words. */
  static String title(Page page, RunGallery gallery, Place place) {
    return gallery.task().repeats() == 1
        ? page.t("results.answers.question", place.ordinal() + 1)
        : page.t("results.answers.question-repeat", place.ordinal() + 1, place.repeat() + 1);
  }

  /** Returns right, wrong, partly right, or why there is no answer. */
  static Badge verdict(Page page, AskedQuestion question) {
    if (question.correct()) {
      return new Badge(Tone.SUCCESS, page.t("results.answers.right"));
    }
    var failure = question.failure();
    if (failure != null) {
      return new Badge(Tone.WARNING, page.t("results.answers.failure." + failure.code()));
    }
    Double score = question.score();
    return score != null && score > 0 && score < 1
        ? new Badge(
            Tone.INFORMATION,
            page.t("viewer.partly", String.format(Locale.ROOT, "%.0f", 100 * score)))
        : new Badge(Tone.DANGER, page.t("results.answers.wrong"));
  }
}

package org.gwageo.platform.reproduction.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.platform.reproduction.Finding;
import org.gwageo.platform.reproduction.Repetition;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * One version of a team's bundle as pages show it.
 *
 * @param badge whether it was taken
 * @param facts what it is
 * @param problems what does not fit: file and sentence
 * @param runs what each of its runs reached; null if none could be read
 */
public record BundleView(
    Badge badge, List<Fact> facts, List<Fact> problems, @Nullable DataTable runs) {

  /** Copies the lists. */
  public BundleView {
    facts = List.copyOf(facts);
    problems = List.copyOf(problems);
  }

  static BundleView of(Page page, TeamBundle bundle) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("reproduction.received"), page.time(bundle.at())));
    facts.add(Fact.of(page.t("my-team.by"), bundle.by()));
    facts.add(
        Fact.of(
            page.t("reproduction.file"),
            page.t("reproduction.file.size", bundle.fileName(), page.number(bundle.bytes()))));
    facts.add(Fact.of(page.t("reproduction.archive"), bundle.archive().toString()));
    if (bundle.bundle() != null) {
      facts.add(Fact.of(page.t("reproduction.bundle"), bundle.bundle().toString()));
    }
    if (bundle.score() != null) {
      facts.add(Fact.of(page.t("reproduction.score"), score(page, bundle)));
    }
    if (bundle.hardware() != null) {
      facts.add(Fact.of(page.t("reproduction.hardware"), bundle.hardware()));
    }
    TeamBundle.Target target = bundle.target();
    if (target != null) {
      facts.add(
          Fact.of(
              page.t("reproduction.target"),
              page.t(
                  "reproduction.target.is",
                  target.model(),
                  target.score().toPlainString(),
                  target.source())));
    }
    var problems = new ArrayList<Fact>();
    for (Problem problem : bundle.problems()) {
      problems.add(Fact.of(problem.file(), page.pick(problem.korean(), problem.english())));
    }
    return new BundleView(badge(page, bundle), facts, problems, runs(page, bundle));
  }

  static Badge badge(Page page, TeamBundle bundle) {
    return bundle.isInGoodForm()
        ? new Badge(Tone.SUCCESS, page.t("reproduction.taken"))
        : new Badge(Tone.DANGER, page.t("reproduction.refused", bundle.problems().size()));
  }

  static String score(Page page, TeamBundle bundle) {
    Double score = bundle.score();
    Double spread = bundle.spread();
    if (score == null) {
      return page.t("reproduction.none");
    }
    return spread == null
        ? percent(score)
        : page.t("reproduction.score.spread", percent(score), percent(spread));
  }

  private static @Nullable DataTable runs(Page page, TeamBundle bundle) {
    if (bundle.counts().isEmpty()) {
      return null;
    }
    var rows = new ArrayList<List<String>>();
    for (BenchmarkCount count : bundle.counts()) {
      rows.add(
          List.of(
              page.t("reproduction.run", count.run()),
              page.number(count.asked()),
              count.asked() == 0
                  ? page.t("reproduction.none")
                  : percent(
                      count.share() == null
                          ? (double) count.correct() / count.asked()
                          : count.share().doubleValue())));
    }
    return new DataTable(
        page.t("reproduction.runs.caption"),
        List.of(
            Column.words(page.t("reproduction.column.run")),
            Column.numbers(page.t("reproduction.column.questions")),
            Column.numbers(page.t("reproduction.column.score"))),
        rows);
  }

  /** Returns a share in percent with two decimals. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** Returns how a repetition stands. */
  static Badge outcome(Page page, @Nullable Repetition repetition) {
    if (repetition == null) {
      return new Badge(Tone.NEUTRAL, page.t("reproduction.not-drawn"));
    }
    Finding found = repetition.record();
    return switch (repetition.standing()) {
      case RUNNING -> new Badge(Tone.PRIMARY, page.t("reproduction.running"));
      case COMPARING -> new Badge(Tone.PRIMARY, page.t("reproduction.comparing"));
      case ENDED -> new Badge(Tone.WARNING, page.t("reproduction.ended"));
      case COMPARED, INCOMPARABLE ->
          found == null
              ? new Badge(Tone.WARNING, page.t("reproduction.incomparable"))
              : outcome(page, found);
    };
  }

  static Badge outcome(Page page, Finding found) {
    Tone tone =
        switch (found.outcome()) {
          case "reproduced" -> Tone.SUCCESS;
          case "not-reproduced" -> Tone.DANGER;
          default -> Tone.WARNING;
        };
    return new Badge(tone, page.t("reproduction.outcome." + found.outcome()));
  }

  /** Returns what a comparison found, with its statistics. */
  static List<Fact> facts(Page page, Finding found) {
    return List.of(
        Fact.of(
            page.t("reproduction.declared"),
            page.t("reproduction.of-runs", percent(found.declared()), found.declaredRuns())),
        Fact.of(
            page.t("reproduction.ours"),
            page.t("reproduction.of-runs", percent(found.ours()), found.ourRuns())),
        Fact.of(page.t("reproduction.difference"), difference(page, found)),
        Fact.of(page.t("reproduction.tolerance"), tolerance(page, found)),
        Fact.of(page.t("reproduction.within"), percent(found.within())),
        Fact.of(
            page.t("reproduction.items"),
            page.t("reproduction.items.left-out", found.items(), found.leftOut())));
  }

  static String difference(Page page, Finding found) {
    return page.t(
        "reproduction.difference.interval",
        points(found.difference()),
        String.format(Locale.ROOT, "%.0f", 100 * found.level()),
        points(found.low()),
        points(found.high()));
  }

  private static String tolerance(Page page, Finding found) {
    String points = String.format(Locale.ROOT, "%.2f", 100 * found.tolerance());
    return page.t(
        found.tooHighOnly() ? "reproduction.tolerance.high" : "reproduction.tolerance.both",
        points);
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.2f", 100 * share);
  }
}

package org.gwageo.platform.evaluation.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A task of a programme as the office sees it.
 *
 * @param title the task's title
 * @param badges whether its items are sealed, and what its licence forbids
 * @param facts size, licence, source, digests
 * @param commitment what is published of sealed items; empty for others
 * @param sample the first question as anybody would be asked it; null for sealed items
 * @param reveal whether the office can have the items revealed
 * @param revealing whether a worker is about to reveal them
 * @param problem why they could not be revealed; empty if nothing went wrong
 */
public record DataSetView(
    String title,
    List<Badge> badges,
    List<Fact> facts,
    List<Fact> commitment,
    @Nullable String sample,
    boolean reveal,
    boolean revealing,
    String problem) {

  /** Copies the lists. */
  public DataSetView {
    badges = List.copyOf(badges);
    facts = List.copyOf(facts);
    commitment = List.copyOf(commitment);
  }

  static DataSetView of(Page page, BenchmarkTask task, @Nullable DataSet set) {
    return of(page, task, set, null);
  }

  /**
   * Returns the view of a task.
   *
   * @param published when the commitment to its items became public; null before, or without one
   */
  static DataSetView of(
      Page page, BenchmarkTask task, @Nullable DataSet set, @Nullable Instant published) {
    String title = page.pick(task.title().ko(), task.title().en());
    String sample = task.items().isClosed() ? null : Viewer.sample(task);
    if (set == null) {
      return new DataSetView(
          title,
          List.of(new Badge(Tone.NEUTRAL, page.t("dataset.origin.programme"))),
          facts(page, task, null),
          List.of(),
          sample,
          false,
          false,
          "");
    }
    DataSet.Sealing sealing = set.sealing();
    DataSet.Asked asked = sealing == null ? null : sealing.asked();
    String problem = asked == null ? null : asked.problem();
    boolean waiting = set.isClosed() && asked != null && problem == null;
    return new DataSetView(
        title,
        badges(page, set),
        facts(page, task, set),
        commitment(page, sealing, published),
        sample,
        set.isClosed() && sealing != null && !sealing.withheld() && !waiting,
        waiting,
        problem == null ? "" : page.english(problem));
  }

  static List<Badge> badges(Page page, DataSet set) {
    var badges = new ArrayList<Badge>();
    badges.add(
        new Badge(
            Tone.NEUTRAL,
            page.t("dataset.origin." + set.origin().name().toLowerCase(Locale.ROOT))));
    DataSet.Sealing sealing = set.sealing();
    if (sealing != null) {
      if (!set.isClosed()) {
        badges.add(new Badge(Tone.SUCCESS, page.t("dataset.revealed")));
      } else if (sealing.withheld()) {
        badges.add(new Badge(Tone.WARNING, page.t("dataset.withheld")));
      } else {
        badges.add(new Badge(Tone.INFORMATION, page.t("dataset.sealed")));
      }
    }
    if (!set.terms().redistribution()) {
      badges.add(new Badge(Tone.WARNING, page.t("dataset.no-redistribution")));
    }
    if (!set.terms().commercial()) {
      badges.add(new Badge(Tone.WARNING, page.t("dataset.no-commercial")));
    }
    if (!set.terms().derivatives()) {
      badges.add(new Badge(Tone.WARNING, page.t("dataset.no-derivatives")));
    }
    return badges;
  }

  private static List<Fact> facts(Page page, BenchmarkTask task, @Nullable DataSet set) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("dataset.task"), task.id() + " " + task.version()));
    facts.add(Fact.of(page.t("run.mode"), page.t("run.mode." + task.mode().word())));
    facts.add(Fact.of(page.t("season.items"), page.number(task.items().count())));
    facts.add(Fact.of(page.t("season.repeats"), page.number(task.repeats())));
    facts.add(
        Fact.of(
            page.t("dataset.licence"),
            set == null
                ? String.valueOf(task.description().about().getOrDefault("licence", "–"))
                : set.terms().licence()));
    facts.add(
        Fact.of(
            page.t("dataset.source"),
            set == null
                ? String.valueOf(task.description().about().getOrDefault("source", "–"))
                : set.source()));
    if (set != null) {
      if (!set.terms().note().isEmpty()) {
        facts.add(Fact.of(page.t("dataset.terms"), set.terms().note()));
      }
      facts.add(Fact.of(page.t("dataset.file"), set.fileName() + " · " + set.fileDigest()));
      facts.add(
          Fact.of(
              page.t("dataset.imported"),
              page.t("dataset.imported.by", set.importedBy(), page.time(set.importedAt()))));
    }
    facts.add(Fact.of(page.t("run.task.digest"), task.digest().toString()));
    return facts;
  }

  private static List<Fact> commitment(
      Page page, DataSet.@Nullable Sealing sealing, @Nullable Instant published) {
    if (sealing == null) {
      return List.of();
    }
    var header = sealing.commitment().header();
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("sealed.root"), header.root().toString()));
    facts.add(Fact.of(page.t("sealed.commitment"), sealing.commitment().digest().toString()));
    facts.add(Fact.of(page.t("sealed.season"), header.season()));
    facts.add(
        Fact.of(
            page.t("sealed.published"),
            published == null ? page.t("sealed.published.not-yet") : page.time(published)));
    facts.add(Fact.of(page.t("sealed.key"), header.keyId()));
    facts.add(
        Fact.of(page.t("sealed.opened-by"), page.t("sealed.opened-by.workers", header.keyId())));
    var asked = sealing.asked();
    if (asked != null) {
      facts.add(
          Fact.of(
              page.t("dataset.reveal.asked"),
              page.t("season.opened.by", asked.by(), page.time(asked.at()), asked.reason())));
    }
    var revealedAt = sealing.revealedAt();
    if (revealedAt != null) {
      facts.add(Fact.of(page.t("dataset.revealed"), page.time(revealedAt)));
    }
    return facts;
  }
}

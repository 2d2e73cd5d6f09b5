package org.gwageo.platform.evaluation.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.evaluation.AskedQuestion.Place;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * The runs at one task that a reader may look into, and where their pages are.
 *
 * @param task the task
 * @param runs the runs
 * @param path the address below which each run's pages are, without language prefix
 * @param crumbs the way to these pages
 * @param badges badges beside every title
 * @param evidence the line under every title; null for none
 */
public record RunGallery(
    BenchmarkTask task,
    List<Shown> runs,
    String path,
    List<Crumb> crumbs,
    List<Badge> badges,
    @Nullable Evidence evidence) {

  /** Copies the lists. */
  public RunGallery {
    runs = List.copyOf(runs);
    crumbs = List.copyOf(crumbs);
    badges = List.copyOf(badges);
  }

  /**
   * A run.
   *
   * @param entrant who was asked, by slug
   * @param name the name shown
   * @param job the job
   */
  public record Shown(String entrant, String name, Job job) {

    /** Returns which of the entrant's runs at the task this is, from 1. */
    public int run() {
      return job.run();
    }

    /** Returns the name in the parameters of addresses: {@code alpha}, or {@code alpha.2}. */
    String key() {
      return run() == 1 ? entrant : entrant + "." + run();
    }
  }

  /** Makes a gallery that tells the runs of an entrant apart by name where there are several. */
  public static RunGallery of(
      Page page,
      BenchmarkTask task,
      List<Shown> runs,
      String path,
      List<Crumb> crumbs,
      List<Badge> badges,
      @Nullable Evidence evidence) {
    boolean several = runs.stream().anyMatch(run -> run.run() > 1);
    return new RunGallery(
        task,
        several
            ? runs.stream()
                .map(
                    run ->
                        new Shown(
                            run.entrant(), page.t("run.of", run.name(), run.run()), run.job()))
                .toList()
            : runs,
        path,
        crumbs,
        badges,
        evidence);
  }

  /** Returns a run of an entrant, if it may be looked into. */
  public Optional<Shown> run(String entrant, int number) {
    return runs.stream()
        .filter(run -> run.entrant().equals(entrant) && run.run() == number)
        .findFirst();
  }

  /** Returns the run with that name in parameters, if it may be looked into. */
  Optional<Shown> run(String key) {
    return runs.stream().filter(run -> run.key().equals(key)).findFirst();
  }

  /** Returns all runs of an entrant in order. */
  List<Shown> runsOf(String entrant) {
    return runs.stream()
        .filter(run -> run.entrant().equals(entrant))
        .sorted(Comparator.comparingInt(Shown::run))
        .toList();
  }

  /** Returns the end of the address of a job's questions: {@code alpha}, or {@code alpha/run-2}. */
  static String segment(Job job) {
    return job.run() == 1 ? job.team() : job.team() + "/run-" + job.run();
  }

  /** Returns the task's title in the page's language. */
  public String title(Page page) {
    return page.pick(task.title().ko(), task.title().en());
  }

  /** Returns the address of a run's questions. */
  public String path(Shown run) {
    return path + "/" + segment(run.job());
  }

  /** Returns the address of one question of a run. */
  public String path(Shown run, Place place) {
    return path(run) + "/" + place.key();
  }

  List<Crumb> crumbs(Crumb... rest) {
    var all = new ArrayList<>(crumbs);
    all.addAll(List.of(rest));
    return List.copyOf(all);
  }
}

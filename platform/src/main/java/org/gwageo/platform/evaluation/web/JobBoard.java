package org.gwageo.platform.evaluation.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jobs of a stage as the office sees them.
 *
 * @param path the address of the board, without language prefix
 * @param rows one for each job, in the order in which they were queued
 * @param totals counts, rate and what remains, in words
 * @param done questions that are settled
 * @param total questions of all jobs
 * @param settled whether no job waits or runs
 */
public record JobBoard(
    String path, List<Row> rows, List<Fact> totals, long done, long total, boolean settled) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Copies the lists. */
  public JobBoard {
    rows = List.copyOf(rows);
    totals = List.copyOf(totals);
  }

  /**
   * One job.
   *
   * @param state the state as a word
   * @param failures questions without an answer, by class
   * @param cause why it failed or was put back; empty for no reason
   * @param worker who has it or had it last; empty for nobody
   * @param age for how long it has been waiting, running or over
   * @param heartbeat how long ago its worker last said that it is alive; empty when it does not run
   * @param failed whether the office can queue it again
   */
  public record Row(
      UUID id,
      String task,
      String team,
      Badge state,
      int done,
      int total,
      int correct,
      String failures,
      String cause,
      int attempts,
      String worker,
      String age,
      String heartbeat,
      boolean failed) {}

  static JobBoard of(
      Page page, String path, List<Job> jobs, Map<String, String> teams, Instant now) {
    long done = jobs.stream().mapToLong(Job::done).sum();
    long total = jobs.stream().mapToLong(Job::total).sum();
    boolean settled = jobs.stream().noneMatch(JobBoard::pending);
    return new JobBoard(
        path,
        jobs.stream().map(job -> row(page, job, teams, now)).toList(),
        totals(page, jobs, total - done, now),
        done,
        total,
        settled);
  }

  private static boolean pending(Job job) {
    return switch (job.state()) {
      case QUEUED, RUNNING -> true;
      case FAILED, DONE -> false;
    };
  }

  private static Row row(Page page, Job job, Map<String, String> teams, Instant now) {
    String cause = job.cause();
    String worker = job.worker();
    Instant heartbeat = job.heartbeatAt();
    boolean runs = job.state() == Job.State.RUNNING;
    return new Row(
        job.id(),
        job.task(),
        teams.getOrDefault(job.team(), job.team()),
        new Badge(
            tone(job.state()), page.t("office.job." + job.state().name().toLowerCase(Locale.ROOT))),
        job.done(),
        job.total(),
        job.correct(),
        failures(job),
        cause == null ? "" : cause,
        job.attempts(),
        worker == null ? "" : worker,
        words(page, age(job, now)),
        runs && heartbeat != null ? words(page, Duration.between(heartbeat, now)) : "",
        job.state() == Job.State.FAILED);
  }

  private static Tone tone(Job.State state) {
    return switch (state) {
      case QUEUED -> Tone.NEUTRAL;
      case RUNNING -> Tone.PRIMARY;
      case FAILED -> Tone.DANGER;
      case DONE -> Tone.SUCCESS;
    };
  }

  /** How long the job has been in its state; for one that is over, how long it took. */
  private static Duration age(Job job, Instant now) {
    Instant started = job.startedAt() == null ? job.queuedAt() : job.startedAt();
    Instant finished = job.finishedAt();
    return switch (job.state()) {
      case QUEUED -> Duration.between(job.queuedAt(), now);
      case RUNNING -> Duration.between(started, now);
      case FAILED, DONE -> Duration.between(started, finished == null ? now : finished);
    };
  }

  private static String failures(Job job) {
    var words = new ArrayList<String>();
    JSON.readTree(job.failures())
        .properties()
        .forEach(entry -> words.add(entry.getKey() + " " + entry.getValue().asString()));
    return String.join(", ", words);
  }

  private static List<Fact> totals(Page page, List<Job> jobs, long left, Instant now) {
    var facts = new ArrayList<Fact>();
    for (Job.State state : Job.State.values()) {
      long count = jobs.stream().filter(job -> job.state() == state).count();
      facts.add(
          Fact.of(
              page.t("office.job." + state.name().toLowerCase(Locale.ROOT)),
              page.t("office.jobs.count", count)));
    }
    Double rate = rate(jobs, now);
    if (rate != null && rate > 0) {
      facts.add(
          Fact.of(
              page.t("office.jobs.rate"),
              page.t("office.jobs.per-second", "%.1f".formatted(rate))));
      facts.add(
          Fact.of(
              page.t("office.jobs.left"),
              page.t(
                  "office.jobs.about", words(page, Duration.ofSeconds(Math.round(left / rate))))));
    }
    return facts;
  }

  /**
   * Returns the questions per second of the jobs that run in their first attempt; those of later
   * attempts began with what was settled before.
   */
  private static @Nullable Double rate(List<Job> jobs, Instant now) {
    double rate = 0;
    for (Job job : jobs) {
      Instant started = job.startedAt();
      if (job.state() == Job.State.RUNNING && job.attempts() == 1 && started != null) {
        double seconds = Math.max(1, Duration.between(started, now).toMillis() / 1000.0);
        rate += job.done() / seconds;
      }
    }
    return rate == 0 ? null : rate;
  }

  private static String words(Page page, Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return page.t("office.seconds", seconds);
    }
    return seconds < 3600
        ? page.t("office.minutes", seconds / 60, seconds % 60)
        : page.t("office.hours", seconds / 3600, seconds / 60 % 60);
  }
}

package org.gwageo.platform.evaluation.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jobs of a stage or season as the office sees them.
 *
 * @param path the address of the board, without language prefix
 * @param rows one for each job, in the order in which workers take them
 * @param totals counts, rate and what remains, in words
 * @param windows when the entrants were asked each task, one row a task and run; null before the
 *     first
 * @param done questions that are settled
 * @param total questions of all jobs
 * @param settled whether no job waits or runs
 */
public record JobBoard(
    String path,
    List<Row> rows,
    List<Fact> totals,
    @Nullable DataTable windows,
    long done,
    long total,
    boolean settled) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Copies the lists. */
  public JobBoard {
    rows = List.copyOf(rows);
    totals = List.copyOf(totals);
  }

  /**
   * One job.
   *
   * @param turn its place in the order
   * @param state the state as a word
   * @param score the running share of right answers; empty before the first counts
   * @param flow rate, what is under way and what remains; empty when it does not run
   * @param failures questions without an answer, by class
   * @param cause why it failed or was put back; empty for no reason
   * @param worker who has it or had it last; empty for nobody
   * @param age for how long it has been waiting, running or over
   * @param heartbeat how long ago its worker last said that it is alive; empty when it does not run
   * @param repeatable whether the office can queue it again
   */
  public record Row(
      UUID id,
      int turn,
      String task,
      String team,
      Badge state,
      int done,
      int total,
      String score,
      String flow,
      String failures,
      String cause,
      int attempts,
      String worker,
      String age,
      String heartbeat,
      boolean repeatable) {}

  static JobBoard of(Page page, JobsPlace place, List<Job> jobs, Instant now) {
    long done = jobs.stream().mapToLong(job -> job.count().done()).sum();
    long total = jobs.stream().mapToLong(job -> job.count().total()).sum();
    boolean several = jobs.stream().anyMatch(job -> job.run() > 1);
    return new JobBoard(
        place.path("jobs"),
        jobs.stream().map(job -> row(page, job, place, several, now)).toList(),
        totals(page, jobs, now),
        windows(page, jobs, several),
        done,
        total,
        jobs.stream().noneMatch(job -> job.state().isPending()));
  }

  static Row row(Page page, Job job, JobsPlace place, boolean several, Instant now) {
    String cause = job.cause();
    String worker = job.worker();
    Instant heartbeat = job.heartbeatAt();
    return new Row(
        job.id(),
        job.turn(),
        task(page, job, several),
        place.name(job.team()),
        state(page, job.state()),
        job.count().done(),
        job.count().total(),
        score(job.count()),
        job.state() == Job.State.RUNNING ? flow(page, job, now) : "",
        classes(page, job.count().failures()),
        cause == null ? "" : cause(page, job.state(), cause),
        job.attempts(),
        worker == null ? "" : worker,
        Lasting.words(page, age(job, now)),
        job.state().isHeld() && heartbeat != null
            ? Lasting.words(page, Duration.between(heartbeat, now))
            : "",
        job.state() == Job.State.FAILED || job.state() == Job.State.CANCELLED);
  }

  /** Returns what a worker says of a failure, in English, or why a person cancelled the job. */
  private static String cause(Page page, Job.State state, String cause) {
    return state == Job.State.CANCELLED ? cause : page.english(cause);
  }

  /** Returns the task's name, with the run where tasks are run several times. */
  private static String task(Page page, Job job, boolean several) {
    return several ? page.t("run.of", job.task(), job.run()) : job.task();
  }

  static Badge state(Page page, Job.State state) {
    Tone tone =
        switch (state) {
          case QUEUED, CANCELLED -> Tone.NEUTRAL;
          case LEASED -> Tone.INFORMATION;
          case RUNNING -> Tone.PRIMARY;
          case FAILED -> Tone.DANGER;
          case DONE -> Tone.SUCCESS;
        };
    return new Badge(tone, page.t("office.job." + state.name().toLowerCase(Locale.ROOT)));
  }

  static String score(Job.Count count) {
    return count.scored() == 0
        ? ""
        : String.format(Locale.ROOT, "%.1f %%", 100.0 * count.correct() / count.scored());
  }

  private static String flow(Page page, Job job, Instant now) {
    var words = new ArrayList<String>();
    double rate = rate(job, now);
    if (rate > 0) {
      words.add(page.t("office.jobs.per-second", String.format(Locale.ROOT, "%.1f", rate)));
      long left = Math.round((job.count().total() - job.count().done()) / rate);
      words.add(page.t("office.jobs.about", Lasting.words(page, Duration.ofSeconds(left))));
    }
    words.add(page.t("office.job.in-flight", job.count().inFlight(), job.count().limit()));
    return String.join(" · ", words);
  }

  /** Returns the questions per second that the latest worker settles; 0 before it asks. */
  static double rate(Job job, Instant now) {
    Instant since = job.count().askingSince();
    if (job.state() != Job.State.RUNNING || since == null) {
      return 0;
    }
    double seconds = Math.max(1, Duration.between(since, now).toMillis() / 1000.0);
    return (job.count().done() - job.count().doneBefore()) / seconds;
  }

  /** How long the job has been in its state; for one that is over, how long it took. */
  static Duration age(Job job, Instant now) {
    Instant started = job.startedAt() == null ? job.queuedAt() : job.startedAt();
    Instant finished = job.finishedAt();
    return switch (job.state()) {
      case QUEUED -> Duration.between(job.queuedAt(), now);
      case LEASED, RUNNING -> Duration.between(started, now);
      case FAILED, DONE, CANCELLED -> Duration.between(started, finished == null ? now : finished);
    };
  }

  /** Returns failure classes with their counts. */
  static String classes(Page page, String failures) {
    var words = new ArrayList<String>();
    JSON.readTree(failures)
        .properties()
        .forEach(
            entry ->
                words.add(Failures.word(page, entry.getKey()) + " " + entry.getValue().asString()));
    return String.join(", ", words);
  }

  private static List<Fact> totals(Page page, List<Job> jobs, Instant now) {
    var facts = new ArrayList<Fact>();
    for (Job.State state : Job.State.values()) {
      long count = jobs.stream().filter(job -> job.state() == state).count();
      facts.add(Fact.of(state(page, state).word(), page.t("office.jobs.count", count)));
    }
    double rate = jobs.stream().mapToDouble(job -> rate(job, now)).sum();
    long left =
        jobs.stream()
            .filter(job -> job.state().isPending())
            .mapToLong(job -> job.count().total() - job.count().done())
            .sum();
    if (rate > 0) {
      facts.add(
          Fact.of(
              page.t("office.jobs.rate"),
              page.t("office.jobs.per-second", String.format(Locale.ROOT, "%.1f", rate))));
      facts.add(
          Fact.of(
              page.t("office.jobs.left"),
              page.t(
                  "office.jobs.about",
                  Lasting.words(page, Duration.ofSeconds(Math.round(left / rate))))));
    }
    return facts;
  }

  /** Returns for each task when the first and the last entrant began and when all were through. */
  private static @Nullable DataTable windows(Page page, List<Job> jobs, boolean several) {
    var tasks = new LinkedHashMap<String, List<Job>>();
    jobs.forEach(
        job -> tasks.computeIfAbsent(task(page, job, several), name -> new ArrayList<>()).add(job));
    var rows = new ArrayList<List<String>>();
    tasks.forEach(
        (task, same) -> {
          var starts = same.stream().flatMap(job -> started(job)).sorted().toList();
          if (!starts.isEmpty()) {
            rows.add(
                List.of(
                    task,
                    page.t("office.jobs.windows.began", starts.size(), same.size()),
                    Lasting.second(starts.getFirst()),
                    Lasting.words(page, Duration.between(starts.getFirst(), starts.getLast())),
                    same.stream().allMatch(job -> job.finishedAt() != null)
                        ? Lasting.second(
                            same.stream()
                                .map(Job::finishedAt)
                                .flatMap(java.util.stream.Stream::ofNullable)
                                .max(Instant::compareTo)
                                .orElseThrow())
                        : "–"));
          }
        });
    return rows.isEmpty()
        ? null
        : new DataTable(
            page.t("office.jobs.windows"),
            List.of(
                Column.words(page.t("office.job.task")),
                Column.words(page.t("office.jobs.windows.entrants")),
                Column.words(page.t("office.jobs.windows.first")),
                Column.words(page.t("office.jobs.windows.spread")),
                Column.words(page.t("office.jobs.windows.last"))),
            rows);
  }

  private static java.util.stream.Stream<Instant> started(Job job) {
    return java.util.stream.Stream.ofNullable(job.startedAt());
  }
}

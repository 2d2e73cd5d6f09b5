package org.gwageo.platform.evaluation.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.latency.Measure;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.JobEvent;
import org.gwageo.platform.evaluation.Prices;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/**
 * One run as the office sees it.
 *
 * @param path the address of the run, without language prefix
 * @param row the run as on the board
 * @param facts whom it asks, and how it stands
 * @param publishable whether so few questions do not count that the result may be published; null
 *     before there is a result
 * @param publishableText the same in a sentence; empty before there is a result
 * @param metrics every number of the result; null before there is one
 * @param unanswered questions without an answer, by class; null before there is a result or where
 *     there are none
 * @param latencies what its requests took; null before there is a result
 * @param usage tokens and cost; none before there is a result
 * @param events what happened to it
 * @param questions the address of its questions; null while they are not scored
 * @param retry whether the office can queue it again
 * @param cancel whether the office can end it
 * @param pending whether it goes on without the office
 */
public record RunView(
    String path,
    JobBoard.Row row,
    List<Fact> facts,
    @Nullable Badge publishable,
    String publishableText,
    @Nullable DataTable metrics,
    @Nullable DataTable unanswered,
    @Nullable DataTable latencies,
    List<Fact> usage,
    DataTable events,
    @Nullable String questions,
    boolean retry,
    boolean cancel,
    boolean pending) {

  /** Copies the lists. */
  public RunView {
    facts = List.copyOf(facts);
    usage = List.copyOf(usage);
  }

  /**
   * What is known of a run beside the job.
   *
   * @param runs how often the tasks of its stage or season are run, at most
   */
  record Found(
      BenchmarkTask task,
      int runs,
      @Nullable BenchmarkResult result,
      LatencySummary.@Nullable Recorder times,
      Prices prices,
      List<JobEvent> events,
      boolean questions) {}

  static RunView of(Page page, JobsPlace place, Job job, Found found, Instant now) {
    BenchmarkResult result = found.result();
    LatencySummary.Recorder times = found.times();
    String path = place.path("jobs/" + job.id());
    boolean over = !job.state().isPending();
    return new RunView(
        path,
        JobBoard.row(page, job, place, found.runs() > 1, now),
        facts(page, job, found),
        result == null ? null : publishable(page, result),
        result == null ? "" : ceiling(page, result),
        result == null ? null : new HeadlineScore(result).metrics(page),
        result == null || result.unanswered().isEmpty() ? null : unanswered(page, result),
        times == null || times.tokens().replies() == 0 ? null : latencies(page, times),
        times == null
            ? List.of()
            : TokenUse.facts(page, times.tokens(), found.prices().of(job.model())),
        events(page, found.events()),
        found.questions()
            ? place.path("answers/" + job.task() + "/" + RunGallery.segment(job))
            : null,
        job.state() == Job.State.FAILED || job.state() == Job.State.CANCELLED,
        !over || job.state() == Job.State.FAILED,
        !over);
  }

  private static List<Fact> facts(Page page, Job job, Found found) {
    var task = found.task();
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("run.task"), page.pick(task.title().ko(), task.title().en())));
    facts.add(Fact.of(page.t("run.mode"), page.t("run.mode." + task.mode().word())));
    facts.add(Fact.of(page.t("run.endpoint"), job.endpoint() + " · " + job.model()));
    facts.add(Fact.of(page.t("run.revision"), job.revision()));
    facts.add(Fact.of(page.t("run.task.digest"), job.taskDigest()));
    facts.add(Fact.of(page.t("run.turn"), page.t("run.turn.n", job.turn(), job.run())));
    BenchmarkResult result = found.result();
    if (result != null) {
      facts.add(
          Fact.of(
              page.t("run.requests"),
              page.t(
                  "run.requests.n",
                  page.number(result.requests()),
                  page.number(result.retries()),
                  result.wallSeconds().toPlainString())));
      facts.add(Fact.of(page.t("run.digest"), result.digest().toString()));
    }
    return facts;
  }

  private static Badge publishable(Page page, BenchmarkResult result) {
    return result.isPublishable()
        ? new Badge(Tone.SUCCESS, page.t("run.publishable"))
        : new Badge(Tone.DANGER, page.t("run.not-publishable"));
  }

  /** Returns how many questions do not count, and how many may. */
  static String ceiling(Page page, BenchmarkResult result) {
    return page.t(
        "run.ceiling",
        page.number(result.uncounted()),
        page.number(result.questions()),
        result.ceiling().movePointRight(2).stripTrailingZeros().toPlainString());
  }

  private static DataTable unanswered(Page page, BenchmarkResult result) {
    var rows =
        result.unanswered().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(
                entry ->
                    List.of(
                        Failures.word(page, entry.getKey().code()),
                        page.number(entry.getValue()),
                        page.t(entry.getKey().isScored() ? "run.counts-wrong" : "run.counts-not")))
            .toList();
    return new DataTable(
        page.t("office.job.failures"),
        List.of(
            Column.words(page.t("run.class")),
            Column.numbers(page.t("run.class.n")),
            Column.words(page.t("run.class.counts"))),
        rows);
  }

  private static DataTable latencies(Page page, LatencySummary.Recorder times) {
    List<List<String>> rows = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      var percentiles = times.percentiles(measure);
      if (percentiles.n() > 0) {
        rows.add(
            List.of(
                page.t("run.phase." + measure.word()),
                page.number(percentiles.n()),
                Lasting.millis(percentiles.p50()),
                Lasting.millis(percentiles.p90()),
                Lasting.millis(percentiles.p95()),
                Lasting.millis(percentiles.p99()),
                Lasting.millis(percentiles.max())));
      }
    }
    return new DataTable(
        page.t("run.latencies"),
        List.of(
            Column.words(page.t("run.phase")),
            Column.numbers(page.t("run.phase.measured")),
            Column.numbers("p50"),
            Column.numbers("p90"),
            Column.numbers("p95"),
            Column.numbers("p99"),
            Column.numbers(page.t("run.phase.most"))),
        rows);
  }

  private static DataTable events(Page page, List<JobEvent> events) {
    return new DataTable(
        page.t("run.events"),
        List.of(
            Column.words(page.t("run.event.at")),
            Column.words(page.t("run.event.kind")),
            Column.words(page.t("run.event.actor")),
            Column.words(page.t("run.event.remark"))),
        events.stream()
            .map(
                event -> {
                  String remark = event.remark();
                  return List.of(
                      Lasting.second(event.at()),
                      page.t("run.event." + event.kind().key()),
                      event.actor(),
                      remark == null ? "–" : remark(page, event.kind(), remark));
                })
            .toList());
  }

  /** Returns what a worker says of a failure, in English, or a person's reason in its words. */
  private static String remark(Page page, JobEvent.Kind kind, String remark) {
    return switch (kind) {
      case QUEUED, RETRIED, CANCELLED -> remark;
      case LEASED, TAKEN_OVER, PUT_BACK, FAILED, DONE -> page.english(remark);
    };
  }
}

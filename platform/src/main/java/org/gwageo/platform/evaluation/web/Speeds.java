package org.gwageo.platform.evaluation.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.latency.Measure;
import org.gwageo.benchmark.latency.PercentileInterval;
import org.gwageo.benchmark.latency.PriceList;
import org.gwageo.benchmark.latency.TokenTotals;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Prices;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * How fast the entrants of a stage or season replied over all their runs, and what that cost.
 *
 * @param latencies one row an entrant and measure, each percentile with its interval
 * @param costs one row an entrant: tokens, cost, and the range over the runs
 */
public record Speeds(DataTable latencies, DataTable costs) {

  private static final double LEVEL = 0.95;
  private static final List<Measure> SHOWN =
      List.of(Measure.FIRST_TOKEN, Measure.GAP, Measure.SERVICE);
  private static final String NONE = "–";

  /** What one entrant's finished jobs add up to. */
  private static final class Sum {
    final LatencySummary.Recorder times = new LatencySummary.Recorder();
    final Map<Integer, TokenTotals> byRun = new TreeMap<>();
    private @Nullable PriceList prices;

    void add(Job job, LatencySummary.Recorder recorder, Prices list) {
      times.add(recorder);
      byRun.merge(job.run(), recorder.tokens(), TokenTotals::plus);
      prices = list.of(job.model()).orElse(prices);
    }
  }

  /** Returns the tables; null before the first job is done. */
  static @Nullable Speeds of(
      Page page, JobsPlace place, List<Job> jobs, Results results, Prices prices) {
    Map<String, Sum> sums = new LinkedHashMap<>();
    jobs.stream()
        .filter(job -> job.state() == Job.State.DONE)
        .sorted(java.util.Comparator.comparing(Job::team))
        .forEach(
            job ->
                sums.computeIfAbsent(place.name(job.team()), name -> new Sum())
                    .add(job, results.latency(job), prices));
    return sums.isEmpty() ? null : new Speeds(latencies(page, sums), costs(page, sums));
  }

  private static DataTable latencies(Page page, Map<String, Sum> sums) {
    List<List<String>> rows = new ArrayList<>();
    sums.forEach(
        (name, sum) -> {
          for (Measure measure : SHOWN) {
            var percentiles = sum.times.percentiles(measure);
            rows.add(
                List.of(
                    name,
                    page.t("run.phase." + measure.word()),
                    page.number(percentiles.n()),
                    ranged(percentiles.p50(), sum.times.interval(measure, 50, LEVEL)),
                    ranged(percentiles.p95(), sum.times.interval(measure, 95, LEVEL)),
                    ranged(percentiles.p99(), sum.times.interval(measure, 99, LEVEL))));
          }
        });
    return new DataTable(
        page.t("speeds.latencies"),
        List.of(
            Column.words(page.t("season.entrant")),
            Column.words(page.t("run.phase")),
            Column.numbers(page.t("run.phase.measured")),
            Column.numbers(page.t("speeds.percentile", 50)),
            Column.numbers(page.t("speeds.percentile", 95)),
            Column.numbers(page.t("speeds.percentile", 99))),
        rows);
  }

  /** Returns {@code 12.0 ms (11.1 ms – 13.9 ms)}; an end that nobody knows is left open. */
  private static String ranged(@Nullable Double value, PercentileInterval interval) {
    if (value == null) {
      return NONE;
    }
    Double low = interval.low();
    Double high = interval.high();
    return Lasting.millis(value)
        + " ("
        + (low == null ? "" : Lasting.millis(low) + " ")
        + "–"
        + (high == null ? "" : " " + Lasting.millis(high))
        + ")";
  }

  private static DataTable costs(Page page, Map<String, Sum> sums) {
    boolean several = sums.values().stream().anyMatch(sum -> sum.byRun.size() > 1);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("season.entrant")));
    columns.add(Column.numbers(page.t("speeds.replies")));
    columns.add(Column.numbers(page.t("run.tokens.prompt")));
    columns.add(Column.numbers(page.t("run.tokens.completion")));
    columns.add(Column.numbers(page.t("run.cost")));
    if (several) {
      columns.add(Column.numbers(page.t("speeds.cost.range")));
    }
    columns.add(Column.numbers(page.t("speeds.cost.thousand")));
    List<List<String>> rows = new ArrayList<>();
    sums.forEach((name, sum) -> rows.add(cost(page, name, sum, several)));
    return new DataTable(page.t("speeds.costs"), columns, rows);
  }

  private static List<String> cost(Page page, String name, Sum sum, boolean several) {
    TokenTotals tokens = sum.times.tokens();
    PriceList prices = sum.prices;
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(page.number(tokens.replies()));
    row.add(page.number(tokens.prompt()));
    row.add(page.number(tokens.completion()));
    row.add(prices == null ? NONE : money(page, prices, tokens, prices.cost(tokens)));
    if (several) {
      row.add(prices == null ? NONE : range(prices, sum.byRun.values().stream()));
    }
    row.add(
        prices == null || tokens.replies() == 0
            ? NONE
            : money(
                page,
                prices,
                tokens,
                prices
                    .cost(tokens)
                    .multiply(BigDecimal.valueOf(1000))
                    .divide(
                        BigDecimal.valueOf(tokens.replies()), java.math.MathContext.DECIMAL64)));
    return row;
  }

  /** Returns an amount; with "at least" where the endpoint did not tell the tokens of a reply. */
  private static String money(Page page, PriceList prices, TokenTotals tokens, BigDecimal amount) {
    String words = TokenUse.amount(amount) + " " + prices.currency();
    return tokens.counted() < tokens.replies() ? page.t("speeds.cost.least", words) : words;
  }

  private static String range(PriceList prices, Stream<TokenTotals> runs) {
    List<BigDecimal> costs = runs.map(prices::cost).sorted().toList();
    return TokenUse.amount(Objects.requireNonNull(costs.getFirst()))
        + " – "
        + TokenUse.amount(costs.getLast());
  }
}

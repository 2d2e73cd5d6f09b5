package org.gwageo.benchmark.harness;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.Ports;
import org.gwageo.benchmark.metric.Aggregation;
import org.gwageo.benchmark.metric.Column;
import org.gwageo.benchmark.metric.Corpus;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.metric.Mean;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.overlap.CorpusMetric;
import org.gwageo.benchmark.task.Mode;
import org.jspecify.annotations.Nullable;

/** The harness's aggregations. */
final class Aggregations {

  /** The aggregation of a metric whose task names none. */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("acc", "mean"),
          Map.entry("acc_norm", "mean"),
          Map.entry("acc_bytes", "mean"),
          Map.entry("acc_mutual_info", "mean"),
          Map.entry("exact_match", "mean"),
          Map.entry("f1", "f1"),
          Map.entry("mcc", "matthews_corrcoef"),
          Map.entry("brier_score", "brier_score"),
          Map.entry("perplexity", "perplexity"),
          Map.entry("word_perplexity", "weighted_perplexity"),
          Map.entry("byte_perplexity", "weighted_perplexity"),
          Map.entry("bits_per_byte", "bits_per_byte"));

  /** Metrics of the whole split that sums of statistics make. */
  static final Set<String> CORPUS = Set.of("bleu", "chrf", "chrf++", "ter");

  private Aggregations() {}

  /**
   * Returns the aggregation of a metric; nothing if it is not known.
   *
   * <p>In compatible mode an aggregation for which the harness reports no standard error reports
   * none either.
   */
  static Optional<Aggregation> of(MetricSpec metric, Mode mode) {
    if (metric.aggregationBy() != null) {
      return Ports.find(metric.aggregationBy())
          .filter(Port.OfValues.class::isInstance)
          .map(port -> ((Port.OfValues) port).aggregation())
          .map(own -> mode == Mode.COMPAT ? new WithoutError(own) : own);
    }
    String word =
        metric.aggregation() != null
            ? metric.aggregation()
            : USUAL.getOrDefault(
                metric.name(), CORPUS.contains(metric.name()) ? metric.name() : "mean");
    Aggregation exact =
        switch (word) {
          case "mean", "nanmean" -> new Mean();
          case "median" -> new UpperMedian();
          case "f1" -> new BinaryF1();
          case "matthews_corrcoef" -> new Matthews();
          case "brier_score" -> new Mean();
          case "perplexity" -> new Corpus("perplexity", s -> Math.exp(-s[0] / s[1]));
          case "weighted_perplexity" ->
              new Corpus("weighted_perplexity", s -> Math.exp(-s[0] / s[1]));
          case "bits_per_byte" -> new Corpus("bits_per_byte", s -> -s[0] / s[1] / Math.log(2));
          default -> corpus(word);
        };
    if (exact == null) {
      return Optional.empty();
    }
    boolean withoutError =
        word.equals("brier_score")
            || word.equals("weighted_perplexity")
            || word.equals("bits_per_byte");
    return Optional.of(withoutError && mode == Mode.COMPAT ? new WithoutError(exact) : exact);
  }

  /** BLEU, chrF, chrF++ and TER of the whole split. */
  private static @Nullable Aggregation corpus(String word) {
    return CORPUS.contains(word)
        ? CorpusMetric.named(word)
            .<Aggregation>map(metric -> new Corpus(word, metric::score))
            .orElse(null)
        : null;
  }

  /** An aggregation whose standard error is not reported. */
  record WithoutError(Aggregation exact) implements Aggregation {
    @Override
    public String word() {
      return exact.word();
    }

    @Override
    public Estimate of(Column column) {
      Estimate estimate = exact.of(column);
      return new Estimate(estimate.value(), null, estimate.n());
    }
  }

  /** The middle score, of an even number of scores the upper one. */
  record UpperMedian() implements Aggregation {
    @Override
    public String word() {
      return "median";
    }

    @Override
    public Estimate of(Column column) {
      double[] scores = column.counted();
      Arrays.sort(scores);
      return scores.length == 0
          ? Estimate.nothing()
          : new Estimate(scores[scores.length / 2], null, scores.length);
    }
  }

  /** Counts of two classes, {@code 1} being the positive one. */
  private static final class Table {
    private long truePositive;
    private long falsePositive;
    private long falseNegative;
    private long trueNegative;
    private boolean binary = true;

    static Table of(Column column) {
      var table = new Table();
      column.forEachOther(
          value -> {
            if (value instanceof Value.Label(String predicted, String gold)) {
              table.add(predicted, gold);
            }
          });
      return table;
    }

    private void add(String predicted, String gold) {
      binary &= (gold + predicted).chars().allMatch(c -> c == '0' || c == '1');
      binary &= gold.length() == 1 && predicted.length() == 1;
      boolean positive = predicted.equals("1");
      boolean right = gold.equals("1");
      truePositive += positive && right ? 1 : 0;
      falsePositive += positive && !right ? 1 : 0;
      falseNegative += !positive && right ? 1 : 0;
      trueNegative += !positive && !right ? 1 : 0;
    }

    long n() {
      return truePositive + falsePositive + falseNegative + trueNegative;
    }
  }

  /** F1 of class 1: 2·tp / (2·tp + fp + fn), 0 where there is none of it; two classes only. */
  record BinaryF1() implements Aggregation {
    @Override
    public String word() {
      return "f1";
    }

    @Override
    public Estimate of(Column column) {
      Table table = Table.of(column);
      if (table.n() == 0 || !table.binary) {
        return Estimate.nothing();
      }
      long all = 2 * table.truePositive + table.falsePositive + table.falseNegative;
      return new Estimate(all == 0 ? 0.0 : 2.0 * table.truePositive / all, null, table.n());
    }
  }

  /** Matthews' correlation coefficient of two classes, 0 where a row or column is empty. */
  record Matthews() implements Aggregation {
    @Override
    public String word() {
      return "matthews_corrcoef";
    }

    @Override
    public Estimate of(Column column) {
      Table t = Table.of(column);
      if (t.n() == 0 || !t.binary) {
        return Estimate.nothing();
      }
      double product =
          (double) (t.truePositive + t.falsePositive)
              * (t.truePositive + t.falseNegative)
              * (t.trueNegative + t.falsePositive)
              * (t.trueNegative + t.falseNegative);
      double covariance =
          (double) t.truePositive * t.trueNegative - (double) t.falsePositive * t.falseNegative;
      return new Estimate(product == 0 ? 0.0 : covariance / Math.sqrt(product), null, t.n());
    }
  }
}

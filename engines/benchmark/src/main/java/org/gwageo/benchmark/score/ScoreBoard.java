package org.gwageo.benchmark.score;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.metric.Column;
import org.gwageo.benchmark.metric.Mean;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Collects the scores of questions, in any order, and makes the result of them. A task's metrics
 * take eight bytes a question and metric; what has no value yet takes none.
 */
final class ScoreBoard {

  /** A value that readings of a filter carry. */
  private record Source(String filter, String value) {}

  private final BenchmarkTask task;
  private final int @Nullable [] clusters;
  private final Map<String, Integer> clusterNumbers = new HashMap<>();
  private final Map<Source, Column> columns = new HashMap<>();
  private final Map<FailureClass, Long> unanswered = new EnumMap<>(FailureClass.class);
  private final Column correct;
  private long counted;
  private long right;
  private boolean isShare;

  ScoreBoard(BenchmarkTask task) {
    this.task = task;
    int items = task.items().count();
    this.clusters = task.description().cluster() == null ? null : new int[items];
    List<Metric> metrics = task.judging().metrics();
    for (Metric metric : metrics) {
      columns.computeIfAbsent(
          new Source(metric.filter(), metric.value()),
          source -> new Column(items, task.repeats(), clusters));
    }
    this.correct = new Column(items, task.repeats(), clusters);
    this.isShare = metrics.getFirst().aggregation() instanceof Mean;
  }

  /** Learns which cluster an item belongs to. */
  void open(Item item) throws TaskException {
    String field = task.description().cluster();
    if (clusters != null && field != null) {
      clusters[item.ordinal()] =
          clusterNumbers.computeIfAbsent(item.text(field), name -> clusterNumbers.size());
    }
  }

  void add(QuestionScore score) {
    if (score.failure() != null) {
      unanswered.merge(score.failure(), 1L, Long::sum);
    }
    if (!score.isScored()) {
      return;
    }
    counted++;
    right += score.correct() ? 1 : 0;
    correct.put(score.ordinal(), score.repeat(), Value.Score.of(score.correct()));
    for (Reading reading : score.readings()) {
      reading
          .values()
          .forEach(
              (name, value) -> {
                Column column = columns.get(new Source(reading.filter(), name));
                if (column != null) {
                  column.put(score.ordinal(), score.repeat(), value);
                }
              });
    }
    Metric headline = task.judging().metrics().getFirst();
    Value value = score.readings().getFirst().values().get(headline.value());
    isShare &= Value.Score.of(score.correct()).equals(value);
  }

  /**
   * Numbers clusters by their first items, so that sums over clusters do not depend on the order in
   * which items were opened.
   */
  private void renumberClusters() {
    if (clusters == null) {
      return;
    }
    int[] numbers = new int[clusterNumbers.size()];
    Arrays.fill(numbers, -1);
    int next = 0;
    for (int item = 0; item < clusters.length; item++) {
      if (numbers[clusters[item]] < 0) {
        numbers[clusters[item]] = next++;
      }
      clusters[item] = numbers[clusters[item]];
    }
  }

  BenchmarkResult result(
      Subject subject,
      long requests,
      long retries,
      BigDecimal wallSeconds,
      LatencySummary latency) {
    renumberClusters();
    List<MetricValue> values = new ArrayList<>();
    for (Metric metric : task.judging().metrics()) {
      Column column = columns.get(new Source(metric.filter(), metric.value()));
      if (column == null) {
        throw new IllegalStateException("metric " + metric.name() + " has no column");
      }
      values.add(
          new MetricValue(
              metric.name(),
              metric.filter(),
              metric.aggregation().of(column),
              metric.higherIsBetter()));
    }
    return new BenchmarkResult(
        task.id(),
        task.digest(),
        task.mode(),
        subject,
        task.items().count(),
        task.repeats(),
        counted,
        unanswered,
        values,
        new Accuracy(right, counted, new Mean().of(correct).standardError()),
        isShare,
        task.description().ceiling(),
        task.places(),
        requests,
        retries,
        wallSeconds,
        latency);
  }
}

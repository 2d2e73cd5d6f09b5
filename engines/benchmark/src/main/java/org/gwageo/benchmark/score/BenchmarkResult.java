package org.gwageo.benchmark.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.latency.PriceList;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The result of one task for one subject.
 *
 * @param task the task's id
 * @param taskDigest the task's digest
 * @param mode the conventions that the task follows
 * @param subject the model that was asked
 * @param items how many items the task has
 * @param repeats how often each is asked
 * @param scored how many questions count in the metrics
 * @param unanswered questions without an answer, by class; those whose class {@link
 *     FailureClass#isScored()} count as wrong, the others do not count
 * @param metrics the numbers, the headline first
 * @param accuracy the share of questions that count as fully right under the headline's filter
 * @param isShare whether the headline is exactly that share
 * @param ceiling the largest share of questions that do not count at which the result may be
 *     published
 * @param places the decimal places of the percentage
 * @param requests attempts in the journal
 * @param retries attempts beyond the first at the same request
 * @param wallSeconds the time during which at least one request was under way, so that stops
 *     between sessions do not count; milliseconds precision
 * @param latency how long replies took and what tokens they had; null where it is not known
 */
public record BenchmarkResult(
    String task,
    Digest taskDigest,
    Mode mode,
    Subject subject,
    int items,
    int repeats,
    long scored,
    Map<FailureClass, Long> unanswered,
    List<MetricValue> metrics,
    Accuracy accuracy,
    boolean isShare,
    BigDecimal ceiling,
    int places,
    long requests,
    long retries,
    BigDecimal wallSeconds,
    @Nullable LatencySummary latency) {

  /** The version of the scoring rules: two versions may judge the same reply differently. */
  public static final String SCORER = "gwageo-score/2";

  /** Copies map and list. */
  public BenchmarkResult {
    unanswered = Map.copyOf(unanswered);
    metrics = List.copyOf(metrics);
  }

  /** Makes a result of which the times of replies are not known. */
  public BenchmarkResult(
      String task,
      Digest taskDigest,
      Mode mode,
      Subject subject,
      int items,
      int repeats,
      long scored,
      Map<FailureClass, Long> unanswered,
      List<MetricValue> metrics,
      Accuracy accuracy,
      boolean isShare,
      BigDecimal ceiling,
      int places,
      long requests,
      long retries,
      BigDecimal wallSeconds) {
    this(
        task,
        taskDigest,
        mode,
        subject,
        items,
        repeats,
        scored,
        unanswered,
        metrics,
        accuracy,
        isShare,
        ceiling,
        places,
        requests,
        retries,
        wallSeconds,
        null);
  }

  /** Returns the metric that stands for the task. */
  public MetricValue headline() {
    return metrics.getFirst();
  }

  /** Returns how many questions there are. */
  public long questions() {
    return (long) items * repeats;
  }

  /** Returns how many questions got no reply that counts; zero for a complete result. */
  public long uncounted() {
    return questions() - scored;
  }

  /** Returns whether every question was asked until it was settled or given up. */
  public boolean isComplete() {
    return !unanswered.containsKey(FailureClass.NOT_ASKED);
  }

  /**
   * Returns whether the questions that do not count are so few that the result may be published.
   */
  public boolean isPublishable() {
    return BigDecimal.valueOf(uncounted())
            .compareTo(ceiling.multiply(BigDecimal.valueOf(questions())))
        <= 0;
  }

  /**
   * Returns 100 times the headline to the task's decimal places, rounded half up; exact where the
   * headline is a share; null if nothing counts.
   */
  public @Nullable BigDecimal percentage() {
    if (isShare) {
      return accuracy.percentage(places).orElse(null);
    }
    Double value = headline().estimate().value();
    return value == null
        ? null
        : new BigDecimal(value).movePointRight(2).setScale(places, RoundingMode.HALF_UP);
  }

  /**
   * Returns the digest of the result without {@code wallSeconds} and {@code latency}: two runs that
   * brought the same replies have the same.
   */
  public Digest digest() {
    return Digest.ofJson(content());
  }

  /**
   * Returns the result as canonical JSON in UTF-8, with {@code wallSeconds}, {@code digest} and,
   * where it is known, {@code latency}.
   */
  public byte[] toJson() {
    return CanonicalJson.bytes(tree(latency));
  }

  /**
   * Returns what {@link #toJson()} returns, with a member {@code cost}: what the replies cost at
   * {@code prices}, which is no part of the digest either.
   */
  public byte[] toJson(PriceList prices) {
    Map<String, @Nullable Object> tree = tree(latency);
    if (latency != null) {
      tree.put("cost", prices.toTree(latency.tokens()));
    }
    return CanonicalJson.bytes(tree);
  }

  private Map<String, @Nullable Object> tree(@Nullable LatencySummary times) {
    Map<String, @Nullable Object> tree = content();
    tree.put("wallSeconds", wallSeconds);
    tree.put("digest", digest().toString());
    if (times != null) {
      tree.put("latency", times.toTree());
    }
    return tree;
  }

  private Map<String, @Nullable Object> content() {
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("task", task);
    tree.put("taskDigest", taskDigest.toString());
    tree.put("scorer", SCORER);
    tree.put("mode", mode.word());
    tree.put("subject", subject.toTree());
    tree.put("items", items);
    tree.put("repeats", repeats);
    tree.put("scored", scored);
    var classes = new TreeMap<String, Object>();
    unanswered.forEach((failure, count) -> classes.put(failure.code(), count));
    tree.put("unanswered", classes);
    tree.put("publishable", isPublishable());
    tree.put("metrics", metricTrees());
    tree.put("requests", requests);
    tree.put("retries", retries);
    return tree;
  }

  private List<Map<String, @Nullable Object>> metricTrees() {
    List<Map<String, @Nullable Object>> trees = new ArrayList<>();
    for (MetricValue metric : metrics) {
      trees.add(metric.toTree());
    }
    BigDecimal percentage = percentage();
    trees.getFirst().put("percent", percentage == null ? null : percentage.toPlainString());
    if (isShare) {
      trees.getFirst().put("correct", accuracy.correct());
    }
    return trees;
  }

  /**
   * Returns whether {@code json} is exactly the bytes of this result, with its times of replies or
   * without them: not every store of results keeps those.
   */
  public boolean hasBytes(byte[] json) {
    return Arrays.equals(toJson(), json) || Arrays.equals(CanonicalJson.bytes(tree(null)), json);
  }
}

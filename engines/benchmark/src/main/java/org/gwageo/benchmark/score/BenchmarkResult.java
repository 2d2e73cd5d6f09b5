package org.gwageo.benchmark.score;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The result of one task for one subject.
 *
 * @param task the task's id
 * @param taskDigest the task's digest
 * @param subject the model that was asked
 * @param items how many items the task has
 * @param repeats how often each is asked
 * @param scored how many questions count in the metrics
 * @param unanswered questions without an answer, by class; those whose class {@link
 *     FailureClass#isScored()} count as wrong, the others do not count
 * @param accuracy the share of correct replies
 * @param filter the name of the answer rule
 * @param places the decimal places of the percentage
 * @param requests attempts in the journal
 * @param retries attempts beyond the first at the same question
 * @param wallSeconds the time during which at least one request was under way, so that stops
 *     between sessions do not count; milliseconds precision
 */
public record BenchmarkResult(
    String task,
    Digest taskDigest,
    Subject subject,
    int items,
    int repeats,
    long scored,
    Map<FailureClass, Long> unanswered,
    Accuracy accuracy,
    String filter,
    int places,
    long requests,
    long retries,
    BigDecimal wallSeconds) {

  /** The version of the scoring rules: two versions may judge the same reply differently. */
  public static final String SCORER = "gwageo-score/1";

  /** Copies the map. */
  public BenchmarkResult {
    unanswered = Map.copyOf(unanswered);
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
   * Returns accuracy in per cent, 0 to 100, to the task's decimal places; null if nothing counts.
   */
  public @Nullable BigDecimal percentage() {
    return accuracy.percentage(places).orElse(null);
  }

  /** Returns the digest of the result without {@code wallSeconds}. */
  public Digest digest() {
    return Digest.ofJson(content());
  }

  /** Returns the result as canonical JSON in UTF-8, with {@code wallSeconds} and {@code digest}. */
  public byte[] toJson() {
    Map<String, @Nullable Object> tree = content();
    tree.put("wallSeconds", wallSeconds);
    tree.put("digest", digest().toString());
    return CanonicalJson.bytes(tree);
  }

  private Map<String, @Nullable Object> content() {
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("task", task);
    tree.put("taskDigest", taskDigest.toString());
    tree.put("scorer", SCORER);
    tree.put("mode", "official");
    tree.put("subject", subject.toTree());
    tree.put("items", items);
    tree.put("repeats", repeats);
    tree.put("scored", scored);
    var classes = new TreeMap<String, Object>();
    unanswered.forEach((failure, count) -> classes.put(failure.code(), count));
    tree.put("unanswered", classes);
    tree.put("metrics", List.of(metric()));
    tree.put("requests", requests);
    tree.put("retries", retries);
    return tree;
  }

  private Map<String, @Nullable Object> metric() {
    var metric = new TreeMap<String, @Nullable Object>();
    metric.put("name", "accuracy");
    metric.put("filter", filter);
    metric.put("value", accuracy.fraction().isPresent() ? accuracy.fraction().getAsDouble() : null);
    metric.put("se", accuracy.standardError());
    metric.put("n", accuracy.counted());
    metric.put("correct", accuracy.correct());
    metric.put("percent", accuracy.percentage(places).map(BigDecimal::toPlainString).orElse(null));
    return metric;
  }

  /** Returns whether {@code json} is exactly the bytes of this result. */
  public boolean hasBytes(byte[] json) {
    return Arrays.equals(toJson(), json);
  }
}

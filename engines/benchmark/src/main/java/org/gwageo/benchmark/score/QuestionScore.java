package org.gwageo.benchmark.score;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What became of one question.
 *
 * @param ordinal the item's position in the task, from 0
 * @param item the item's id
 * @param repeat which repeat, from 0
 * @param key the question's key in the journal
 * @param attempts how many attempts the journal holds
 * @param reply the digest of the reply's text, or of the texts of all parts; null if there is none
 * @param gold the right answer
 * @param readings what each filter made of the replies, the headline's first; none if the question
 *     does not count
 * @param failure why there is no answer; null if there is one
 * @param settled whether a resumed run has no reason to ask again
 */
public record QuestionScore(
    int ordinal,
    String item,
    int repeat,
    Digest key,
    int attempts,
    @Nullable Digest reply,
    String gold,
    List<Reading> readings,
    @Nullable FailureClass failure,
    boolean settled) {

  /** Copies the list. */
  public QuestionScore {
    readings = List.copyOf(readings);
  }

  /** Returns whether the question counts in the metrics. */
  public boolean isScored() {
    return failure == null || failure.isScored();
  }

  /** Returns the answer that the headline's filter found; null if it found none. */
  public @Nullable String extracted() {
    return readings.isEmpty() ? null : readings.getFirst().extracted();
  }

  /** Returns whether the question counts as fully right under the headline's filter. */
  public boolean correct() {
    return !readings.isEmpty() && readings.getFirst().correct();
  }

  /** Returns why the headline's filter judged as it did; null if it says nothing. */
  public @Nullable String note() {
    return readings.isEmpty() ? null : readings.getFirst().note();
  }

  /** Returns the score as one line of canonical JSON, without a line end. */
  public String toJson() {
    var tree = new TreeMap<String, Object>();
    tree.put("ordinal", ordinal);
    tree.put("item", item);
    tree.put("repeat", repeat);
    tree.put("key", key.toString());
    tree.put("attempts", attempts);
    tree.put("gold", gold);
    tree.put("correct", correct());
    if (reply != null) {
      tree.put("reply", reply.toString());
    }
    if (failure != null) {
      tree.put("failure", failure.code());
    }
    if (!readings.isEmpty()) {
      tree.put("readings", readings.stream().map(QuestionScore::tree).toList());
    }
    return CanonicalJson.string(tree);
  }

  private static Map<String, Object> tree(Reading reading) {
    var tree = new TreeMap<String, Object>();
    tree.put("filter", reading.filter());
    tree.put("correct", reading.correct());
    if (reading.extracted() != null) {
      tree.put("extracted", reading.extracted());
    }
    if (reading.note() != null) {
      tree.put("note", reading.note());
    }
    var values = new TreeMap<String, Object>();
    reading.values().forEach((name, value) -> values.put(name, tree(value)));
    tree.put("values", values);
    return tree;
  }

  private static Object tree(Value value) {
    return switch (value) {
      case Value.Score(double score) -> score;
      case Value.Label(String predicted, String gold) -> List.of(predicted, gold);
      case Value.Sums sums -> Arrays.stream(sums.parts()).boxed().toList();
    };
  }
}

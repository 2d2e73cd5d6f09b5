package org.gwageo.benchmark.score;

import java.util.TreeMap;
import org.gwageo.benchmark.journal.FailureClass;
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
 * @param reply the digest of the reply's text; null if there is none
 * @param extracted the answer found in it; null if none was found
 * @param gold the right answer
 * @param correct whether they are equal
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
    @Nullable String extracted,
    String gold,
    boolean correct,
    @Nullable FailureClass failure,
    boolean settled) {

  /** Returns whether the question counts in the metrics. */
  public boolean isScored() {
    return failure == null || failure.isScored();
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
    tree.put("correct", correct);
    if (reply != null) {
      tree.put("reply", reply.toString());
    }
    if (extracted != null) {
      tree.put("extracted", extracted);
    }
    if (failure != null) {
      tree.put("failure", failure.code());
    }
    return CanonicalJson.string(tree);
  }
}

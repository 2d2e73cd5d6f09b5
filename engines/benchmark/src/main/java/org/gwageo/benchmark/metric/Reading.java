package org.gwageo.benchmark.metric;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one filter of a task made of the replies to one question.
 *
 * @param filter the filter's name in results
 * @param extracted what it found, as it was compared; null if it found nothing
 * @param gold what would have been right, as it was compared
 * @param correct whether the question counts as fully right
 * @param values the question's contribution to each metric of this filter, by the metric's name
 * @param note one sentence why the question is worth what it is; null if there is nothing to say
 */
public record Reading(
    String filter,
    @Nullable String extracted,
    String gold,
    boolean correct,
    Map<String, Value> values,
    @Nullable String note) {

  /** Copies the map. */
  public Reading {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Returns a reading whose only metric is the share of correct answers. */
  public static Reading of(
      String filter, String metric, @Nullable String extracted, String gold, boolean correct) {
    return new Reading(
        filter, extracted, gold, correct, Map.of(metric, Value.Score.of(correct)), null);
  }
}

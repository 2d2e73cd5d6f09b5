package org.gwageo.benchmark.task;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.answer.Extractor;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.overlap.ReplyMetric;

/**
 * A text that is scored from 0 to 1 by how much of a right answer it has.
 *
 * @param gold the field with the right answer or a list of right answers
 * @param filter the name of the rule in results
 * @param metric the measure
 * @param extract the cascade that finds the answer
 * @param threshold the score from which on the answer counts as right
 */
public record OverlapRule(
    String gold, String filter, ReplyMetric metric, List<Extractor> extract, BigDecimal threshold)
    implements AnswerRule {

  /** Copies the list. */
  public OverlapRule {
    extract = List.copyOf(extract);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.mean(metric.word(), filter), Metric.mean(ACCURACY, filter));
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    List<String> right = item.texts(gold);
    if (right.isEmpty()) {
      throw item.wrong("has no right answer in \"" + gold + "\"");
    }
    Optional<String> answer = Extractor.firstOf(extract, replies.getFirst().text());
    double score = answer.isPresent() ? metric.score(answer.get(), right) : 0;
    boolean correct = answer.isPresent() && score >= threshold.doubleValue();
    return List.of(
        new Reading(
            filter,
            answer.orElse(null),
            String.join("|", right),
            correct,
            Map.of(metric.word(), new Value.Score(score), ACCURACY, Value.Score.of(correct)),
            null));
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of(
        "kind",
        "overlap",
        "gold",
        gold,
        "filter",
        filter,
        "metric",
        metric.word(),
        "extract",
        extract.stream().map(Extractor::toTree).toList(),
        "threshold",
        threshold.stripTrailingZeros().toPlainString());
  }
}

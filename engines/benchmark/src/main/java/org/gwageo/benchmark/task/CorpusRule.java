package org.gwageo.benchmark.task;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.answer.Extractor;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Corpus;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.overlap.CorpusMetric;
import org.gwageo.benchmark.overlap.ErrorRate;

/**
 * A text that is scored together with all others of the task: a translation by BLEU or chrF, a
 * transcription by its error rate.
 *
 * <p>The headline is a share, 0 to 1, of which more is better: the measure on a scale to 1, or for
 * error rates what is left of 1, at least 0. The measure itself stands beside it as it is usually
 * written.
 *
 * @param gold the field with the reference or a list of references
 * @param filter the name of the rule in results
 * @param metric the measure
 * @param extract the cascade that finds the text
 * @param threshold the headline of a single reply from which on it counts as right
 */
public record CorpusRule(
    String gold, String filter, CorpusMetric metric, List<Extractor> extract, BigDecimal threshold)
    implements AnswerRule {

  /** Copies the list. */
  public CorpusRule {
    extract = List.copyOf(extract);
  }

  @Override
  public List<Metric> metrics() {
    String value = metric.word();
    List<Metric> metrics = new ArrayList<>();
    metrics.add(new Metric(headline(), filter, value, new Corpus(headline(), this::share), true));
    metrics.add(
        new Metric(
            value, filter, value, new Corpus(value, metric::score), metric.higherIsBetter()));
    metrics.add(Metric.mean(ACCURACY, filter));
    return metrics;
  }

  private String headline() {
    return metric.higherIsBetter() ? metric.word() + "-share" : "1-" + metric.word();
  }

  private double share(double[] sums) {
    double score = metric.score(sums) / (metric instanceof ErrorRate ? 1 : 100);
    return Math.clamp(metric.higherIsBetter() ? score : 1 - score, 0, 1);
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    List<String> references = item.texts(gold);
    if (references.isEmpty()) {
      throw item.wrong("has no reference in \"" + gold + "\"");
    }
    Optional<String> text = Extractor.firstOf(extract, replies.getFirst().text());
    double[] statistics = metric.statistics(text.orElse(""), references);
    boolean correct = text.isPresent() && share(statistics) >= threshold.doubleValue();
    return List.of(
        new Reading(
            filter,
            text.orElse(null),
            String.join("|", references),
            correct,
            Map.of(metric.word(), new Value.Sums(statistics), ACCURACY, Value.Score.of(correct)),
            null));
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of(
        "kind",
        "corpus",
        "gold",
        gold,
        "filter",
        filter,
        "metric",
        metric.word(),
        "signature",
        metric.signature(-1),
        "extract",
        extract.stream().map(Extractor::toTree).toList(),
        "threshold",
        threshold.stripTrailingZeros().toPlainString());
  }
}

package org.gwageo.benchmark.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;

/**
 * A rule with the metrics that its task asks for.
 *
 * @param rule how single replies are judged
 * @param metrics the numbers of a result, the headline first
 */
public record ChosenMetrics(AnswerRule rule, List<Metric> metrics) implements Judging {

  /** Copies the list. */
  public ChosenMetrics {
    metrics = List.copyOf(metrics);
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    return rule.judge(item, repeat, replies);
  }

  @Override
  public Judging with(ProgramRunner runner) {
    return rule.with(runner) instanceof AnswerRule other ? new ChosenMetrics(other, metrics) : this;
  }

  @Override
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>(rule.toTree());
    tree.put("metrics", metrics.stream().map(Metric::name).toList());
    return tree;
  }
}

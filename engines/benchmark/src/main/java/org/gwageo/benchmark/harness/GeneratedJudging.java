package org.gwageo.benchmark.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.answer.ReplyText;
import org.gwageo.benchmark.harness.ReplyFilter.Filtered;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.harness.port.PortException;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.overlap.CorpusMetric;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.Judging;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Scores generated replies: each filter pipeline yields a reading with every metric.
 *
 * @param spec the task
 * @param mode in official mode reasoning is taken off before a filter sees a reply
 * @param documents makes targets and choices
 * @param filters the pipelines
 * @param matches by metric name, how {@code exact_match} compares
 * @param process the function that scores instead of the metrics; null if there is none
 * @param functions by metric name, the functions that score
 * @param own finds answers by this product's rules, in official mode; null if the task has none
 * @param metrics the metrics with their aggregations
 */
record GeneratedJudging(
    TaskSpec spec,
    Mode mode,
    Documents documents,
    List<ReplyFilter> filters,
    Map<String, ExactMatch> matches,
    Port.@Nullable OfResults process,
    Map<String, Port.OfReply> functions,
    @Nullable OwnReading own,
    List<Metric> metrics)
    implements Judging {

  /** Copies the collections. */
  GeneratedJudging {
    filters = List.copyOf(filters);
    metrics = List.copyOf(metrics);
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    List<String> texts = new ArrayList<>(replies.size());
    for (Reply reply : replies) {
      texts.add(mode == Mode.OFFICIAL ? ReplyText.finalPart(reply.text()) : reply.text());
    }
    try {
      List<Reading> readings = new ArrayList<>(filters.size() + 1);
      List<String> gold = gold(item.fields());
      if (own != null) {
        readings.add(own.read(texts.getFirst(), gold, item.fields()));
      }
      for (ReplyFilter filter : filters) {
        readings.add(read(filter, item.fields(), texts, gold));
      }
      return readings;
    } catch (DocumentException | PortException e) {
      throw new TaskException(
          item.file(), item.line(), "document " + item.id() + ": " + e.getMessage());
    }
  }

  /** The right answers as texts. */
  private List<String> gold(Map<String, @Nullable Object> document) throws DocumentException {
    Object target = documents.target(document);
    if (documents.hasChoices()) {
      List<String> choices = documents.choices(document);
      if (!(target instanceof Long index) || index >= choices.size() || index < -choices.size()) {
        throw new DocumentException(
            "the target is the position of a choice, not " + PythonValue.repr(target));
      }
      return List.of(choices.get((int) Math.floorMod(index, (long) choices.size())));
    }
    if (target instanceof List<?> list) {
      return list.stream().map(PythonValue::str).toList();
    }
    return List.of(PythonValue.str(target));
  }

  private Reading read(
      ReplyFilter filter,
      Map<String, @Nullable Object> document,
      List<String> replies,
      List<String> gold)
      throws DocumentException, PortException {
    Filtered filtered = filter.apply(replies, document);
    Map<String, Value> values = new TreeMap<>();
    boolean correct = false;
    boolean first = true;
    if (process != null) {
      values.putAll(process.apply(document, PythonValue.str(filtered.first())));
      correct = isOne(values.get(metrics.getFirst().value()));
    } else {
      for (MetricSpec metric : spec.metrics()) {
        Port.OfReply function = functions.get(metric.name());
        if (function != null) {
          List<String> given = filtered.values().stream().map(PythonValue::str).toList();
          for (var entry : function.apply(gold.getFirst(), given).entrySet()) {
            values.put(entry.getKey(), new Value.Score(entry.getValue()));
            correct = first ? entry.getValue() == 1 : correct;
            first = false;
          }
        } else if (Aggregations.CORPUS.contains(metric.name())) {
          values.put(metric.name(), corpus(metric.name(), filtered, gold));
        } else {
          double score = exact(metric, filtered, gold);
          values.put(metric.name(), new Value.Score(score));
          correct = first ? score == 1 : correct;
          first = false;
        }
      }
    }
    String extracted = filtered.found() ? PythonValue.str(filtered.first()) : null;
    return new Reading(filter.name(), extracted, String.join("|", gold), correct, values, null);
  }

  private Value corpus(String metric, Filtered filtered, List<String> gold)
      throws DocumentException {
    if (mode == Mode.COMPAT && gold.size() > 1) {
      throw new DocumentException(
          "the harness has no " + metric + " with several references; use official mode");
    }
    CorpusMetric measure =
        CorpusMetric.named(metric)
            .orElseThrow(() -> new IllegalStateException("there is no measure " + metric));
    return new Value.Sums(measure.statistics(PythonValue.str(filtered.first()), gold));
  }

  private static boolean isOne(@Nullable Value value) {
    return value instanceof Value.Score(double score) && score == 1;
  }

  /** The share of the filtered replies that equal a right answer; any counts of several. */
  private double exact(MetricSpec metric, Filtered filtered, List<String> gold) {
    ExactMatch match = matches.get(metric.name());
    if (match == null || filtered.values().isEmpty()) {
      return 0;
    }
    double equal = 0;
    for (Object value : filtered.values()) {
      String answer = PythonValue.str(value);
      equal += match.equalsAny(gold, answer) ? 1 : 0;
    }
    return equal / filtered.values().size();
  }

  @Override
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("harness", spec.digest().toString());
    tree.put("by", "reply");
    tree.put("mode", mode.word());
    if (own != null) {
      tree.put("own", own.word());
    }
    return tree;
  }
}

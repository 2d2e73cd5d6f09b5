package org.gwageo.platform.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.score.Accuracy;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A result made of its JSON form and of what that form leaves out. */
final class StoredResult {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Results tell milliseconds. */
  private static final int WALL_PLACES = 3;

  private StoredResult() {}

  /** Returns what the JSON form leaves out. */
  static String beside(BenchmarkResult result) {
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("correct", result.accuracy().correct());
    tree.put("counted", result.accuracy().counted());
    tree.put("error", result.accuracy().standardError());
    tree.put("isShare", result.isShare());
    tree.put("ceiling", result.ceiling().toPlainString());
    tree.put("places", result.places());
    tree.put("higher", result.metrics().stream().map(MetricValue::higherIsBetter).toList());
    return CanonicalJson.string(tree);
  }

  static BenchmarkResult read(String result, String beside) {
    JsonNode tree = JSON.readTree(result);
    JsonNode rest = JSON.readTree(beside);
    JsonNode subject = tree.path("subject");
    return new BenchmarkResult(
        tree.path("task").stringValue(),
        Digest.parse(tree.path("taskDigest").stringValue()),
        mode(tree.path("mode").stringValue()),
        new Subject(
            subject.path("model").stringValue(),
            subject.path("revision").stringValue(),
            subject.path("season").stringValue()),
        tree.path("items").intValue(),
        tree.path("repeats").intValue(),
        tree.path("scored").longValue(),
        unanswered(tree.path("unanswered")),
        metrics(tree.path("metrics"), rest.path("higher")),
        new Accuracy(
            rest.path("correct").longValue(),
            rest.path("counted").longValue(),
            number(rest.path("error"))),
        rest.path("isShare").booleanValue(),
        new BigDecimal(rest.path("ceiling").stringValue()),
        rest.path("places").intValue(),
        tree.path("requests").longValue(),
        tree.path("retries").longValue(),
        tree.path("wallSeconds").decimalValue().setScale(WALL_PLACES));
  }

  private static Mode mode(String word) {
    for (Mode mode : Mode.values()) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new IllegalStateException("a stored result has the mode " + word);
  }

  private static Map<FailureClass, Long> unanswered(JsonNode classes) {
    var unanswered = new EnumMap<FailureClass, Long>(FailureClass.class);
    classes
        .properties()
        .forEach(
            entry ->
                unanswered.put(
                    FailureClass.withCode(entry.getKey()).orElseThrow(),
                    entry.getValue().longValue()));
    return unanswered;
  }

  private static List<MetricValue> metrics(JsonNode metrics, JsonNode higher) {
    var values = new ArrayList<MetricValue>();
    for (int i = 0; i < metrics.size(); i++) {
      JsonNode metric = metrics.get(i);
      values.add(
          new MetricValue(
              metric.path("name").stringValue(),
              metric.path("filter").stringValue(),
              new Estimate(
                  number(metric.path("value")),
                  number(metric.path("se")),
                  metric.path("n").longValue()),
              higher.get(i).booleanValue()));
    }
    return values;
  }

  private static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : null;
  }
}

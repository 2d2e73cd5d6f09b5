package org.gwageo.benchmark.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a run as an Inspect log in its {@code .eval} form: a ZIP with a header, one member for
 * each sample, and their summaries.
 *
 * <p>Times to the first token, which Inspect has no place for, stand in the samples' metadata, in
 * seconds. A question's repeats are epochs.
 */
public final class InspectExport {

  /** The version of Inspect's log format. */
  private static final int VERSION = 2;

  private static final int LONGEST_SUMMARY = 5120;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ExportedRun run;
  private final BenchmarkTask task;
  private final ZipOutputStream zip;
  private final long[] tokens = new long[2];
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  private InspectExport(ExportedRun run, ZipOutputStream zip) {
    this.run = run;
    this.task = run.task();
    this.zip = zip;
  }

  /**
   * Writes {@code file}, replacing what is there.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if the run cannot be read or the file cannot be written
   */
  public static void write(ExportedRun run, Path file) throws IOException, TaskException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(file));
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      new InspectExport(run, zip).write();
    }
  }

  private void write() throws IOException, TaskException {
    try (var samples = new OrderedLines();
        var summaries = new OrderedLines()) {
      BenchmarkResult result =
          run.settle(
              (question, score, decisive) -> {
                int number = score.ordinal() * task.repeats() + score.repeat();
                Map<String, @Nullable Object> sample = sample(question, score, decisive);
                samples.put(number, CanonicalJson.string(sample));
                summaries.put(number, CanonicalJson.string(summary(sample)));
              });
      Map<String, @Nullable Object> header = header(result);
      member("_journal/start.json", CanonicalJson.bytes(start(header)));
      samples.forEach((number, line) -> member(sampleName(line), line));
      List<JsonNode> all = new ArrayList<>();
      summaries.forEach((number, line) -> all.add(JSON.readTree(line)));
      byte[] list = JSON.writeValueAsBytes(all);
      member("_journal/summaries/1.json", list);
      member("summaries.json", list);
      member("header.json", CanonicalJson.bytes(header));
    }
  }

  private static Map<String, @Nullable Object> start(Map<String, @Nullable Object> header) {
    var start = new TreeMap<String, @Nullable Object>();
    for (String name : List.of("version", "eval", "plan")) {
      start.put(name, header.get(name));
    }
    return start;
  }

  private static String sampleName(byte[] sample) {
    JsonNode tree = JSON.readTree(sample);
    return "samples/%s_epoch_%d.json"
        .formatted(tree.path("id").stringValue(), tree.path("epoch").intValue());
  }

  private void member(String name, byte[] content) throws IOException {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.from(Instant.parse("1980-01-01T00:00:00Z")));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private Map<String, @Nullable Object> sample(
      Question question, QuestionScore score, List<? extends @Nullable Attempt> decisive) {
    Request request = question.requests().getFirst();
    List<Reply> replies = ExportedRun.replies(decisive);
    Attempt attempt = decisive.isEmpty() ? null : decisive.getFirst();
    var sample = new TreeMap<String, @Nullable Object>();
    // Inspect splits member names at these.
    sample.put("id", score.item().replace("/", "∕").replace("_epoch_", "-epoch-"));
    sample.put("epoch", score.repeat() + 1);
    sample.put("uuid", question.key().hex().substring(0, 22));
    List<Object> messages = messages(request);
    sample.put("input", request.api() == Api.CHAT ? messages : ExportedRun.prompt(request));
    sample.put("target", score.gold());
    var metadata = new TreeMap<String, @Nullable Object>();
    metadata.put("key", question.key().toString());
    metadata.put("attempts", score.attempts());
    sample.put("metadata", metadata);
    sample.put("store", Map.of());
    sample.put("scores", scores(score));
    List<Object> conversation = new ArrayList<>(messages);
    if (!replies.isEmpty()) {
      conversation.add(message(replies.getFirst()));
      sample.put("output", output(replies.getFirst()));
    }
    sample.put("messages", conversation);
    sample.put("events", List.of());
    sample.put("attachments", Map.of());
    sample.put("model_usage", usage(replies));
    if (attempt != null) {
      times(sample, metadata, attempt);
    }
    if (replies.isEmpty()) {
      String cause =
          attempt != null && attempt.outcome() instanceof Failed failed
              ? failed.message()
              : "not asked";
      sample.put("error", Map.of("message", cause, "traceback", "", "traceback_ansi", ""));
    }
    return sample;
  }

  private void times(
      Map<String, @Nullable Object> sample,
      Map<String, @Nullable Object> metadata,
      Attempt attempt) {
    Timing timing = attempt.timing();
    Instant end = attempt.sentAt().plusNanos(1000 * timing.total());
    first = first.isBefore(attempt.sentAt()) ? first : attempt.sentAt();
    last = last.isAfter(end) ? last : end;
    sample.put("started_at", attempt.sentAt().toString());
    sample.put("completed_at", end.toString());
    sample.put("total_time", (timing.queued() + timing.total()) / 1e6);
    sample.put("working_time", timing.total() / 1e6);
    metadata.put("queue_wait", timing.queued() / 1e6);
    metadata.put("connect", timing.connect() / 1e6);
    if (timing.firstToken() != null) {
      metadata.put("time_to_first_token", timing.firstToken() / 1e6);
    }
    if (timing.meanGap() != null) {
      metadata.put("mean_inter_token", timing.meanGap() / 1e6);
    }
  }

  private static List<Object> messages(Request request) {
    List<Object> messages = new ArrayList<>();
    if (request.api() == Api.COMPLETIONS) {
      messages.add(Map.of("role", "user", "content", ExportedRun.prompt(request)));
      return messages;
    }
    for (JsonNode message : ExportedRun.body(request).path("messages")) {
      messages.add(JSON.convertValue(message, Map.class));
    }
    return messages;
  }

  private Map<String, Object> message(Reply reply) {
    var message = new LinkedHashMap<String, Object>();
    message.put("role", "assistant");
    message.put("source", "generate");
    message.put("model", run.subject().model());
    message.put(
        "content",
        reply.reasoning() == null
            ? text(reply)
            : List.of(
                Map.of("type", "reasoning", "reasoning", reply.reasoning()),
                Map.of("type", "text", "text", text(reply))));
    if (!reply.toolCalls().isEmpty()) {
      message.put(
          "tool_calls",
          reply.toolCalls().stream()
              .map(
                  call ->
                      Map.of(
                          "id",
                          call.id(),
                          "function",
                          call.name(),
                          "arguments",
                          arguments(call.arguments()),
                          "type",
                          "function"))
              .toList());
    }
    return message;
  }

  private static Object arguments(String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      return tree.isObject() ? JSON.convertValue(tree, Map.class) : Map.of("text", json);
    } catch (JacksonException e) {
      return Map.of("text", json);
    }
  }

  private static String text(Reply reply) {
    return reply.likelihood() == null
        ? reply.text()
        : "log probability " + reply.likelihood().sum();
  }

  private Map<String, Object> output(Reply reply) {
    return Map.of(
        "model",
        run.subject().model(),
        "choices",
        List.of(Map.of("message", message(reply), "stop_reason", stop(reply))),
        "completion",
        text(reply),
        "usage",
        tree(reply.usage()));
  }

  private static String stop(Reply reply) {
    if (reply.isTruncated()) {
      return "max_tokens";
    }
    if (reply.isFiltered()) {
      return "content_filter";
    }
    return switch (reply.finish()) {
      case "stop" -> "stop";
      case "tool_calls", "function_call" -> "tool_calls";
      default -> "unknown";
    };
  }

  private Map<String, Object> usage(List<Reply> replies) {
    if (replies.isEmpty()) {
      return Map.of();
    }
    Usage usage = replies.getFirst().usage();
    tokens[0] += usage.prompt() == null ? 0 : usage.prompt();
    tokens[1] += usage.completion() == null ? 0 : usage.completion();
    return Map.of(run.subject().model(), tree(usage));
  }

  private static Map<String, Object> tree(Usage usage) {
    long prompt = usage.prompt() == null ? 0 : usage.prompt();
    long completion = usage.completion() == null ? 0 : usage.completion();
    var tree = new TreeMap<String, Object>();
    tree.put("input_tokens", prompt);
    tree.put("output_tokens", completion);
    tree.put("total_tokens", prompt + completion);
    if (usage.cached() != null) {
      tree.put("input_tokens_cache_read", usage.cached());
    }
    if (usage.reasoning() != null) {
      tree.put("reasoning_tokens", usage.reasoning());
    }
    return tree;
  }

  private static Map<String, Object> scores(QuestionScore score) {
    var scores = new TreeMap<String, Object>();
    for (Reading reading : score.readings()) {
      var one = new TreeMap<String, Object>();
      one.put("value", value(reading));
      one.put("answer", reading.extracted() == null ? "" : reading.extracted());
      one.put("explanation", reading.note() == null ? "" : reading.note());
      one.put("metadata", Map.of("failure", score.failure() == null ? "" : score.failure().code()));
      scores.put(reading.filter(), one);
    }
    return scores;
  }

  private static Object value(Reading reading) {
    return reading.values().values().stream()
        .filter(Value.Score.class::isInstance)
        .map(value -> (Object) ((Value.Score) value).value())
        .findFirst()
        .orElse(reading.correct() ? "C" : "I");
  }

  private static Map<String, @Nullable Object> summary(Map<String, @Nullable Object> sample) {
    var summary = new TreeMap<String, @Nullable Object>();
    for (String name :
        List.of("id", "epoch", "target", "scores", "model_usage", "total_time", "working_time")) {
      if (sample.containsKey(name)) {
        summary.put(name, sample.get(name));
      }
    }
    String input =
        sample.get("input") instanceof String text
            ? text
            : CanonicalJson.string(sample.get("input"));
    summary.put("input", input.substring(0, Math.min(input.length(), LONGEST_SUMMARY)));
    summary.put("metadata", Map.of());
    summary.put("completed", !sample.containsKey("error"));
    if (sample.get("error") instanceof Map<?, ?> error) {
      summary.put("error", error.get("message"));
    }
    return summary;
  }

  private Map<String, @Nullable Object> header(BenchmarkResult result) {
    var header = new TreeMap<String, @Nullable Object>();
    header.put("version", VERSION);
    header.put("status", "success");
    header.put("eval", eval(result));
    header.put(
        "plan",
        Map.of(
            "name",
            "plan",
            "steps",
            List.of(Map.of("solver", "generate", "params", Map.of())),
            "config",
            task.rendering().parameters()));
    header.put("results", results(result));
    var stats = new TreeMap<String, Object>();
    stats.put("started_at", first.equals(Instant.MAX) ? "" : first.toString());
    stats.put("completed_at", last.equals(Instant.MIN) ? "" : last.toString());
    stats.put(
        "model_usage",
        Map.of(
            run.subject().model(),
            Map.of(
                "input_tokens",
                tokens[0],
                "output_tokens",
                tokens[1],
                "total_tokens",
                tokens[0] + tokens[1])));
    header.put("stats", stats);
    return header;
  }

  private Map<String, Object> eval(BenchmarkResult result) {
    var eval = new TreeMap<String, Object>();
    String id = Digest.ofJson(List.of(task.digest().toString(), run.subject().toTree())).hex();
    eval.put("run_id", id.substring(0, 22));
    eval.put("eval_id", id.substring(22, 44));
    eval.put("task_id", task.digest().hex().substring(0, 22));
    eval.put("created", first.equals(Instant.MAX) ? "1970-01-01T00:00:00Z" : first.toString());
    eval.put("task", task.id());
    eval.put("task_version", task.version());
    eval.put("model", run.subject().model());
    eval.put("model_args", Map.of());
    eval.put("model_generate_config", task.rendering().parameters());
    eval.put(
        "dataset",
        Map.of(
            "name", task.items().file(),
            "location", task.items().file(),
            "samples", result.items(),
            "shuffled", false));
    eval.put("config", Map.of("epochs", task.repeats()));
    eval.put("packages", Map.of("gwageo", BenchmarkResult.SCORER));
    eval.put(
        "metadata",
        Map.of(
            "taskDigest", task.digest().toString(),
            "mode", task.mode().word(),
            "resultDigest", result.digest().toString()));
    return eval;
  }

  private Map<String, @Nullable Object> results(BenchmarkResult result) {
    var byFilter = new TreeMap<String, Map<String, Object>>();
    for (MetricValue metric : result.metrics()) {
      Map<String, Object> metrics =
          byFilter.computeIfAbsent(metric.filter(), filter -> new TreeMap<>());
      number(metrics, metric.name(), metric.estimate().value());
      number(metrics, metric.name() + "_stderr", metric.estimate().standardError());
    }
    List<Object> scores = new ArrayList<>();
    byFilter.forEach(
        (filter, metrics) ->
            scores.add(
                Map.of(
                    "name",
                    filter,
                    "scorer",
                    filter,
                    "scored_samples",
                    result.scored(),
                    "unscored_samples",
                    result.uncounted(),
                    "params",
                    Map.of(),
                    "metrics",
                    metrics)));
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("total_samples", result.questions());
    tree.put("completed_samples", result.scored());
    tree.put("scores", scores);
    tree.put(
        "metadata",
        Map.of(
            "metrics",
            task.judging().metrics().stream().map(Metric::name).toList(),
            "publishable",
            result.isPublishable()));
    return tree;
  }

  private static void number(Map<String, Object> metrics, String name, @Nullable Double value) {
    if (value != null) {
      metrics.put(name, Map.of("name", name, "value", value, "params", Map.of()));
    }
  }
}

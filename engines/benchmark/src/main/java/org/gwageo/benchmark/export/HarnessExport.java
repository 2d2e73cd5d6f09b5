package org.gwageo.benchmark.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Likelihood;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as lm-evaluation-harness writes it: {@code results.json} and {@code
 * samples_TASK.jsonl}, one sample for each question and filter.
 */
public final class HarnessExport {

  private final ExportedRun run;
  private final BenchmarkTask task;
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  private HarnessExport(ExportedRun run) {
    this.run = run;
    this.task = run.task();
  }

  /**
   * Writes both files into {@code folder}, which is made if it is absent.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if the run cannot be read or the files cannot be written
   */
  public static void write(ExportedRun run, Path folder) throws IOException, TaskException {
    Files.createDirectories(folder);
    new HarnessExport(run).write(folder);
  }

  private void write(Path folder) throws IOException, TaskException {
    Path samples = folder.resolve("samples_" + task.id() + ".jsonl");
    BenchmarkResult result;
    try (var lines = new OrderedLines();
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(samples))) {
      result =
          run.settle(
              (question, score, decisive) ->
                  lines.put(
                      score.ordinal() * task.repeats() + score.repeat(),
                      samples(question, score, decisive)));
      lines.writeTo(out);
    }
    Files.writeString(folder.resolve("results.json"), CanonicalJson.string(results(result)) + "\n");
  }

  private String samples(
      Question question, QuestionScore score, List<? extends @Nullable Attempt> decisive) {
    for (Attempt attempt : decisive) {
      if (attempt != null) {
        first = first.isBefore(attempt.sentAt()) ? first : attempt.sentAt();
        Instant end = attempt.sentAt().plusNanos(1000 * attempt.timing().total());
        last = last.isAfter(end) ? last : end;
      }
    }
    List<String> lines = new ArrayList<>();
    for (Reading reading : score.readings()) {
      lines.add(CanonicalJson.string(sample(question, score, reading, decisive)));
    }
    return String.join("\n", lines.isEmpty() ? List.of(unscored(question, score)) : lines);
  }

  private static String unscored(Question question, QuestionScore score) {
    var tree = new TreeMap<String, Object>();
    tree.put("doc_id", score.ordinal());
    tree.put("doc", question.item().fields());
    tree.put("target", score.gold());
    tree.put("resps", List.of());
    tree.put("filtered_resps", List.of());
    tree.put("filter", "none");
    tree.put("metrics", List.of());
    tree.put("failure", score.failure() == null ? "" : score.failure().code());
    return CanonicalJson.string(tree);
  }

  private static Map<String, Object> sample(
      Question question,
      QuestionScore score,
      Reading reading,
      List<? extends @Nullable Attempt> decisive) {
    var tree = new TreeMap<String, Object>();
    tree.put("doc_id", score.ordinal());
    tree.put("doc", question.item().fields());
    tree.put("target", score.gold());
    var arguments = new LinkedHashMap<String, Object>();
    for (Request request : question.requests()) {
      arguments.put("gen_args_" + request.part(), arguments(request));
    }
    tree.put("arguments", arguments);
    List<Object> replies = new ArrayList<>();
    for (Reply reply : ExportedRun.replies(decisive)) {
      replies.add(List.of(reply(reply)));
    }
    tree.put("resps", replies);
    tree.put(
        "filtered_resps", reading.extracted() == null ? List.of() : List.of(reading.extracted()));
    tree.put("filter", reading.filter());
    tree.put("metrics", List.copyOf(reading.values().keySet()));
    reading.values().forEach((name, value) -> tree.put(name, value(value)));
    tree.put("doc_hash", Digest.ofJson(question.item().fields()).hex());
    tree.put("prompt_hash", hash(ExportedRun.prompt(question.requests().getFirst())));
    tree.put("target_hash", hash(score.gold()));
    if (score.failure() != null) {
      tree.put("failure", score.failure().code());
    }
    return tree;
  }

  private static Map<String, Object> arguments(Request request) {
    String prompt = ExportedRun.prompt(request);
    return request.isLikelihood()
        ? Map.of(
            "arg_0",
            prompt.substring(0, request.continuation()),
            "arg_1",
            prompt.substring(request.continuation()))
        : Map.of("arg_0", prompt, "arg_1", ExportedRun.parameters(request));
  }

  private static Object reply(Reply reply) {
    Likelihood likelihood = reply.likelihood();
    return likelihood == null ? reply.text() : List.of(likelihood.sum(), likelihood.greedy());
  }

  private static Object value(Value value) {
    return switch (value) {
      case Value.Score(double score) -> score;
      case Value.Label(String predicted, String gold) -> List.of(gold, predicted);
      case Value.Sums sums -> {
        List<Double> parts = new ArrayList<>();
        for (double part : sums.parts()) {
          parts.add(part);
        }
        yield parts;
      }
    };
  }

  private static String hash(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private Map<String, @Nullable Object> results(BenchmarkResult result) {
    var numbers = new TreeMap<String, @Nullable Object>();
    numbers.put("alias", task.id());
    numbers.put("sample_len", result.items());
    for (MetricValue metric : result.metrics()) {
      numbers.put(metric.name() + "," + metric.filter(), metric.estimate().value());
      Double error = metric.estimate().standardError();
      numbers.put(
          metric.name() + "_stderr," + metric.filter(), error == null ? "N/A" : (Object) error);
    }
    var higher = new TreeMap<String, Object>();
    for (Metric metric : task.judging().metrics()) {
      higher.put(metric.name(), metric.higherIsBetter());
    }
    var tree = new TreeMap<String, @Nullable Object>();
    String id = task.id();
    tree.put("results", Map.of(id, numbers));
    tree.put("group_subtasks", Map.of(id, List.of()));
    tree.put(
        "configs",
        Map.of(
            id,
            Map.of(
                "task",
                id,
                "repeats",
                task.repeats(),
                "rendering",
                task.rendering().toTree(),
                "judging",
                task.judging().toTree(),
                "metadata",
                Map.of("version", task.version(), "mode", task.mode().word()))));
    tree.put("versions", Map.of(id, task.version()));
    tree.put("higher_is_better", Map.of(id, higher));
    tree.put(
        "n-samples", Map.of(id, Map.of("original", result.items(), "effective", result.scored())));
    tree.put("config", Map.of("model", run.subject().model(), "model_source", "gwageo"));
    tree.put("model_name", run.subject().model());
    tree.put("task_hashes", Map.of(id, task.digest().hex()));
    if (first.isBefore(last)) {
      tree.put("date", first.getEpochSecond());
      tree.put("start_time", first.toString());
      tree.put("end_time", last.toString());
    }
    tree.put("total_evaluation_time_seconds", result.wallSeconds().toPlainString());
    return tree;
  }
}

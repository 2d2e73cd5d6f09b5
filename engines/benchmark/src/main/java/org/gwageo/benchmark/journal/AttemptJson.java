package org.gwageo.benchmark.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form that attempts have in journals. */
final class AttemptJson {

  private AttemptJson() {}

  static String write(Attempt attempt) {
    var tree = new TreeMap<String, Object>();
    tree.put("key", attempt.key().toString());
    tree.put("task", attempt.task().toString());
    tree.put("subject", attempt.subject().toTree());
    tree.put("ordinal", attempt.ordinal());
    tree.put("item", attempt.item());
    tree.put("repeat", attempt.repeat());
    if (attempt.part() > 0) {
      tree.put("part", attempt.part());
    }
    tree.put("attempt", attempt.number());
    tree.put("sentAt", attempt.sentAt().toString());
    tree.put("micros", tree(attempt.timing()));
    switch (attempt.outcome()) {
      case Answered(Reply reply) -> tree.put("reply", tree(reply));
      case Failed(FailureClass failure, int status, String message) ->
          tree.put(
              "failure", Map.of("class", failure.code(), "status", status, "message", message));
    }
    return CanonicalJson.string(tree);
  }

  private static Map<String, Object> tree(Reply reply) {
    var tree = new TreeMap<String, Object>();
    tree.put("text", reply.text());
    tree.put("finish", reply.finish());
    putIfKnown(tree, "reasoning", reply.reasoning());
    putIfKnown(tree, "promptTokens", reply.usage().prompt());
    putIfKnown(tree, "completionTokens", reply.usage().completion());
    putIfKnown(tree, "reasoningTokens", reply.usage().reasoning());
    putIfKnown(tree, "cachedTokens", reply.usage().cached());
    putIfKnown(tree, "fingerprint", reply.fingerprint());
    if (!reply.toolCalls().isEmpty()) {
      tree.put("toolCalls", reply.toolCalls().stream().map(AttemptJson::tree).toList());
    }
    if (reply.likelihood() != null) {
      tree.put(
          "likelihood",
          Map.of(
              "logProbabilities",
              reply.likelihood().logProbabilities(),
              "greedy",
              reply.likelihood().greedy()));
    }
    return tree;
  }

  private static Map<String, Object> tree(ToolCall call) {
    return Map.of("id", call.id(), "name", call.name(), "arguments", call.arguments());
  }

  private static Map<String, Object> tree(Timing timing) {
    var tree = new TreeMap<String, Object>();
    tree.put("queued", timing.queued());
    tree.put("connect", timing.connect());
    tree.put("total", timing.total());
    putIfKnown(tree, "firstToken", timing.firstToken());
    putIfKnown(tree, "meanGap", timing.meanGap());
    putIfKnown(tree, "longestGap", timing.longestGap());
    return tree;
  }

  private static void putIfKnown(Map<String, Object> tree, String name, @Nullable Object value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  static Attempt read(String line) throws JournalException {
    try {
      JsonNode tree = Reading.JSON.readTree(line);
      JsonNode subject = member(tree, "subject");
      return new Attempt(
          Digest.parse(text(tree, "key")),
          Digest.parse(text(tree, "task")),
          new Subject(text(subject, "model"), text(subject, "revision"), text(subject, "season")),
          Math.toIntExact(whole(tree, "ordinal")),
          text(tree, "item"),
          Math.toIntExact(whole(tree, "repeat")),
          tree.has("part") ? Math.toIntExact(whole(tree, "part")) : 0,
          Math.toIntExact(whole(tree, "attempt")),
          Instant.parse(text(tree, "sentAt")),
          timing(member(tree, "micros")),
          outcome(tree));
    } catch (JacksonException e) {
      throw new JournalException("a journal line is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new JournalException("a journal line is no attempt: " + e.getMessage(), e);
    }
  }

  private static Outcome outcome(JsonNode tree) {
    JsonNode reply = tree.get("reply");
    if (reply != null) {
      return new Answered(
          new Reply(
              text(reply, "text"),
              optionalText(reply, "reasoning"),
              text(reply, "finish"),
              new Usage(
                  optionalWhole(reply, "promptTokens"),
                  optionalWhole(reply, "completionTokens"),
                  optionalWhole(reply, "reasoningTokens"),
                  optionalWhole(reply, "cachedTokens")),
              optionalText(reply, "fingerprint"),
              toolCalls(reply.path("toolCalls")),
              reply.has("likelihood") ? likelihood(member(reply, "likelihood")) : null));
    }
    JsonNode failed = member(tree, "failure");
    String code = text(failed, "class");
    FailureClass failure =
        FailureClass.withCode(code)
            .orElseThrow(() -> new IllegalArgumentException("no failure class " + code));
    return new Failed(failure, Math.toIntExact(whole(failed, "status")), text(failed, "message"));
  }

  private static List<ToolCall> toolCalls(JsonNode list) {
    List<ToolCall> calls = new ArrayList<>(list.size());
    for (JsonNode call : list) {
      calls.add(new ToolCall(text(call, "id"), text(call, "name"), text(call, "arguments")));
    }
    return calls;
  }

  private static Likelihood likelihood(JsonNode tree) {
    List<Double> logProbabilities = new ArrayList<>();
    for (JsonNode number : member(tree, "logProbabilities")) {
      if (!number.isNumber()) {
        throw new IllegalArgumentException("a log probability is a number");
      }
      logProbabilities.add(number.doubleValue());
    }
    return new Likelihood(logProbabilities, member(tree, "greedy").asBoolean());
  }

  private static Timing timing(JsonNode tree) {
    return new Timing(
        whole(tree, "queued"),
        whole(tree, "connect"),
        optionalWhole(tree, "firstToken"),
        optionalWhole(tree, "meanGap"),
        optionalWhole(tree, "longestGap"),
        whole(tree, "total"));
  }

  private static JsonNode member(JsonNode tree, String name) {
    JsonNode member = tree.get(name);
    if (member == null) {
      throw new IllegalArgumentException("member " + name + " is missing");
    }
    return member;
  }

  private static String text(JsonNode tree, String name) {
    JsonNode member = member(tree, name);
    if (!member.isString()) {
      throw new IllegalArgumentException("member " + name + " is not a string");
    }
    return member.stringValue();
  }

  private static long whole(JsonNode tree, String name) {
    JsonNode member = member(tree, name);
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw new IllegalArgumentException("member " + name + " is not a whole number");
    }
    return member.longValue();
  }

  private static @Nullable String optionalText(JsonNode tree, String name) {
    return tree.has(name) ? text(tree, name) : null;
  }

  private static @Nullable Long optionalWhole(JsonNode tree, String name) {
    return tree.has(name) ? Long.valueOf(whole(tree, name)) : null;
  }

  /** Made ready only where something is read: a run that is not resumed only writes. */
  private static final class Reading {
    static final JsonMapper JSON =
        JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }
}

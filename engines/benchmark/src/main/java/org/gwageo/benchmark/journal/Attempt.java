package org.gwageo.benchmark.journal;

import java.time.DateTimeException;
import java.time.Instant;
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

/**
 * One request to an endpoint and what came of it.
 *
 * @param key the digest of everything that determines the reply; equal for all attempts at a
 *     question
 * @param task the digest of the task
 * @param subject the model that was asked
 * @param ordinal the item's position in the task, from 0
 * @param item the item's id
 * @param repeat which of the item's repeats this is, from 0
 * @param number which attempt at the question within one run this is, from 1
 * @param sentAt when the request was sent
 * @param micros microseconds from sending to the end of the reply or to the failure
 * @param outcome how it ended
 */
public record Attempt(
    Digest key,
    Digest task,
    Subject subject,
    int ordinal,
    String item,
    int repeat,
    int number,
    Instant sentAt,
    long micros,
    Outcome outcome) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Returns the attempt as one line of canonical JSON, without a line end. */
  public String toJson() {
    var tree = new TreeMap<String, Object>();
    tree.put("key", key.toString());
    tree.put("task", task.toString());
    tree.put("subject", subject.toTree());
    tree.put("ordinal", ordinal);
    tree.put("item", item);
    tree.put("repeat", repeat);
    tree.put("attempt", number);
    tree.put("sentAt", sentAt.toString());
    tree.put("micros", micros);
    switch (outcome) {
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
    putIfKnown(tree, "promptTokens", reply.promptTokens());
    putIfKnown(tree, "completionTokens", reply.completionTokens());
    putIfKnown(tree, "fingerprint", reply.fingerprint());
    return tree;
  }

  private static void putIfKnown(Map<String, Object> tree, String name, @Nullable Object value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  /**
   * Reads one line of a journal.
   *
   * @throws JournalException if {@code line} is not the JSON form of an attempt
   */
  public static Attempt parse(String line) throws JournalException {
    try {
      JsonNode tree = JSON.readTree(line);
      JsonNode subject = member(tree, "subject");
      return new Attempt(
          Digest.parse(text(tree, "key")),
          Digest.parse(text(tree, "task")),
          new Subject(text(subject, "model"), text(subject, "revision"), text(subject, "season")),
          Math.toIntExact(whole(tree, "ordinal")),
          text(tree, "item"),
          Math.toIntExact(whole(tree, "repeat")),
          Math.toIntExact(whole(tree, "attempt")),
          Instant.parse(text(tree, "sentAt")),
          whole(tree, "micros"),
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
              optionalWhole(reply, "promptTokens"),
              optionalWhole(reply, "completionTokens"),
              optionalText(reply, "fingerprint")));
    }
    JsonNode failed = member(tree, "failure");
    String code = text(failed, "class");
    FailureClass failure =
        FailureClass.withCode(code)
            .orElseThrow(() -> new IllegalArgumentException("no failure class " + code));
    return new Failed(failure, Math.toIntExact(whole(failed, "status")), text(failed, "message"));
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
}

package org.gwageo.benchmark.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies that endpoints send: replies and errors. */
final class ReplyReader {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReplyReader() {}

  /** Reads the body of a response with status 200. */
  static Outcome reply(byte[] body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(body);
    } catch (JacksonException e) {
      return malformed("the reply is not JSON: " + excerpt(body));
    }
    JsonNode choice = tree.path("choices").path(0);
    if (!choice.isObject()) {
      return malformed("the reply has no choices: " + excerpt(body));
    }
    JsonNode message = choice.path("message");
    if (!message.isObject() && !choice.has("text")) {
      return malformed("the reply's choice has neither message nor text: " + excerpt(body));
    }
    String text = message.isObject() ? content(message.path("content")) : text(choice, "text");
    String refusal = text(message, "refusal");
    boolean withheld = text.isEmpty() && !refusal.isEmpty();
    String reasoning = text(message, "reasoning_content");
    if (reasoning.isEmpty()) {
      reasoning = text(message, "reasoning");
    }
    String fingerprint = text(tree, "system_fingerprint");
    return new Answered(
        new Reply(
            wellFormed(text),
            reasoning.isEmpty() ? null : wellFormed(reasoning),
            withheld ? "content_filter" : wellFormed(text(choice, "finish_reason")),
            new Usage(
                count(tree.path("usage").path("prompt_tokens")),
                count(tree.path("usage").path("completion_tokens")),
                null,
                null),
            fingerprint.isEmpty() ? null : wellFormed(fingerprint),
            List.of(),
            null));
  }

  /** Reads the body of a response with any other status. */
  static Failed failure(int status, byte[] body) {
    String code = "";
    Optional<String> said = Optional.empty();
    try {
      JsonNode error = JSON.readTree(body).path("error");
      code = text(error, "code");
      String sentence = error.isString() ? error.stringValue() : text(error, "message");
      said = sentence.isBlank() ? Optional.empty() : Optional.of(sentence);
    } catch (JacksonException e) {
      // What is no JSON is shown as it is.
    }
    String message = wellFormed(said.orElse(excerpt(body)));
    FailureClass failure =
        switch (status) {
          case 429 -> FailureClass.RATE_LIMITED;
          case 503 -> FailureClass.OVERLOADED;
          case 408 -> FailureClass.STALL;
          default -> {
            if (status >= 500) {
              yield FailureClass.SERVER_ERROR;
            }
            if (status >= 200 && status < 300) {
              yield FailureClass.MALFORMED;
            }
            yield code.equals("content_filter") || code.equals("content_policy_violation")
                ? FailureClass.FILTERED
                : FailureClass.REFUSED;
          }
        };
    return new Failed(failure, status, message);
  }

  private static Failed malformed(String message) {
    return new Failed(FailureClass.MALFORMED, 200, wellFormed(message));
  }

  /** Content is text, null, or a list of parts of which the text parts count. */
  private static String content(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    var text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(text(part, "text"));
    }
    return text.toString();
  }

  private static String text(JsonNode tree, String name) {
    JsonNode member = tree.path(name);
    return member.isString() ? member.stringValue() : "";
  }

  private static @Nullable Long count(JsonNode member) {
    return member.isIntegralNumber() && member.canConvertToLong()
        ? Long.valueOf(member.longValue())
        : null;
  }

  private static String excerpt(byte[] body) {
    int length = Math.min(body.length, Failed.LONGEST_MESSAGE);
    return new String(body, 0, length, StandardCharsets.UTF_8).strip();
  }

  /** Replaces surrogates that have no partner, which no UTF-8 text can hold, by U+FFFD. */
  static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }
}

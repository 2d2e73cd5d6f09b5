package org.gwageo.benchmark.endpoint;

import java.util.Locale;
import org.gwageo.benchmark.endpoint.http.HttpFailure;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome.Failed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the class of a failure: from a status, an error document, or a broken connection. */
final class Failures {

  private Failures() {}

  /** Reads a response whose status is not 200. */
  static Failed ofStatus(int status, byte[] body) {
    JsonNode error = error(body);
    String code = text(error, "code");
    FailureClass failure =
        switch (status) {
          case 429 -> FailureClass.RATE_LIMITED;
          case 503, 529 -> FailureClass.OVERLOADED;
          case 408 -> FailureClass.STALL;
          default -> {
            if (status >= 500) {
              yield FailureClass.SERVER_ERROR;
            }
            if (status >= 200 && status < 300) {
              yield FailureClass.MALFORMED;
            }
            yield isFilter(code) ? FailureClass.FILTERED : FailureClass.REFUSED;
          }
        };
    return failed(failure, status, message(error, body));
  }

  /** Reads an error that came where a reply was expected: with status 200 or within a stream. */
  static Failed ofError(byte[] body) {
    JsonNode error = error(body);
    JsonNode code = error.path("code");
    if (code.isIntegralNumber() && code.intValue() >= 400 && code.intValue() < 600) {
      return ofStatus(code.intValue(), body);
    }
    String words = (text(error, "code") + " " + text(error, "type")).toLowerCase(Locale.ROOT);
    if (words.contains("rate_limit") || words.contains("ratelimit")) {
      return failed(FailureClass.RATE_LIMITED, 200, message(error, body));
    }
    if (words.contains("overloaded") || words.contains("unavailable")) {
      return failed(FailureClass.OVERLOADED, 200, message(error, body));
    }
    if (isFilter(text(error, "code"))) {
      return failed(FailureClass.FILTERED, 200, message(error, body));
    }
    if (words.contains("invalid_request") || words.contains("badrequest")) {
      return failed(FailureClass.REFUSED, 400, message(error, body));
    }
    return failed(FailureClass.SERVER_ERROR, 200, message(error, body));
  }

  /** Classifies an exchange that brought no complete response. */
  static Failed of(HttpFailure failure) {
    FailureClass found =
        switch (failure.kind()) {
          case CONNECT -> FailureClass.CONNECT;
          case RESET_BEFORE_REPLY, RESET_IN_REPLY -> FailureClass.RESET;
          case STALL_BEFORE_REPLY, STALL_IN_REPLY -> FailureClass.STALL;
          case TOO_LONG, MALFORMED -> FailureClass.MALFORMED;
        };
    return failed(found, 0, String.valueOf(failure.getMessage()));
  }

  static Failed malformed(String message) {
    return failed(FailureClass.MALFORMED, 200, message);
  }

  static Failed failed(FailureClass failure, int status, String message) {
    return new Failed(failure, status, WellFormed.of(message));
  }

  private static boolean isFilter(String code) {
    return code.equals("content_filter") || code.equals("content_policy_violation");
  }

  /** Returns the object that describes an error: OpenAI nests it, vLLM once did not. */
  private static JsonNode error(byte[] body) {
    JsonNode tree;
    try {
      tree = Reading.JSON.readTree(body);
    } catch (JacksonException e) {
      // What is no JSON is shown as it is.
      tree = Reading.JSON.nullNode();
    }
    JsonNode error = tree.path("error");
    return error.isMissingNode() || error.isNull() ? tree : error;
  }

  private static String message(JsonNode error, byte[] body) {
    String sentence = error.isString() ? error.stringValue() : text(error, "message");
    if (sentence.isBlank()) {
      sentence = text(error, "detail");
    }
    return sentence.isBlank() ? Excerpt.of(body) : sentence;
  }

  private static String text(JsonNode tree, String name) {
    JsonNode member = tree.path(name);
    return member.isString() ? member.stringValue() : "";
  }

  /** Made ready only where an error is read. */
  private static final class Reading {
    static final JsonMapper JSON = JsonMapper.builder().build();
  }
}

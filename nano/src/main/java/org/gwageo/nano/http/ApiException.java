package org.gwageo.nano.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** A refusal in the form that OpenAI clients understand. */
final class ApiException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;
  private final @Nullable String code;
  private final @Nullable String parameter;

  private ApiException(
      int status, String kind, @Nullable String code, @Nullable String parameter, String message) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.code = code;
    this.parameter = parameter;
  }

  static ApiException invalid(@Nullable String parameter, String message) {
    return new ApiException(400, "invalid_request_error", null, parameter, message);
  }

  static ApiException tooLong(String message) {
    return new ApiException(
        400, "invalid_request_error", "context_length_exceeded", "messages", message);
  }

  static ApiException notFound(@Nullable String code, String message) {
    return new ApiException(404, "invalid_request_error", code, null, message);
  }

  static ApiException method(String message) {
    return new ApiException(405, "invalid_request_error", null, null, message);
  }

  static ApiException tooLarge(String message) {
    return new ApiException(413, "invalid_request_error", "request_too_large", null, message);
  }

  static ApiException otherBody(String message) {
    return new ApiException(
        422, "invalid_request_error", "idempotency_key_reused", "Idempotency-Key", message);
  }

  static ApiException busy(String message) {
    return new ApiException(429, "rate_limit_error", "queue_full", null, message);
  }

  static ApiException closing() {
    return new ApiException(503, "server_error", "closing", null, "the server is closing");
  }

  static ApiException failed() {
    return new ApiException(500, "server_error", null, null, "the server failed on this request");
  }

  int status() {
    return status;
  }

  byte[] json() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", String.valueOf(getMessage()));
    error.put("type", kind);
    error.put("param", parameter);
    error.put("code", code);
    return CanonicalJson.bytes(Map.of("error", error));
  }
}

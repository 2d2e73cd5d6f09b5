package org.gwageo.mockendpoint;

/** A way in which an endpoint fails its client. */
public enum FaultKind {
  /** Status 429, with {@code Retry-After} in seconds when a time is given. */
  RATE_LIMIT("429"),
  /** Status 429 with {@code Retry-After} as a date. */
  RATE_LIMIT_DATE("429-date"),
  /** Status 500. */
  INTERNAL("500"),
  /** Status 502 with an HTML page. */
  GATEWAY("502"),
  /** Status 503, with {@code Retry-After} in seconds when a time is given. */
  OVERLOADED("503"),
  /** Status 400: the endpoint refuses the prompt. */
  REFUSED("400"),
  /** Status 401 unless the bearer token is the fault's: a key was rotated. */
  UNAUTHORIZED("401"),
  /** Status 413: the prompt is too long. */
  TOO_LONG("413"),
  /** The connection is reset before any byte of the response. */
  RESET_BEFORE("reset-before"),
  /** The connection is reset after the response's headers. */
  RESET_AFTER("reset-after"),
  /** The response ends in its middle, though its frame promises more. */
  CUT("cut"),
  /** Nothing is sent for the fault's time, then the connection closes. */
  STALL("stall"),
  /** Half of the response comes, then nothing for the fault's time, then the connection closes. */
  STALL_MIDWAY("stall-midway"),
  /** A complete response whose JSON ends in its middle. */
  TRUNCATED_JSON("truncated-json"),
  /** A complete response that is no JSON. */
  GARBAGE("garbage"),
  /** The reply stops at its length limit, before the answer. */
  LENGTH("length"),
  /** The content filter withholds the reply: finish reason content_filter, no content. */
  FILTER("filter"),
  /** Status 400 with code content_filter. */
  FILTER_STATUS("filter-400"),
  /** The reply has no text. */
  EMPTY("empty"),
  /** The reply's content is null. */
  NULL_CONTENT("null-content"),
  /** In a stream the last token comes twice, told only by the usage; plain replies are whole. */
  DUPLICATE_CHUNK("duplicate-chunk"),
  /** In a stream each event comes twice with the same SSE id; plain replies are whole. */
  DUPLICATE_EVENT("duplicate-event"),
  /** In a stream an error document takes the place of the second half; plain replies are whole. */
  STREAM_ERROR("stream-error"),
  /** In a stream the closing [DONE] is missing; plain replies are whole. */
  NO_DONE("no-done"),
  /** The response comes in drops of a few bytes that take the fault's time in all. */
  SLOW_LORIS("slow-loris"),
  /** The reply has no usage. */
  NO_USAGE("no-usage");

  private final String word;

  FaultKind(String word) {
    this.word = word;
  }

  /** Returns the name used in schedules and statistics. */
  public String word() {
    return word;
  }

  /**
   * Returns the kind with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static FaultKind parse(String word) {
    for (FaultKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there is no fault called " + word);
  }

  /** Returns the HTTP status when the fault is an error response, 0 otherwise. */
  int status() {
    return switch (this) {
      case RATE_LIMIT, RATE_LIMIT_DATE -> 429;
      case INTERNAL -> 500;
      case GATEWAY -> 502;
      case OVERLOADED -> 503;
      case REFUSED, FILTER_STATUS -> 400;
      case UNAUTHORIZED -> 401;
      case TOO_LONG -> 413;
      default -> 0;
    };
  }
}

package org.gwageo.benchmark.endpoint.http;

import org.jspecify.annotations.Nullable;

/** An exchange that brought no complete response. */
public final class HttpFailure extends Exception {

  private static final long serialVersionUID = 1;

  /** Where and how an exchange failed. */
  public enum Kind {
    /** No connection: name, route, refusal, time limit, or TLS. Nothing was asked. */
    CONNECT,
    /** The connection ended before a byte of the response; the request may have been handled. */
    RESET_BEFORE_REPLY,
    /** The connection ended within the response. */
    RESET_IN_REPLY,
    /** No byte of the response came in time. */
    STALL_BEFORE_REPLY,
    /** The response began and was not complete in time, or paused for too long. */
    STALL_IN_REPLY,
    /** The response is larger than is read. */
    TOO_LONG,
    /** What came is not HTTP/1.1. */
    MALFORMED
  }

  private final Kind kind;

  HttpFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  HttpFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  /** Returns where and how the exchange failed. */
  public Kind kind() {
    return kind;
  }
}

package org.gwageo.benchmark.journal;

import java.util.Optional;

/** Why a question has no answer. */
public enum FailureClass {
  /** HTTP 429: the endpoint limits the rate. Asked again after the time it names. */
  RATE_LIMITED("rate-limited", true, false),
  /** HTTP 503: the endpoint is overloaded. Asked again after the time it names. */
  OVERLOADED("overloaded", true, false),
  /** Any other HTTP 5xx. Asked again. */
  SERVER_ERROR("server-error", true, false),
  /** No connection could be made. Asked again. */
  CONNECT("connect", true, false),
  /** The connection broke before the reply was complete. Asked again. */
  RESET("reset", true, false),
  /** No complete reply came within the request's time limit. Asked again. */
  STALL("stall", true, false),
  /** The reply is not what the interface promises, for example no JSON. Asked again. */
  MALFORMED("malformed", true, false),
  /** A permanent HTTP refusal: 3xx or 4xx. Not asked again within a run. */
  REFUSED("refused", false, false),
  /** The run ended before the question was asked. */
  NOT_ASKED("not-asked", false, false),
  /** The endpoint's content filter withheld the reply. Counts as a wrong answer. */
  FILTERED("filtered", false, true),
  /** The reply ended at its length limit and holds no answer. Counts as a wrong answer. */
  TRUNCATED("truncated", false, true),
  /** The reply holds no text. Counts as a wrong answer. */
  EMPTY("empty", false, true),
  /** The reply holds text in which no answer was found. Counts as a wrong answer. */
  UNPARSED("unparsed", false, true);

  private final String code;
  private final boolean transientFault;
  private final boolean scored;

  FailureClass(String code, boolean transientFault, boolean scored) {
    this.code = code;
    this.transientFault = transientFault;
    this.scored = scored;
  }

  /** Returns the code used in journals and results. */
  public String code() {
    return code;
  }

  /** Returns whether the same question may be answered when it is asked again. */
  public boolean isTransient() {
    return transientFault;
  }

  /** Returns whether the model did respond, so that the question counts and counts as wrong. */
  public boolean isScored() {
    return scored;
  }

  /** Returns the class with this code, or nothing. */
  public static Optional<FailureClass> withCode(String code) {
    for (FailureClass failure : values()) {
      if (failure.code.equals(code)) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }
}

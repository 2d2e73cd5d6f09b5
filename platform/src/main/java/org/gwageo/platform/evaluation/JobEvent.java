package org.gwageo.platform.evaluation;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a job.
 *
 * @param at when
 * @param kind what
 * @param actor the worker or the account that did it
 * @param remark the cause or the reason, if there is one
 */
public record JobEvent(Instant at, Kind kind, String actor, @Nullable String remark) {

  /** What can happen to a job. */
  public enum Kind {
    /** It was put into the queue. */
    QUEUED,
    /** A worker took it. */
    LEASED,
    /** A worker took it over from one whose signals had stopped. */
    TAKEN_OVER,
    /** A worker put it back. */
    PUT_BACK,
    /** It ended without a result. */
    FAILED,
    /** It has a result. */
    DONE,
    /** The office queued it again. */
    RETRIED,
    /** The office ended it. */
    CANCELLED;

    /** Returns the name in message keys. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}

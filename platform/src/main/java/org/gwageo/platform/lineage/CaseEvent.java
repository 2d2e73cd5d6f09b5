package org.gwageo.platform.lineage;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;

/**
 * One thing that happened to a case.
 *
 * @param kind what
 * @param actor the account that did it, or {@value #SYSTEM}
 * @param at when
 * @param data the particulars, by name
 * @param digest of this event and of the digest of the one before it
 */
public record CaseEvent(
    Kind kind, String actor, Instant at, SortedMap<String, String> data, String digest) {

  /** The actor of what the platform does by itself. */
  public static final String SYSTEM = "system";

  /** What can happen to a case. */
  public enum Kind {
    /** Opened on the submission with the receipt {@code receipt}. */
    OPENED,
    /** The team has submitted again: {@code receipt}. */
    RESUBMITTED,
    /** The weights were compared: {@code grade}, {@code digest}. */
    SCREENED,
    /** The weights could not be compared: {@code cause}. */
    SCREEN_FAILED,
    /** The team has declared its components, one entry each. */
    DECLARED,
    /** A file was put into the vault: {@code name}, {@code digest}, {@code visibility}. */
    EVIDENCE_ADDED,
    /** The office has asked: {@code question}, {@code text}, {@code until}. */
    ASKED,
    /** The team has replied to {@code question}: {@code text}, {@code late}. */
    REPLIED,
    /** The office has ended the questions. */
    REVIEW_BEGUN,
    /** A person has declared {@code conflict} true or false, with {@code reason}. */
    INDEPENDENCE_DECLARED,
    /** A reviewer advises {@code outcome} with {@code reason}. */
    ADVISED,
    /** A person proposes {@code outcome} with {@code reason}. */
    PROPOSED,
    /** A second person agrees; the case is decided. */
    CONFIRMED,
    /** The decision and the history are public. */
    PUBLISHED
  }

  /** Copies {@code data}. */
  public CaseEvent {
    data = new TreeMap<>(data);
  }

  /** Returns a particular, empty when there is none. */
  public String get(String name) {
    return data.getOrDefault(name, "");
  }

  static CaseEvent after(
      String previous, Kind kind, String actor, Instant at, SortedMap<String, String> data) {
    var digest = Digest.ofJson(List.of(previous, kind.name(), actor, at.toString(), data));
    return new CaseEvent(kind, actor, at, data, digest.toString());
  }
}

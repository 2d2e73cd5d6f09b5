package org.gwageo.platform.lineage;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.evidence.CaseFile;
import org.gwageo.canonical.Digest;

/**
 * One thing that happened to a case.
 *
 * @param kind what
 * @param actor the account that did it, or {@value #SYSTEM}
 * @param by the pseudonym of {@code actor} in this case
 * @param at when
 * @param data the particulars, by name
 * @param salt what makes the digest of unpublished particulars useless for guessing; empty where
 *     all are published
 * @param digest of this event as it is published, and of the digest of the one before it
 */
public record CaseEvent(
    Kind kind,
    String actor,
    String by,
    Instant at,
    SortedMap<String, String> data,
    String salt,
    String digest) {

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
    /** A second person agrees to {@code outcome} with {@code reason}; the case is decided. */
    CONFIRMED,
    /** The decision and the history are public. */
    PUBLISHED,
    /** The office has re-opened the decided case for {@code reason}; its decision stands so far. */
    REOPENED
  }

  /** Copies {@code data}. */
  public CaseEvent {
    data = new TreeMap<>(data);
  }

  /** Returns a particular, empty when there is none. */
  public String get(String name) {
    return data.getOrDefault(name, "");
  }

  /** Returns whether a particular is never published, only its digest. */
  private static boolean isSealed(Kind kind, SortedMap<String, String> data, String name) {
    return switch (kind) {
      case ADVISED, PROPOSED -> true;
      case INDEPENDENCE_DECLARED -> name.equals("reason");
      case EVIDENCE_ADDED ->
          !name.equals("visibility")
              && !Visibility.PUBLIC.name().equals(data.getOrDefault("visibility", ""));
      case OPENED,
          RESUBMITTED,
          SCREENED,
          SCREEN_FAILED,
          DECLARED,
          ASKED,
          REPLIED,
          REVIEW_BEGUN,
          CONFIRMED,
          PUBLISHED,
          REOPENED ->
          false;
    };
  }

  /** Returns whether some particulars of such an event are never published. */
  static boolean isSealed(Kind kind, SortedMap<String, String> data) {
    return data.keySet().stream().anyMatch(name -> isSealed(kind, data, name));
  }

  /** Returns whether some particulars are never published. */
  public boolean isSealed() {
    return isSealed(kind, data);
  }

  static CaseEvent after(
      Digest previous,
      Kind kind,
      String actor,
      String by,
      Instant at,
      SortedMap<String, String> data,
      String salt) {
    var published = published(previous, kind, by, at, data, salt);
    return new CaseEvent(kind, actor, by, at, data, salt, published.digest().toString());
  }

  /** Returns the event as it is published after one with the digest {@code previous}. */
  CaseFile.Event published(Digest previous) {
    return published(previous, kind, by, at, data, salt);
  }

  private static CaseFile.Event published(
      Digest previous,
      Kind kind,
      String by,
      Instant at,
      SortedMap<String, String> data,
      String salt) {
    var shown = new TreeMap<String, String>();
    var sealed = new TreeMap<String, String>();
    data.forEach((name, value) -> (isSealed(kind, data, name) ? sealed : shown).put(name, value));
    return CaseFile.Event.after(
        previous,
        kind.name(),
        by,
        at,
        shown,
        sealed.isEmpty() ? null : Digest.ofJson(List.of(salt, sealed)));
  }
}

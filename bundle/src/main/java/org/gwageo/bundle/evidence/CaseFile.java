package org.gwageo.bundle.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code cases/<team>.json} says: the verification case (검증 사건) of one submission, with
 * everything that happened to it.
 *
 * <p>Each event carries the digest of itself and of the one before it, so that none can be changed,
 * left out or put elsewhere without changing all that follow. People appear under pseudonyms of
 * this case. What was said inside the panel is sealed: its digest is there, its words are not.
 *
 * @param number the case's public number
 * @param programme the programme's id
 * @param stage the stage's id
 * @param team the team's id
 * @param events what happened, the oldest first
 */
public record CaseFile(
    String number, String programme, String stage, String team, List<Event> events) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-case/1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The most events of one case that are read. */
  private static final int MOST = 10_000;

  /** Copies the events. */
  public CaseFile {
    events = List.copyOf(events);
  }

  /**
   * One thing that happened.
   *
   * @param kind what, in capital letters
   * @param by the pseudonym of who did it, or {@code system}
   * @param at when
   * @param data the particulars that are shown, by name
   * @param sealed the digest of the particulars that are not shown; null where all are
   * @param digest of all of the above and of the event before
   */
  public record Event(
      String kind,
      String by,
      Instant at,
      SortedMap<String, String> data,
      @Nullable Digest sealed,
      Digest digest) {

    /** Copies {@code data}. */
    public Event {
      data = new TreeMap<>(data);
    }

    /** Returns the event that follows one with the digest {@code previous}. */
    public static Event after(
        Digest previous,
        String kind,
        String by,
        Instant at,
        Map<String, String> data,
        @Nullable Digest sealed) {
      var digest =
          Digest.ofJson(
              List.of(
                  previous.toString(),
                  kind,
                  by,
                  at.toString(),
                  new TreeMap<>(data),
                  sealed == null ? "" : sealed.toString()));
      return new Event(kind, by, at, new TreeMap<>(data), sealed, digest);
    }

    /** Returns a particular, empty when there is none. */
    public String get(String name) {
      return data.getOrDefault(name, "");
    }

    private Map<String, Object> toTree() {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("kind", kind);
      tree.put("by", by);
      tree.put("at", at.toString());
      tree.put("data", data);
      if (sealed != null) {
        tree.put("sealed", sealed.toString());
      }
      tree.put("digest", digest.toString());
      return tree;
    }
  }

  /**
   * What two people decided.
   *
   * @param outcome the outcome's name
   * @param grade the grade that the independence gate reads instead of the comparison's
   * @param reason why
   */
  public record Decision(String outcome, String grade, String reason) {}

  /** Returns the digest that the first event of a case follows. */
  public static Digest start(String number, String programme, String stage, String team) {
    return Digest.ofJson(List.of(FORMAT, number, programme, stage, team));
  }

  /** Returns the digest of the newest event, which stands for the whole history. */
  public Digest head() {
    return events.isEmpty() ? start(number, programme, stage, team) : events.getLast().digest();
  }

  /**
   * Returns the decision that stands, if there is one: that of a re-opened case until two people
   * have decided again.
   */
  public Optional<Decision> decision() {
    return decided()
        .map(event -> new Decision(event.get("outcome"), event.get("grade"), event.get("reason")));
  }

  /** Returns the event that made the decision that stands. */
  public Optional<Event> decided() {
    return events.reversed().stream().filter(event -> event.kind().equals("CONFIRMED")).findFirst();
  }

  /** Returns whether this history goes on where {@code earlier} ends. */
  public boolean continues(CaseFile earlier) {
    return number.equals(earlier.number())
        && team.equals(earlier.team())
        && events.size() >= earlier.events().size()
        && events.subList(0, earlier.events().size()).equals(earlier.events());
  }

  /** Returns the place of the first event that does not follow from the ones before it, from 1. */
  public Optional<Integer> firstBreak() {
    var previous = start(number, programme, stage, team);
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      var expected =
          Event.after(previous, event.kind(), event.by(), event.at(), event.data(), event.sealed());
      if (!expected.digest().equals(event.digest())) {
        return Optional.of(i + 1);
      }
      previous = event.digest();
    }
    return Optional.empty();
  }

  /** Returns the file {@code cases/<team>.json}. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("number", number);
    tree.put("programme", programme);
    tree.put("stage", stage);
    tree.put("team", team);
    tree.put("events", events.stream().map(Event::toTree).toList());
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads a case's file.
   *
   * @throws EvidenceException if it is not one
   */
  public static CaseFile parse(String file, byte[] json) throws EvidenceException {
    try {
      JsonNode tree = JSON.readTree(json);
      String format = tree.path("format").asString("");
      if (!format.equals(FORMAT)) {
        throw new EvidenceException(
            "%s has the format \"%s\", not %s".formatted(file, format, FORMAT));
      }
      if (tree.path("events").size() > MOST) {
        throw new EvidenceException(
            "%s has %d events; at most %d are read"
                .formatted(file, tree.path("events").size(), MOST));
      }
      var events = new ArrayList<Event>();
      for (JsonNode one : tree.path("events")) {
        events.add(event(one));
      }
      return new CaseFile(
          tree.path("number").asString(""),
          tree.path("programme").asString(""),
          tree.path("stage").asString(""),
          tree.path("team").asString(""),
          events);
    } catch (JacksonException e) {
      throw new EvidenceException(file + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new EvidenceException(file + " is no verification case: " + e.getMessage());
    }
  }

  private static Event event(JsonNode one) {
    var data = new TreeMap<String, String>();
    one.path("data")
        .properties()
        .forEach(entry -> data.put(entry.getKey(), entry.getValue().asString("")));
    JsonNode sealed = one.path("sealed");
    return new Event(
        one.path("kind").asString(""),
        one.path("by").asString(""),
        Instant.parse(one.path("at").asString("")),
        data,
        sealed.isMissingNode() ? null : Digest.parse(sealed.asString("")),
        Digest.parse(one.path("digest").asString("")));
  }
}

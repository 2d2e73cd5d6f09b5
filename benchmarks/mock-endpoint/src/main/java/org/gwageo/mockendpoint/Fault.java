package org.gwageo.mockendpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault and whom it meets.
 *
 * <p>A request is met when its item or prompt is among the chosen ones ({@code items}, or by {@code
 * share} through the world's draw), when the prompt has not been asked more than {@code
 * occurrences} times, and when it is within the run's requests number {@code after} (excluded) to
 * {@code until}.
 *
 * @param kind what happens
 * @param share the part of items, or of prompts that hold no known item, that is met: 0 to 1
 * @param occurrences how many times in a row the same prompt is met; 0 means always
 * @param after requests of the run that pass before the fault begins
 * @param until the last request of the run that can be met
 * @param items ids of the items that are met; empty means by share
 * @param time what {@code Retry-After} says, or how long a stall or a slow response lasts
 * @param token the token that is accepted in spite of {@link FaultKind#UNAUTHORIZED}
 */
public record Fault(
    FaultKind kind,
    double share,
    int occurrences,
    long after,
    long until,
    Set<String> items,
    @Nullable Duration time,
    @Nullable String token) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if share is not within 0 and 1, or a count is negative
   */
  public Fault {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "the share of fault " + kind.word() + " is within 0 and 1, not " + share);
    }
    if (occurrences < 0 || after < 0 || until < after) {
      throw new IllegalArgumentException(
          "fault %s meets %d occurrences after request %d until %d"
              .formatted(kind.word(), occurrences, after, until));
    }
    items = Set.copyOf(items);
  }

  /** Returns a fault that meets this share of items the first time that they are asked. */
  public static Fault once(FaultKind kind, double share) {
    return new Fault(kind, share, 1, 0, Long.MAX_VALUE, Set.of(), null, null);
  }

  /** Returns a fault that always meets this share of items. */
  public static Fault always(FaultKind kind, double share) {
    return new Fault(kind, share, 0, 0, Long.MAX_VALUE, Set.of(), null, null);
  }

  /** Returns a fault that always meets these items. */
  public static Fault always(FaultKind kind, Set<String> items) {
    return new Fault(kind, 1, 0, 0, Long.MAX_VALUE, items, null, null);
  }

  /** Returns the fault with another time. */
  public Fault withTime(Duration other) {
    return new Fault(kind, share, occurrences, after, until, items, other, token);
  }

  /**
   * Reads {@code kind[:name=value,…]}; the names are share (1 unless given), occurrences (1; 0
   * means always), after, until, items (ids joined by +), time and retry-after (seconds), token.
   *
   * @throws IllegalArgumentException if a name or a value is not understood
   */
  public static Fault parse(String text) {
    int colon = text.indexOf(':');
    FaultKind kind = FaultKind.parse(colon < 0 ? text : text.substring(0, colon));
    double share = 1;
    int occurrences = 1;
    long after = 0;
    long until = Long.MAX_VALUE;
    Set<String> items = Set.of();
    Duration time = null;
    String token = null;
    for (String part : colon < 0 ? List.<String>of() : split(text.substring(colon + 1), ',')) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("fault " + text + ": " + part + " has no =");
      }
      String value = part.substring(equals + 1);
      switch (part.substring(0, equals)) {
        case "share" -> share = Double.parseDouble(value);
        case "occurrences" -> occurrences = Integer.parseInt(value);
        case "after" -> after = Long.parseLong(value);
        case "until" -> until = Long.parseLong(value);
        case "items" -> items = new LinkedHashSet<>(split(value, '+'));
        case "time", "retry-after" ->
            time = Duration.ofMillis(Math.round(1000 * Double.parseDouble(value)));
        case "token" -> token = value;
        default -> throw new IllegalArgumentException("fault " + text + " has no part " + part);
      }
    }
    return new Fault(kind, share, occurrences, after, until, items, time, token);
  }

  private static List<String> split(String text, char at) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = text.indexOf(at); i >= 0; i = text.indexOf(at, from)) {
      parts.add(text.substring(from, i));
      from = i + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /**
   * Returns whether a request is met.
   *
   * @param index the fault's position in the schedule
   * @param draw the draw of the request's item, or of its prompt
   * @param occurrence which request for this prompt it is, from 1
   * @param ordinal which request of the run it is, from 1
   */
  boolean meets(int index, Draw draw, @Nullable String item, int occurrence, long ordinal) {
    if (ordinal <= after || ordinal > until || (occurrences > 0 && occurrence > occurrences)) {
      return false;
    }
    return items.isEmpty()
        ? draw.uniform(Labels.FAULTS + index) < share
        : item != null && items.contains(item);
  }

  /** Returns the time in milliseconds, or another when none is given. */
  long millis(long otherwise) {
    return time == null ? otherwise : time.toMillis();
  }
}

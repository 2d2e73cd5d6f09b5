package org.gwageo.platform.evaluation.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** What the office types about a season, by field name. */
public record SeasonForm(Map<String, String> fields) {

  /** Nothing typed. */
  public static final SeasonForm EMPTY = new SeasonForm(Map.of());

  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  /** Copies the map. */
  public SeasonForm {
    fields = Map.copyOf(fields);
  }

  /** Returns what was typed into {@code field}; empty for nothing. */
  public String value(String field) {
    return fields.getOrDefault(field, "").strip();
  }

  /** Returns the whole number from 1 to {@code most} that a field holds, if it does. */
  Optional<Integer> whole(String field, int most) {
    String text = value(field);
    return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= most
        ? Optional.of(Integer.valueOf(text))
        : Optional.empty();
  }

  /** Returns the moment that a field names in Korean time, if it does. */
  Optional<Instant> moment(String field) {
    try {
      return Optional.of(LocalDateTime.parse(value(field)).atZone(SEOUL).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

package org.gwageo.platform.programme.definition;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/** A point in a stage's calendar: a day whose hour is not known, or an exact time. */
public sealed interface Moment {

  /** Returns the first instant of this moment in {@code zone}. */
  ZonedDateTime begins(ZoneId zone);

  /** Returns the last instant of this moment in {@code zone}; the same for an exact time. */
  ZonedDateTime ends(ZoneId zone);

  /** A day; {@code approximate} when the source says "about". */
  record Day(LocalDate date, boolean approximate) implements Moment {

    @Override
    public ZonedDateTime begins(ZoneId zone) {
      return date.atStartOfDay(zone);
    }

    @Override
    public ZonedDateTime ends(ZoneId zone) {
      return date.atTime(LocalTime.MAX).atZone(zone);
    }
  }

  /** A time with its offset. */
  record Exact(OffsetDateTime time) implements Moment {

    @Override
    public ZonedDateTime begins(ZoneId zone) {
      return time.atZoneSameInstant(zone);
    }

    @Override
    public ZonedDateTime ends(ZoneId zone) {
      return begins(zone);
    }
  }

  /**
   * Reads {@code 2026-01-05}, {@code 2026-01-05~} or {@code 2026-01-05T09:00+09:00}.
   *
   * @throws IllegalArgumentException if {@code text} is none of these
   */
  static Moment parse(String text) {
    try {
      if (text.indexOf('T') >= 0) {
        return new Exact(OffsetDateTime.parse(text));
      }
      boolean approximate = text.endsWith("~");
      String date = approximate ? text.substring(0, text.length() - 1) : text;
      return new Day(LocalDate.parse(date), approximate);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "a moment is written 2026-01-05 or 2026-01-05T09:00+09:00: " + text, e);
    }
  }
}

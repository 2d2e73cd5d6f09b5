package org.gwageo.platform.programme.definition;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * A date as precise as it is known, in a part of the Extended Date/Time Format (ISO 8601-2).
 *
 * @param first first day
 * @param last last day, the same as {@code first} for a single day
 * @param precision what was written
 * @param approximate whether it was marked with {@code ~}
 */
public record Period(LocalDate first, LocalDate last, Precision precision, boolean approximate) {

  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  public Period {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("a period ends on " + last + ", before " + first);
    }
  }

  /** The finest part of a date that was written. */
  public enum Precision {
    DAY,
    MONTH,
    YEAR,
    /** Two dates with a solidus between them. */
    INTERVAL
  }

  /**
   * Reads {@code 2025-08-04}, {@code 2025-08}, {@code 2025}, {@code 2025-06-20/2025-07-21}, each
   * with an optional {@code ~} at the end.
   *
   * @throws IllegalArgumentException if {@code text} is none of these
   */
  public static Period parse(String text) {
    boolean approximate = text.endsWith("~");
    String date = approximate ? text.substring(0, text.length() - 1) : text;
    int solidus = date.indexOf('/');
    if (solidus < 0) {
      return single(date, approximate);
    }
    Period from = single(date.substring(0, solidus), approximate);
    Period to = single(date.substring(solidus + 1), approximate);
    return new Period(from.first, to.last, Precision.INTERVAL, approximate);
  }

  private static Period single(String date, boolean approximate) {
    try {
      if (DAY.matcher(date).matches()) {
        LocalDate day = LocalDate.parse(date);
        return new Period(day, day, Precision.DAY, approximate);
      }
      if (MONTH.matcher(date).matches()) {
        YearMonth month = YearMonth.parse(date);
        return new Period(month.atDay(1), month.atEndOfMonth(), Precision.MONTH, approximate);
      }
      if (YEAR.matcher(date).matches()) {
        Year year = Year.parse(date);
        return new Period(
            year.atDay(1), year.atMonth(12).atEndOfMonth(), Precision.YEAR, approximate);
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no such date: " + date, e);
    }
    throw new IllegalArgumentException(
        "a date is written 2025-08-04, 2025-08, 2025 or with a solidus as an interval: " + date);
  }
}

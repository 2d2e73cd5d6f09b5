package org.gwageo.platform.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** Dates and times of day in Korean Standard Time with the weekday, in both languages. */
public final class Moments {

  /** The zone in which all times are shown. */
  public static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  private static final String KOREAN_DAYS = "월화수목금토일";
  private static final List<String> ENGLISH_DAYS =
      List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> ENGLISH_MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private Moments() {}

  /** Returns {@code 2026. 11. 22.(일) 18:00 (KST)} or {@code Sun 22 Nov 2026, 18:00 (KST)}. */
  public static String time(Language language, Instant instant) {
    ZonedDateTime at = instant.atZone(SEOUL);
    String clock = "%02d:%02d (KST)".formatted(at.getHour(), at.getMinute());
    return date(language, at.toLocalDate())
        + switch (language) {
          case KOREAN -> " " + clock;
          case ENGLISH -> ", " + clock;
        };
  }

  /** Returns {@code 2026. 11. 22.(일)} or {@code Sun 22 Nov 2026}. */
  public static String date(Language language, LocalDate date) {
    int day = date.getDayOfWeek().getValue() - 1;
    return switch (language) {
      case KOREAN ->
          "%d. %d. %d.(%s)"
              .formatted(
                  date.getYear(),
                  date.getMonthValue(),
                  date.getDayOfMonth(),
                  KOREAN_DAYS.charAt(day));
      case ENGLISH ->
          "%s %d %s %d"
              .formatted(
                  ENGLISH_DAYS.get(day),
                  date.getDayOfMonth(),
                  ENGLISH_MONTHS.get(date.getMonthValue() - 1),
                  date.getYear());
    };
  }

  /** Returns {@code instant} for {@code <time datetime>}, with Seoul's offset, to the second. */
  public static String machine(Instant instant) {
    ZonedDateTime at = instant.atZone(SEOUL);
    return "%sT%02d:%02d:%02d%s"
        .formatted(at.toLocalDate(), at.getHour(), at.getMinute(), at.getSecond(), at.getOffset());
  }
}

package org.gwageo.platform.evaluation.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/** Durations in words. */
final class Lasting {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'KST'", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Seoul"));

  private Lasting() {}

  /** Returns seconds, minutes and seconds, or hours and minutes. */
  static String words(Page page, Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return page.t("office.seconds", seconds);
    }
    return seconds < 3600
        ? page.t("office.minutes", seconds / 60, seconds % 60)
        : page.t("office.hours", seconds / 3600, seconds / 60 % 60);
  }

  /** Returns date and time in Seoul to the second. */
  static String second(Instant instant) {
    return SECOND.format(instant);
  }

  /** Returns milliseconds as {@link #micros} does; a dash for none. */
  static String millis(@Nullable Double millis) {
    return millis == null ? "–" : micros(Math.round(1000 * millis));
  }

  /** Returns microseconds as milliseconds or seconds with three significant digits. */
  static String micros(long micros) {
    double millis = micros / 1000.0;
    if (millis >= 1000) {
      return "%.2f s".formatted(millis / 1000);
    }
    return millis >= 100
        ? "%.0f ms".formatted(millis)
        : String.format(Locale.ROOT, millis >= 10 ? "%.1f ms" : "%.2f ms", millis);
  }
}

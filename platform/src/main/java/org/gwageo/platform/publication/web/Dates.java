package org.gwageo.platform.publication.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.gwageo.platform.programme.definition.Moment;
import org.gwageo.platform.programme.definition.Period;
import org.gwageo.platform.web.Moments;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/** Dates as precise as they are known, in words. */
final class Dates {

  private Dates() {}

  /** Returns the period in words, with weekdays where days are known. */
  static String words(Page page, Period period) {
    String plain =
        switch (period.precision()) {
          case DAY -> page.date(period.first());
          case MONTH -> month(page, period.first());
          case YEAR -> page.t("overview.date.year", String.valueOf(period.first().getYear()));
          case INTERVAL -> interval(page, period);
        };
    return period.approximate() ? page.t("overview.date.about", plain) : plain;
  }

  private static String interval(Page page, Period period) {
    boolean months =
        period.first().getDayOfMonth() == 1
            && YearMonth.from(period.last()).atEndOfMonth().equals(period.last());
    return months
        ? month(page, period.first()) + " – " + month(page, period.last())
        : page.date(period.first()) + " – " + page.date(period.last());
  }

  private static String month(Page page, LocalDate date) {
    return page.t(
        "overview.date.month",
        String.valueOf(date.getYear()),
        page.t("overview.date.month." + date.getMonthValue()));
  }

  /** Returns the moment in words, with its weekday. */
  static String words(Page page, Moment moment) {
    return switch (moment) {
      case Moment.Day(LocalDate date, boolean approximate) ->
          approximate ? page.t("overview.date.about", page.date(date)) : page.date(date);
      case Moment.Exact(var time) -> page.time(time.toInstant());
    };
  }

  /** Returns the period for {@code <time datetime>}; {@code null} for an interval. */
  static @Nullable String machine(Period period) {
    return switch (period.precision()) {
      case DAY -> period.first().toString();
      case MONTH -> YearMonth.from(period.first()).toString();
      case YEAR -> "%04d".formatted(period.first().getYear());
      case INTERVAL -> null;
    };
  }

  /** Returns how many days {@code moment} is from now: "in 12 days", "today", "3 days ago". */
  static String distance(Page page, Instant moment) {
    LocalDate today = page.now().atZone(Moments.SEOUL).toLocalDate();
    long days = ChronoUnit.DAYS.between(today, moment.atZone(Moments.SEOUL).toLocalDate());
    if (days == 0) {
      return page.t("overview.date.today");
    }
    return days > 0
        ? page.t("overview.date.in-days", days)
        : page.t("overview.date.days-ago", -days);
  }
}

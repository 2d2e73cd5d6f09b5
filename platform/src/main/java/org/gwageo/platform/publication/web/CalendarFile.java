package org.gwageo.platform.publication.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gwageo.platform.programme.definition.Event;
import org.gwageo.platform.programme.definition.Period;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * A programme's calendar in iCalendar (RFC 5545): its events as whole days, and the opening and the
 * deadline of each stage that runs here at their hour. What is only planned is tentative.
 */
final class CalendarFile {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** RFC 5545, section 3.1: a line has at most 75 octets without its end. */
  private static final int OCTETS = 75;

  private final Page page;
  private final ProgrammeFacts programme;
  private final Citing citing;
  private final StringBuilder out = new StringBuilder();

  CalendarFile(Page page, ProgrammeFacts programme) {
    this.page = page;
    this.programme = programme;
    this.citing = new Citing(page, programme);
  }

  String text() {
    out.setLength(0);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Gwageo//Programme calendar//" + page.language().tag().toUpperCase(Locale.ROOT));
    line("CALSCALE:GREGORIAN");
    line("X-WR-CALNAME:" + escaped(citing.text(programme.definition().title())));
    programme.definition().events().forEach(this::event);
    for (StageFacts stage : programme.stages()) {
      if (stage.runHere()) {
        moment(stage, "opens", stage.opensAt());
        moment(stage, "closes", stage.closesAt());
      }
    }
    line("END:VCALENDAR");
    return out.toString();
  }

  private void event(Event event) {
    Period period = event.date();
    begin(event.id());
    day("DTSTART", period.first());
    day("DTEND", period.last().plusDays(1));
    line("SUMMARY:" + escaped(citing.text(event.title())));
    String detail = citing.textOrNull(event.detail());
    if (detail != null) {
      line("DESCRIPTION:" + escaped(detail));
    }
    boolean certain = event.actual() != null && !period.approximate();
    line("STATUS:" + (certain ? "CONFIRMED" : "TENTATIVE"));
    line("TRANSP:TRANSPARENT");
    line("END:VEVENT");
  }

  private void moment(StageFacts stage, String what, @Nullable Instant at) {
    if (at == null) {
      return;
    }
    begin(stage.id().stage() + "-" + what);
    line("DTSTART:" + MOMENT.format(at));
    line("DTEND:" + MOMENT.format(at));
    String word =
        what.equals("opens") ? page.t("overview.stage.opens") : page.t("overview.stage.closes");
    line("SUMMARY:" + escaped(citing.text(stage.definition().title()) + " – " + word));
    line("STATUS:CONFIRMED");
    line("TRANSP:TRANSPARENT");
    line("END:VEVENT");
  }

  private void begin(String id) {
    line("BEGIN:VEVENT");
    line("UID:" + id + "@" + programme.definition().id() + ".gwageo");
    line("DTSTAMP:" + MOMENT.format(page.now()));
  }

  private void day(String property, LocalDate day) {
    line(property + ";VALUE=DATE:" + DAY.format(day));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /** Folds between characters, never inside one, as section 3.1 wants. */
  private void line(String content) {
    int octets = 0;
    int limit = OCTETS;
    for (int i = 0; i < content.length(); ) {
      int point = content.codePointAt(i);
      String letter = Character.toString(point);
      int length = letter.getBytes(StandardCharsets.UTF_8).length;
      if (octets + length > limit) {
        out.append("\r\n ");
        octets = 0;
        limit = OCTETS - 1;
      }
      out.append(letter);
      octets += length;
      i += Character.charCount(point);
    }
    out.append("\r\n");
  }
}

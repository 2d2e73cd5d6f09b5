package org.gwageo.verdict.rules;

import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.jspecify.annotations.Nullable;

/** Reads what frames the scoring: rounding, places, calendar. */
final class FrameReader {

  private final Problems problems;
  private final Words words;

  FrameReader(Problems problems, Words words) {
    this.problems = problems;
    this.words = words;
  }

  RoundingRule rounding(Section root) {
    Section section = root.section("rounding");
    if (section == null) {
      return new RoundingRule(RoundingMode.HALF_UP, null, null, null, 0);
    }
    RoundingMode mode =
        switch (section.choice("mode", List.of("half-up", "half-even", "down", "up"))) {
          case "half-even" -> RoundingMode.HALF_EVEN;
          case "down" -> RoundingMode.DOWN;
          case "up" -> RoundingMode.UP;
          default -> RoundingMode.HALF_UP;
        };
    var rule =
        new RoundingRule(
            mode,
            places(section, "measurement"),
            places(section, "item"),
            places(section, "block"),
            section.whole("total", 0, 8));
    section.refuseOtherKeys();
    return rule;
  }

  private @Nullable Integer places(Section section, String level) {
    Value value = section.required(level);
    return value == null || value.tree().equals("none") ? null : value.whole(0, 8, problems);
  }

  Places places(Section root, List<Block> blocks) {
    Section section = root.section("places");
    if (section == null) {
      return new Places(
          1,
          1,
          false,
          false,
          Places.SingleApplicant.EVALUATED,
          new Places.Ties(List.of(), Places.Remaining.SHARE));
    }
    Value fromValue = section.required("from");
    Integer from =
        fromValue == null || fromValue.tree().equals("any")
            ? null
            : fromValue.whole(1, 1000, problems);
    int to = section.whole("to", 0, 1000);
    if (from != null && to > from) {
      section.problem("to", "more places than teams: " + to + " of " + from);
    }
    Value fill = section.required("fill-vacated-places");
    Value none = section.required("none-selected");
    var single =
        section.choice("single-applicant", List.of("evaluated", "hold")).equals("hold")
            ? Places.SingleApplicant.HOLD
            : Places.SingleApplicant.EVALUATED;
    Places.Ties ties = ties(section, blocks);
    section.refuseOtherKeys();
    return new Places(
        from,
        to,
        fill != null && fill.truth(problems),
        none != null && none.truth(problems),
        single,
        ties);
  }

  private Places.Ties ties(Section places, List<Block> blocks) {
    Section section = places.section("ties");
    if (section == null) {
      return new Places.Ties(List.of(), Places.Remaining.SHARE);
    }
    List<String> known = new ArrayList<>(List.of(Places.Ties.EXACT_TOTAL));
    for (Block block : blocks) {
      known.add(block.id());
      if (block.evaluatorTotals() == null) {
        block.items().forEach(item -> known.add(item.id()));
      }
    }
    List<String> order = section.optionalTexts("order");
    if (section.optional("order") instanceof Sequence sequence) {
      for (Value value : sequence.values()) {
        words.reference(value, value.text(problems), "block or item with points of its own", known);
      }
    }
    var otherwise =
        section.choice("otherwise", List.of("share", "office")).equals("office")
            ? Places.Remaining.OFFICE
            : Places.Remaining.SHARE;
    section.refuseOtherKeys();
    return new Places.Ties(order, otherwise);
  }

  Calendar calendar(Section root, List<String> entrants) {
    Section section = root.optionalSection("calendar");
    if (section == null) {
      return new Calendar(ZoneOffset.UTC, List.of(), List.of());
    }
    ZoneId zone = zone(section);
    List<Calendar.Window> windows = windows(section.sections("windows"));
    List<String> known = windows.stream().map(Calendar.Window::id).toList();
    List<Calendar.Entrant> late = new ArrayList<>();
    Set<String> teams = Words.newIds();
    for (Section entrant : section.optionalSections("entrants")) {
      String team = words.team(entrant, "team");
      if (!entrants.isEmpty()) {
        words.reference(entrant, "team", "entrant", entrants);
      }
      if (!teams.add(team)) {
        entrant.problem("team", "the team \"" + team + "\" has two calendars of its own");
      }
      Bilingual reason = words.bilingual(entrant, "reason");
      List<Section> own = entrant.sections("windows");
      own.forEach(window -> words.reference(window, "id", "window of all teams", known));
      late.add(new Calendar.Entrant(team, reason, windows(own)));
      entrant.refuseOtherKeys();
    }
    section.refuseOtherKeys();
    return new Calendar(zone, windows, late);
  }

  private ZoneId zone(Section section) {
    String text = section.text("zone");
    if (!text.isEmpty()) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        section.problem("zone", "there is no time zone \"" + text + "\"");
      }
    }
    return ZoneOffset.UTC;
  }

  private List<Calendar.Window> windows(List<Section> sections) {
    List<Calendar.Window> windows = new ArrayList<>();
    Set<String> ids = Words.newIds();
    for (Section section : sections) {
      String id = words.id(section, "window", ids);
      Bilingual title = words.bilingual(section, "title");
      OffsetDateTime opens = moment(section, "opens");
      OffsetDateTime closes = moment(section, "closes");
      if (opens != null && closes != null) {
        if (!closes.isAfter(opens)) {
          section.problem(
              "closes",
              "the window \"" + id + "\" closes at " + closes + ", before it opens at " + opens);
        }
        windows.add(new Calendar.Window(id, title, opens, closes));
      }
      section.refuseOtherKeys();
    }
    return windows;
  }

  private @Nullable OffsetDateTime moment(Section section, String key) {
    String text = section.text(key);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      section.problem(key, "a moment is written like 2026-01-15T14:00+09:00, not \"" + text + "\"");
      return null;
    }
  }
}

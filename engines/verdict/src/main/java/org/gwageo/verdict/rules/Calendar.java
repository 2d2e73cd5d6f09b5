package org.gwageo.verdict.rules;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When what is open, for everybody and for teams with dates of their own.
 *
 * @param zone the zone in which the dates are shown
 * @param windows the windows of all teams
 * @param entrants teams with windows of their own
 */
public record Calendar(ZoneId zone, List<Window> windows, List<Entrant> entrants) {

  /** Copies the lists. */
  public Calendar {
    windows = List.copyOf(windows);
    entrants = List.copyOf(entrants);
  }

  /** Returns the team's own window of that id, else the one of all teams. */
  public Optional<Window> window(String team, String id) {
    return entrants.stream()
        .filter(entrant -> entrant.team().equals(team))
        .flatMap(entrant -> entrant.windows().stream())
        .filter(window -> window.id().equals(id))
        .findFirst()
        .or(() -> windows.stream().filter(window -> window.id().equals(id)).findFirst());
  }

  /**
   * A span of time.
   *
   * @param opens the first moment
   * @param closes the first moment that is too late
   */
  public record Window(String id, Bilingual title, OffsetDateTime opens, OffsetDateTime closes) {

    /** Answers whether {@code moment} lies within the span. */
    public boolean contains(OffsetDateTime moment) {
      return !moment.isBefore(opens) && moment.isBefore(closes);
    }
  }

  /** A team with windows of its own, and why. */
  public record Entrant(String team, Bilingual reason, List<Window> windows) {
    /** Copies {@code windows}. */
    public Entrant {
      windows = List.copyOf(windows);
    }
  }
}
